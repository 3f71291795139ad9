import { parentPort } from 'node:worker_threads';
import { readYaml } from './yaml-nodes.ts';

/** The thread that reads: a large text takes seconds, and the building may not stand still for it. */
parentPort?.on('message', (text: string) => {
  parentPort?.postMessage(readYaml(text), []);
});
