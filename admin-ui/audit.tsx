import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { auditKinds, AuditPage } from './audit-page.ts';
import { saveFile } from './save-file.ts';
import { AuditApp } from './screens/audit-app.tsx';
import './styles/printing.css';
import './styles/audit.css';

/** What was done in the office, for whoever answers for it. */
export function mountAudit(root: HTMLElement): void {
  const page = new AuditPage({ send, saveFile });
  const asked = new URLSearchParams(location.search).get('kind');
  page.log.kind.value = auditKinds.find(kind => kind === asked) ?? null;
  page.start();
  render(<AuditApp page={page} />, root);
}
