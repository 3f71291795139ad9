import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { LinesPage } from './lines-page.ts';
import { CountersApp } from './screens/counters-app.tsx';
import { QueuesApp } from './screens/queues-app.tsx';
import './styles/printing.css';
import './styles/lines.css';
import './styles/counter-plan.css';

const stillMs = 300;

/** Queues with their series and policies, and the counters that serve them. */
export function mountLines(root: HTMLElement): void {
  const later = (work: () => void) => {
    const timer = setTimeout(work, stillMs);
    return () => clearTimeout(timer);
  };
  const isOfCounters = location.pathname.endsWith('/counters');
  const edges = { send, later, now: () => Date.now() };
  const page = new LinesPage(edges, isOfCounters ? 'counters' : 'queues');
  page.start();
  render(isOfCounters ? <CountersApp page={page} /> : <QueuesApp page={page} />, root);
}
