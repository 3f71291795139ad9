import { render } from 'preact';
import { ReplayPage } from './replay-page.ts';
import { ReplayApp } from './screens/replay-app.tsx';
import './styles/charts.css';
import './styles/replay.css';
import { towerEdges } from './tower-edges.ts';

/** A past day once more, and what another way would have made of it. */
export function mountReplay(root: HTMLElement): void {
  const page = new ReplayPage(towerEdges, new URLSearchParams(location.search));
  page.start();
  render(<ReplayApp page={page} />, root);
}
