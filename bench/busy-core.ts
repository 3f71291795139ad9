import { answerParent } from './processes.ts';

/** Keeps one core busy until it is stopped: what any neighbour costs, whatever it computes. */
const turnMs = 20;
let isOver = false;

function spin(): void {
  const until = performance.now() + turnMs;
  while (performance.now() < until);
  if (!isOver) setImmediate(spin);
}

answerParent(0, () => {
  isOver = true;
  return Promise.resolve();
});
spin();
