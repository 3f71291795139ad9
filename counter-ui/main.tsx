import { effect } from '@preact/signals';
import { language } from '../ui-kit/language.ts';
import '../ui-kit/base.css';
import './counter.css';

const dark = matchMedia('(prefers-color-scheme: dark)');
const followTheme = () => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', followTheme);
followTheme();
effect(() => {
  document.documentElement.lang = language.value;
});

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for its screen');

/** Counters and the front desk share this page; each is fetched only where it is shown. */
if (location.pathname === '/reception') {
  const { mountReception } = await import('./reception/start.tsx');
  mountReception(root);
} else {
  const { mountDesk } = await import('./desk-page.tsx');
  mountDesk(root);
}
