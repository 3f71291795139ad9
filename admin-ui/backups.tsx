import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { BackupsPage } from './backups-page.ts';
import { BackupsApp } from './screens/backups-app.tsx';
import './styles/printing.css';
import './styles/backups.css';

/** Copies of the building's data, made, taken away and restored. */
export function mountBackups(root: HTMLElement): void {
  const page = new BackupsPage({ send });
  page.start();
  render(<BackupsApp page={page} />, root);
}
