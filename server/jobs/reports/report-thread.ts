import { AskedThread } from '../asked-thread.ts';
import type { MadeReport } from './answer-report.ts';
import type { PlacedOrder, ReportAnswer } from '../../domain/report-orders.ts';

export type ReportThreadAnswer = ReportAnswer | { readonly isBusy: true };

/** One thread for all reports, one report at a time. */
export class ReportThread {
  readonly #packed: (days: MadeReport['packed']) => void;
  readonly #thread = new AskedThread<PlacedOrder, MadeReport>({
    script: new URL('./report-worker.ts', import.meta.url),
    waitingMax: 16,
    // Ten years on a slow disk, never packed before.
    answerMsMax: 120_000,
    idleMsMax: 5 * 60_000,
  });
  #isClosed = false;

  /** `packed`: days that may be kept, so that the next report reads them in a moment. */
  constructor(packed: (days: MadeReport['packed']) => void) {
    this.#packed = packed;
  }

  async ask(placed: PlacedOrder): Promise<ReportThreadAnswer> {
    const told = await this.#thread.ask(placed);
    if (!('answer' in told)) return told;
    const { answer, packed } = told.answer;
    if (!this.#isClosed && packed.length > 0) this.#packed(packed);
    return answer;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return this.#thread.close();
  }
}
