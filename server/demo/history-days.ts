import type { Actor } from '../../contract/commands.ts';
import { openBuilding } from '../building.ts';
import { businessDateOf, dayMs, localTime, midnightOf, minuteMs } from '../domain/local-time.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import { StartFault } from '../store/start-fault.ts';
import { openStore } from '../store/store.ts';
import { ensureDemoBuilding } from './demo-building.ts';
import { demoSetup } from './demo-setup.ts';
import { demoStaff } from './demo-staff.ts';
import { giveSurveys, servedVisits, surveysOfDay } from './demo-surveys.ts';
import { bookDay } from './history-bookings.ts';
import { openHistoryLearning } from './history-learning.ts';
import { SteeredTimeline } from './history-timeline.ts';
import { drawBetween, type Random } from './plan-draws.ts';
import { runDay, seededRandom } from './simulated-day.ts';
import { planDay, visitsAtCapacity, type DayPlan } from './simulation-plan.ts';

export const historyDaysMax = 400;

/** Local minutes: before the first visitor, and after the last officer has gone home. */
const beginMinute = 7 * 60;
const endMinute = 19 * 60;
/** Visitors of a weekday against what the counters can serve; 0 is Sunday. */
const busyness = [0.7, 1.06, 0.98, 0.92, 0.97, 0.86, 0.7] as const;
const moodSpread = { from: 0.88, to: 1.1 };
/** Shifts that nobody takes, where a colleague serves the same line. */
const absentShare = 0.04;
/** Looked for working days so many times as far back. */
const searchFactor = 4;

export interface HistoryOptions {
  readonly dataDir: string;
  readonly days: number;
  /** Milliseconds since the epoch: the days are those before its day. */
  readonly now: number;
  readonly seed: number;
  readonly log: Log;
  /** Plays the day of `now` too, until then. */
  readonly withToday?: boolean;
  readonly told?: (date: string, visits: number) => void;
  /** For a quick look: this share of the visitors. */
  readonly share?: number;
}

/** The last working days before a day, in order of time. */
function workingDays(now: number, days: number): string[] {
  const setup = demoSetup();
  const { timeZone } = setup.building;
  const { midnight } = localTime(now, timeZone);
  const found: string[] = [];
  for (let back = 1; found.length < days && back <= days * searchFactor + 14; back += 1) {
    const date = businessDateOf(midnight - back * dayMs, timeZone);
    // Only where more than what never closes is open.
    if (visitsAtCapacity(setup, date) > 200) found.unshift(date);
  }
  return found;
}

function withAbsences(plan: DayPlan, random: Random): DayPlan {
  const { counters } = demoSetup();
  const lineOf = new Map(counters.map(row => [row.id, row.queueIds.join()]));
  const there = new Map<string, number>();
  for (const { counterId } of plan.officers) {
    const line = lineOf.get(counterId) ?? '';
    there.set(line, (there.get(line) ?? 0) + 1);
  }
  const officers = plan.officers.filter(({ counterId }) => {
    const line = lineOf.get(counterId) ?? '';
    const count = there.get(line) ?? 0;
    if (count < 2 || random() >= absentShare) return true;
    there.set(line, count - 1);
    return false;
  });
  return { ...plan, officers };
}

function officersOfCounters(): (counterId: string) => Actor {
  const byCounter = new Map(
    demoStaff().flatMap(({ id, role, counterIds }) =>
      role === 'officer' ? counterIds.map(counterId => [counterId, id] as const) : [],
    ),
  );
  return counterId => {
    const staffId = byCounter.get(counterId);
    return staffId === undefined
      ? { role: 'system' }
      : { role: 'officer', staffId, counterIds: [counterId] };
  };
}

/**
 * Fills an empty folder with days of the demo building that are over: the same visitors, officers and
 * rules as in a simulation, only that the clock does not wait. Numbers the days that were played.
 */
export async function playHistory(options: HistoryOptions): Promise<number> {
  const { dataDir, days, now, seed, log } = options;
  const dates = workingDays(now, days);
  const { timeZone } = demoSetup().building;
  if (options.withToday) dates.push(businessDateOf(now, timeZone));
  const first = dates[0];
  if (first === undefined) return 0;
  const timeline = new SteeredTimeline(midnightOf(first, timeZone) + beginMinute * minuteMs);
  const store = openStore(dataDir, timeline.now(), 'quick');
  try {
    if (store.journal.lastSeq > 0) {
      throw new StartFault(`The data folder ${dataDir} holds a building. Name an empty folder.`);
    }
    const building = openBuilding(store, timeline, log);
    await ensureDemoBuilding(store, building);
    const learnOfPast = openHistoryLearning(dataDir, store, building);
    const random = seededRandom(seed);
    // Numbers of its own: the days are the same whoever answers.
    const surveyRandom = seededRandom(seed + 1);
    for (const date of dates) {
      const midnight = midnightOf(date, timeZone);
      await timeline.run(midnight + beginMinute * minuteMs);
      await building.execute({
        command: { type: 'roll-day', actor: { role: 'system' } },
        answer: () => ({ status: 200, body: '' }),
      });
      learnOfPast();
      const { setup } = setupOf(building.state);
      const { weekday } = localTime(midnight, timeZone);
      const mood = drawBetween(moodSpread.from, moodSpread.to, random) * (options.share ?? 1);
      const visits = Math.round(visitsAtCapacity(setup, date) * (busyness[weekday] ?? 1) * mood);
      const plan = withAbsences(planDay(setup, random, { visits, date }), random);
      await bookDay(building, timeline, random);
      runDay({
        building,
        plan,
        random,
        midnight,
        log,
        printerId: () => null,
        officerOf: officersOfCounters(),
        timeline,
      });
      await timeline.run(Math.min(midnight + endMinute * minuteMs, now));
      const surveys = surveysOfDay(date, servedVisits(building.state), surveyRandom);
      store.transaction(() => giveSurveys(store.surveys, surveys));
      options.told?.(date, building.state.visits.size);
    }
    await building.close();
    return dates.length;
  } finally {
    store.close();
  }
}
