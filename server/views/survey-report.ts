import type {
  ProfileShare,
  SurveyElementFigures,
  SurveyEnough,
  SurveyFigures,
  SurveyProfile,
  SurveyReport,
  SurveyRowOf,
  TrendPeriod,
} from '../../contract/survey-report.ts';
import type { Text } from '../../contract/values.ts';
import {
  addedSums,
  lowestElements,
  noSums,
  qualityOfMean,
  roundedMean,
  roundedNinth,
  sampleSizeOf,
  satisfactionOf,
  surveyElements,
  weightedSumOf,
  type ElementSums,
} from '../domain/satisfaction.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { periodStart, periodsIn, type DayRange } from '../domain/survey-periods.ts';

/** Of fewer than so many answers figures would tell what one of them said. */
export const toldApartMin = 5;

/** As the store reads them; days that nobody answered on are not there. */
export interface SummedDay {
  readonly businessDate: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly respondents: number;
  readonly sums: ElementSums;
}

export interface SummedPeriod {
  readonly days: readonly SummedDay[];
  readonly profile: Readonly<Record<keyof SurveyProfile, readonly ProfileShare[]>>;
  readonly served: number;
}

export interface SurveyReportAsk {
  readonly period: DayRange;
  readonly compared: DayRange | null;
  readonly agencyId: string | null;
  readonly serviceId: string | null;
  readonly by: TrendPeriod;
}

interface Summed {
  readonly respondents: number;
  readonly sums: ElementSums;
}

const nothing: Summed = { respondents: 0, sums: noSums };

const added = (one: Summed, other: Summed): Summed => ({
  respondents: one.respondents + other.respondents,
  sums: addedSums(one.sums, other.sums),
});

function summedBy(
  days: readonly SummedDay[],
  keyOf: (day: SummedDay) => string,
): ReadonlyMap<string, Summed> {
  const found = new Map<string, Summed>();
  for (const day of days) {
    const key = keyOf(day);
    found.set(key, added(found.get(key) ?? nothing, day));
  }
  return found;
}

function enoughOf(respondents: number, min: number): SurveyEnough {
  if (respondents === 0) return 'none';
  if (respondents < Math.min(toldApartMin, min)) return 'hidden';
  return respondents < min ? 'few' : 'enough';
}

const isTold = (enough: SurveyEnough): boolean => enough === 'few' || enough === 'enough';

function indexOf({ respondents, sums }: Summed, min: number) {
  const enough = enoughOf(respondents, min);
  const found = isTold(enough) ? satisfactionOf(sums) : null;
  return { respondents, enough, index: found?.index ?? null, quality: found?.quality ?? null };
}

function elementFigures(sums: ElementSums, isShown: boolean): SurveyElementFigures[] {
  return surveyElements.map(element => {
    const own = sums[element];
    const isThere = isShown && own.count > 0;
    return {
      element,
      answers: own.count,
      mean: isThere ? roundedMean(own) : null,
      weighted: isThere ? roundedNinth(own) : null,
      quality: isThere ? qualityOfMean(own) : null,
    };
  });
}

function figuresOf(summed: Summed, min: number): SurveyFigures {
  const index = indexOf(summed, min);
  const isShown = isTold(index.enough);
  return {
    ...index,
    weightedSum: isShown ? weightedSumOf(summed.sums) : null,
    elements: elementFigures(summed.sums, isShown),
  };
}

const everyValue = {
  gender: ['male', 'female'],
  education: ['sd', 'smp', 'sma', 's1', 's2', 's3'],
  occupation: ['pns', 'tni', 'polri', 'private', 'business', 'other'],
  age: ['under-18', '18-29', '30-44', '45-59', '60-over'],
} as const satisfies Readonly<Record<keyof SurveyProfile, readonly string[]>>;

/** Every value of the form in its order, those that nobody gave too; what was not said comes last. */
function profileOf({ profile }: SummedPeriod): SurveyProfile {
  const sharesOf = (field: keyof SurveyProfile): ProfileShare[] => {
    const count = (value: string | null): number =>
      profile[field].find(row => row.value === value)?.count ?? 0;
    const values: readonly (string | null)[] = [...everyValue[field], null];
    return values.map(value => ({ value, count: count(value) }));
  };
  return {
    gender: sharesOf('gender'),
    education: sharesOf('education'),
    occupation: sharesOf('occupation'),
    age: sharesOf('age'),
  };
}

const gone: Text = { id: 'Tidak ada lagi', en: 'No longer there' };

function unitOf(
  state: BuildingState,
  { agencyId, serviceId }: SurveyReportAsk,
): SurveyReport['unit'] {
  const { setup, agencies, services } = setupOf(state);
  const { line1, line2 } = setup.building.name;
  const whole = `${line1} ${line2}`.trim();
  const building: Text = { id: whole, en: whole };
  if (serviceId !== null) {
    const service = services.get(serviceId);
    const agency = agencies.get(service?.agencyId ?? '');
    return {
      kind: 'service',
      id: serviceId,
      name: service?.name ?? gone,
      of: agency?.name ?? building,
    };
  }
  if (agencyId === null) return { kind: 'building', id: null, name: building, of: null };
  return {
    kind: 'agency',
    id: agencyId,
    name: agencies.get(agencyId)?.name ?? gone,
    of: building,
  };
}

/** In the order of the set-up; what it does not have any more comes last. */
function rowsOf(
  known: readonly { readonly id: string; readonly name: Text; readonly short: string }[],
  summed: ReadonlyMap<string, Summed>,
  min: number,
): SurveyRowOf[] {
  const names = new Set(known.map(({ id }) => id));
  const others = [...summed.keys()].filter(id => !names.has(id));
  return [...known, ...others.map(id => ({ id, name: gone, short: '–' }))].flatMap(row => {
    const own = summed.get(row.id);
    if (!own) return [];
    const { id, name, short } = row;
    const index = indexOf(own, min);
    const figures = elementFigures(own.sums, isTold(index.enough));
    return [{ id, name, short, means: figures.map(({ mean }) => mean), ...index }];
  });
}

function trendOf(
  { days }: SummedPeriod,
  { period, by }: SurveyReportAsk,
  min: number,
): SurveyReport['trend'] {
  const summed = summedBy(days, day => periodStart(day.businessDate, by));
  const points = periodsIn(period, by).map(range => {
    const own = summed.get(periodStart(range.from, by)) ?? nothing;
    return { ...range, ...indexOf(own, min) };
  });
  return { by, points };
}

/** The report of the regulation from what was summed up by day and service (SURVEY-12). */
export function surveyReport(
  state: BuildingState,
  ask: SurveyReportAsk,
  own: SummedPeriod,
  before: SummedPeriod | null,
): SurveyReport {
  const { setup, agencies } = setupOf(state);
  const min = setup.rules.surveyRespondentsMin;
  const total = (period: SummedPeriod): Summed => period.days.reduce<Summed>(added, nothing);
  const summed = total(own);
  const figures = figuresOf(summed, min);
  const services = setup.services.map(({ id, name, agencyId }) => ({
    id,
    name,
    short: agencies.get(agencyId)?.short ?? '–',
  }));
  return {
    unit: unitOf(state, ask),
    period: ask.period,
    comparedWith: ask.compared,
    respondentsMin: min,
    sample: { served: own.served, recommended: sampleSizeOf(own.served) },
    figures,
    before: before === null ? null : figuresOf(total(before), min),
    priorities: isTold(figures.enough) ? lowestElements(summed.sums) : [],
    profile: isTold(figures.enough) ? profileOf(own) : null,
    agencies: rowsOf(
      setup.agencies,
      summedBy(own.days, day => day.agencyId),
      min,
    ),
    services: rowsOf(
      services,
      summedBy(own.days, day => day.serviceId),
      min,
    ),
    trend: trendOf(own, ask, min),
  };
}
