import { render } from 'preact';
import { TicketsApp } from './screens/tickets-app.tsx';
import { TicketsPage } from './tickets-page.ts';
import { towerEdges } from './tower-edges.ts';
import './styles/line.css';
import './styles/story.css';
import './styles/why.css';

/** A number of today or of another day, and its story. */
export function mountTickets(root: HTMLElement): void {
  const label = new URLSearchParams(location.search).get('label') ?? '';
  const page = new TicketsPage(towerEdges, label.slice(0, 60));
  page.start();
  render(<TicketsApp page={page} />, root);
}
