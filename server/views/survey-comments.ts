import type {
  CommentState,
  SurveyComment,
  SurveyComments,
} from '../../contract/survey-comments.ts';
import type { Language } from '../../contract/values.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { dayAfter, periodStart, type DayRange } from '../domain/survey-periods.ts';
import { toldApartMin } from './survey-report.ts';

interface StoredComment {
  readonly id: string;
  readonly businessDate: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly language: Language;
  readonly text: string;
  readonly hidden: SurveyComment['hidden'];
  readonly reply: string | null;
}

export interface CommentsAsk extends DayRange {
  readonly agencyIds: readonly string[] | null;
  readonly serviceId: string | null;
  readonly state: CommentState;
}

/** What the store tells of words that were written. */
export interface CommentShelf {
  counts(ask: CommentsAsk): SurveyComments['counts'];
  days(ask: CommentsAsk): readonly { readonly businessDate: string; readonly count: number }[];
  list(ask: CommentsAsk, limit: number): readonly StoredComment[];
  raters(from: string, to: string): ReadonlyMap<string, number>;
}

const weekOf = (date: string): string => periodStart(date, 'week');

/**
 * Weeks, never days: a day and a service of few visitors would name one. A range is widened to whole
 * weeks, since its ends would tell a day else.
 */
export const wholeWeeks = ({ from, to }: DayRange): DayRange => ({
  from: weekOf(from),
  to: dayAfter(weekOf(dayAfter(to, -1)), 7),
});

/** Weeks from before `before`; whole weeks until there are `min` comments, and never over `max`. */
export interface CommentPage {
  readonly before: string | null;
  readonly min: number;
  readonly max: number;
}

/** The newest weeks until a page is full: where it begins. */
function firstWeekOfPage(
  days: readonly { businessDate: string; count: number }[],
  min: number,
): string | null {
  let found = 0;
  let week: string | null = null;
  for (const { businessDate, count } of days) {
    if (found >= min && weekOf(businessDate) !== week) break;
    found += count;
    week = weekOf(businessDate);
  }
  return week;
}

/** One page of what was written, the newest week first; within a week by chance (SURVEY-17). */
export function surveyComments(
  state: BuildingState,
  shelf: CommentShelf,
  asked: CommentsAsk,
  { before, min, max }: CommentPage,
): SurveyComments {
  const weeks = wholeWeeks(asked);
  const whole = { ...asked, ...weeks };
  const to = before !== null && before < weeks.to ? weekOf(before) : weeks.to;
  const counts = shelf.counts(whole);
  const days = to > weeks.from ? shelf.days({ ...whole, to }) : [];
  const from = firstWeekOfPage(days, min);
  if (from === null) return { comments: [], nextBefore: null, counts };
  const rows = shelf.list({ ...whole, from, to }, max);
  const { agencies, services } = setupOf(state);
  const raters = new Map<string, ReadonlyMap<string, number>>();
  const ratersOf = (week: string, serviceId: string): number => {
    const known = raters.get(week) ?? shelf.raters(week, dayAfter(week, 7));
    raters.set(week, known);
    return known.get(serviceId) ?? 0;
  };
  const comments = rows.flatMap((row): SurveyComment[] => {
    const week = weekOf(row.businessDate);
    const isApart = ratersOf(week, row.serviceId) >= toldApartMin;
    // Asked for by its service it would be told after all.
    if (!isApart && asked.serviceId !== null) return [];
    return [
      {
        id: row.id,
        week,
        agencyId: row.agencyId,
        agencyShort: agencies.get(row.agencyId)?.short ?? '–',
        serviceName: isApart ? (services.get(row.serviceId)?.name ?? null) : null,
        language: row.language,
        text: row.text,
        hidden: row.hidden,
        reply: row.reply,
      },
    ];
  });
  const isMore = days.some(day => day.businessDate < from);
  return {
    comments: comments.toSorted((one, other) => other.week.localeCompare(one.week)),
    nextBefore: isMore ? from : null,
    counts,
  };
}
