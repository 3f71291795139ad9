-- Computers that belong to the building, by the hash of the token that each keeps.
CREATE TABLE device (
  device_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'kiosk', 'display')),
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  paired_at INTEGER NOT NULL,
  paired_by TEXT,
  last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes that let one device in, once and soon.
CREATE TABLE pairing_code (
  code_hash BLOB PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'kiosk', 'display')),
  name TEXT NOT NULL,
  made_by TEXT,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
