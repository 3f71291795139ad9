import type { Setup } from '../../contract/setup.ts';
import type { Language, Need, VisitClass } from '../../contract/values.ts';
import {
  demandOf,
  doorsOpenMinute,
  lastArrivalMinute,
  walkMinutes,
  type ServiceDemand,
} from './plan-demand.ts';
import { drawBetween, drawLogNormal, drawWeighted, toSecond, type Random } from './plan-draws.ts';
import { planOfficers, type OfficerShift } from './plan-officers.ts';

/** One visitor who will take a number at a kiosk. */
export interface PlannedArrival {
  /** Minutes since local midnight, to the second. */
  atMinute: number;
  /** One or two different services, both open at that minute. */
  serviceIds: string[];
  class: Exclude<VisitClass, 'booked'>;
  /** Given exactly where the class is vulnerable. */
  need?: Need;
  language: Language;
  /** False: nobody stands up, however often the number is called. */
  comesWhenCalled: boolean;
  /** Leaves the queue when the first call takes longer than this. */
  patienceMinutes: number;
}

export interface DayPlan {
  /** In order of time. */
  arrivals: PlannedArrival[];
  officers: OfficerShift[];
  /** The share of this day's visitors who do not come when called, 0.03–0.06. */
  noShowProbability: number;
  /** Length of one service, log-normal around its configured minutes. */
  serviceMinutes: (serviceId: string, random: Random) => number;
}

interface DayOptions {
  visits: number;
  /** The calendar day, which decides what is closed; left out: a Monday without a holiday. */
  date?: string;
}

/** A plan longer than this serves nobody: the largest building sees 4,000 visitors a day. */
const visitsMax = 10_000;

const vulnerableShare = 0.1;
const twoErrandsShare = 0.15;
const englishShare = 0.03;
const sameAgencyFactor = 5;
const serviceSpread = 0.5;
const serviceMinutesMin = 1;
const serviceFactorMax = 4;
const patienceMeanMinutes = 120;
const patienceSpread = 0.6;
/**
 * Work that arrives in the busiest hour against the time of all counters. Some of it waits and is
 * served later: counters are then 85 % busy, and half the visitors wait up to 7 minutes, one in ten
 * over 36 (measured over 20 days, first come, first served).
 */
const peakLoad = 0.96;

/** Visitors a minute over the day, relative; straight lines between these points. */
const arrivalCurve: readonly (readonly [minute: number, rate: number])[] = [
  [doorsOpenMinute, 0.35],
  [480, 0.85],
  [530, 1.35],
  [570, 1.5],
  [650, 1.5],
  [670, 1.2],
  [690, 0.8],
  [720, 0.4],
  [765, 0.35],
  [795, 0.9],
  [825, 1],
  [855, 0.8],
  [890, 0.5],
  [lastArrivalMinute, 0.1],
];

const needWeights: readonly (readonly [need: Need, weight: number])[] = [
  ['elderly', 0.45],
  ['with-child', 0.2],
  ['pregnant', 0.15],
  ['disability', 0.12],
  ['nursing', 0.08],
];

/**
 * A day as such a building sees it, decided before it starts: who comes when and for what, and when
 * officers open, rest and close. Pure: the same random numbers give the same day.
 */
export function planDay(setup: Setup, random: Random, options: DayOptions): DayPlan {
  const { visits, date } = options;
  if (!Number.isInteger(visits) || visits < 0 || visits > visitsMax) {
    throw new RangeError(`A day has 0 to ${visitsMax} visits, not ${visits}.`);
  }
  const noShowProbability = drawBetween(0.03, 0.06, random);
  const officers = planOfficers(setup, date, random);
  const minutes = Array.from({ length: visits }, () => drawArrivalMinute(random));
  const visitors = drawVisitors(demandOf(setup, date), random);
  const arrivals = minutes
    .sort((a, b) => a - b)
    .flatMap(minute => visitors(minute, noShowProbability));
  const means = new Map(setup.services.map(({ id, minutes: mean }) => [id, mean]));
  return {
    arrivals,
    officers,
    noShowProbability,
    serviceMinutes: (serviceId, draw) => drawServiceMinutes(means.get(serviceId), draw),
  };
}

/**
 * The visits that keep the building's counters about 85 % busy in the peak hour. A line may be
 * above or below, as its agency is popular or not.
 */
export function visitsAtCapacity(setup: Setup, date?: string): number {
  const demands = demandOf(setup, date);
  if (demands.length === 0) return 0;
  const staffed = new Set(demands.map(({ service }) => service.agencyId));
  const counters = setup.counters.filter(({ agencyId }) => staffed.has(agencyId)).length;
  const minutesPerErrand = demands.reduce((sum, { service, share }) => {
    return sum + share * (service.minutes + walkMinutes);
  }, 0);
  const errandsInPeakHour = (peakLoad * counters * 60) / minutesPerErrand;
  return Math.round(errandsInPeakHour / peakHourShare() / (1 + twoErrandsShare));
}

/** The visitor of a given minute; keeps count of the quotas, so ask in order of time. */
function drawVisitors(
  demands: readonly ServiceDemand[],
  random: Random,
): (minute: number, noShowProbability: number) => PlannedArrival[] {
  const issued = new Map<string, number>();

  function drawErrand(minute: number, need: Need | undefined, first?: ServiceDemand) {
    const chosen = drawWeighted(
      demands,
      ({ service, share, needs, window, quotaPerDay }) => {
        if (service === first?.service) return 0;
        if (minute < window.from || minute >= window.to) return 0;
        if (needs !== null && (need === undefined || !needs.includes(need))) return 0;
        if (quotaPerDay !== null && (issued.get(service.queueId) ?? 0) >= quotaPerDay) return 0;
        return service.agencyId === first?.service.agencyId ? share * sameAgencyFactor : share;
      },
      random,
    );
    if (chosen !== undefined) {
      const { queueId } = chosen.service;
      issued.set(queueId, (issued.get(queueId) ?? 0) + 1);
    }
    return chosen;
  }

  return (minute, noShowProbability) => {
    const need = random() < vulnerableShare ? drawNeed(random) : undefined;
    const first = drawErrand(minute, need);
    if (first === undefined) return [];
    const second = random() < twoErrandsShare ? drawErrand(minute, need, first) : undefined;
    const arrival: PlannedArrival = {
      atMinute: minute,
      serviceIds: [first, second].flatMap(errand => errand?.service.id ?? []),
      class: need === undefined ? 'walk-in' : 'vulnerable',
      language: random() < englishShare ? 'en' : 'id',
      comesWhenCalled: random() >= noShowProbability,
      patienceMinutes: toSecond(drawLogNormal(patienceMeanMinutes, patienceSpread, random)),
    };
    return [need === undefined ? arrival : { ...arrival, need }];
  };
}

function drawNeed(random: Random): Need | undefined {
  return drawWeighted(needWeights, ([, weight]) => weight, random)?.[0];
}

function drawServiceMinutes(mean: number | undefined, random: Random): number {
  if (mean === undefined) throw new RangeError('The service is not in the set-up.');
  const drawn = drawLogNormal(mean, serviceSpread, random);
  return toSecond(Math.min(mean * serviceFactorMax, Math.max(serviceMinutesMin, drawn)));
}

/** The middle of every minute of the day with its rate on the curve. */
const minuteRates: readonly { minute: number; rate: number }[] = Array.from(
  { length: lastArrivalMinute - doorsOpenMinute },
  (_, index) => ({
    minute: doorsOpenMinute + index,
    rate: rateAt(doorsOpenMinute + index + 0.5),
  }),
);

function drawArrivalMinute(random: Random): number {
  const drawn = drawWeighted(minuteRates, ({ rate }) => rate, random);
  const minute = (drawn?.minute ?? doorsOpenMinute) + Math.floor(random() * 60) / 60;
  return toSecond(minute);
}

function rateAt(minute: number): number {
  const next = arrivalCurve.findIndex(([at]) => at > minute);
  const [from, fromRate] = arrivalCurve[next - 1] ?? [doorsOpenMinute, 0];
  const [to, toRate] = arrivalCurve[next] ?? [lastArrivalMinute, 0];
  return fromRate + ((toRate - fromRate) * (minute - from)) / (to - from);
}

/** The share of the day's arrivals that falls into its busiest 60 minutes. */
function peakHourShare(): number {
  const total = minuteRates.reduce((sum, { rate }) => sum + rate, 0);
  const hours = minuteRates.slice(0, -59).map((_, start) => {
    return minuteRates.slice(start, start + 60).reduce((sum, { rate }) => sum + rate, 0);
  });
  return Math.max(...hours) / total;
}
