import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SurveyReport } from '../contract/survey-report.ts';
import type { Problem } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { PeriodPage, type PeriodEdges } from './period-page.ts';
import { comparisonOf, type ReportWish } from './report-address.ts';
import { wireDays } from './report-period.ts';
import { CommentList } from './skm-comments.ts';
import { isOfFloor, towerSections } from './tower-sections.ts';

/** The report of satisfaction in the form of the regulation, and what visitors wrote. */
export class SkmPage extends PeriodPage {
  readonly #report = signal<SurveyReport | null>(null);
  readonly comments: CommentList;
  /** Whose reports somebody reads: null where it is every agency's. */
  readonly agencyIds = computed((): readonly string[] | null => {
    const user = this.session.user.value;
    return user === null || isOfFloor(user.role) ? null : (user.agencyIds ?? []);
  });

  constructor(edges: PeriodEdges) {
    super(edges);
    this.comments = new CommentList(edges.send);
  }

  /** The last report that came: of the present wish unless it is busy or in trouble. */
  get report(): ReadonlySignal<SurveyReport | null> {
    return this.#report;
  }

  /** The report as a file, in the words of the screen. */
  filePath(kind: 'csv' | 'xlsx', spoken: string): string {
    const wish = this.wish.value;
    if (wish === null) return '';
    const asked = this.query(wish);
    asked.set('language', spoken);
    return `/api/v1/reports/survey.${kind}?${asked.toString()}`;
  }

  protected override forget(): void {
    this.#report.value = null;
    this.comments.forget();
  }

  /** Nobody answers for a line, a counter or a class: they narrow other reports only. */
  protected override query(wish: ReportWish): URLSearchParams {
    const asked = super.query(wish);
    for (const name of ['queueId', 'counterId', 'class']) asked.delete(name);
    const compared = comparisonOf(wish, this.today);
    if (compared !== null) {
      const days = wireDays(compared);
      asked.set('compareFrom', days.from);
      asked.set('compareTo', days.to);
    }
    return asked;
  }

  protected override async fetch(
    wish: ReportWish,
    isWanted: () => boolean,
  ): Promise<Problem | null> {
    const query = this.query(wish);
    const answer = await this.read<SurveyReport>(`/reports/survey?${query.toString()}`);
    if (!answer.ok) return answer.problem;
    if (!isWanted()) return null;
    this.#report.value = answer.body;
    for (const name of ['compareFrom', 'compareTo']) query.delete(name);
    void this.comments.of(query);
    return null;
  }

  /** Nothing of the whole building is theirs: without a name it is their first agency. */
  protected override ownPart(wish: ReportWish): ReportWish {
    const own = this.agencyIds.value;
    const { agencyId, serviceId } = wish.scope;
    if (own === null || agencyId !== null || serviceId !== null) return wish;
    return { ...wish, scope: { ...wish.scope, agencyId: own[0] ?? null } };
  }

  /** An agency's administrator reads what is said of their own agencies. */
  protected override isFor({ role }: StaffUser): boolean {
    return towerSections.some(({ id, roles }) => id === 'reports' && roles.includes(role));
  }
}
