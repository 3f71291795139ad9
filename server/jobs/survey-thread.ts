import type { SurveyAsk, SurveySums } from '../store/survey-figures.ts';
import type { SurveyAnswer, SurveyOrder } from '../store/survey-worker.ts';
import { AskedThread } from './asked-thread.ts';

/** Null: too many are being read now. */
export type SurveyReader = (
  asks: readonly SurveyAsk[],
  serviceIds: readonly string[] | null,
) => Promise<readonly SurveySums[] | null>;

export interface SurveyThread {
  readonly read: SurveyReader;
  close(): Promise<void>;
}

const faultOf = (why: string): Error => new Error(`A report could not be read: ${why}`);

/** The thread that reads years of answers; reports are seldom, and it soon ends. */
export function openSurveyThread(folder: string): SurveyThread {
  const thread = new AskedThread<SurveyOrder, SurveyAnswer>({
    script: new URL('../store/survey-worker.ts', import.meta.url),
    waitingMax: 20,
    answerMsMax: 30_000,
    idleMsMax: 60_000,
  });
  return {
    async read(asks, serviceIds) {
      const told = await thread.ask({ folder, asks, serviceIds });
      if ('isBusy' in told) return null;
      if ('failed' in told) throw faultOf(told.failed);
      if ('why' in told.answer) throw faultOf(told.answer.why);
      return told.answer.sums;
    },
    close: () => thread.close(),
  };
}
