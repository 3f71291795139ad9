import { texts } from '../ui-kit/language.ts';

/** What all pages of the office say alike. */
export const officeText = texts({
  id: {
    board: 'Papan gedung',
    sections: 'Pengaturan',
    signIn: 'Masuk sebagai administrator',
    wrongRole: 'Halaman ini untuk administrator',
  },
  en: {
    board: 'Building board',
    sections: 'Settings',
    signIn: 'Sign in as administrator',
    wrongRole: 'This page is for administrators',
  },
});
