import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { PrivacyPage } from './privacy-page.ts';
import { saveFile } from './save-file.ts';
import { PrivacyApp } from './screens/privacy-app.tsx';
import './styles/printing.css';
import './styles/privacy.css';

const restMs = 400;

/** Personal data of the building, for whoever answers for it. */
export function mountPrivacy(root: HTMLElement): void {
  const later = (work: () => void) => {
    const timer = setTimeout(work, restMs);
    return () => clearTimeout(timer);
  };
  const page = new PrivacyPage({ send, saveFile, later, now: () => performance.now() });
  page.start();
  render(<PrivacyApp page={page} />, root);
}
