import { parentPort } from 'node:worker_threads';
import { learn, learnedDaysMax } from '../domain/learning.ts';
import type { Learned } from '../domain/learned.ts';
import { databasePath, openPlainly } from './database.ts';
import { readLoggedDays } from './logged-days.ts';

export interface LearningOrder {
  readonly folder: string;
  /** The business day that what is learnt is for: nothing of it is looked at. */
  readonly before: string;
}

/** `isBehind`: the tables have not followed the journal so far yet. */
export type LearningAnswer =
  { readonly learned: Learned } | { readonly isBehind: true } | { readonly why: string };

export function answerLearning({ folder, before }: LearningOrder): LearningAnswer {
  try {
    const database = openPlainly(databasePath(folder));
    try {
      const days = readLoggedDays(database, before, learnedDaysMax);
      return days === null ? { isBehind: true } : { learned: learn(days) };
    } finally {
      database.close();
    }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** The thread that learns from past days: seconds in a large building, and nobody waits for it. */
parentPort?.on('message', (order: LearningOrder) => {
  parentPort?.postMessage(answerLearning(order), []);
});
