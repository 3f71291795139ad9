import { render } from 'preact';
import type { AddressEdge } from './period-page.ts';
import { AccuracyPage } from './accuracy-page.ts';
import { AccuracyApp } from './screens/accuracy-app.tsx';
import { ReportPage } from './report-page.ts';
import { ReportApp } from './screens/report-app.tsx';
import './styles/accuracy.css';
import './styles/charts.css';
import './styles/reports.css';
import './styles/report-days.css';
import './styles/report-index.css';
import './styles/report-rows.css';
import './styles/report-print.css';
import { towerEdges } from './tower-edges.ts';

/** The browser's address, in which a report stands. */
const address: AddressEdge = {
  search: () => location.search,
  push: search => history.pushState(null, '', `${location.pathname}${search}`),
  onBack: work => {
    addEventListener('popstate', work);
    return () => removeEventListener('popstate', work);
  },
};

/** What the building has done, in figures, and how well it was foretold. */
export function mountReports(root: HTMLElement): void {
  const edges = { ...towerEdges, address };
  if (location.pathname === '/reports/estimates') {
    const page = new AccuracyPage(edges);
    page.start();
    render(<AccuracyApp page={page} />, root);
    return;
  }
  const page = new ReportPage(edges);
  page.start();
  render(<ReportApp page={page} />, root);
}
