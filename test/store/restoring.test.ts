import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { noteRestore } from '../../server/jobs/noting-restore.ts';
import { checkBackup, BackupUnusable } from '../../server/store/backup-copy.ts';
import { answerOrder } from '../../server/store/backup-orders.ts';
import { databasePath, withFolderHeld } from '../../server/store/database.ts';
import { prepareRestore, putRestored, restoreSteps } from '../../server/store/restored-database.ts';
import {
  issue,
  labelOf,
  openTestBuilding,
  requestOf,
  type OpenTestBuilding,
} from '../building/test-building.ts';
import { newFolder, tamper } from './folder.ts';

/** A backup takes the place of the database, on real files. */

const child = fileURLToPath(new URL('./restore-child.ts', import.meta.url));
const program = fileURLToPath(new URL('../../server/restore.ts', import.meta.url));

const issueMany = async (open: OpenTestBuilding, count: number): Promise<string[]> => {
  const labels: string[] = [];
  for (let at = 0; at < count; at += 1) {
    labels.push(labelOf(await open.building.execute(requestOf(issue()))));
  }
  return labels;
};

/** A building whose backup lacks the last two numbers. */
async function withBackup(): Promise<{ folder: string; backup: string; labels: string[] }> {
  const folder = newFolder();
  const open = await openTestBuilding(folder);
  const before = await issueMany(open, 3);
  const answer = answerOrder({ kind: 'make', folder, at: open.clock.now() });
  if (!('done' in answer) || !('backupId' in answer.done)) throw new Error(JSON.stringify(answer));
  const backup = join(folder, 'backups', `${answer.done.backupId}.sqlite`);
  const after = await issueMany(open, 2);
  await open.close();
  return { folder, backup, labels: [...before, ...after] };
}

const restore = (folder: string, backup: string) =>
  withFolderHeld(folder, () => {
    const facts = prepareRestore(folder, backup);
    const safetyId = 'before-restore-20260304T020000Z-9';
    return putRestored({ folder, backupId: 'backup-x', facts, safetyId });
  });

/** Opens what is there now and issues one more number. */
async function nextOf(folder: string): Promise<string> {
  const open = await openTestBuilding(folder);
  await noteRestore(open.store, open.building);
  const [label] = await issueMany(open, 1);
  const compared = open.store.compareWithJournal(false);
  expect(compared.every(({ missing, extra }) => missing + extra === 0)).toBe(true);
  await open.close();
  return label!;
}

const seqOf = (path: string): number => checkBackup(path).journalSeq;

describe('a backup', () => {
  test('KEEP-1: holds the building as it was, while the building goes on', async () => {
    const { folder, backup } = await withBackup();
    expect(checkBackup(backup).journalSeq).toBe(seqOf(databasePath(folder)) - 2);
    expect(readdirSync(join(folder, 'backups'))).toEqual([backup.split('/').at(-1)]);
    const copy = new Sqlite(backup, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(
      checkBackup(backup).journalSeq,
    );
    copy.close();
  });

  test('KEEP-1: a copy that does not hold gets no name', async () => {
    const folder = newFolder();
    const open = await openTestBuilding(folder);
    await issueMany(open, 60);
    await open.close();
    spoil(databasePath(folder));
    const answer = answerOrder({ kind: 'make', folder, at: 0 });
    expect(answer).toMatchObject({ fault: 'damaged' });
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });
});

/** Pages in the middle of a database are overwritten, as a dying disk does. */
function spoil(path: string): void {
  const database = new Sqlite(path);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('journal_mode = DELETE');
  const [pages, size] = ['page_count', 'page_size'].map(
    name => database.pragma(name, { simple: true }) as number,
  );
  database.close();
  const bytes = Buffer.alloc(size! * Math.floor(pages! / 2), 0xa5);
  writeFileSync(path, bytes, { flag: 'r+', flush: true });
  // The first page stays: it still looks like a building's.
}

describe('restoring', () => {
  test('KEEP-7, KEEP-9: the building is as it was, numbers go on, and the journal says it', async () => {
    const { folder, backup, labels } = await withBackup();
    const epoch = tamper(folder, row => row.prepare('SELECT epoch FROM building').pluck().get());
    const { safety } = restore(folder, backup);
    expect(labels.at(-1)).toBe('A005');
    expect(await nextOf(folder)).toBe('A056');
    expect(seqOf(safety!)).toBe(seqOf(backup) + 2);
    tamper(folder, row => {
      expect(row.prepare('SELECT epoch FROM building').pluck().get()).not.toBe(epoch);
      expect(row.prepare('SELECT count(*) FROM restored').pluck().get()).toBe(0);
      const noted = row.prepare(`SELECT data FROM journal WHERE type = 'backup-noted'`).pluck();
      expect(noted.all().map(data => JSON.parse(String(data)))).toEqual([
        {
          what: 'restored',
          backupId: 'backup-x',
          journalSeq: seqOf(backup),
          wasReadable: true,
          numbers: [{ series: 'A', number: 55 }],
        },
      ]);
    });
    expect(await nextOf(folder)).toBe('A057');
  });

  test('KEEP-7: a second restore of the same day goes on behind the first', async () => {
    const { folder, backup } = await withBackup();
    restore(folder, backup);
    expect(await nextOf(folder)).toBe('A056');
    restore(folder, backup);
    expect(await nextOf(folder)).toBe('A107');
  });

  test('KEEP-7, KEEP-9: a database that cannot be read is kept, and numbers go far ahead', async () => {
    const { folder, backup } = await withBackup();
    writeFileSync(databasePath(folder), 'this was a database');
    writeFileSync(`${databasePath(folder)}-wal`, 'and this its log');
    const { safety } = restore(folder, backup);
    expect(existsSync(`${safety}-wal`)).toBe(true);
    expect(existsSync(`${databasePath(folder)}-wal`)).toBe(false);
    expect(await nextOf(folder)).toBe('A601');
  });

  test('KEEP-7: on a new computer, with nothing but the backup', async () => {
    const { backup } = await withBackup();
    const folder = newFolder();
    mkdirSync(join(folder, 'backups'));
    const brought = join(folder, 'backups', 'dari-kantor.sqlite');
    copyFileSync(backup, brought);
    expect(restore(folder, brought).safety).toBeNull();
    expect(await nextOf(folder)).toBe('A601');
  });

  test('KEEP-11: paper that was under way in the backup is not printed again', async () => {
    const folder = newFolder();
    const open = await openTestBuilding(folder);
    await open.building.execute(requestOf({ ...issue(), printerId: 'printer-1' }));
    open.store.tables.catchUp();
    expect(open.store.printJobs.unfinished()).toHaveLength(1);
    const answer = answerOrder({ kind: 'make', folder, at: open.clock.now() });
    expect(answer).toHaveProperty('done.backupId');
    await open.close();
    const [name] = readdirSync(join(folder, 'backups'));
    restore(folder, join(folder, 'backups', name!));
    const again = await openTestBuilding(folder);
    await noteRestore(again.store, again.building);
    expect(again.store.printJobs.unfinished()).toEqual([]);
    const [job] = again.building.state.paper.jobs.values();
    expect(job).toMatchObject({ state: 'unknown', fault: 'server-stopped' });
    await again.close();
  });

  test('KEEP-12: by a command while no server runs, and never while one does', async () => {
    const { folder, backup } = await withBackup();
    const run = (...args: string[]) => {
      const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder };
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env });
      return { status, said: `${stdout.toString()}${stderr.toString()}` };
    };
    const open = await openTestBuilding(folder);
    expect(run(backup)).toMatchObject({ status: 2, said: expect.stringMatching('Another server') });
    await open.close();
    const text = join(folder, 'backups', 'text.sqlite');
    writeFileSync(text, 'words');
    expect(run(text)).toMatchObject({ status: 2, said: expect.stringMatching('is damaged') });
    expect(run().status).toBe(2);
    expect(run(join(folder, 'nowhere')).status).toBe(2);
    expect(run(backup)).toMatchObject({ status: 0, said: expect.stringMatching('is kept as') });
    expect(await nextOf(folder)).toBe('A056');
  });

  for (const step of restoreSteps) {
    test(`KEEP-8: a power cut after "${step}" leaves the old one or the new one`, async () => {
      const { folder, backup } = await withBackup();
      const cut = spawnSync(process.execPath, [child, folder, backup, step]);
      expect(cut.signal, cut.stderr.toString()).toBe('SIGKILL');
      const isNew = step === 'put-in-place' || step === 'done';
      expect(await nextOf(folder)).toBe(isNew ? 'A056' : 'A006');
      // It is done again as if nothing had been.
      restore(folder, backup);
      expect(await nextOf(folder)).toBe(isNew ? 'A107' : 'A057');
    });
  }
});

describe('what is no backup', () => {
  test('KEEP-10: damaged, foreign, newer and empty files are told apart', async () => {
    const { folder, backup } = await withBackup();
    const reasonOf = (path: string): string => {
      try {
        checkBackup(path);
        return 'none';
      } catch (error) {
        return error instanceof BackupUnusable ? error.reason : String(error);
      }
    };
    const changed = (name: string, work: (database: Sqlite.Database) => void): string => {
      const path = join(folder, 'backups', `${name}.sqlite`);
      copyFileSync(backup, path);
      const database = new Sqlite(path);
      work(database);
      database.close();
      return path;
    };
    const text = join(folder, 'backups', 'text.sqlite');
    writeFileSync(text, 'not a database at all, only some words');
    expect(reasonOf(backup)).toBe('none');
    expect(reasonOf(text)).toBe('damaged');
    expect(reasonOf(changed('foreign', row => row.pragma('application_id = 7')))).toBe('foreign');
    const newer = changed('newer', row =>
      row.prepare(`INSERT INTO migration (place, name, hash) VALUES (99, 'later', 'x')`).run(),
    );
    expect(reasonOf(newer)).toBe('newer');
    const empty = changed('empty', row => row.prepare('DELETE FROM building').run());
    expect(reasonOf(empty)).toBe('empty');
    expect(reasonOf(join(folder, 'backups', 'nowhere.sqlite'))).not.toBe('none');
  });
});
