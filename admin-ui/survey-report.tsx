import { render } from 'preact';
import type { AddressEdge } from './period-page.ts';
import { SkmApp } from './screens/skm-app.tsx';
import { SkmPage } from './skm-page.ts';
import './styles/charts.css';
import './styles/reports.css';
import './styles/report-days.css';
import './styles/report-index.css';
import './styles/report-rows.css';
import './styles/report-print.css';
import './styles/skm.css';
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

/** What visitors said of the service. */
export function mountSurveyReport(root: HTMLElement): void {
  const page = new SkmPage({ ...towerEdges, address });
  page.start();
  render(<SkmApp page={page} />, root);
}
