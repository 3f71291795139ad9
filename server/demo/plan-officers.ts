import type { Setup } from '../../contract/setup.ts';
import { officeDayOf, plannedDay } from './plan-demand.ts';
import { drawBetween, toSecond, type Random } from './plan-draws.ts';

/** One counter's day; minutes since local midnight. */
export interface OfficerShift {
  counterId: string;
  opensAtMinute: number;
  /** In order, apart from each other, and within the shift. */
  breaks: { from: number; to: number }[];
  closesAtMinute: number;
}

const lunchStartMinute = 12 * 60;
const lunchMinutesMax = 30;
const prayerStartMinute = 14 * 60 + 50;
const prayerShare = 0.35;

/**
 * The shifts of every counter whose agency is staffed on the day. Neighbours eat one after the
 * other, so a line with two counters always keeps one.
 */
export function planOfficers(
  setup: Setup,
  date: string | undefined,
  random: Random,
): OfficerShift[] {
  const planned = plannedDay(setup, date);
  return setup.counters.flatMap(({ id, number, agencyId }) => {
    const day = officeDayOf(planned, agencyId);
    if (day === null) return [];
    const closesAtMinute = toSecond(day.closes + drawBetween(0, 6, random));
    return {
      counterId: id,
      // Most are there a little early, a few a little late.
      opensAtMinute: toSecond(day.opens + drawBetween(-6, 4, random)),
      breaks: planBreaks(number, random).filter(({ to }) => to < day.closes),
      closesAtMinute,
    };
  });
}

function planBreaks(counterNumber: number, random: Random): OfficerShift['breaks'] {
  const lunch = lunchStartMinute + (counterNumber % 2 === 0 ? lunchMinutesMax : 0);
  const breaks = [breakFrom(lunch, drawBetween(26, lunchMinutesMax, random))];
  if (random() < prayerShare) {
    const prayer = prayerStartMinute + drawBetween(0, 30, random);
    breaks.push(breakFrom(prayer, drawBetween(8, 12, random)));
  }
  return breaks;
}

function breakFrom(from: number, minutes: number): { from: number; to: number } {
  return { from: toSecond(from), to: toSecond(from + minutes) };
}
