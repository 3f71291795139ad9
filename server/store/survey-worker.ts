import { parentPort } from 'node:worker_threads';
import { databasePath, openPlainly } from './database.ts';
import { readSurveySums, type SurveyAsk, type SurveySums } from './survey-figures.ts';

/** What a report needs: its own period, and one to compare with. */
export interface SurveyOrder {
  readonly folder: string;
  readonly asks: readonly SurveyAsk[];
  readonly serviceIds: readonly string[] | null;
}

export type SurveyAnswer = { readonly sums: readonly SurveySums[] } | { readonly why: string };

function answer({ folder, asks, serviceIds }: SurveyOrder): SurveyAnswer {
  try {
    const database = openPlainly(databasePath(folder));
    try {
      return { sums: asks.map(ask => readSurveySums(database, ask, serviceIds)) };
    } finally {
      database.close();
    }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** The thread that reads years of answers, so that the thread of the building stands still for none. */
parentPort?.on('message', (order: SurveyOrder) => {
  parentPort?.postMessage(answer(order), []);
});
