import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { DevicesPage } from './devices-page.ts';
import { DevicesApp } from './screens/devices-app.tsx';
import './styles/printing.css';
import './styles/devices.css';
import './styles/playlist.css';

/** Computers of the building and what its kiosks are, for whoever looks after them. */
export function mountDevices(root: HTMLElement): void {
  const page = new DevicesPage({ send });
  page.start();
  render(<DevicesApp page={page} />, root);
}
