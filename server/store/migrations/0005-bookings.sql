-- Places reserved before arrival, folded from the journal. A place is taken by one booking at a time;
-- how many there are is the set-up's, so the rule itself stands in the code.
CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY,
  service_id TEXT NOT NULL,
  queue_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  status TEXT NOT NULL CHECK (status IN ('booked', 'checked-in', 'cancelled', 'noshow')),
  person_id TEXT,
  partner_id TEXT,
  language TEXT NOT NULL CHECK (language IN ('id', 'en')),
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  visit_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_of_day ON booking (business_date, starts_at);
CREATE INDEX booking_of_partner ON booking (partner_id, made_at) WHERE partner_id IS NOT NULL;

-- Whoever has a code can check in, so the journal, which leaves the building, does not know it.
CREATE TABLE booking_code (
  code TEXT PRIMARY KEY,
  booking_id TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_code_end ON booking_code (expires_at);

-- What a service asked of its visitor (UU 27/2022): here and nowhere else, and with an end.
-- `subject_id` is a visit or a booking.
CREATE TABLE person_detail (
  subject_id TEXT PRIMARY KEY,
  name TEXT,
  nik_hash TEXT,
  nik_last4 TEXT CHECK (length(nik_last4) = 4),
  phone TEXT,
  at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_detail_end ON person_detail (expires_at);

-- One random id for a person while they are known: the journal names people by it, and once this row
-- is gone nothing leads back.
CREATE TABLE person (
  person_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_end ON person (expires_at);

ALTER TABLE visit ADD COLUMN booking_id TEXT;

-- Written anew from the journal when the tables are opened.
DELETE FROM setup;
