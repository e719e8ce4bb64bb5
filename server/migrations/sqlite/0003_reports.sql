-- What visitors reported as wrong, for the operator to look at; never published. Who sent it from where is not kept. No
-- foreign key leads to the entry: a report outlives what it is about.
CREATE TABLE report (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
  received_at BIGINT NOT NULL,
  page TEXT NOT NULL,
  kind TEXT,
  entry TEXT,
  wrong TEXT NOT NULL,
  contact TEXT,
  CHECK ((kind IS NULL) = (entry IS NULL))
);
