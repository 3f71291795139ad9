import { render } from 'preact';
import { newKey } from '../ui-kit/api.ts';
import { LinesPage } from './lines-page.ts';
import { CountersApp } from './screens/counters-app.tsx';
import { QueuesApp } from './screens/queues-app.tsx';
import { setupEdges } from './setup-edges.ts';
import './styles/printing.css';
import './styles/lines.css';
import './styles/counter-plan.css';

/** Queues with their series and policies, and the counters that serve them. */
export function mountLines(root: HTMLElement): void {
  const isOfCounters = location.pathname.endsWith('/counters');
  const page = new LinesPage({ ...setupEdges, newKey }, isOfCounters ? 'counters' : 'queues');
  page.start();
  render(isOfCounters ? <CountersApp page={page} /> : <QueuesApp page={page} />, root);
}
