-- What readers reported as wrong, for the operator to look at; never published. Who sent it from where is not kept. The limits
-- are a second line: the form has the same or narrower ones.
CREATE TABLE report (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
  received_at BIGINT NOT NULL,
  language TEXT NOT NULL,
  page TEXT CHECK (length(page) <= 2000),
  message TEXT NOT NULL CHECK (length(message) <= 4000),
  contact TEXT CHECK (length(contact) <= 200)
);
