import { texts } from '../../ui-kit/language.ts';

/** A sign has room for one word. */
export const t = texts({
  id: {
    free: 'Kosong',
    paused: 'Istirahat',
    closed: 'Tutup',
    counter: 'Loket {number}',
    unknown: 'Loket {number} tidak ada',
    lost: 'Layar terputus',
    connecting: 'Menghubungkan',
  },
  en: {
    free: 'Free',
    paused: 'On a break',
    closed: 'Closed',
    counter: 'Counter {number}',
    unknown: 'There is no counter {number}',
    lost: 'Screen offline',
    connecting: 'Connecting',
  },
});
