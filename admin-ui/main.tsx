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
/** Its screens are pages of their own: whoever chose English keeps it from one to the next. */
const languageKey = 'office-language';
if (sessionStorage.getItem(languageKey) === 'en') language.value = 'en';
effect(() => {
  document.documentElement.lang = language.value;
  sessionStorage.setItem(languageKey, language.value);
});

const root = document.getElementById('screen');
if (!root) throw new Error('The page has no place for its screen');

type Mount = (root: HTMLElement) => void;

/** Several screens share this page; each is fetched only where it is shown: the first that fits. */
const screens: readonly (readonly [fits: RegExp, load: () => Promise<Mount>])[] = [
  [/^\/(supervisor|admin)$/, async () => (await import('./board.tsx')).mountBoard],
  [/^\/admin\/devices$/, async () => (await import('./devices.tsx')).mountDevices],
  [/^\/admin\/voice/, async () => (await import('./voice.tsx')).mountVoice],
  [/^\/admin\/audit$/, async () => (await import('./audit.tsx')).mountAudit],
  [/^\/admin\/privacy$/, async () => (await import('./privacy.tsx')).mountPrivacy],
  [/^\/admin\/backups$/, async () => (await import('./backups.tsx')).mountBackups],
  [/^\/admin\/health$/, async () => (await import('./health.tsx')).mountHealth],
  [/^\/admin\/partners$/, async () => (await import('./partners.tsx')).mountPartners],
  [/^\/admin\/setup\/(queues|counters)$/, async () => (await import('./lines.tsx')).mountLines],
  [/^\/admin\/booking$/, async () => (await import('./booking.tsx')).mountBooking],
  [/^\/admin\/(printers|ticket)$/, async () => (await import('./printing.tsx')).mountPrinting],
  [/^\/admin\/staff$/, async () => (await import('./staff.tsx')).mountStaff],
  [/^\/admin\/setup\/agencies$/, async () => (await import('./agencies.tsx')).mountAgencies],
  [
    /^\/admin\/setup\/(building|hours|rules|texts)$/,
    async () => (await import('./house.tsx')).mountHouse,
  ],
  [/^\/setup$/, async () => (await import('./wizard.tsx')).mountWizard],
  [/^\/admin\/setup\/files$/, async () => (await import('./files.tsx')).mountFiles],
  [/^\/supervisor\/queues\//, async () => (await import('./queue.tsx')).mountQueue],
  [
    /^\/supervisor\/counters$/,
    async () => (await import('./counters-tower.tsx')).mountCountersTower,
  ],
  [/^\/supervisor\/tickets$/, async () => (await import('./tickets.tsx')).mountTickets],
  [/^\/supervisor\/messages$/, async () => (await import('./messages.tsx')).mountMessages],
  [/^\/supervisor\/replay$/, async () => (await import('./replay.tsx')).mountReplay],
  [/^\/reports\/survey$/, async () => (await import('./survey-report.tsx')).mountSurveyReport],
  [/^\/reports/, async () => (await import('./reports.tsx')).mountReports],
  [/^\/supervisor\//, async () => (await import('./sheets.tsx')).mountSheets],
  [/^/, async () => (await import('./home.tsx')).mountHome],
];
const [, load] = screens.find(([fits]) => fits.test(location.pathname))!;
(await load())(root);
