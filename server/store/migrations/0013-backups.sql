-- Stands here from the moment a backup takes the place of the database until the journal says so and
-- every series was moved forward. `given` are the numbers of the database that was there before, as
-- JSON; null where it could not be read.
CREATE TABLE restored (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  backup_id TEXT NOT NULL,
  journal_seq INTEGER NOT NULL,
  given TEXT
) STRICT;
