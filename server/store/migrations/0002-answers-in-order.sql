-- Answers in the order they were given. Keys are random: an index of them would write a page of its
-- own for every request, so they are found through memory, and the table is only appended to.
CREATE TABLE answer_given (
  answer_id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO answer_given (scope, key, request_hash, status, body, at)
  SELECT scope, key, request_hash, status, body, at FROM answered_request ORDER BY at;
DROP TABLE answered_request;
