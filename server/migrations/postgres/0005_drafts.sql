-- Changes that are being worked on. Nothing here is published; what is approved goes through "change" like everything else.

-- "author" is the stable name of an account. "round" counts how often it was sent for review; "version" is the last state
-- that an approval made.
CREATE TABLE draft (
  id TEXT NOT NULL PRIMARY KEY,
  author TEXT NOT NULL,
  on_behalf_of TEXT,
  division TEXT,
  reason TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'withdrawn', 'approved')),
  round BIGINT NOT NULL CHECK (round >= 0),
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  decided_by TEXT,
  version BIGINT CHECK (version >= 1)
);
CREATE INDEX draft_by_author ON draft (author);
CREATE INDEX draft_by_organisation ON draft (on_behalf_of);
CREATE INDEX draft_by_state ON draft (state);

-- "base" is the revision that the author started from; "ops" are the steps as they were sent for review, as JSON.
CREATE TABLE draft_entry (
  draft TEXT NOT NULL REFERENCES draft (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  base BIGINT NOT NULL CHECK (base >= 0),
  archive TEXT,
  ops TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pending', 'approved', 'returned')),
  answer TEXT,
  PRIMARY KEY (draft, kind, id)
);
CREATE INDEX draft_entry_by_entry ON draft_entry (kind, id);

-- What was typed into a control, valid or not.
CREATE TABLE draft_field (
  draft TEXT NOT NULL REFERENCES draft (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  raw TEXT NOT NULL CHECK (length(raw) <= 12000),
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (draft, kind, id, path)
);

-- Savings that were made, so that one that is sent again is not made again over something newer.
CREATE TABLE draft_save (
  draft TEXT NOT NULL REFERENCES draft (id) DEFERRABLE INITIALLY DEFERRED,
  idempotency_key TEXT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (draft, idempotency_key)
);

-- What author and officials said to each other.
CREATE TABLE draft_word (
  draft TEXT NOT NULL REFERENCES draft (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  said_at BIGINT NOT NULL,
  author TEXT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (draft, position)
);

-- Decisions on conflicts: both values, as JSON, and which one holds.
CREATE TABLE draft_choice (
  draft TEXT NOT NULL REFERENCES draft (id) DEFERRABLE INITIALLY DEFERRED,
  position BIGINT NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  theirs TEXT NOT NULL,
  ours TEXT NOT NULL,
  keep TEXT NOT NULL CHECK (keep IN ('theirs', 'ours')),
  decided_by TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (draft, position)
);
