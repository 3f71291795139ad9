import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { newFolder } from './folder.ts';

/** What was released as 0.1.0: never to be changed. */
const first = '0001-the-way-of-a-ticket.sql';
const hour = 3_600_000;
const opened = Date.parse('2026-11-22T08:00:00+08:00');
const tokenHash = Buffer.alloc(32, 7);

/** A building as the first release left it, with people in it and one of them signed in. */
function firstRelease(): string {
  const folder = newFolder();
  const sql = readFileSync(
    new URL(`../../server/store/migrations/${first}`, import.meta.url),
    'utf8',
  );
  const database = new Sqlite(join(folder, 'building.sqlite'));
  database.pragma('application_id = 0x4d505041');
  database.exec(
    `CREATE TABLE migration
      (place INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  );
  database.exec(sql);
  database
    .prepare('INSERT INTO migration VALUES (0, ?, ?)')
    .run(first, createHash('sha256').update(sql).digest('hex'));
  const add = database.prepare('INSERT INTO staff VALUES (?, ?, ?, ?, ?, ?)');
  add.run('staff-1', 'Wayan', 'Ni Wayan', 'officer', '["counter-1","counter-2"]', 'hash-1');
  add.run('staff-2', 'ketut', 'I Ketut', 'supervisor', '[]', 'hash-2');
  const open = database.prepare('INSERT INTO staff_session VALUES (?, ?, ?, ?)');
  open.run(tokenHash, 'staff-1', opened, opened + 12 * hour);
  open.run(Buffer.alloc(32, 8), 'staff-1', opened + hour, opened + 13 * hour);
  database.close();
  return folder;
}

test('STORE-4, AUTH-10: accounts and open sessions of the first release are kept', () => {
  const store = openStore(firstRelease(), opened + 2 * hour);
  const { staff } = store;
  const wayan = {
    id: 'staff-1',
    username: 'Wayan',
    name: 'Ni Wayan',
    role: 'officer',
    counterIds: ['counter-1', 'counter-2'],
    serviceIds: null,
    agencyIds: [],
    mustChange: false,
  };
  const nobodySignedIn = { lockedUntil: null, sessions: 0, lastSeenAt: null, endedAt: null };
  expect(staff.byUsername('wayan')).toEqual({ member: wayan, passwordHash: 'hash-1' });
  expect(staff.accounts(opened + 2 * hour)).toEqual([
    { ...nobodySignedIn, member: staff.byId('staff-2') },
    { ...nobodySignedIn, member: wayan, sessions: 2, lastSeenAt: opened + hour },
  ]);
  const found = staff.sessions.find(tokenHash, opened + 2 * hour)!;
  expect(found).toEqual({
    id: expect.stringMatching(/^s[0-9a-f]{18}$/),
    staffId: 'staff-1',
    openedAt: opened,
    expiresAt: opened + 12 * hour,
    lastSeenAt: opened,
    device: null,
  });
  const ids = staff.sessions.of('staff-1', opened + 2 * hour).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(ids[1]).toBe(found.id);
  expect(staff.sessions.find(tokenHash, opened + 12 * hour)).toBeUndefined();
  store.close();
});

test('STORE-4: what the new tables hold is kept over a restart', () => {
  const folder = firstRelease();
  const store = openStore(folder, opened);
  store.staff.add(
    {
      id: 'staff-3',
      username: 'made',
      name: 'Made',
      role: 'officer',
      counterIds: [],
      serviceIds: ['service-a01'],
      agencyIds: [],
      mustChange: false,
    },
    'hash-3',
  );
  store.staff.wrongTries.add('staff-3', opened);
  store.staff.wrongTries.lock('staff-2', opened + hour);
  expect(store.staff.nameOf('staff-3')).toBe('Made');
  expect(store.staff.nameOf('staff-9')).toBeUndefined();
  store.close();
  const again = openStore(folder, opened);
  expect(again.staff.byId('staff-3')!.serviceIds).toEqual(['service-a01']);
  expect(again.staff.wrongTries.countSince('staff-3', opened - 1)).toBe(1);
  expect(again.staff.wrongTries.countSince('staff-3', opened)).toBe(0);
  expect(again.staff.wrongTries.lockedUntil('staff-2')).toBe(opened + hour);
  const locked = again.staff.accounts(opened).filter(row => row.lockedUntil !== null);
  expect(locked.map(({ member, lockedUntil }) => [member.id, lockedUntil])).toEqual([
    ['staff-2', opened + hour],
  ]);
  expect(again.staff.accounts(opened + hour).every(row => row.lockedUntil === null)).toBe(true);
  again.close();
});
