-- The journal's numbers follow each other, and an entry is never replaced: INSERT OR REPLACE would
-- pass the trigger on deletion.
CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  BEGIN SELECT RAISE(ABORT, 'the journal has no gap and no replacement'); END;
