-- Services a member is trained for, as a JSON list; NULL means all of them.
ALTER TABLE staff ADD COLUMN service_ids TEXT;
-- Until when no password opens the account, wherever it is tried.
ALTER TABLE staff ADD COLUMN locked_until INTEGER;

-- Wrong passwords of the last hour, to lock an account that is guessed at from many places. Never more
-- rows for an account than lock it.
CREATE TABLE staff_wrong_try (
  staff_id TEXT NOT NULL REFERENCES staff (staff_id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_wrong_try_of ON staff_wrong_try (staff_id, at);

-- Sessions get a name of their own, which may be shown: the token's hash is not for telling. Whoever is
-- signed in stays so.
CREATE TABLE staff_session_named (
  token_hash BLOB PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  device TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO staff_session_named
  SELECT token_hash, 's' || lower(hex(randomblob(9))), staff_id, created_at, expires_at, created_at, NULL
    FROM staff_session;
DROP TABLE staff_session;
ALTER TABLE staff_session_named RENAME TO staff_session;
CREATE INDEX staff_session_of ON staff_session (staff_id);
