import type { Service, Setup } from '../../contract/setup.ts';
import type { Need } from '../../contract/values.ts';
import { midnightOf } from '../domain/local-time.ts';
import { hoursOn, neverCloses, openingToday } from '../domain/opening-hours.ts';
import { indexSetup, type SetupIndex } from '../domain/setup-index.ts';

/** How much one service is asked for on the planned day, and when it may be. */
export interface ServiceDemand {
  service: Service;
  /** Share of the day's errands; the shares of all services add up to 1. */
  share: number;
  /** The needs this service is kept for; null: for everybody. */
  needs: readonly Need[] | null;
  /** Minutes since local midnight between which tickets are issued. */
  window: { from: number; to: number };
  quotaPerDay: number | null;
}

/** The minutes since local midnight in which an agency's counters are staffed. */
export interface OfficeDay {
  opens: number;
  closes: number;
}

/** Doors open at 07.30, so that the first numbers wait when the counters open at 08.00. */
export const doorsOpenMinute = 7 * 60 + 30;
export const lastArrivalMinute = 15 * 60 + 30;

/** Time at the counter beyond the service itself: walking up from the seat, in minutes. */
export const walkMinutes = 0.5;

/** An agency that never closes is staffed like the usual office all the same. */
const usualOfficeDay: OfficeDay = { opens: 8 * 60, closes: 16 * 60 };

/** Visitors against what the agency's counters can serve; 1 where it is not listed. */
const popularity: Readonly<Record<string, number>> = {
  A: 1.08,
  B: 0.95,
  C: 1,
  D: 1.05,
  E: 0.95,
  F: 1.05,
  G: 1.05,
  H: 1.05,
  J: 0.9,
  K: 0.95,
  L: 0.9,
  M: 0.8,
  N: 0.8,
  P: 0.75,
  Q: 0.65,
  R: 0.9,
  S: 0.85,
  T: 0.9,
  U: 0.85,
  V: 0.7,
};

/** How often a service is asked for beside the others of its line; 1 where it is not listed. */
const commonness: Readonly<Record<string, number>> = {
  A01: 2.5,
  A02: 3,
  A03: 2.5,
  A04: 2,
  A05: 4,
  A08: 2,
  A09: 1.5,
  A10: 3,
  A14: 0.3,
  B01: 2,
  B02: 3,
  B06: 1.5,
  B08: 3,
  C01: 4,
  D01: 2,
  D02: 2.5,
  D05: 3,
  E01: 3,
  E05: 2,
  F02: 2,
  F03: 2,
  G01: 3,
  G02: 2,
  G04: 2.5,
  G05: 1.5,
  H01: 6,
  K02: 2,
  K04: 2.5,
  L01: 4,
  M01: 2,
  P01: 4,
  R03: 4,
  S02: 4,
  U01: 3,
};

/** A walk-in visitor without such a need would never be sent to these. */
const keptFor: Readonly<Record<string, readonly Need[]>> = {
  A14: ['elderly', 'disability', 'nursing'],
};

/** Of no year with a holiday or a season that a set-up still keeps. */
const aMonday = '2001-01-01';

/** The day that is planned: a business date, any Monday where it is undefined. */
export interface PlannedDay {
  readonly index: SetupIndex;
  readonly date: string;
  /** Local midnight. */
  readonly at: number;
}

export function plannedDay(setup: Setup, date: string = aMonday): PlannedDay {
  return { index: indexSetup(setup), date, at: midnightOf(date, setup.building.timeZone) };
}

/** When an agency is staffed on a day; null: not at all. */
export function officeDayOf({ index, date, at }: PlannedDay, agencyId: string): OfficeDay | null {
  if (neverCloses(hoursOn(index, agencyId, date))) return usualOfficeDay;
  return openingToday(index, agencyId, at);
}

/**
 * The demand of every service that is open on the day. A line gets as many errands as the counters
 * behind it can serve, times the popularity of its agency; a counter of several lines counts for
 * each of them in equal parts.
 */
export function demandOf(setup: Setup, date: string | undefined): ServiceDemand[] {
  const day = plannedDay(setup, date);
  const demands = setup.queues.flatMap(queue => {
    const window = ticketWindow(day, queue.agencyId);
    if (window === null) return [];
    const services = setup.services.filter(service => service.queueId === queue.id);
    const common = services.reduce((sum, service) => sum + (commonness[service.code] ?? 1), 0);
    const minutes = services.reduce((sum, service) => {
      return sum + ((commonness[service.code] ?? 1) * (service.minutes + walkMinutes)) / common;
    }, 0);
    const agency = setup.agencies.find(({ id }) => id === queue.agencyId);
    const errands =
      ((popularity[agency?.code ?? ''] ?? 1) * countersBehind(setup, queue.id)) / minutes;
    return services.map(service => ({
      service,
      share: (errands * (commonness[service.code] ?? 1)) / common,
      needs: keptFor[service.code] ?? null,
      window,
      quotaPerDay: queue.quotaPerDay,
    }));
  });
  const total = demands.reduce((sum, { share }) => sum + share, 0);
  return demands.map(demand => Object.assign(demand, { share: demand.share / total }));
}

function ticketWindow(
  { index, date, at }: PlannedDay,
  agencyId: string,
): { from: number; to: number } | null {
  if (neverCloses(hoursOn(index, agencyId, date))) {
    return { from: doorsOpenMinute, to: lastArrivalMinute };
  }
  const day = openingToday(index, agencyId, at);
  return day && { from: day.opens, to: day.lastTicket };
}

function countersBehind(setup: Setup, queueId: string): number {
  return setup.counters
    .filter(counter => counter.queueIds.includes(queueId))
    .reduce((sum, counter) => sum + 1 / counter.queueIds.length, 0);
}
