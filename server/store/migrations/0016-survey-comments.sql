-- What is done about words of visitors: hidden for a reason of a closed list, answered in a sentence.
-- Who did it is told by the journal; the row goes with the words.
CREATE TABLE survey_comment_review (
  answer_id TEXT PRIMARY KEY REFERENCES survey_answer (answer_id) ON DELETE CASCADE,
  hidden_reason TEXT CHECK (hidden_reason IN
    ('names-someone', 'insult', 'advertising', 'off-topic', 'unreadable')),
  reply TEXT CHECK (length(reply) <= 300)
) STRICT, WITHOUT ROWID;

-- Words are few among the answers: found without reading the others.
CREATE INDEX survey_comment_of_day ON survey_answer (business_date, agency_id, service_id)
  WHERE comment IS NOT NULL;

-- Moderating is work of the office: its audit finds it by the same index.
DROP INDEX journal_of_office;
CREATE INDEX journal_of_office ON journal (seq)
  WHERE type IN ('building-configured', 'staff-account', 'device-changed', 'partner-key-changed',
                 'webhook-changed', 'person-erased', 'person-seen', 'screens-told', 'backup-noted',
                 'comment-moderated');
