import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { PartnersPage } from './partners-page.ts';
import { PartnersApp } from './screens/partners-app.tsx';
import './styles/printing.css';
import './styles/partners.css';

/** Portals and apps that book here, for whoever lets them in. */
export function mountPartners(root: HTMLElement): void {
  // Without TLS a browser has no clipboard for pages: then it is copied by hand.
  const copy = async (text: string) => navigator.clipboard.writeText(text);
  const page = new PartnersPage({ send, copy });
  page.start();
  render(<PartnersApp page={page} />, root);
}
