import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { StaffApp } from './screens/staff-app.tsx';
import { sendTable } from './staff-import.ts';
import { StaffPage } from './staff-page.ts';
import './styles/printing.css';
import './styles/staff.css';
import './styles/staff-form.css';

export function mountStaff(root: HTMLElement): void {
  // Without TLS a browser has no clipboard for pages: then it is copied by hand.
  const copy = async (text: string) => navigator.clipboard.writeText(text);
  const page = new StaffPage({ send, sendTable, copy });
  page.start();
  render(<StaffApp page={page} />, root);
}
