-- Versions of a change that came back: the steps of each entry as they were sent, and what was said to it. Who returned the
-- change, when and why stands at the same position in "draft_word".
CREATE TABLE draft_return (
  draft TEXT NOT NULL,
  position BIGINT NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  base BIGINT NOT NULL CHECK (base >= 0),
  ops TEXT NOT NULL,
  answer TEXT,
  PRIMARY KEY (draft, position, kind, id),
  FOREIGN KEY (draft, position) REFERENCES draft_word (draft, position) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX draft_return_by_entry ON draft_return (kind, id);

-- A history asks for the decisions on its entry.
CREATE INDEX draft_choice_by_entry ON draft_choice (kind, id);
