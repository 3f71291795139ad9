import { baselineNames, LineMemory, type BaselineName } from '../server/estimates/baselines.ts';
import { Errors } from '../server/estimates/figures.ts';
import { rowOf, type Row } from './figures.ts';
import { liveDays, type LivedDay } from './hall-days.ts';
import type { HallScenario } from './hall-plan.ts';
import type { BenchOptions } from './sides.ts';

/** Loads at which half the visitors of a day wait 10 to 20 minutes, and one in ten over 40. */
const scenarios: Readonly<Record<string, HallScenario>> = {
  '2 counters × 8 min': { counters: 2, minutes: 8, load: 0.8 },
  '4 counters × 8 min': { counters: 4, minutes: 8, load: 0.8 },
  '3 counters × 15 min': { counters: 3, minutes: 15, load: 0.8 },
};
const days = 30;
/** The first was looked at while the estimates were made; the others never were. */
const seeds = [1, 20_261, 20_262];

const maeRatioMax = 0.75;
const biasMinutesMax = 2.5;
/** Coverage must lie between 87 and 93 in a hundred. */
const coverageOffMax = 3;

export interface HallErrors {
  readonly ours: Errors;
  readonly baselines: Readonly<Record<BaselineName, Errors>>;
}

export const noErrors = (): HallErrors => ({
  ours: new Errors(),
  baselines: {
    LES: new Errors(),
    HOL: new Errors(),
    rolling10: new Errors(),
    QL: new Errors(),
  },
});

type Logged = LivedDay['log']['legs'][number];

/** Baselines of each class are told of that class alone, but for the length of the line. */
class Memories {
  readonly walkIn: LineMemory;
  readonly vulnerable: LineMemory;

  constructor(minutes: number) {
    this.walkIn = new LineMemory(minutes);
    this.vulnerable = new LineMemory(minutes);
  }

  get both(): readonly LineMemory[] {
    return [this.walkIn, this.vulnerable];
  }
}

/** Notes one day of a hall: what was told when numbers were issued, against what came. */
function noteDay({ log, looks, legs }: LivedDay, memories: Memories, errors: HallErrors): void {
  for (const memory of memories.both) memory.startDay();
  const lookOf = new Map(looks.map(look => [look.legId, look]));
  const rows = [...legs.values()].map((leg, place) => ({
    isVulnerable: leg.class === 'vulnerable',
    look: lookOf.get(leg.id)!,
    leg: log.legs[place]!,
  }));
  const calls = rows
    .filter(({ leg }) => leg.called !== null)
    .sort((a, b) => a.leg.called! - b.leg.called!);
  const ends = calls
    .filter(({ leg }) => leg.finished !== null)
    .sort((a, b) => a.leg.finished! - b.leg.finished!);
  let [called, ended] = [0, 0];
  for (const { look, leg, isVulnerable } of rows) {
    const now = look.at;
    for (; called < calls.length && calls[called]!.leg.called! <= now; called += 1) {
      const row = calls[called]!;
      if (row.leg.called! < now || row.leg !== leg) {
        memoryOf(memories, row.isVulnerable).noteWait(row.leg.called! - row.leg.enqueued);
      }
    }
    for (; ended < ends.length && ends[ended]!.leg.finished! <= now; ended += 1) {
      const row = ends[ended]!.leg;
      for (const memory of memories.both) memory.noteService(row.finished! - row.called!);
    }
    if (!leg.wasServed || leg.called === null || !look.quote) continue;
    const isWaiting = (row: Logged): boolean =>
      row !== leg && row.enqueued <= now && (row.called ?? row.finished ?? Infinity) > now;
    const waiting = rows.filter(row => isWaiting(row.leg));
    const same = waiting.filter(row => row.isVulnerable === isVulnerable);
    const told = memoryOf(memories, isVulnerable).told({
      // Who is vulnerable is called before most others.
      waiting: isVulnerable ? same.length : waiting.length,
      headWait: same[0] ? now - same[0].leg.enqueued : null,
      openCounters: openAt(log, now),
    });
    const real = leg.called - leg.enqueued;
    errors.ours.note(look.quote.p50, real, look.quote.p90);
    for (const name of baselineNames) errors.baselines[name].note(told[name], real);
  }
}

const memoryOf = (memories: Memories, isVulnerable: boolean): LineMemory =>
  isVulnerable ? memories.vulnerable : memories.walkIn;

/** Open now, as everybody in the hall can see: signed in, and not at lunch. */
const openAt = ({ counters }: LivedDay['log'], now: number): number =>
  counters!.filter(
    ({ opens, closes, away }) =>
      opens <= now && now <= closes && !away.some(({ begun, to }) => begun <= now && now < to),
  ).length;

export function errorsOf(scenario: HallScenario, dayCount: number, seed: number): HallErrors {
  const errors = noErrors();
  const memories = new Memories(scenario.minutes);
  for (const day of liveDays(scenario, dayCount, seed)) noteDay(day, memories, errors);
  return errors;
}

function rowsOf(name: string, { ours, baselines }: HallErrors): Row[] {
  const { mae, bias, coverage, p90Error } = ours.accuracy();
  const others = baselineNames.map(each => [each, baselines[each].accuracy().mae] as const);
  const [bestName, best] = others.reduce((a, b) => (b[1] < a[1] ? b : a));
  const told = others.map(([each, value]) => `${each} ${value.toFixed(1)}`).join(', ');
  process.stdout.write(`  ${name}: ${told}; coverage ${(100 * coverage!).toFixed(1)} %\n`);
  const off = Math.abs(100 * coverage! - 90);
  return [
    rowOf(
      `estimates, ${name}, MAE (floor: ${bestName})`,
      'min',
      { ours: mae, floor: best },
      { ratioMax: maeRatioMax },
    ),
    rowOf(
      `estimates, ${name}, bias without sign`,
      'min',
      { ours: Math.abs(bias) },
      { oursMax: biasMinutesMax },
    ),
    rowOf(
      `estimates, ${name}, P90 coverage off 90 %`,
      'points',
      { ours: off },
      { oursMax: coverageOffMax },
    ),
    rowOf(`estimates, ${name}, p90 of the error`, 'min', { ours: p90Error }),
  ];
}

/** Waits that the product told in days lived by its own rules, against four usual estimates. */
export function measureEstimates({ quick }: BenchOptions): Row[] {
  return Object.entries(scenarios).flatMap(([name, scenario]) =>
    (quick ? seeds.slice(0, 1) : seeds).flatMap(seed =>
      rowsOf(`${name}, seed ${seed}`, errorsOf(scenario, quick ? 3 : days, seed)),
    ),
  );
}
