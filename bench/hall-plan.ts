import { seededRandom } from '../server/demo/simulated-day.ts';

/** A hall whose days are drawn: one line, so many counters, a mean of so many minutes. */
export interface HallScenario {
  readonly counters: number;
  readonly minutes: number;
  /** Work that comes against the time of all counters over the day. */
  readonly load: number;
}

export interface PlannedVisitor {
  /** Minutes since midnight. */
  readonly at: number;
  readonly isVulnerable: boolean;
  readonly comes: boolean;
  readonly patienceMinutes: number;
}

export interface PlannedOfficer {
  /** Null: ill today. */
  readonly opens: number | null;
  readonly lunch: number;
  readonly lunchMinutes: number;
  /** What services take here, against 1. */
  readonly pace: number;
}

export interface PlannedDay {
  readonly visitors: readonly PlannedVisitor[];
  readonly officers: readonly PlannedOfficer[];
}

const doorsMinute = 465;
const opensMinute = 480;
const lastTicketMinute = 930;
const closesMinute = 960;
const noShowShare = 0.05;
const vulnerableShare = 0.1;
const patienceMinutes = 150;
const illShare = 0.06;
const lateShare = 0.08;
/** From day to day more or less people come. */
const daySpread = 0.12;
/** Officers are not equally quick, and stay as they are. */
const paceSpread = 0.15;

/** Relative: a peak in the morning, little at noon, a second rise after it. */
const rateAt = (minute: number): number => {
  if (minute < opensMinute) return 0.9;
  if (minute < 540) return 1.3;
  if (minute < 660) return 1.6;
  if (minute < 720) return 0.9;
  if (minute < 780) return 0.5;
  return minute < 870 ? 0.9 : 0.5;
};

export type Random = () => number;

export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Service minutes, log-normal with a coefficient of variation of a half. */
export function drawService(mean: number, random: Random): number {
  const variance = Math.log(1 + 0.5 ** 2);
  return Math.max(0.5, mean * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2));
}

function planVisitors({ counters, minutes, load }: HallScenario, random: Random): PlannedVisitor[] {
  const visits =
    ((load * counters * (closesMinute - opensMinute - 30)) / (minutes + 1)) *
    Math.exp(daySpread * normal(random));
  let whole = 0;
  for (let minute = doorsMinute; minute < lastTicketMinute; minute += 1) whole += rateAt(minute);
  const visitors: PlannedVisitor[] = [];
  for (let minute = doorsMinute; minute < lastTicketMinute; minute += 1) {
    const expected = (visits * rateAt(minute)) / whole;
    // Poisson, by the exponential gaps within the minute.
    for (let gap = -Math.log(1 - random()) / expected; gap < 1;) {
      visitors.push({
        at: minute + gap,
        isVulnerable: random() < vulnerableShare,
        comes: random() >= noShowShare,
        patienceMinutes: patienceMinutes * Math.exp(0.6 * normal(random)),
      });
      gap += -Math.log(1 - random()) / expected;
    }
  }
  return visitors;
}

function planOfficer(place: number, pace: number, random: Random): PlannedOfficer {
  const isIll = place > 0 && random() < illShare;
  const lateBy = random() < lateShare ? 10 + 40 * random() : 6 * random() - 2;
  return {
    opens: isIll ? null : opensMinute + lateBy,
    // Neighbours eat one after the other.
    lunch: 720 + (place % 2) * 30 + 6 * random() - 3,
    lunchMinutes: 26 + 6 * random(),
    pace,
  };
}

/** The days of a hall, the same for the same seed. */
export function planDays(scenario: HallScenario, days: number, seed: number): PlannedDay[] {
  const random = seededRandom(seed);
  const paces = Array.from({ length: scenario.counters }, () =>
    Math.exp(paceSpread * normal(random)),
  );
  return Array.from({ length: days }, () => ({
    visitors: planVisitors(scenario, random),
    officers: paces.map((pace, place) => planOfficer(place, pace, random)),
  }));
}

export { closesMinute };
