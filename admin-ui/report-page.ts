import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { KpisReport, ReportExports, ReportGroup } from '../contract/reports.ts';
import type { SurveyReport } from '../contract/survey-report.ts';
import type { Problem } from '../ui-kit/api.ts';
import { PeriodPage } from './period-page.ts';
import { comparisonOf, type ReportWish } from './report-address.ts';
import type { Column, Sorting } from './report-figures.ts';
import { daysIn, wireDays } from './report-period.ts';

/** A curve of more days than this is drawn by weeks, and of more than the second by months. */
const curveDaysMax = 70;
const curveWeeksDaysMax = 420;

export interface Curve {
  readonly by: 'week' | 'month';
  readonly groups: readonly ReportGroup[];
}

/** The head’s report: what the building did in a period, beside another, and broken down. */
export class ReportPage extends PeriodPage {
  readonly #report = signal<KpisReport | null>(null);
  readonly #curve = signal<Curve | null>(null);
  readonly #survey = signal<SurveyReport | null>(null);
  readonly #exports = signal<ReportExports | null>(null);

  readonly sorting = signal<Sorting>({ column: 'issued', isDown: true });

  /** The last report that came: of the present wish unless it is busy or in trouble. */
  get report(): ReadonlySignal<KpisReport | null> {
    return this.#report;
  }
  /** Null where the report's own days are few enough to be drawn. */
  get curve(): ReadonlySignal<Curve | null> {
    return this.#curve;
  }
  /** What people said in the same days; null where it is not of this scope, or did not come. */
  get survey(): ReadonlySignal<SurveyReport | null> {
    return this.#survey;
  }
  get exports(): ReadonlySignal<ReportExports | null> {
    return this.#exports;
  }

  /** Down where a figure is asked for first, names from A; the other way the second time. */
  sortBy(column: Column): void {
    const { column: known, isDown } = this.sorting.value;
    this.sorting.value =
      known === column
        ? { column, isDown: !isDown }
        : { column, isDown: column !== 'name' && column !== 'time' };
  }

  /** The report as a file, in the words of the screen. */
  filePath(kind: 'csv' | 'xlsx', spoken: string): string {
    const wish = this.wish.value;
    if (wish === null) return '';
    const asked = this.query(wish);
    asked.set('language', spoken);
    return `/api/v1/reports/kpis.${kind}?${asked.toString()}`;
  }

  protected override begin(maySee: boolean): void {
    super.begin(maySee);
    if (maySee) void this.#loadExports();
  }

  protected override forget(): void {
    this.#report.value = null;
    this.#curve.value = null;
    this.#survey.value = null;
    this.#exports.value = null;
  }

  protected override query(wish: ReportWish): URLSearchParams {
    const asked = super.query(wish);
    const compared = comparisonOf(wish, this.today);
    if (compared !== null) {
      const days = wireDays(compared);
      asked.set('compareFrom', days.from);
      asked.set('compareTo', days.to);
    }
    asked.set('by', wish.by);
    return asked;
  }

  protected override async fetch(
    wish: ReportWish,
    isWanted: () => boolean,
  ): Promise<Problem | null> {
    const path = `/reports/kpis?${this.query(wish).toString()}`;
    const [answer, curve, survey] = await Promise.all([
      this.read<KpisReport>(path),
      this.#curveOf(wish),
      this.#surveyOf(wish),
    ]);
    if (!answer.ok) return answer.problem;
    if (!isWanted()) return null;
    const isOtherBreakdown = this.#report.value?.by !== answer.body.by;
    this.#report.value = answer.body;
    this.#curve.value = curve;
    this.#survey.value = survey;
    // Hours and days are read in their own order, the others by how much there was.
    if (isOtherBreakdown) {
      const isTime = ['hour', 'day', 'week', 'month'].includes(answer.body.by);
      this.sorting.value = isTime
        ? { column: 'time', isDown: false }
        : { column: 'issued', isDown: true };
    }
    return null;
  }

  /** Medians of weeks and months cannot be made of those of days: they are asked for. */
  async #curveOf(wish: ReportWish): Promise<Curve | null> {
    const count = daysIn(wish.days);
    if (count <= curveDaysMax) return null;
    const by = count <= curveWeeksDaysMax ? 'week' : 'month';
    const query = this.query({ ...wish, by, compared: 'none', chosen: null });
    const answer = await this.read<KpisReport>(`/reports/kpis?${query.toString()}`);
    return answer.ok ? { by, groups: answer.body.groups } : null;
  }

  /** It is counted for the building, an agency or a service: nobody answers for a counter. */
  async #surveyOf(wish: ReportWish): Promise<SurveyReport | null> {
    const { queueId, counterId, class: visitClass } = wish.scope;
    if (queueId !== null || counterId !== null || visitClass !== null) return null;
    const query = this.query(wish);
    query.delete('by');
    const answer = await this.read<SurveyReport>(`/reports/survey?${query.toString()}`);
    return answer.ok ? answer.body : null;
  }

  async #loadExports(): Promise<void> {
    const answer = await this.read<ReportExports>('/reports/exports');
    if (answer.ok) this.#exports.value = answer.body;
  }
}
