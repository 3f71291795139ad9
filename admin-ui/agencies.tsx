import { render } from 'preact';
import { newKey } from '../ui-kit/api.ts';
import { AgenciesPage } from './agencies-page.ts';
import { AgenciesApp } from './screens/agencies-app.tsx';
import { setupEdges } from './setup-edges.ts';
import { fetchPicture } from './slip-pictures.ts';
import { playSound } from './voice-sounds.ts';
import './styles/printing.css';
import './styles/agencies-form.css';
import './styles/agencies-preview.css';
import './styles/agencies.css';

/** Agencies and their services, for whoever sets them up. */
export function mountAgencies(root: HTMLElement): void {
  const page = new AgenciesPage({ ...setupEdges, newKey, fetchPicture, playSound });
  page.start();
  render(<AgenciesApp page={page} />, root);
}
