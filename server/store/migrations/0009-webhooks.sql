-- Where a partner is told what happens to its bookings, and what it was told. `followed_seq` is the last
-- journal entry that was looked at: after a crash nothing is forgotten and nothing is made twice.
CREATE TABLE webhook (
  webhook_id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  url TEXT NOT NULL,
  types TEXT,
  secret TEXT NOT NULL,
  old_secret TEXT,
  old_secret_until INTEGER,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  made_at INTEGER NOT NULL,
  followed_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_of_partner ON webhook (partner_id);

CREATE TABLE webhook_delivery (
  delivery_id TEXT PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhook (webhook_id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  last_status INTEGER,
  made_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_delivery_due ON webhook_delivery (state, next_at);
CREATE INDEX webhook_delivery_order ON webhook_delivery (webhook_id, subject_id, state, seq);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (webhook_id, seq, type);
