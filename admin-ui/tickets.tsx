import { render } from 'preact';
import { dateField, dateRead } from './date-read.ts';
import { TicketsApp } from './screens/tickets-app.tsx';
import { TicketsPage } from './tickets-page.ts';
import { towerEdges } from './tower-edges.ts';
import './styles/line.css';
import './styles/story.css';
import './styles/why.css';

/** A number of today or of another day, and its story. */
export function mountTickets(root: HTMLElement): void {
  const asked = new URLSearchParams(location.search);
  const page = new TicketsPage(towerEdges, (asked.get('label') ?? '').slice(0, 60));
  // A list of visits of another day names it.
  const date = dateRead(asked.get('date') ?? '');
  if (date !== null) page.date.value = dateField(date);
  page.start();
  render(<TicketsApp page={page} />, root);
}
