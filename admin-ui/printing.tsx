import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { PrintingPage, printingTabAt } from './printing-page.ts';
import { PrintingApp } from './screens/printing-app.tsx';
import { fetchPicture, uploadLogo } from './slip-pictures.ts';
import './styles/printing.css';
import './styles/printer-setup.css';
import './styles/slip-editor.css';

/** The printers of the building and what stands on their paper, for its administrator. */
export function mountPrinting(root: HTMLElement): void {
  const edges = { send, newKey, fetchPicture, uploadLogo };
  const page = new PrintingPage(edges, printingTabAt(location.pathname));
  page.start();
  render(<PrintingApp page={page} />, root);
}
