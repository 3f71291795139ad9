-- From when the days are counted for which it is kept, so that a shorter time holds for what is there.
ALTER TABLE person_detail ADD COLUMN counts_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN counts_from INTEGER NOT NULL DEFAULT 0;
CREATE TEMP TABLE kept_days AS
  SELECT coalesce((SELECT json_extract(data, '$.setup.rules.personDays') FROM journal
    WHERE type = 'building-configured' ORDER BY seq DESC LIMIT 1), 30) AS days;
UPDATE person_detail SET counts_from = expires_at - (SELECT days FROM kept_days) * 86400000;
UPDATE person SET counts_from = expires_at - (SELECT days FROM kept_days) * 86400000;
DROP TABLE kept_days;
