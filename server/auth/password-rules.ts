import type { Weakness } from '../../contract/staff.ts';

/** Characters of a new password, at least. */
export const passwordCharactersMin = 10;

/**
 * What people choose first, without the figures and signs they put around it. Long lists belong to
 * programs on the open internet; here a guesser has twenty tries an hour.
 */
const obvious: ReadonlySet<string> = new Set([
  '',
  'abcdefghij',
  'administrator',
  'antrean',
  'antreanmpp',
  'assalamualaikum',
  'bismillah',
  'bismillahirrahmanirrahim',
  'garudapancasila',
  'iloveyou',
  'indonesia',
  'indonesiamerdeka',
  'indonesiaraya',
  'jakarta',
  'katasandi',
  'letmein',
  'malpelayananpublik',
  'merdeka',
  'mpp',
  'mppantrean',
  'pancasila',
  'passw',
  'password',
  'pelayanan',
  'pelayananpublik',
  'petugas',
  'qwerty',
  'qwertyuiop',
  'rahasia',
  'sandi',
  'sayang',
  'selamatdatang',
  'supervisor',
  'welcome',
]);

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** "aaaaaaaaaa", "1212121212": nothing but one or two signs. */
const isMonotonous = (text: string): boolean => new Set(text.toLowerCase()).size <= 2;

/** Why a new password is too weak; null where it will do. Figures alone are as good as none. */
export function weaknessOf(password: string, username: string): Weakness | null {
  if (Array.from(password).length < passwordCharactersMin) return 'too-short';
  const letters = lettersOf(password);
  const name = lettersOf(username);
  const isName = name === '' ? password.includes(username) : letters === name;
  if (isName) return 'user-name';
  return obvious.has(letters) || isMonotonous(password) ? 'obvious' : null;
}
