import { effect } from '@preact/signals';
import { language } from '../ui-kit/language.ts';
import '../ui-kit/base.css';
import './admin.css';

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

/** Several screens share this page; each is fetched only where it is shown. */
if (location.pathname === '/supervisor' || location.pathname === '/admin') {
  const { mountBoard } = await import('./board.tsx');
  mountBoard(root);
} else if (location.pathname === '/admin/devices') {
  const { mountDevices } = await import('./devices.tsx');
  mountDevices(root);
} else if (location.pathname.startsWith('/admin/voice')) {
  const { mountVoice } = await import('./voice.tsx');
  mountVoice(root);
} else if (location.pathname === '/admin/partners') {
  const { mountPartners } = await import('./partners.tsx');
  mountPartners(root);
} else if (location.pathname === '/admin/booking') {
  const { mountBooking } = await import('./booking.tsx');
  mountBooking(root);
} else if (location.pathname.startsWith('/admin/')) {
  const { mountPrinting } = await import('./printing.tsx');
  mountPrinting(root);
} else if (location.pathname.startsWith('/supervisor/')) {
  const { mountSheets } = await import('./sheets.tsx');
  mountSheets(root);
} else {
  const { mountHome } = await import('./home.tsx');
  mountHome(root);
}
