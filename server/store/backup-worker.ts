import { parentPort } from 'node:worker_threads';
import { answerOrder, type BackupOrder } from './backup-orders.ts';

/**
 * The thread that copies databases: a large one takes seconds, and the thread of the building may not
 * stand still for any of them.
 */
parentPort?.on('message', (order: BackupOrder) => {
  parentPort?.postMessage(answerOrder(order), []);
});
