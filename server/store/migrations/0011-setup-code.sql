-- What `npm run setup` says on the terminal lets one person in, once. Only its hash is kept.
CREATE TABLE setup_code (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  code_hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong_tries INTEGER NOT NULL DEFAULT 0
) STRICT;
