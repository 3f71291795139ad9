import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import { loadState, StoreFault } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import type { Store } from '../../server/store/store.ts';
import { plain } from '../domain/plain-state.ts';
import { newFolder } from '../store/folder.ts';
import { issue, keyed, labelOf, openTestBuilding, requestOf } from './test-building.ts';

/** The disk as SQLite reports it when it is full, for as long as `isFull` says so. */
class FullDisk {
  isFull = false;
  commits = 0;
  loads = 0;

  readonly wrap = (store: Store): Store => {
    const today = (): ReturnType<Store['journal']['today']> => {
      this.loads += 1;
      return store.journal.today();
    };
    return {
      ...store,
      journal: Object.create(store.journal, { today: { value: today } }) as Store['journal'],
      transaction: work =>
        store.transaction(() => {
          const result = work();
          this.commits += 1;
          if (this.isFull) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
          return result;
        }),
    };
  };
}

const settle = (all: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.allSettled(all).then(rows => rows.map(({ status }) => status));

describe('STORE-7: a commit that fails', () => {
  test('is a fault for everybody in it, memory equals the disk, and nobody is told', async () => {
    const disk = new FullDisk();
    const { building, store, close } = await openTestBuilding(newFolder(), { wrap: disk.wrap });
    await building.execute(requestOf(issue()));
    const before = plain(building.state);
    let told = 0;
    building.onCommit(() => (told += 1));
    disk.isFull = true;
    expect(
      await settle([1, 2, 3].map(() => building.execute(requestOf(issue(), keyed('k'))))),
    ).toEqual(['rejected', 'rejected', 'rejected']);
    expect(told).toBe(0);
    expect(plain(building.state)).toEqual(before);
    expect(plain(loadState(store))).toEqual(before);
    expect(store.answered.find('kiosk-1', 'k')).toBeUndefined();

    disk.isFull = false;
    const retried = await building.execute(requestOf(issue(), keyed('k')));
    expect(labelOf(retried)).toBe('A002');
    expect(retried.isReplay).toBe(false);
    await close();
  });

  test('costs one look at the disk, however many commands were waiting for it', async () => {
    const disk = new FullDisk();
    const { building, close } = await openTestBuilding(newFolder(), { wrap: disk.wrap });
    disk.isFull = true;
    disk.loads = 0;
    const all = await settle(
      Array.from({ length: 200 }, () => building.execute(requestOf(issue()))),
    );
    expect(new Set(all)).toEqual(new Set(['rejected']));
    // Each load reads the whole day: one per command would stop the building for seconds.
    expect(disk.loads).toBeLessThanOrEqual(2);
    await close();
  });

  test('and a disk that cannot be read either rejects everybody, and heals by itself', async () => {
    const disk = new FullDisk();
    let isGone = false;
    const { building, close } = await openTestBuilding(newFolder(), {
      wrap: store => {
        const wrapped = disk.wrap(store);
        const today = (): ReturnType<Store['journal']['today']> => {
          if (isGone) throw new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR');
          return store.journal.today();
        };
        return {
          ...wrapped,
          journal: Object.create(store.journal, { today: { value: today } }) as Store['journal'],
        };
      },
    });
    await building.execute(requestOf(issue()));
    isGone = true;
    disk.isFull = true;
    const first = building.execute(requestOf(issue()));
    await expect(first).rejects.toThrow();
    await expect(building.execute(requestOf(issue()))).rejects.toThrow();
    isGone = false;
    disk.isFull = false;
    expect(labelOf(await building.execute(requestOf(issue())))).toBe('A002');
    expect(brokenInvariants(building.state)).toEqual([]);
    await close();
  });

  test('with a file that really may not grow any more: fault, then work again', async () => {
    const folder = newFolder();
    const { building, store, close } = await openTestBuilding(folder);
    await building.execute(requestOf(issue()));
    // Another connection that holds the file stands for a disk that takes no more.
    const other = new Sqlite(join(folder, 'building.sqlite'), { timeout: 0 });
    other.exec('BEGIN IMMEDIATE');
    const before = plain(building.state);
    const refused = building.execute(requestOf(issue(), keyed('k')));
    await expect(refused).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    expect(plain(building.state)).toEqual(before);
    other.exec('ROLLBACK');
    other.close();
    expect(labelOf(await building.execute(requestOf(issue(), keyed('k'))))).toBe('A002');
    expect(store.compareWithJournal(false).every(row => row.missing + row.extra === 0)).toBe(true);
    await close();
  });
});

describe('a command that breaks', () => {
  const broken = (): Command => ({
    type: 'finish',
    actor: { role: 'system' },
    visitId: 'visit',
    outcome: 'completed',
  });

  test('fails alone: the others of its batch are kept, in order, each once', async () => {
    const { building, store, close } = await openTestBuilding(newFolder());
    const told: number[] = [];
    building.onCommit(entries => told.push(...entries.map(({ seq }) => seq)));
    const begin = building.state.seq;
    const bug = requestOf(broken(), {
      answer: () => {
        throw new TypeError('a bug in an answer');
      },
    });
    const all = await Promise.allSettled([
      building.execute(requestOf(issue())),
      building.execute(requestOf(issue(), keyed('k1'))),
      building.execute(bug),
      building.execute(requestOf(issue(), keyed('k1'))),
      building.execute(requestOf(issue())),
    ]);
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const labels = all.map(row => (row.status === 'fulfilled' ? labelOf(row.value) : 'bug'));
    expect(labels).toEqual(['A001', 'A002', 'bug', 'A002', 'A003']);
    expect(told).toEqual([begin + 1, begin + 2, begin + 3]);
    expect(store.journal.lastSeq).toBe(building.state.seq);
    expect(brokenInvariants(building.state)).toEqual([]);
    await close();
  });

  test('that wrote before it broke leaves nothing behind', async () => {
    const { building, store, close } = await openTestBuilding(newFolder());
    const before = plain(building.state);
    const bug = requestOf(issue(), {
      ...keyed('k1'),
      answer: () => {
        throw new TypeError('a bug in an answer');
      },
    });
    await expect(building.execute(bug)).rejects.toThrow('a bug in an answer');
    expect(plain(building.state)).toEqual(before);
    expect(store.answered.find('kiosk-1', 'k1')).toBeUndefined();
    expect(labelOf(await building.execute(requestOf(issue())))).toBe('A001');
    await close();
  });

  test('NUM-1: a second visit of the same id is never kept', async () => {
    const { building, close } = await openTestBuilding(newFolder());
    const command = issue();
    await building.execute(requestOf(command));
    const { seq } = building.state;
    await expect(building.execute(requestOf(command))).rejects.toThrow(/not the next number/);
    expect(building.state.visits.size).toBe(1);
    expect(building.state.seq).toBe(seq);
    await close();
  });
});

test('a closed building rejects with a fault that is known as one', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  await close();
  await expect(building.execute(requestOf(issue()))).rejects.toBeInstanceOf(StoreFault);
});
