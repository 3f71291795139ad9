-- What supervisors did to a day stands in the trail of the office: found by the same index.
DROP INDEX journal_of_office;
CREATE INDEX journal_of_office ON journal (seq)
  WHERE type IN ('building-configured', 'staff-account', 'device-changed', 'partner-key-changed',
                 'webhook-changed', 'person-erased', 'person-seen', 'screens-told', 'backup-noted',
                 'comment-moderated', 'steered', 'counters-told');
