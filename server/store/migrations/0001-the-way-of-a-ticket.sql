-- Who this database belongs to. `epoch` changes when it is restored from a backup.
CREATE TABLE building (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  building_id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  secret BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The append-only list of everything that happened. No personal data.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  visit_id TEXT,
  leg_id TEXT,
  counter_id TEXT,
  staff_id TEXT,
  device_id TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE INDEX journal_turning_points ON journal (type, seq)
  WHERE type IN ('day-opened', 'building-configured');
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The journal's numbers follow each other, and an entry is never replaced: INSERT OR REPLACE would
-- pass the trigger on deletion.
CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  BEGIN SELECT RAISE(ABORT, 'the journal has no gap and no replacement'); END;

-- State tables: derived from the journal, which they follow, and rebuilt from it at any time.
CREATE TABLE followed (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO followed (only, seq) VALUES (1, 0);

CREATE TABLE setup (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE business_day (
  business_date TEXT PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

-- By number before series: what is issued together stands together, whatever its series, so a commit
-- writes few pages. No number twice on a business day.
CREATE TABLE visit (
  visit_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  series TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  label TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('walk-in', 'booked', 'vulnerable')),
  need TEXT,
  language TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  device_id TEXT,
  PRIMARY KEY (business_date, number, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE leg (
  leg_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  queue_id TEXT NOT NULL,
  ref INTEGER NOT NULL,
  enqueued_at INTEGER NOT NULL,
  quote_p50 REAL,
  quote_p90 REAL,
  ahead INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'called', 'serving', 'parked', 'done', 'no-show', 'cancelled', 'expired')),
  counter_id TEXT,
  first_called_at INTEGER,
  called_at INTEGER,
  calls INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  outcome TEXT
) STRICT, WITHOUT ROWID;
-- No counter holds two visitors, and no visitor is held by two counters.
CREATE UNIQUE INDEX leg_at_counter ON leg (counter_id) WHERE state IN ('called', 'serving');
CREATE UNIQUE INDEX visit_at_counter ON leg (visit_id) WHERE state IN ('called', 'serving');

CREATE TABLE counter_state (
  counter_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
  since INTEGER NOT NULL,
  pause_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
  job_id INTEGER PRIMARY KEY,
  visit_id TEXT NOT NULL,
  printer_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'not-sent', 'unknown')),
  asked_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  fault TEXT
) STRICT;
CREATE INDEX print_job_unfinished ON print_job (job_id) WHERE state IN ('queued', 'printing');

-- Not derived from the journal: the memory of answers, and who may do what.
-- In the order they were given: keys are random, and an index of them would write a page of its own for
-- every request. Keys are found through memory; the table is only appended to.
CREATE TABLE answer_given (
  answer_id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'supervisor', 'administrator')),
  counter_ids TEXT NOT NULL,
  password_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_session (
  token_hash BLOB PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
