import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { AccuracyReport } from '../contract/reports.ts';
import type { Problem } from '../ui-kit/api.ts';
import type { Shown } from './accuracy-figures.ts';
import { PeriodPage } from './period-page.ts';
import type { ReportWish } from './report-address.ts';

/** How well the waits of a period were foretold. */
export class AccuracyPage extends PeriodPage {
  readonly #report = signal<AccuracyReport | null>(null);

  /** Which figure the table of queues and hours shows. */
  readonly shown = signal<Shown>('coverage');

  get report(): ReadonlySignal<AccuracyReport | null> {
    return this.#report;
  }

  protected override forget(): void {
    this.#report.value = null;
  }

  protected override async fetch(
    wish: ReportWish,
    isWanted: () => boolean,
  ): Promise<Problem | null> {
    const answer = await this.read<AccuracyReport>(
      `/reports/accuracy?${this.query(wish).toString()}`,
    );
    if (!answer.ok) return answer.problem;
    if (isWanted()) this.#report.value = answer.body;
    return null;
  }
}
