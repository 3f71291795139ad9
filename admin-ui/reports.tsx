import { render } from 'preact';
import type { AddressEdge } from './period-page.ts';
import { ReportPage } from './report-page.ts';
import { ReportApp } from './screens/report-app.tsx';
import './styles/charts.css';
import './styles/reports.css';
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

/** What the building has done, in figures. */
export function mountReports(root: HTMLElement): void {
  const page = new ReportPage({ ...towerEdges, address });
  page.start();
  render(<ReportApp page={page} />, root);
}
