-- A report that something was done about says no more how its sender can be reached.
ALTER TABLE report ADD COLUMN done_at BIGINT;
