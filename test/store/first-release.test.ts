import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { eventVersions } from '../../contract/event-versions.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { foldOf, foldOfToday, plain } from '../domain/plain-state.ts';
import { openTestBuilding, requestOf, StillClock } from '../building/test-building.ts';
import { newFolder } from './folder.ts';

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** A building as 0.1.0 left it when it was stopped, in the middle of its second day. */
function firstRelease(): string {
  const folder = newFolder();
  const database = new Sqlite(join(folder, 'building.sqlite'));
  database.pragma('application_id = 0x4d505041');
  database.exec(
    `CREATE TABLE migration
      (place INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  );
  database.exec(textOf('../../server/store/migrations/0001-the-way-of-a-ticket.sql'));
  database.exec(textOf('first-release.sql'));
  database.close();
  return folder;
}

const begin = Date.parse('2026-03-05T08:40:00+08:00');
const open = (folder: string) => openTestBuilding(folder, { clock: new StillClock(begin) });

test('STORE-8: a building of the first release is opened, and everything is where it was', async () => {
  const { building, close } = await open(firstRelease());
  const { state } = building;
  expect(brokenInvariants(state)).toEqual([]);
  expect(state.businessDate).toBe('2026-03-05');
  const legs = [...state.legs.values()].map(leg => [leg.id, leg.state, leg.counterId, leg.outcome]);
  expect(legs).toEqual([
    ['a-1', 'no-show', 'c1', null],
    ['b-1', 'done', 'c1', 'completed'],
    ['b-2', 'waiting', null, null],
    ['c-1', 'serving', 'c3', null],
    ['d-1', 'cancelled', null, null],
    ['e-1', 'called', 'c2', null],
    ['f-1', 'waiting', null, null],
  ]);
  expect([...state.counters.values()].map(row => [row.state, row.staffId])).toEqual([
    ['closed', null],
    ['open', null],
    ['open', null],
  ]);
  expect(state.legs.get('e-1')!.reason).toMatchObject({ policy: 'chosen', choice: null });
  expect(state.index!.queues.get('qa')!.policy).toEqual({ kind: 'accumulating' });
  await close();
});

test('STORE-8: its journal is read in the newest shape, row by row, and never rewritten', async () => {
  const folder = firstRelease();
  const { store, building, close } = await open(folder);
  const journal = [...store.journal.all()];
  for (const entry of journal) expect(entry.version).toBe(eventVersions[entry.type]);
  expect(plain(foldOf(journal))).toEqual(plain(building.state));
  expect(plain(foldOfToday(journal))).toEqual(plain(building.state));
  await close();
  const database = new Sqlite(join(folder, 'building.sqlite'), { readonly: true });
  const kept = database.prepare('SELECT count(*) AS n FROM journal WHERE version = 1').get();
  expect(kept).toEqual({ n: journal.length });
  database.close();
});

test('STORE-8, STORE-3: its tables say what its journal says, also in the new columns', async () => {
  const { store, close } = await open(firstRelease());
  const differences = store
    .compareWithJournal(false)
    .filter(({ missing, extra }) => missing + extra > 0);
  expect(differences).toEqual([]);
  await close();
});

test('STORE-8: it goes on with all that an officer can do now', async () => {
  const folder = firstRelease();
  const first = await open(folder);
  const run = async (command: Parameters<typeof requestOf>[0]) => {
    const { status, body } = await first.building.execute(requestOf(command));
    expect(status, body).toBe(200);
  };
  const actor = { role: 'officer', staffId: 'ani' } as const;
  await run({ type: 'open-counter', actor, counterId: 'c3' });
  const to = { kind: 'service', serviceId: 'a2' } as const;
  await run({ type: 'transfer', actor, visitId: 'c', to, place: 'first', returns: true });
  await run({ type: 'call-next', actor, counterId: 'c3' });
  await run({ type: 'undo', actor, counterId: 'c3' });
  await run({ type: 'open-counter', actor, counterId: 'c1' });
  await run({ type: 'call-ticket', actor, counterId: 'c1', visitId: 'a' });
  await run({ type: 'park', actor, visitId: 'a', reason: 'documents' });
  const known = plain(first.building.state);
  const compared = first.store.compareWithJournal(false);
  expect(compared.filter(({ missing, extra }) => missing + extra > 0)).toEqual([]);
  await first.close();
  const second = await open(folder);
  expect(plain(second.building.state)).toEqual(known);
  await second.close();
});
