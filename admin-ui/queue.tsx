import { render } from 'preact';
import { QueuePage } from './queue-page.ts';
import { QueueApp } from './screens/queue-app.tsx';
import { towerEdges } from './tower-edges.ts';
import './styles/line.css';
import './styles/why.css';

/** One queue: who waits, why in this order, and what will become of it. */
export function mountQueue(root: HTMLElement): void {
  const [, queueId = ''] = /^\/supervisor\/queues\/([^/]+)/.exec(location.pathname) ?? [];
  const page = new QueuePage(towerEdges, decodeURIComponent(queueId));
  page.start();
  render(<QueueApp page={page} />, root);
}
