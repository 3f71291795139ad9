import type { Database } from 'better-sqlite3';
import type { DeviceKind } from '../../contract/devices.ts';

/** Times are milliseconds since the epoch. */
export interface DeviceRecord {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly pairedAt: number;
  /** Who made the code; null where that was no member of staff. */
  readonly pairedBy: string | null;
  readonly lastSeenAt: number;
}

export interface PairingCodeRecord {
  readonly kind: DeviceKind;
  readonly name: string;
  readonly madeBy: string | null;
  readonly expiresAt: number;
}

export interface DeviceTable {
  readonly count: number;
  add(tokenHash: Buffer, device: DeviceRecord): void;
  find(tokenHash: Buffer): DeviceRecord | undefined;
  byId(id: string): DeviceRecord | undefined;
  /** By kind and name. */
  all(): DeviceRecord[];
  remove(id: string): void;
  rename(id: string, name: string): void;
  /** All that were there at this moment: one write, however many they are. */
  seen(ids: readonly string[], at: number): void;
  /** Forgets codes that are over, and the oldest beyond `codesMax`. */
  addCode(codeHash: Buffer, code: PairingCodeRecord, at: number, codesMax: number): void;
  findCode(codeHash: Buffer, at: number): PairingCodeRecord | undefined;
  removeCode(codeHash: Buffer): void;
}

interface Row {
  device_id: string;
  kind: DeviceKind;
  name: string;
  paired_at: number;
  paired_by: string | null;
  last_seen_at: number;
}

interface CodeRow {
  kind: DeviceKind;
  name: string;
  made_by: string | null;
  expires_at: number;
}

const deviceOf = (row: Row): DeviceRecord => ({
  id: row.device_id,
  kind: row.kind,
  name: row.name,
  pairedAt: row.paired_at,
  pairedBy: row.paired_by,
  lastSeenAt: row.last_seen_at,
});

const codeOf = (row: CodeRow): PairingCodeRecord => ({
  kind: row.kind,
  name: row.name,
  madeBy: row.made_by,
  expiresAt: row.expires_at,
});

function openCodes(database: Database): Pick<DeviceTable, 'addCode' | 'findCode' | 'removeCode'> {
  const forget = database.prepare('DELETE FROM pairing_code WHERE expires_at <= ?');
  const shorten = database.prepare(
    `DELETE FROM pairing_code WHERE code_hash NOT IN
       (SELECT code_hash FROM pairing_code ORDER BY expires_at DESC LIMIT ?)`,
  );
  const insert = database.prepare(
    `INSERT INTO pairing_code (code_hash, kind, name, made_by, expires_at) VALUES (?, ?, ?, ?, ?)`,
  );
  const find = database.prepare<[Buffer, number], CodeRow>(
    'SELECT * FROM pairing_code WHERE code_hash = ? AND expires_at > ?',
  );
  const remove = database.prepare('DELETE FROM pairing_code WHERE code_hash = ?');
  const add = database.transaction(
    (codeHash: Buffer, code: PairingCodeRecord, at: number, codesMax: number) => {
      forget.run(at);
      shorten.run(codesMax - 1);
      insert.run(codeHash, code.kind, code.name, code.madeBy, code.expiresAt);
    },
  );
  return {
    addCode(codeHash, code, at, codesMax) {
      add(codeHash, code, at, codesMax);
    },
    findCode(codeHash, at) {
      const row = find.get(codeHash, at);
      return row && codeOf(row);
    },
    removeCode(codeHash) {
      remove.run(codeHash);
    },
  };
}

export function openDeviceTable(database: Database): DeviceTable {
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM device');
  const insert = database.prepare(
    `INSERT INTO device (device_id, kind, name, token_hash, paired_at, paired_by, last_seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare<[Buffer], Row>('SELECT * FROM device WHERE token_hash = ?');
  const byId = database.prepare<[string], Row>('SELECT * FROM device WHERE device_id = ?');
  const all = database.prepare<[], Row>('SELECT * FROM device ORDER BY kind, name, device_id');
  const remove = database.prepare('DELETE FROM device WHERE device_id = ?');
  const rename = database.prepare('UPDATE device SET name = ? WHERE device_id = ?');
  const seen = database.prepare(
    `UPDATE device SET last_seen_at = ?
      WHERE device_id IN (SELECT value FROM json_each(?))`,
  );
  return {
    ...openCodes(database),
    get count() {
      return count.get()?.n ?? 0;
    },
    add(tokenHash, { id, kind, name, pairedAt, pairedBy, lastSeenAt }) {
      insert.run(id, kind, name, tokenHash, pairedAt, pairedBy, lastSeenAt);
    },
    find(tokenHash) {
      const row = find.get(tokenHash);
      return row && deviceOf(row);
    },
    byId(id) {
      const row = byId.get(id);
      return row && deviceOf(row);
    },
    all: () => all.all().map(deviceOf),
    remove(id) {
      remove.run(id);
    },
    rename(id, name) {
      rename.run(name, id);
    },
    seen(ids, at) {
      seen.run(at, JSON.stringify(ids));
    },
  };
}
