import { render } from 'preact';
import { CountersPage } from './counters-tower-page.ts';
import { CountersScreen } from './screens/counters-page.tsx';
import { towerEdges } from './tower-edges.ts';
import './styles/counters-tower.css';

/** Every counter of the building as it is now; `?counter=` chooses one. */
export function mountCountersTower(root: HTMLElement): void {
  const chosenId = new URLSearchParams(location.search).get('counter');
  const page = new CountersPage(towerEdges, chosenId);
  page.start();
  render(<CountersScreen page={page} />, root);
}
