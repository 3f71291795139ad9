import { expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import { loadState, type Building } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { isAtCounter } from '../../server/domain/visit.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { everywhere, hourMs, tenOClock } from '../domain/memory-building.ts';
import { plain } from '../domain/plain-state.ts';
import { newFolder, tamper } from '../store/folder.ts';
import {
  counterCommand,
  issue,
  openTestBuilding,
  requestOf,
  StillClock,
  ticketCommand,
} from './test-building.ts';

const counterIds = ['c1', 'c2', 'c3'] as const;
const services = [['a1'], ['b1'], ['a1', 'b1'], ['a2']] as const;

function someCommand(building: Building, random: () => number): Command {
  const pick = <Row>(rows: readonly Row[]): Row | undefined =>
    rows[Math.floor(random() * rows.length)];
  const held = [...building.state.legs.values()].filter(isAtCounter);
  const visitId = pick(held)?.visitId ?? pick([...building.state.visits.keys()]) ?? 'nobody';
  const counterId = pick(counterIds)!;
  const share = random();
  if (share < 0.3) return { ...issue(pick(services)), printerId: 'printer-1' };
  if (share < 0.4) return counterCommand('open-counter', counterId);
  if (share < 0.43) return { type: 'pause-counter', actor: everywhere, counterId, reason: 'meal' };
  if (share < 0.45) return counterCommand('close-counter', counterId);
  if (share < 0.65) return counterCommand('call-next', counterId);
  if (share < 0.68) return ticketCommand('cancel', visitId);
  if (share < 0.72) return ticketCommand('recall', visitId);
  if (share < 0.74) return { type: 'no-show', actor: everywhere, visitId };
  if (share < 0.87) return ticketCommand('start', visitId);
  if (share < 0.9) {
    const jobId = building.state.seq;
    return { type: 'print-ended', actor: { role: 'system' }, jobId, outcome: 'unknown' };
  }
  return { type: 'finish', actor: everywhere, visitId, outcome: 'completed' };
}

test.each([1, 2, 3])(
  'STORE-3, DAY-2: after two random days a restart knows what was known, seed %i',
  async seed => {
    const random = seededRandom(seed);
    const folder = newFolder();
    const clock = new StillClock(tenOClock + 11 * hourMs);
    const first = await openTestBuilding(folder, { clock });
    for (let step = 0; step < 500; step += 1) {
      clock.pass(Math.floor(random() ** 3 * 120_000));
      const commands = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
        first.building.execute(requestOf(someCommand(first.building, random))),
      );
      await Promise.all(commands);
    }
    const days = first.store.journal.after(0, 5_000).filter(({ type }) => type === 'day-opened');
    expect(days.length).toBeGreaterThan(1);
    const known = plain(first.building.state);
    expect(brokenInvariants(first.building.state)).toEqual([]);
    expect(plain(loadState(first.store))).toEqual(known);
    const compared = first.store.compareWithJournal(false);
    expect(compared.map(({ table }) => table)).toEqual([
      'setup',
      'business_day',
      'visit',
      'leg',
      'counter_state',
      'print_job',
      'booking',
      'leg_fact',
      'counter_time',
      'counter_schedule',
      'fact_day',
    ]);
    for (const row of compared) {
      expect(row).toMatchObject({ missing: 0, extra: 0 });
      // Nobody books on these days, and this building never closes: both have tests of their own.
      const isEmpty = row.table === 'booking' || row.table === 'counter_schedule';
      if (!isEmpty) expect(row.rows, row.table).toBeGreaterThan(0);
    }
    await first.close();

    const second = await openTestBuilding(folder, { clock });
    expect(plain(second.building.state)).toEqual(known);
    await second.close();
  },
);

const differences: readonly [string, string, string, { missing: number; extra: number }][] = [
  ['a row that was changed', 'leg', `UPDATE leg SET calls = calls + 1`, { missing: 1, extra: 1 }],
  ['a row that is gone', 'visit', 'DELETE FROM visit', { missing: 1, extra: 0 }],
  [
    'a row that nobody wrote',
    'counter_state',
    `INSERT INTO counter_state (counter_id, state, since) VALUES ('c9', 'open', 1)`,
    { missing: 0, extra: 1 },
  ],
  ['another set-up', 'setup', `UPDATE setup SET data = '{}'`, { missing: 1, extra: 1 }],
];

test.each(differences)('STORE-3: rebuilding finds %s in %s and mends it', async (...row) => {
  const [, table, sql, found] = row;
  const folder = newFolder();
  const first = await openTestBuilding(folder);
  await first.building.execute(requestOf(issue()));
  await first.close();
  tamper(folder, database => database.exec(sql));

  const second = await openTestBuilding(folder);
  const of = (write: boolean) =>
    second.store
      .compareWithJournal(write)
      .filter(({ missing, extra }) => missing + extra > 0)
      .map(({ table: name, missing, extra }) => ({ name, missing, extra }));
  expect(of(false)).toEqual([{ name: table, ...found }]);
  expect(of(true)).toEqual([{ name: table, ...found }]);
  expect(of(false)).toEqual([]);
  await second.close();
});
