import { render } from 'preact';
import { newKey, send } from '../ui-kit/api.ts';
import { WizardApp } from './screens/wizard-app.tsx';
import { WizardPage } from './wizard-page.ts';
import './styles/printing.css';
import './styles/printer-setup.css';
import './styles/wizard.css';
import './styles/wizard-parts.css';

const restMs = 300;

/** The way from an empty computer to the first number. */
export function mountWizard(root: HTMLElement): void {
  const page = new WizardPage({
    send,
    newKey,
    now: () => performance.now(),
    later(work) {
      const timer = setTimeout(work, restMs);
      return () => clearTimeout(timer);
    },
    after: (work, ms) => void setTimeout(work, ms),
  });
  page.start();
  render(<WizardApp page={page} />, root);
}
