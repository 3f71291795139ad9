-- What an officer can do with a visitor: first in line, kept for a counter or an officer, with a way
-- back, set aside. `parking` is the reason, since when and until when, as JSON.
ALTER TABLE leg ADD COLUMN is_first INTEGER NOT NULL DEFAULT 0 CHECK (is_first IN (0, 1));
ALTER TABLE leg ADD COLUMN is_counted INTEGER NOT NULL DEFAULT 1 CHECK (is_counted IN (0, 1));
ALTER TABLE leg ADD COLUMN target TEXT;
ALTER TABLE leg ADD COLUMN return_to TEXT;
ALTER TABLE leg ADD COLUMN parking TEXT;

ALTER TABLE counter_state ADD COLUMN staff_id TEXT;
ALTER TABLE counter_state ADD COLUMN auto_call INTEGER NOT NULL DEFAULT 0;

-- Rows of older entries, as those are read now: the tables say what the journal says.
UPDATE leg SET reason = json_set(reason,
  '$.need', NULL,
  '$.rate', CASE WHEN json_extract(reason, '$.waitedSeconds') > 0
    THEN CAST(round(json_extract(reason, '$.urgency') / json_extract(reason, '$.waitedSeconds'))
      AS INTEGER)
    ELSE 1 END,
  '$.against', NULL,
  '$.isHelp', json('false'),
  '$.choice', NULL)
WHERE reason IS NOT NULL;
-- Written anew from the journal when the tables are opened.
DELETE FROM setup;

-- What officers write for each other. Free text may name people, so it is kept here with an end, and
-- the journal only knows that there is a note.
CREATE TABLE visit_note (
  note_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL,
  staff_id TEXT,
  counter_id TEXT,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_note_of_visit ON visit_note (visit_id, at);
CREATE INDEX visit_note_end ON visit_note (expires_at);
