import { describe, expect, test, vi } from 'vitest';
import { issue, openTestBuilding, requestOf } from '../building/test-building.ts';
import { newFolder, tamper } from './folder.ts';

const rowsOf = (folder: string, table: string): number =>
  tamper(
    folder,
    database => database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n,
  );

describe('state tables', () => {
  test('STORE-3: they follow the journal a moment later, by themselves', async () => {
    const folder = newFolder();
    const { building, close } = await openTestBuilding(folder);
    for (let count = 0; count < 250; count += 1) await building.execute(requestOf(issue()));
    await vi.waitFor(() => expect(rowsOf(folder, 'visit')).toBe(250), { timeout: 10_000 });
    await close();
  });

  test('STORE-3: what they had not followed when the server was killed is followed at the next start', async () => {
    const folder = newFolder();
    const first = await openTestBuilding(folder);
    for (let count = 0; count < 5; count += 1) await first.building.execute(requestOf(issue()));
    await first.close();
    // As a kill leaves them: the journal is ahead of the tables.
    tamper(folder, database => {
      const seq = database
        .prepare<[], { seq: number }>(
          "SELECT min(seq) AS seq FROM journal WHERE type = 'ticket-issued'",
        )
        .get()!.seq;
      database.exec('DELETE FROM visit; DELETE FROM leg');
      database.prepare('UPDATE followed SET seq = ?').run(seq - 1);
    });
    const second = await openTestBuilding(folder);
    expect(rowsOf(folder, 'visit')).toBe(5);
    const compared = second.store.compareWithJournal(false);
    expect(compared.every(({ missing, extra }) => missing + extra === 0)).toBe(true);
    await second.close();
  });

  test('STORE-3: tables that cannot follow are told of, nothing is lost, and they go on once they can', async () => {
    const folder = newFolder();
    const { building, store, close } = await openTestBuilding(folder);
    tamper(folder, database => database.exec('ALTER TABLE leg RENAME TO gone'));
    const { status } = await building.execute(requestOf(issue()));
    expect(status).toBeLessThan(300);
    await vi.waitFor(() => expect(() => store.check()).toThrow(/leg/), { timeout: 10_000 });
    tamper(folder, database => database.exec('ALTER TABLE gone RENAME TO leg'));
    await vi.waitFor(() => expect(() => store.check()).not.toThrow(), { timeout: 10_000 });
    expect(rowsOf(folder, 'visit')).toBe(1);
    await close();
  });
});
