import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../contract/events.ts';
import { openDatabase } from '../../server/store/database.ts';
import { StartFault } from '../../server/store/start-fault.ts';
import { openStore } from '../../server/store/store.ts';
import { tenOClock } from '../domain/memory-building.ts';
import { contentsOf, newFolder, tamper } from './folder.ts';

const open = (folder: string) => openStore(folder, tenOClock);

const counterOpened: DomainEvent = {
  type: 'counter-opened',
  at: tenOClock,
  counterId: 'c1',
  data: { officerId: null, serviceIds: null, autoCall: false },
};

/** The one line with which the folder is refused. */
function refusalOf(folder: string): string {
  try {
    open(folder).close();
  } catch (error) {
    expect(error).toBeInstanceOf(StartFault);
    const { message } = error as StartFault;
    expect(message).not.toContain('\n');
    return message;
  }
  throw new Error('The folder was taken');
}

describe('durability', () => {
  test('STORE-1: WAL with synchronous FULL, and foreign keys', () => {
    const { database, close } = openDatabase(newFolder());
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    close();
  });

  test('STORE-1: the building keeps its id, its epoch and its secret', () => {
    const folder = newFolder();
    const first = open(folder);
    const { identity } = first;
    first.close();
    const second = open(folder);
    expect(second.identity).toEqual(identity);
    expect(identity.secret).toHaveLength(32);
    second.close();
    const other = open(newFolder());
    expect(other.identity.buildingId).not.toBe(identity.buildingId);
    expect(other.identity.secret.equals(identity.secret)).toBe(false);
    other.close();
  });

  test('STORE-1: a folder that does not exist yet is made', () => {
    const folder = join(newFolder(), 'deep', 'data');
    open(folder).close();
    expect(readdirSync(folder)).toContain('building.sqlite');
  });
});

describe('a folder that is not ours', () => {
  test('STORE-5: with foreign files in it', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'letters.txt'), 'dear');
    const before = contentsOf(folder);
    expect(refusalOf(folder)).toContain('"letters.txt"');
    expect(contentsOf(folder)).toEqual(before);
  });

  test.each([
    ['with tables and no mark', 'CREATE TABLE cats (name TEXT)'],
    ['with another mark', 'PRAGMA application_id = 1234; CREATE TABLE cats (name TEXT)'],
    ['with another mark and nothing else', 'PRAGMA application_id = 1234'],
  ])('STORE-5: with a database of another program under our name, %s', (_name, sql) => {
    const folder = newFolder();
    tamper(folder, database => database.exec(sql));
    const before = contentsOf(folder);
    expect(refusalOf(folder)).toContain('another program');
    expect(contentsOf(folder)).toEqual(before);
  });

  test('STORE-5: with something under our name that is no database', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'building.sqlite'), 'x'.repeat(8_192));
    const before = contentsOf(folder);
    expect(refusalOf(folder)).toContain('cannot be opened');
    expect(contentsOf(folder)).toEqual(before);
  });

  test('STORE-5: a file stands where the folder should be', () => {
    const file = join(newFolder(), 'data');
    writeFileSync(file, 'a file');
    expect(refusalOf(file)).toContain('cannot be used');
    expect(refusalOf(join(file, 'below'))).toContain('cannot be used');
  });

  test.runIf(existsSync('/proc/self'))('STORE-5: nothing can be written there', () => {
    expect(refusalOf('/proc/self')).toMatch(/cannot be used|holds "/);
    expect(refusalOf('/proc/mpp-antrean')).toContain('cannot be used');
  });

  test.runIf(process.getuid?.() !== 0)('STORE-5: a folder that may only be read', () => {
    const folder = newFolder();
    chmodSync(folder, 0o500);
    expect(refusalOf(folder)).toContain('cannot be written');
    chmodSync(folder, 0o700);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('STORE-5: a folder stands where the lock should be, and it is not called another server', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'building.lock'));
    expect(refusalOf(folder)).toContain('cannot be written');
  });

  test('STORE-5: something else lies where the lock should be: it is not called another server', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'building.lock'), 'x'.repeat(8_192));
    expect(refusalOf(folder)).not.toContain('Another server');
  });
});

describe('a first start that was cut off', () => {
  test.each([
    ['before anything was written', ''],
    ['after WAL', 'PRAGMA journal_mode = WAL'],
  ])('%s, begins anew', (_name, sql) => {
    const folder = newFolder();
    if (sql === '') writeFileSync(join(folder, 'building.sqlite'), '');
    else tamper(folder, database => database.exec(sql));
    const store = open(folder);
    expect(store.journal.lastSeq).toBe(0);
    store.close();
  });
});

describe('one server per folder', () => {
  test('STORE-6: a second one is refused, and takes over when the first has ended', () => {
    const folder = newFolder();
    const first = open(folder);
    expect(refusalOf(folder)).toContain('Another server already runs');
    first.check();
    first.close();
    open(folder).close();
  });
});

describe('migrations', () => {
  const migrations = (folder: string) =>
    tamper(
      folder,
      database =>
        database.prepare('SELECT place, name, hash FROM migration ORDER BY place').all() as {
          place: number;
          name: string;
          hash: string;
        }[],
    );

  function used(): string {
    const folder = newFolder();
    open(folder).close();
    return folder;
  }

  test('STORE-4: what was applied is noted in order, and only once', () => {
    const folder = used();
    const first = migrations(folder);
    expect(first.length).toBeGreaterThan(0);
    expect(first.map(({ place }) => place)).toEqual(first.map((_, place) => place));
    expect(first.map(({ name }) => name)).toEqual(first.map(({ name }) => name).sort());
    open(folder).close();
    expect(migrations(folder)).toEqual(first);
  });

  test('STORE-4: a database of a newer version is refused and left alone', () => {
    const folder = used();
    tamper(folder, database =>
      database.exec(`INSERT INTO migration VALUES (900, '0900-from-the-future.sql', 'x')`),
    );
    const before = contentsOf(folder);
    expect(refusalOf(folder)).toContain('newer version');
    expect(contentsOf(folder)).toEqual(before);
  });

  test.each([
    ['its text was changed', `UPDATE migration SET hash = 'x' WHERE place = 0`],
    ['its name was changed', `UPDATE migration SET name = '0001-other.sql' WHERE place = 0`],
  ])('STORE-4: a past that was rewritten is refused: %s', (_name, sql) => {
    const folder = used();
    tamper(folder, database => database.exec(sql));
    const before = contentsOf(folder);
    expect(refusalOf(folder)).toContain('is not the one of this version');
    expect(contentsOf(folder)).toEqual(before);
  });
});

describe('the journal', () => {
  test('STORE-2: the database itself refuses to change, shorten, skip or replace', () => {
    const folder = newFolder();
    const store = open(folder);
    const event = counterOpened;
    store.transaction(() => [1, 2, 3].map(seq => store.journal.append(event, seq)));
    store.close();
    const row = `(seq, at, type, version, data) VALUES`;
    tamper(folder, database => {
      const refused = (sql: string): void => {
        expect(() => database.exec(sql), sql).toThrow(/append-only|gap|UNIQUE|constraint/);
      };
      refused('UPDATE journal SET at = 0 WHERE seq = 2');
      refused('DELETE FROM journal WHERE seq = 3');
      refused('DELETE FROM journal');
      refused(`INSERT OR REPLACE INTO journal ${row} (2, 0, 'x', 1, '{}')`);
      refused(`INSERT INTO journal ${row} (2, 0, 'x', 1, '{}')`);
      refused(`INSERT INTO journal ${row} (5, 0, 'x', 1, '{}')`);
    });
    const again = open(folder);
    expect(again.journal.after(0, 10).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 counter-opened',
      '2 counter-opened',
      '3 counter-opened',
    ]);
    again.close();
  });

  test('STORE-2: pages follow each other without a hole or a repetition', () => {
    const store = open(newFolder());
    const event = counterOpened;
    store.transaction(() => {
      for (let seq = 1; seq <= 25; seq += 1) store.journal.append(event, seq);
    });
    const seen: number[] = [];
    for (let last = 0; ;) {
      const page = store.journal.after(last, 10);
      if (page.length === 0) break;
      seen.push(...page.map(({ seq }) => seq));
      last = seen.at(-1)!;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, place) => place + 1));
    expect([...store.journal.all()].map(({ seq }) => seq)).toEqual(seen);
    store.close();
  });

  test('STORE-1: a transaction is kept whole or not at all', () => {
    const store = open(newFolder());
    const event = counterOpened;
    const cause = new Error('in the middle');
    expect(() =>
      store.transaction(() => {
        store.journal.append(event, 1);
        throw cause;
      }),
    ).toThrow(cause);
    expect(store.journal.lastSeq).toBe(0);
    store.transaction(() => store.journal.append(event, 1));
    expect(store.journal.lastSeq).toBe(1);
    store.close();
  });

  test('an entry comes back as it was kept, with absent fields absent', () => {
    const store = open(newFolder());
    const event = {
      type: 'leg-finished',
      at: tenOClock,
      visitId: 'v1',
      legId: 'v1-1',
      counterId: 'c1',
      staffId: 'staff-1',
      data: { outcome: 'completed', deliveredServiceIds: [], by: 'staff' },
    } as const;
    const entry = store.transaction(() => store.journal.append(event, 1));
    expect(store.journal.after(0, 1)).toEqual([entry]);
    expect(store.journal.after(0, 1)[0]).not.toHaveProperty('deviceId');
    store.close();
  });
});

test('STORE-1: another reader sees only what was committed', () => {
  const folder = newFolder();
  const store = open(folder);
  const reader = new Sqlite(join(folder, 'building.sqlite'), { readonly: true });
  const count = reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal');
  const event = counterOpened;
  store.transaction(() => {
    store.journal.append(event, 1);
    expect(count.get()!.n).toBe(0);
  });
  expect(count.get()!.n).toBe(1);
  reader.close();
  store.close();
});
