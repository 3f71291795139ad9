import type { StoryAnswer, StoryOrder } from '../store/story-orders.ts';
import { AskedThread } from './asked-thread.ts';

export interface StoryThread {
  ask(order: StoryOrder): Promise<StoryAnswer | 'busy'>;
  close(): Promise<void>;
}

/** The thread that reads days of the journal. */
export function openStoryThread(): StoryThread {
  const thread = new AskedThread<StoryOrder, StoryAnswer>({
    script: new URL('../store/story-worker.ts', import.meta.url),
    waitingMax: 32,
    // A day of many thousand visits on a small computer takes a second or two.
    answerMsMax: 20_000,
    // It keeps a day in memory.
    idleMsMax: 60_000,
  });
  return {
    async ask(order) {
      const told = await thread.ask(order);
      if ('isBusy' in told) return 'busy';
      return 'failed' in told ? { fault: told.failed } : told.answer;
    },
    close: () => thread.close(),
  };
}
