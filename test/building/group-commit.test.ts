import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import { StoreFault } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import type { Store } from '../../server/store/store.ts';
import { newFolder } from '../store/folder.ts';
import {
  counterCommand,
  issue,
  labelOf,
  openTestBuilding,
  requestOf,
  ticketCommand,
} from './test-building.ts';

/** Counts the transactions that were kept and given up. */
function counting(): { counts: { kept: number; undone: number }; wrap: (store: Store) => Store } {
  const counts = { kept: 0, undone: 0 };
  return {
    counts,
    wrap: store => ({
      ...store,
      journal: store.journal,
      transaction(work) {
        try {
          const result = store.transaction(work);
          counts.kept += 1;
          return result;
        } catch (error) {
          counts.undone += 1;
          throw error;
        }
      },
    }),
  };
}

describe('group commit', () => {
  test('STORE-1: commands of one turn are decided one by one and committed together', async () => {
    const { counts, wrap } = counting();
    const { building, close } = await openTestBuilding(newFolder(), { wrap });
    const before = counts.kept;
    const seen: JournalEntry[][] = [];
    building.onCommit(entries => seen.push([...entries]));
    const results = await Promise.all(
      Array.from({ length: 200 }, () => building.execute(requestOf(issue()))),
    );
    expect(counts.kept - before).toBe(1);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.map(({ seq }) => seq)).toEqual(
      seen[0]!.map((_, place) => seen[0]![0]!.seq + place),
    );
    expect(results.map(labelOf)).toEqual(
      results.map((_, place) => `A${String(place + 1).padStart(3, '0')}`),
    );
    await close();
  });

  test('STORE-1: a batch has at most 256 commands, and the rest follows in order', async () => {
    const { counts, wrap } = counting();
    const { building, close } = await openTestBuilding(newFolder(), { wrap });
    const before = counts.kept;
    const results = await Promise.all(
      Array.from({ length: 600 }, () => building.execute(requestOf(issue()))),
    );
    expect(counts.kept - before).toBe(3);
    expect(new Set(results.map(labelOf)).size).toBe(600);
    expect(labelOf(results[599]!)).toBe('A600');
    await close();
  });

  test('STORE-1: nobody is answered and nothing is published before the commit', async () => {
    const steps: string[] = [];
    const { building, close } = await openTestBuilding(newFolder(), {
      wrap: store => ({
        ...store,
        journal: store.journal,
        transaction(work) {
          const result = store.transaction(work);
          steps.push('commit');
          return result;
        },
      }),
    });
    steps.length = 0;
    building.onCommit(() => steps.push('publish'));
    await Promise.all(
      [1, 2].map(() => building.execute(requestOf(issue())).then(() => steps.push('answer'))),
    );
    expect(steps).toEqual(['commit', 'publish', 'answer', 'answer']);
    await close();
  });

  test('a listener that fails harms neither the others nor the answer', async () => {
    const { building, close } = await openTestBuilding(newFolder());
    let told = 0;
    building.onCommit(() => {
      throw new Error('a bug in a reader');
    });
    const stop = building.onCommit(() => (told += 1));
    expect(labelOf(await building.execute(requestOf(issue())))).toBe('A001');
    expect(told).toBe(1);
    stop();
    expect(labelOf(await building.execute(requestOf(issue())))).toBe('A002');
    expect(told).toBe(1);
    await close();
  });

  test('CALL-5: two officers who press at the same moment never call the same visitor', async () => {
    const { building, close } = await openTestBuilding(newFolder());
    await building.execute(requestOf(issue()));
    for (const id of ['c1', 'c2']) {
      await building.execute(requestOf(counterCommand('open-counter', id)));
    }
    const [first, second] = await Promise.all([
      building.execute(requestOf(counterCommand('call-next', 'c1'))),
      building.execute(requestOf(counterCommand('call-next', 'c2'))),
    ]);
    expect([labelOf(first), labelOf(second)]).toEqual(['A001', null]);
    const again = await Promise.all([
      building.execute(requestOf(counterCommand('call-next', 'c1'))),
      building.execute(requestOf(counterCommand('call-next', 'c1'))),
    ]);
    expect(again.map(({ status }) => status)).toEqual([409, 409]);
    expect(brokenInvariants(building.state)).toEqual([]);
    await close();
  });

  test('beyond 5,000 waiting commands the server says that it is busy and keeps nothing', async () => {
    const { building, store, close } = await openTestBuilding(newFolder());
    const roll = { type: 'roll-day', actor: { role: 'system' } } as const;
    const all = await Promise.all(
      Array.from({ length: 5_003 }, () => building.execute(requestOf(roll))),
    );
    expect(all.filter(({ body }) => body.includes('busy'))).toHaveLength(3);
    expect(all.slice(0, 5_000).every(({ status }) => status === 200)).toBe(true);
    expect(store.journal.lastSeq).toBe(building.state.seq);
    await close();
  });
});

describe('closing', () => {
  test('START-5: what is under way is answered, what comes later is not taken', async () => {
    const { building, store } = await openTestBuilding(newFolder());
    const underWay = Array.from({ length: 700 }, () => building.execute(requestOf(issue())));
    const closed = building.close();
    await expect(building.execute(requestOf(issue()))).rejects.toThrow(StoreFault);
    await closed;
    const results = await Promise.all(underWay);
    expect(labelOf(results.at(-1)!)).toBe('A700');
    expect(store.journal.lastSeq).toBe(building.state.seq);
    store.close();
  });
});

test('DAY-3: time in the journal stands still while the clock is behind it', async () => {
  const { building, clock, store, close } = await openTestBuilding(newFolder());
  await building.execute(requestOf(issue()));
  const { at } = building.state;
  clock.pass(-3_600_000);
  expect(building.now()).toBe(at);
  await building.execute(requestOf(issue()));
  await building.execute(requestOf(ticketCommand('cancel', 'nobody')));
  clock.pass(3_600_001);
  expect(building.now()).toBe(at + 1);
  await building.execute(requestOf(issue()));
  const times = store.journal.after(0, 100).map(entry => entry.at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBe(at + 1);
  await close();
});
