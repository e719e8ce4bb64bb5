-- The people who can sign in. A person's name and sign-in name stand in "account" and nowhere else: whatever lasts names
-- people by the opaque "id", so that both can be erased. Nothing here is ever published.

-- "login" is folded to lower case; "password" is the argon2id hash as a PHC string, null until one is chosen. "division":
-- for an official, what it decides for; for a partner, the division whose officials look after the account.
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) <= 40),
  login TEXT UNIQUE CHECK (length(login) <= 200),
  name TEXT CHECK (length(name) <= 200),
  role TEXT NOT NULL CHECK (role IN ('partner', 'official', 'administrator')),
  division TEXT REFERENCES division (id) DEFERRABLE INITIALLY DEFERRED,
  password TEXT,
  active BOOLEAN NOT NULL,
  made_at BIGINT NOT NULL,
  seen_at BIGINT,
  CHECK (role <> 'official' OR division IS NOT NULL)
);

CREATE TABLE account_organisation (
  account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  organisation TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (account, organisation)
);

-- Links that sign somebody in once: invitations, and those made afterwards. "token" is the SHA-256 of what stands in the
-- link, as 64 hexadecimal digits. At most one of an account can be used.
CREATE TABLE account_link (
  token TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  invitation BOOLEAN NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX account_link_by_account ON account_link (account);

-- Who is signed in. "token" is the SHA-256 of the cookie; "id" names the session where its owner sees it. After a link, the
-- owner may choose a password without the old one until "may_set".
CREATE TABLE session (
  token TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  device TEXT NOT NULL CHECK (length(device) <= 100),
  began_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  may_set BIGINT
);
CREATE INDEX session_by_account ON session (account);
