-- Pictures that an administrator brings. The set-up in the journal names them; their bytes stay here.
CREATE TABLE picture (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('logo')),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 1048576),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
