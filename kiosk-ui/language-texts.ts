import { texts } from '../ui-kit/language.ts';

export const languageText = texts({
  id: {
    languageKey: 'Bahasa',
    askLanguage: 'Pilih bahasa',
    draftMark: 'Terjemahan draf',
    draftNote: 'Bahasa daerah masih draf: belum diperiksa penuturnya.',
    draftWord: 'draf',
    keepLanguage: 'Kembali',
  },
  en: {
    languageKey: 'Language',
    askLanguage: 'Choose a language',
    draftMark: 'Draft translation',
    draftNote: 'Local languages are drafts: no speaker has checked them yet.',
    draftWord: 'draft',
    keepLanguage: 'Back',
  },
});
