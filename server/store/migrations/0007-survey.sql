-- What visitors think of the service (SKM, PermenPANRB 14/2017). Anonymous: no visit, no time of day,
-- and an id drawn by chance, so that not even the order of the rows tells who wrote which.
CREATE TABLE survey_answer (
  answer_id TEXT PRIMARY KEY,
  business_date TEXT NOT NULL,
  service_id TEXT NOT NULL,
  agency_id TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  requirements INTEGER CHECK (requirements BETWEEN 1 AND 4),
  procedure INTEGER CHECK (procedure BETWEEN 1 AND 4),
  time INTEGER CHECK (time BETWEEN 1 AND 4),
  cost INTEGER CHECK (cost BETWEEN 1 AND 4),
  product INTEGER CHECK (product BETWEEN 1 AND 4),
  competence INTEGER CHECK (competence BETWEEN 1 AND 4),
  conduct INTEGER CHECK (conduct BETWEEN 1 AND 4),
  facilities INTEGER CHECK (facilities BETWEEN 1 AND 4),
  complaints INTEGER CHECK (complaints BETWEEN 1 AND 4),
  comment TEXT CHECK (length(comment) <= 500),
  age TEXT,
  gender TEXT,
  education TEXT,
  occupation TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_of_day ON survey_answer (business_date, agency_id, service_id);

-- Which visits have answered, by a keyed hash and for as long as they could answer again.
CREATE TABLE survey_given (
  visit_hash BLOB PRIMARY KEY,
  business_date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_given_of_day ON survey_given (business_date);

-- A visit of a day that is over is found by its id. Ids begin with their time, so new ones are added
-- at the end of the index.
CREATE INDEX visit_by_id ON visit (visit_id);
CREATE INDEX leg_of_visit ON leg (visit_id);
