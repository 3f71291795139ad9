import { expect, test, vi } from 'vitest';
import { openLearning } from '../../server/jobs/learning.ts';
import { answerLearning } from '../../server/store/learning-worker.ts';
import { databasePath, openPlainly } from '../../server/store/database.ts';
import { readLoggedDays } from '../../server/store/logged-days.ts';
import {
  counterCommand,
  issue,
  openTestBuilding,
  requestOf,
  silent,
  StillClock,
  ticketCommand,
  type OpenTestBuilding,
} from '../building/test-building.ts';
import { everywhere, hourMs, minuteMs, tenOClock } from '../domain/memory-building.ts';
import { newFolder } from './folder.ts';

const dayMs = 24 * hourMs;
const eightOClock = tenOClock - 2 * hourMs;

/** One counter, from 8.00: a visitor every 12 minutes, a rest at 9.00, and one who does not come. */
async function liveDay({ building, clock }: OpenTestBuilding, day: number): Promise<void> {
  const run = async (command: Parameters<typeof requestOf>[0]) => {
    const { status, body } = await building.execute(requestOf(command));
    expect(status, body).toBe(200);
  };
  clock.at = eightOClock + day * dayMs;
  await run({ type: 'roll-day', actor: { role: 'system' } });
  await run({ type: 'open-counter', actor: { role: 'officer', staffId: 's1' }, counterId: 'c1' });
  const serve = async (minutes: number): Promise<void> => {
    const ticket = issue(['a1']);
    await run(ticket);
    clock.pass(2 * minuteMs);
    await run(counterCommand('call-next'));
    await run(ticketCommand('start', ticket.visitId));
    clock.pass(minutes * minuteMs);
    await run({ type: 'finish', actor: everywhere, visitId: ticket.visitId, outcome: 'completed' });
  };
  await serve(10);
  await serve(20);
  clock.at = eightOClock + day * dayMs + hourMs;
  await run({ type: 'pause-counter', actor: everywhere, counterId: 'c1', reason: 'meal' });
  clock.pass(30 * minuteMs);
  await run({ type: 'open-counter', actor: everywhere, counterId: 'c1' });
  const absent = issue(['a1']);
  await run(absent);
  clock.pass(minuteMs);
  await run(counterCommand('call-next'));
  clock.pass(2 * minuteMs);
  await run(ticketCommand('recall', absent.visitId));
  clock.pass(2 * minuteMs);
  await run({ type: 'no-show', actor: everywhere, visitId: absent.visitId });
  clock.pass(26 * minuteMs);
  await run(counterCommand('close-counter'));
}

async function buildingOfDays(folder: string, days: number): Promise<OpenTestBuilding> {
  const opened = await openTestBuilding(folder, { clock: new StillClock(eightOClock) });
  for (let day = 0; day < days; day += 1) await liveDay(opened, day);
  opened.clock.at = eightOClock + days * dayMs;
  await opened.building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
  opened.store.tables.catchUp();
  return opened;
}

function daysIn(folder: string, before: string) {
  const database = openPlainly(databasePath(folder));
  try {
    return readLoggedDays(database, before, 40);
  } finally {
    database.close();
  }
}

test('EST-11: past days are read as they were, and nothing of today', async () => {
  const folder = newFolder();
  const opened = await buildingOfDays(folder, 2);
  const { businessDate } = opened.building.state;
  expect(businessDate).toBe('2026-03-06');
  await opened.building.execute(requestOf(issue(['a1'])));
  opened.store.tables.catchUp();
  const days = daysIn(folder, businessDate!)!;
  expect(days.map(({ date, weekday }) => [date, weekday])).toEqual([
    ['2026-03-04', 3],
    ['2026-03-05', 4],
  ]);
  const [first] = days;
  // A counter was free: the runs gave nothing, and the quote said a minute.
  const raw = { p50: 0, p90: 0 };
  const common = { serviceId: 'a1', queueId: 'qa', counterId: 'c1', officerId: 's1', raw };
  expect(first!.legs).toEqual([
    { ...common, enqueued: 480, called: 482, finished: 492, wasServed: true },
    { ...common, enqueued: 492, called: 494, finished: 514, wasServed: true },
    { ...common, enqueued: 570, called: 571, finished: 575, wasServed: false },
  ]);
  expect(first!.counters).toEqual([
    { counterId: 'c1', opens: 480, away: [{ from: 540, begun: 540, to: 570 }], closes: 601 },
  ]);
  expect(daysIn(folder, '2026-03-05')).toHaveLength(1);
  expect(daysIn(folder, '2027-01-01')).toBeNull();
  await opened.close();
});

test('EST-11: a restart learns the same, and the journal is folded without it', async () => {
  const folder = newFolder();
  const first = await buildingOfDays(folder, 3);
  const options = { store: first.store, building: first.building, folder, log: silent };
  const learning = openLearning(options);
  await vi.waitFor(() => expect(first.building.state.learned.days).toBe(3), { timeout: 20_000 });
  const { learned } = first.building.state;
  expect(learned.services.get('a1')).toMatchObject({ count: 9, meanMinutes: (10 + 20 + 4) / 3 });
  learning.close();
  await first.close();
  const second = await openTestBuilding(folder, { clock: first.clock });
  expect(second.building.state.learned.days).toBe(0);
  const again = answerLearning({ folder, before: second.building.state.businessDate! });
  expect(again).toEqual({ learned });
  await second.close();
});

test('EST-11: without past days there is nothing to learn, and a broken folder is said', async () => {
  const folder = newFolder();
  const opened = await buildingOfDays(folder, 0);
  expect(opened.store.facts.hasDayBefore(opened.building.state.businessDate!)).toBe(false);
  expect(answerLearning({ folder, before: opened.building.state.businessDate! })).toMatchObject({
    learned: { days: 0 },
  });
  expect(answerLearning({ folder: `${folder}/none`, before: '2026-03-04' })).toHaveProperty('why');
  await opened.close();
});
