import { texts } from '../ui-kit/language.ts';

/** Visitors at a kiosk who call for staff, on the board. */
export const helpText = texts({
  id: {
    title: 'Dipanggil ke kiosk',
    done: 'Sudah didatangi',
    doneOf: 'Sudah didatangi: {label}',
    failed: 'Belum tercatat, coba lagi.',
    more: '{count} lagi',
  },
  en: {
    title: 'Called to a kiosk',
    done: 'Somebody went',
    doneOf: 'Somebody went: {label}',
    failed: 'Not noted yet, try again.',
    more: '{count} more',
  },
});
