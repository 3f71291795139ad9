import type { Database } from 'better-sqlite3';
import type { PartnerScope } from '../../contract/partner.ts';

/** Times are milliseconds since the epoch. */
export interface PartnerKeyRecord {
  readonly id: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly scopes: readonly PartnerScope[];
  /** Null: services of every agency. */
  readonly agencyIds: readonly string[] | null;
  readonly isSandbox: boolean;
  readonly requestsPerMinute: number;
  readonly madeAt: number;
  readonly lastUsedAt: number | null;
  /** From then on it opens nothing; null: until it is revoked. */
  readonly endsAt: number | null;
}

export interface PartnerKeyTable {
  add(secretHash: Buffer, key: PartnerKeyRecord): void;
  find(secretHash: Buffer): PartnerKeyRecord | undefined;
  byId(id: string): PartnerKeyRecord | undefined;
  partnerNamed(name: string): string | undefined;
  /** Newest first. */
  all(): PartnerKeyRecord[];
  used(id: string, at: number): void;
  end(id: string, at: number): void;
}

interface Row {
  key_id: string;
  partner_id: string;
  partner_name: string;
  scopes: string;
  agency_ids: string | null;
  is_sandbox: number;
  requests_per_minute: number;
  made_at: number;
  last_used_at: number | null;
  ends_at: number | null;
}

const keyOf = (row: Row): PartnerKeyRecord => ({
  id: row.key_id,
  partnerId: row.partner_id,
  partnerName: row.partner_name,
  scopes: JSON.parse(row.scopes) as PartnerScope[],
  agencyIds: row.agency_ids === null ? null : (JSON.parse(row.agency_ids) as string[]),
  isSandbox: row.is_sandbox === 1,
  requestsPerMinute: row.requests_per_minute,
  madeAt: row.made_at,
  lastUsedAt: row.last_used_at,
  endsAt: row.ends_at,
});

export function openPartnerKeyTable(database: Database): PartnerKeyTable {
  const insert = database.prepare(
    `INSERT INTO partner_key (key_id, partner_id, partner_name, secret_hash, scopes, agency_ids,
     is_sandbox, requests_per_minute, made_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byHash = database.prepare<[Buffer], Row>('SELECT * FROM partner_key WHERE secret_hash = ?');
  const byId = database.prepare<[string], Row>('SELECT * FROM partner_key WHERE key_id = ?');
  const named = database.prepare<[string], { partner_id: string }>(
    'SELECT partner_id FROM partner_key WHERE partner_name = ? LIMIT 1',
  );
  const all = database.prepare<[], Row>('SELECT * FROM partner_key ORDER BY made_at DESC, key_id');
  const used = database.prepare('UPDATE partner_key SET last_used_at = ? WHERE key_id = ?');
  const end = database.prepare(
    'UPDATE partner_key SET ends_at = min(coalesce(ends_at, ?), ?) WHERE key_id = ?',
  );
  const found = (row: Row | undefined): PartnerKeyRecord | undefined => row && keyOf(row);
  return {
    add(secretHash, key) {
      insert.run(
        key.id,
        key.partnerId,
        key.partnerName,
        secretHash,
        JSON.stringify(key.scopes),
        key.agencyIds === null ? null : JSON.stringify(key.agencyIds),
        Number(key.isSandbox),
        key.requestsPerMinute,
        key.madeAt,
        key.endsAt,
      );
    },
    find: secretHash => found(byHash.get(secretHash)),
    byId: id => found(byId.get(id)),
    partnerNamed: name => named.get(name)?.partner_id,
    all: () => all.all().map(keyOf),
    used(id, at) {
      used.run(at, id);
    },
    end(id, at) {
      end.run(at, at, id);
    },
  };
}
