-- What supervisors wrote: a word for the trail, and messages to counters. It may name people, so it is
-- never in the journal, which only names it, and it is wiped on its day.
CREATE TABLE steer_text (
  text_id TEXT PRIMARY KEY,
  -- The visit it is about, so that it goes with whatever is erased of its visitor.
  visit_id TEXT,
  staff_id TEXT,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX steer_text_by_visit ON steer_text (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX steer_text_by_end ON steer_text (expires_at);

-- What a supervisor was told that needs somebody's hand. One row from its beginning to its end; it
-- outlives a restart, and is no part of the journal: machines raise most of it.
CREATE TABLE alert (
  alert_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  name_id TEXT NOT NULL,
  name_en TEXT NOT NULL,
  since INTEGER NOT NULL,
  raised_at INTEGER NOT NULL,
  newest_at INTEGER NOT NULL,
  -- As JSON.
  facts TEXT NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  ended_at INTEGER
) STRICT;
CREATE INDEX alert_by_time ON alert (raised_at);
-- One that stands for each thing it can be about.
CREATE UNIQUE INDEX alert_open ON alert (kind, subject_kind, subject_id) WHERE ended_at IS NULL;
