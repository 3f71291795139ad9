import type { LoggedDay } from './day-log.ts';
import {
  betweenOf,
  factorsOf,
  handledOf,
  officersOf,
  servicesOf,
  vanishedShareOf,
} from './learn-times.ts';
import { calibrationsOf } from './learn-calibration.ts';
import { presenceOf } from './learn-presence.ts';
import type { Learned } from './learned.ts';
import { usualFactors } from './service-times.ts';

/** How many past days are looked at: long enough for every weekday, short enough to follow change. */
export const learnedDaysMax = 40;

export const nothingLearned: Learned = {
  days: 0,
  weekdays: [],
  services: new Map(),
  betweenMinutes: 0,
  officers: new Map(),
  factors: usualFactors,
  presence: new Map(),
  calibration: new Map(),
};

/** What days teach, the newest last. Pure: the same days always teach the same. */
export function learn(all: readonly LoggedDay[]): Learned {
  const days = all.slice(-learnedDaysMax);
  if (days.length === 0) return nothingLearned;
  const handled = handledOf(days);
  const services = servicesOf(handled);
  const officers = officersOf(handled, services);
  return {
    days: days.length,
    weekdays: days.map(({ weekday }) => weekday),
    services,
    betweenMinutes: betweenOf(days),
    officers,
    factors: factorsOf(handled, services, officers, vanishedShareOf(days)),
    presence: presenceOf(days),
    calibration: calibrationsOf(days),
  };
}
