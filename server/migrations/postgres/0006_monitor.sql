-- Entries that an official found still true, as they stand in a revision: the last time for each. Who did it and every
-- time before is in "audit".
CREATE TABLE renewal (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  revision BIGINT NOT NULL CHECK (revision >= 1),
  renewed_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (kind, id),
  FOREIGN KEY (kind, id) REFERENCES entry (kind, id) DEFERRABLE INITIALLY DEFERRED
);
