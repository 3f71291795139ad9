import type {
  Kpis,
  KpisReport,
  ReportGroup,
  ReportHour,
  ReportMeasure,
  ReportSpread,
} from '../contract/reports.ts';
import { clockText } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import {
  figure,
  isBetter,
  minuteDigits,
  moved,
  percent,
  rounding,
  type Better,
  type Moved,
} from './report-numbers.ts';
import { reportText as r } from './report-texts.ts';

/** The figures of a report as they are read: in words, beside what they are compared with. */

export const nothing = '–';

/** Which visits a figure stands for, longest first where it is of times. */
export interface Behind {
  readonly measure: ReportMeasure;
  readonly order: 'time' | 'wait' | 'service';
}

export const minutesText = (value: number | null, kind: 'mean' | 'rank'): string =>
  value === null ? nothing : figure(value, minuteDigits(value, kind));

export const shareText = (share: number | null, digits = 1): string =>
  share === null ? nothing : percent(share, digits);

export interface MinuteRow extends Behind {
  readonly words: string;
  readonly mean: string;
  readonly median: string;
  readonly p90: string;
  /** P90 of the other period; null where nothing is compared. */
  readonly before: string | null;
  readonly moved: Moved | null;
  readonly isBetter: boolean | null;
}

function minuteRow(
  words: string,
  now: ReportSpread,
  before: ReportSpread | undefined,
  better: Better,
  behind: Behind,
): MinuteRow {
  const both = now.p90 !== null && before !== undefined && before.p90 !== null;
  const digits = minuteDigits(now.p90 ?? 0, 'rank');
  const change = both ? moved(now.p90!, before.p90!, digits) : null;
  return {
    ...behind,
    words,
    mean: minutesText(now.mean, 'mean'),
    median: minutesText(now.median, 'rank'),
    p90: minutesText(now.p90, 'rank'),
    before:
      before === undefined ? null : before.p90 === null ? nothing : figure(before.p90, digits),
    moved: change,
    isBetter: change && isBetter(change, better),
  };
}

/** Waiting, the gap until somebody stands there, and the service: mean, median, P90. */
export function minuteRows({ totals, before }: Pick<KpisReport, 'totals' | 'before'>): MinuteRow[] {
  const waited: Behind = { measure: 'waited', order: 'wait' };
  const served: Behind = { measure: 'served', order: 'service' };
  return [
    minuteRow(r('wait'), totals.wait, before?.wait, 'less', waited),
    minuteRow(r('gap'), totals.gap, before?.gap, 'less', { measure: 'served', order: 'time' }),
    // A longer service is not a worse one.
    minuteRow(r('service'), totals.service, before?.service, null, served),
  ];
}

export interface Tile {
  readonly id: string;
  readonly words: string;
  readonly value: string;
  readonly small: string;
  /** The promise is not kept. */
  readonly isBroken: boolean;
  /** Null: it is not of visits. */
  readonly behind: Behind | null;
}

/** P90 promises nine of ten: what calibration keeps to (numbers.md). */
export const coverageMin = 0.87;
export const coverageMax = 0.93;
/** Below so many quotes a share of them says little. */
export const quotesMin = 30;

/** What ranges promise: nine of ten. */
const promised = 0.9;

/** Further from nine of ten than chance brings: two standard errors of so many. */
export const isBeyondChance = (share: number, n: number): boolean =>
  Math.abs(share - promised) > 2 * Math.sqrt((promised * (1 - promised)) / n);

/** Judged as it is written, to a tenth of a percent. */
export const isOutside = (share: number): boolean =>
  rounding(share, 3) < coverageMin || rounding(share, 3) > coverageMax;

/** Out of 87–93 %, and not by chance: of a few dozen, 85 % says nothing. */
export const isOffTarget = (share: number | null, n: number): boolean =>
  share !== null && n >= quotesMin && isOutside(share) && isBeyondChance(share, n);

/** Shares are compared as they are written, to a tenth of a percent. */
const isBelow = (share: number | null, target: number): boolean =>
  share !== null && rounding(share * 100, 1) < target;

function occupancyTile({ totals }: Pick<KpisReport, 'totals'>): Tile {
  const time = totals.counters;
  const adherence = time?.adherence ?? null;
  return {
    id: 'occupancy',
    words: r('occupancy'),
    value: shareText(time?.occupancy ?? null, 0),
    small:
      time === null
        ? r('notDivided')
        : adherence === null
          ? ''
          : r('adherence', { share: percent(adherence, 0) }),
    isBroken: false,
    behind: null,
  };
}

/** The six figures beside the table; `beforeWords` names the other period. */
export function tiles(report: KpisReport, beforeWords: string | null): Tile[] {
  const { totals, before, target } = report;
  const beside = (value: string | null): string =>
    value === null || beforeWords === null ? '' : `${beforeWords} ${value}`;
  const rate = (share: number | null | undefined): string =>
    beside(share === undefined ? null : shareText(share));
  const plain = (id: string, words: string, value: string, small: string, measure: ReportMeasure) =>
    ({ id, words, value, small, isBroken: false, behind: { measure, order: 'time' } }) as const;
  const { minutes, percent: least } = target;
  return [
    plain(
      'visits',
      r('visits'),
      figure(totals.visits),
      beside(before && figure(before.visits)),
      'issued',
    ),
    {
      id: 'within',
      words: r('within', { minutes, target: percent(least / 100, 0) }),
      value: shareText(totals.serviceLevel),
      small: rate(before?.serviceLevel),
      isBroken: isBelow(totals.serviceLevel, least),
      behind: { measure: 'within-level', order: 'wait' },
    },
    {
      id: 'coverage',
      words: r('coverage'),
      value: shareText(totals.quote.coverage90),
      small: r('coverageTarget'),
      isBroken: isOffTarget(totals.quote.coverage90, totals.quote.n),
      behind: { measure: 'quoted', order: 'wait' },
    },
    plain('noShow', r('noShow'), shareText(totals.noShowRate), rate(before?.noShowRate), 'no-show'),
    plain(
      'abandoned',
      r('abandoned'),
      shareText(totals.abandonRate),
      rate(before?.abandonRate),
      'abandoned',
    ),
    occupancyTile(report),
  ];
}

/** "08.00". */
export const hourText = (hour: number): string =>
  clockText(`${String(hour).padStart(2, '0')}:00`, language.value);

/** So far below the promise a share stands in red in the chart, in percent points. */
const farBelow = 25;

export const withinMin = ({ percent: least }: KpisReport['target']): number =>
  Math.max(0, least - farBelow) / 100;

export interface Rush {
  readonly from: number;
  /** The end of its last hour. */
  readonly to: number;
  readonly share: number;
  readonly counters: number | null;
}

const rushHours = 3;

/**
 * The three hours in a row with the most tickets; null in a day that has hardly more, since nothing
 * stands out there.
 */
export function rushOf(hours: readonly ReportHour[]): Rush | null {
  const all = hours.reduce((sum, { issued }) => sum + issued, 0);
  if (hours.length < rushHours + 2 || all === 0) return null;
  let best: readonly ReportHour[] = [];
  const sum = (some: readonly ReportHour[]) => some.reduce((count, one) => count + one.issued, 0);
  hours.forEach((_, at) => {
    const some = hours.slice(at, at + rushHours);
    if (some.length === rushHours && sum(some) > sum(best)) best = some;
  });
  const open = best.map(({ countersOpen }) => countersOpen).filter(count => count !== null);
  return {
    from: best[0]!.hour,
    to: best.at(-1)!.hour + 1,
    share: sum(best) / all,
    counters:
      open.length < best.length ? null : open.reduce((one, other) => one + other, 0) / open.length,
  };
}

/** What a column of the breakdown is sorted by. */
export const columns = [
  /** As the server gives them: hours and days in their order. Never a column of its own. */
  'time',
  'name',
  'issued',
  'served',
  'median',
  'p90',
  'within',
  'service',
  'noShow',
  'occupancy',
] as const;
export type Column = (typeof columns)[number];

const valueIn: Readonly<Record<Exclude<Column, 'name' | 'time'>, (kpis: Kpis) => number | null>> = {
  issued: kpis => kpis.issued,
  served: kpis => kpis.served,
  median: kpis => kpis.wait.median,
  p90: kpis => kpis.wait.p90,
  within: kpis => kpis.serviceLevel,
  service: kpis => kpis.service.mean,
  noShow: kpis => kpis.noShowRate,
  occupancy: kpis => kpis.counters?.occupancy ?? null,
};

export interface Sorting {
  readonly column: Column;
  readonly isDown: boolean;
}

/** Groups in the order asked for; those without a figure come last either way. */
export function sorted(
  groups: readonly ReportGroup[],
  { column, isDown }: Sorting,
  nameOf: (group: ReportGroup) => string,
): ReportGroup[] {
  const way = isDown ? -1 : 1;
  const byName = (one: ReportGroup, other: ReportGroup) =>
    nameOf(one).localeCompare(nameOf(other), language.value, { numeric: true });
  if (column === 'name') return groups.toSorted((one, other) => way * byName(one, other));
  if (column === 'time') return isDown ? groups.toReversed() : [...groups];
  const value = valueIn[column];
  return groups.toSorted((one, other) => {
    const [first, second] = [value(one.kpis), value(other.kpis)];
    if (first === null || second === null) {
      if (first === second) return byName(one, other);
      return first === null ? 1 : -1;
    }
    return first === second ? byName(one, other) : way * (first - second);
  });
}
