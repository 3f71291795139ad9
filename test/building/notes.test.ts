import { describe, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import { hourMs } from '../domain/memory-building.ts';
import { newFolder, tamper } from '../store/folder.ts';
import { issue, openTestBuilding, requestOf, type OpenTestBuilding } from './test-building.ts';

const ani = { role: 'officer', staffId: 'ani' } as const;
const dayMs = 24 * hourMs;
const look = { type: 'roll-day', actor: { role: 'system' } } as const;

async function withVisitor(folder: string) {
  const open = await openTestBuilding(folder);
  const run = async (command: Command): Promise<number> =>
    (await open.building.execute(requestOf(command))).status;
  const ticket = issue();
  await run({ type: 'open-counter', actor: ani, counterId: 'c1' });
  await run(ticket);
  await run({ type: 'call-next', actor: ani, counterId: 'c1' });
  const noted = (noteId: string, text: string): Command => ({
    type: 'add-note',
    actor: ani,
    visitId: ticket.visitId,
    note: { noteId, text },
  });
  return { ...open, run, noted, visitId: ticket.visitId };
}

const textsOf = ({ store }: Pick<OpenTestBuilding, 'store'>, visitId: string): string[] =>
  store.notes.ofVisit(visitId).map(({ text }) => text);

describe('NOTE-1: what officers write for each other', () => {
  test('is kept beside the journal, which only names it', async () => {
    const folder = newFolder();
    const { run, noted, visitId, store, close } = await withVisitor(folder);
    expect(await run(noted('n-1', 'Ibu Made menunggu di kursi roda'))).toBe(200);
    const entry = store.journal.after(0, 100).at(-1)!;
    expect(entry).toMatchObject({ type: 'note-added', visitId, data: { noteId: 'n-1' } });
    expect(store.notes.ofVisit(visitId)).toEqual([
      {
        noteId: 'n-1',
        visitId,
        staffId: 'ani',
        counterId: 'c1',
        at: entry.at,
        text: 'Ibu Made menunggu di kursi roda',
      },
    ]);
    await close();
    const tables = tamper(folder, database => {
      const names = database
        .prepare<[], { name: string }>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .all();
      return names
        .filter(({ name }) =>
          JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all()).includes('kursi roda'),
        )
        .map(({ name }) => name);
    });
    expect(tables).toEqual(['visit_note']);
  });

  test('comes with setting aside and sending on as well', async () => {
    const open = await withVisitor(newFolder());
    const { run, visitId, store, close } = open;
    const base = { actor: ani, visitId };
    const note = (noteId: string) => ({ noteId, text: `catatan ${noteId}` });
    await run({ type: 'park', ...base, reason: 'copies', note: note('n-1') });
    await run({ type: 'call-ticket', actor: ani, counterId: 'c1', visitId });
    const to = { kind: 'service', serviceId: 'b1' } as const;
    const place = 'order' as const;
    await run({ type: 'transfer', ...base, to, place, returns: false, note: note('n-2') });
    expect(textsOf(open, visitId)).toEqual(['catatan n-1', 'catatan n-2']);
    expect(JSON.stringify([...store.journal.all()])).not.toContain('catatan');
    expect(store.notes.textOf('n-2')).toBe('catatan n-2');
    await close();
  });

  test('is not kept where the step is refused', async () => {
    const open = await withVisitor(newFolder());
    const { run, visitId, close } = open;
    const note = { noteId: 'n-1', text: 'x' };
    const actor = { ...ani, staffId: 'budi' };
    expect(await run({ type: 'park', actor, visitId, reason: 'copies', note })).toBe(409);
    expect(textsOf(open, visitId)).toEqual([]);
    await close();
  });

  test('survives a restart, and ends after thirty days', async () => {
    const folder = newFolder();
    const first = await withVisitor(folder);
    const { clock, visitId } = first;
    await first.run(first.noted('n-1', 'simpan'));
    await first.close();
    const second = await openTestBuilding(folder, { clock });
    expect(textsOf(second, visitId)).toEqual(['simpan']);
    const begun = clock.at;
    clock.at = begun + 29 * dayMs;
    await second.building.execute(requestOf(look));
    expect(textsOf(second, visitId)).toEqual(['simpan']);
    clock.at = begun + 31 * dayMs;
    await second.building.execute(requestOf(look));
    expect(textsOf(second, visitId)).toEqual([]);
    expect(second.store.notes.textOf('n-1')).toBeUndefined();
    await second.close();
  });
});
