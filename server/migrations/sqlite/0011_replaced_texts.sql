-- "writer" is the open page in which a text was typed, where script said so. "seen_at" is up to when it knew what had been saved
-- there; NULL: all of it. "replaced" is what stood there when another page wrote that did not know it: the same person on
-- another device.
ALTER TABLE draft_field ADD COLUMN writer TEXT;
ALTER TABLE draft_field ADD COLUMN seen_at BIGINT;
ALTER TABLE draft_field ADD COLUMN replaced TEXT;
