import type { ReportGrouping } from '../contract/reports.ts';
import type { VisitClass } from '../contract/values.ts';
import { dateRead } from './date-read.ts';
import { comparedWith, periodAround, type Compared, type Days } from './report-period.ts';

/** What a report is asked of: everything of it stands in the address, so that it can be sent on. */

export const breakdowns = [
  'agency',
  'service',
  'queue',
  'counter',
  'officer',
  'class',
  'hour',
  'day',
  'week',
  'month',
] as const satisfies readonly ReportGrouping[];
export type Breakdown = (typeof breakdowns)[number];

/** Of what the report is; several at once narrow it. */
export interface Scope {
  readonly agencyId: string | null;
  readonly serviceId: string | null;
  readonly queueId: string | null;
  readonly counterId: string | null;
  readonly class: VisitClass | null;
}

export interface ReportWish {
  readonly days: Days;
  readonly compared: Compared;
  /** The days to compare with, where somebody chose them. */
  readonly chosen: Days | null;
  readonly by: Breakdown;
  readonly scope: Scope;
}

export const wholeBuilding: Scope = {
  agencyId: null,
  serviceId: null,
  queueId: null,
  counterId: null,
  class: null,
};

const classes: readonly VisitClass[] = ['walk-in', 'booked', 'vulnerable'];
const ids = ['agencyId', 'serviceId', 'queueId', 'counterId'] as const;
const idShape = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

const dayIn = (asked: URLSearchParams, name: string): string | null =>
  dateRead(asked.get(name) ?? '');

function daysOf(asked: URLSearchParams, from: string, to: string): Days | null {
  const [first, last] = [dayIn(asked, from), dayIn(asked, to)];
  if (first === null && last === null) return null;
  return { from: first ?? last!, to: last ?? first! };
}

/**
 * What an address asks for. Whatever of it cannot be read counts as not said: an old link opens a
 * report rather than an error. Days the wrong way round stay as they are, and are said to be so.
 */
export function wishOf(search: string, today: string): ReportWish {
  const asked = new URLSearchParams(search);
  const chosen = daysOf(asked, 'compareFrom', 'compareTo');
  const compare = asked.get('compare');
  const usual = compare === 'last-year' || compare === 'none' ? compare : 'before';
  const scope: Record<string, string | null> = {};
  for (const name of ids) {
    const id = asked.get(name);
    scope[name] = id !== null && idShape.test(id) ? id : null;
  }
  const by = asked.get('by');
  return {
    days: daysOf(asked, 'from', 'to') ?? periodAround('month', today),
    compared: chosen === null ? usual : 'chosen',
    chosen,
    by: breakdowns.find(one => one === by) ?? 'agency',
    scope: {
      ...(scope as unknown as Omit<Scope, 'class'>),
      class: classes.find(one => one === asked.get('class')) ?? null,
    },
  };
}

/** The other way round: "?from=2026-10-01&to=2026-10-31&by=service&agencyId=dukcapil". */
export function searchOf(wish: ReportWish): string {
  const asked = new URLSearchParams({ from: wish.days.from, to: wish.days.to });
  if (wish.compared === 'chosen' && wish.chosen !== null) {
    asked.set('compareFrom', wish.chosen.from);
    asked.set('compareTo', wish.chosen.to);
  } else if (wish.compared !== 'before') asked.set('compare', wish.compared);
  asked.set('by', wish.by);
  addScope(asked, wish.scope);
  return `?${asked.toString()}`;
}

export function addScope(asked: URLSearchParams, scope: Scope): void {
  for (const [name, value] of Object.entries(scope) as [string, string | null][]) {
    if (value !== null) asked.set(name, value);
  }
}

/** The days that the report is held against; null where nothing is compared. */
export function comparisonOf(wish: ReportWish, today: string): Days | null {
  if (wish.compared === 'none') return null;
  if (wish.compared === 'chosen') return wish.chosen;
  return comparedWith(wish.days, wish.compared, today);
}
