import { parentPort } from 'node:worker_threads';
import { StoryReader, type StoryAnswer, type StoryOrder } from './story-orders.ts';

/** The thread that reads days of the journal; the one of the building never stands still for it. */
const reader = new StoryReader();

function answerOf(order: StoryOrder): StoryAnswer {
  try {
    return reader.answer(order);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (order: StoryOrder) => {
  parentPort?.postMessage(answerOf(order), []);
});
