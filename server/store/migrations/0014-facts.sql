-- What reports count, one narrow row for each leg (one wait and one service). They follow the journal
-- like the other tables, from a stand of their own: an older journal is read in the background.
-- Times are milliseconds since the epoch.
CREATE TABLE fact_followed (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO fact_followed (only, seq, at) VALUES (1, 0, 0);

-- `business_date` is that of the visit, so that all its legs stand together. `calls` are those that
-- were not taken back, and `called_at` is the last of them; `counter_id` is where it is or was served,
-- `staff_id` who worked there then.
CREATE TABLE leg_fact (
  leg_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  agency_id TEXT NOT NULL,
  queue_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  counter_id TEXT,
  staff_id TEXT,
  class TEXT NOT NULL CHECK (class IN ('walk-in', 'booked', 'vulnerable')),
  need TEXT,
  came_by TEXT NOT NULL CHECK (came_by IN ('ticket', 'transfer', 'added', 'returned')),
  ref INTEGER NOT NULL,
  enqueued_at INTEGER NOT NULL,
  slot_at INTEGER,
  quote_p50 REAL,
  quote_p90 REAL,
  calls INTEGER NOT NULL DEFAULT 0,
  last_call_seq INTEGER NOT NULL DEFAULT 0,
  first_called_at INTEGER,
  called_at INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'called', 'serving', 'parked', 'done', 'no-show', 'cancelled', 'expired')),
  outcome TEXT,
  ended_by TEXT CHECK (ended_by IN ('visitor', 'staff', 'system', 'undo')),
  is_seated INTEGER NOT NULL DEFAULT 0 CHECK (is_seated IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX leg_fact_of_day ON leg_fact (business_date);

-- Stretches of time in which a counter was open or paused with one officer. The last one of a counter
-- that is not closed has no end.
CREATE TABLE counter_time (
  seq INTEGER PRIMARY KEY,
  counter_id TEXT NOT NULL,
  agency_id TEXT NOT NULL,
  staff_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'paused')),
  pause_reason TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX counter_time_by_end ON counter_time (ended_at);

-- When each counter should be open on a business day, by the hours of its agency as they then stood.
CREATE TABLE counter_schedule (
  business_date TEXT NOT NULL,
  counter_id TEXT NOT NULL,
  agency_id TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  PRIMARY KEY (business_date, counter_id, opens_at)
) STRICT, WITHOUT ROWID;

-- The last entry that changed what is counted of a day.
CREATE TABLE fact_day (
  business_date TEXT PRIMARY KEY,
  changed_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A day that is over, packed column by column, so that years are read in a moment. Only a memory of
-- the rows above: it holds while `changed_seq` is that of the day.
CREATE TABLE fact_pack (
  business_date TEXT PRIMARY KEY,
  changed_seq INTEGER NOT NULL,
  columns BLOB NOT NULL
) STRICT;
