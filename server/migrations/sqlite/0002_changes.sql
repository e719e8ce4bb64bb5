-- How the records came to be as they are: every change with its steps, every revision of every record, and a chain of
-- hashes over both. These rows are only ever added.

-- One row: how often the published records have changed. Writers count it up first, which also puts them in a queue.
CREATE TABLE state (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL CHECK (version >= 0)
);
INSERT INTO state (one, version) VALUES (1, 0);

-- "version" is the state that the change made.
CREATE TABLE change (
  id BIGINT NOT NULL PRIMARY KEY,
  idempotency_key TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  on_behalf_of TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'withdrawn')),
  version BIGINT UNIQUE CHECK (version >= 1),
  made_at BIGINT NOT NULL
);

-- "base" is the revision that the author saw; "ops" are the steps, as JSON.
CREATE TABLE change_edit (
  change_id BIGINT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  base BIGINT NOT NULL CHECK (base >= 0),
  ops TEXT NOT NULL,
  PRIMARY KEY (change_id, position),
  UNIQUE (change_id, kind, id),
  FOREIGN KEY (kind, id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);

-- "body" is the record as canonical JSON; null once it is archived.
CREATE TABLE revision (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  version BIGINT NOT NULL CHECK (version >= 1),
  change_id BIGINT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id, number),
  FOREIGN KEY (kind, id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX revision_by_version ON revision (version);
CREATE INDEX revision_by_change ON revision (change_id);

-- "content" is the SHA-256 of the change with its steps and revisions; "hash" that of this row, with "prev", the hash of
-- the row before. Both are over canonical JSON, as 64 hexadecimal digits.
CREATE TABLE audit (
  seq BIGINT NOT NULL PRIMARY KEY CHECK (seq >= 1),
  version BIGINT NOT NULL CHECK (version >= 1),
  made_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  content TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
);
