import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { HealthPage } from './health-page.ts';
import { HealthApp } from './screens/health-app.tsx';
import './styles/printing.css';
import './styles/health.css';

/** What works in the building and what does not. */
export function mountHealth(root: HTMLElement): void {
  const page = new HealthPage({ send, now: () => Date.now() });
  page.start();
  render(<HealthApp page={page} />, root);
}
