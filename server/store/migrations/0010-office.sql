-- Two more roles: an agency's own administrator, and an auditor. An account that has ended stays, so
-- that what its member did keeps a name; a password that somebody else set is changed at the first
-- sign-in.
CREATE TABLE staff_with_roles (
  staff_id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN
    ('officer', 'supervisor', 'agency-administrator', 'administrator', 'auditor')),
  counter_ids TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  service_ids TEXT,
  locked_until INTEGER,
  agency_ids TEXT NOT NULL DEFAULT '[]',
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO staff_with_roles
  SELECT staff_id, username, name, role, counter_ids, password_hash, service_ids, locked_until,
         '[]', 0, NULL FROM staff;

CREATE TABLE staff_session_of_role (
  token_hash BLOB PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff_with_roles (staff_id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  device TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO staff_session_of_role
  SELECT token_hash, session_id, staff_id, created_at, expires_at, last_seen_at, device
    FROM staff_session;
CREATE TABLE staff_wrong_try_of_role (
  staff_id TEXT NOT NULL REFERENCES staff_with_roles (staff_id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO staff_wrong_try_of_role SELECT staff_id, at FROM staff_wrong_try;

DROP TABLE staff_wrong_try;
DROP TABLE staff_session;
DROP TABLE staff;
ALTER TABLE staff_with_roles RENAME TO staff;
ALTER TABLE staff_session_of_role RENAME TO staff_session;
ALTER TABLE staff_wrong_try_of_role RENAME TO staff_wrong_try;
CREATE INDEX staff_session_of ON staff_session (staff_id);
CREATE INDEX staff_wrong_try_of ON staff_wrong_try (staff_id, at);

-- What administrators did, found without reading a year of tickets.
CREATE INDEX journal_of_office ON journal (seq)
  WHERE type IN ('building-configured', 'staff-account', 'device-changed', 'partner-key-changed',
                 'webhook-changed', 'person-erased', 'person-seen', 'screens-told', 'backup-noted');

-- Written anew from the journal when the tables are opened.
DELETE FROM setup;
