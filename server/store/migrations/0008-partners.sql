-- Keys of portals and apps: only the hash of a key is kept. Keys of one partner see the same bookings.
CREATE TABLE partner_key (
  key_id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  partner_name TEXT NOT NULL,
  secret_hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  agency_ids TEXT,
  is_sandbox INTEGER NOT NULL CHECK (is_sandbox IN (0, 1)),
  requests_per_minute INTEGER NOT NULL CHECK (requests_per_minute > 0),
  made_at INTEGER NOT NULL,
  last_used_at INTEGER,
  ends_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_of_visit ON booking (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX partner_key_of_partner ON partner_key (partner_id);
