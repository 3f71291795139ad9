import type { StaffFaultCode } from '../contract/staff-office.ts';
import type { Problem } from '../ui-kit/api.ts';
import { texts } from '../ui-kit/language.ts';

/** Why an account, or a line of a table, was not taken. */
const t = texts({
  id: {
    'unknown-counter': 'loket {value} tidak ada',
    'unknown-service': 'layanan {value} tidak ada',
    'unknown-agency': 'instansi {value} tidak ada',
    'agency-required': 'pilih sedikitnya satu instansi',
    empty: 'Berkas ini tidak berisi baris.',
    'not-a-table': 'berkas ini tidak terbaca sebagai tabel CSV; periksa tanda kutipnya',
    'too-many-rows': 'Paling banyak {value} baris sekali impor.',
    'column-missing': 'kolom ini belum ada',
    'column-unknown': 'kolom ini tidak dikenal',
    'column-twice': 'kolom ini ada dua kali',
    'username-invalid': 'isi 3–40 huruf kecil, angka, titik, atau tanda hubung',
    'username-twice': '{value} sudah ada di baris sebelumnya',
    'name-invalid': 'isi nama, paling panjang 100 huruf',
    'unknown-role': 'peran {value} tidak dikenal',
    'account-ended': 'akun ini sudah diakhiri',
    'not-allowed': 'akun ini bukan petugas loket instansi Anda',
    'counter-open': 'Loket {value} masih dibuka atas namanya',
    'last-administrator': 'ini administrator terakhir',
    'too-many-staff': 'Paling banyak {value} akun di satu gedung.',
    taken: 'Nama pengguna {username} sudah dipakai, juga bila akunnya sudah diakhiri.',
    conflict:
      'Akun ini baru saja diubah orang lain. Tidak ada yang ditimpa; muat keadaan sekarang lalu ubah lagi.',
    conflictTable: 'Ada akun yang baru saja diubah orang lain. Periksa lagi, lalu terapkan.',
    last: 'Ini administrator terakhir yang bisa masuk. Angkat administrator lain lebih dahulu.',
    open: 'Loket {number} masih dibuka atas namanya. Tutup loket itu lebih dahulu.',
    ended: 'Akun ini sudah diakhiri. Aktifkan lagi lebih dahulu.',
    notYours: 'Anda hanya mengatur petugas di loket instansi Anda.',
    unknown: 'Akun ini tidak ada lagi.',
    tooLarge: 'Berkas terlalu besar; paling besar 1 MB.',
    unreachable: 'Server gedung belum menjawab. Coba lagi.',
    other: 'Belum berhasil. Coba lagi.',
  },
  en: {
    'unknown-counter': 'there is no counter {value}',
    'unknown-service': 'there is no service {value}',
    'unknown-agency': 'there is no agency {value}',
    'agency-required': 'choose one agency at least',
    empty: 'There is no line in this file.',
    'not-a-table': 'this file cannot be read as a CSV table; look at its quotes',
    'too-many-rows': 'At most {value} lines at a time.',
    'column-missing': 'this column is missing',
    'column-unknown': 'this column is not known',
    'column-twice': 'this column stands twice',
    'username-invalid': 'enter 3–40 small letters, digits, dots or hyphens',
    'username-twice': '{value} stands in a line before',
    'name-invalid': 'enter a name of 100 letters at most',
    'unknown-role': 'there is no role {value}',
    'account-ended': 'this account has ended',
    'not-allowed': 'this is no officer of your agency’s counters',
    'counter-open': 'counter {value} is open in their name',
    'last-administrator': 'this is the last administrator',
    'too-many-staff': 'At most {value} accounts in one building.',
    taken: 'The user name {username} is taken, also where its account has ended.',
    conflict:
      'Somebody else has just changed this account. Nothing is overwritten; load it as it is now and change it again.',
    conflictTable: 'Somebody else has just changed an account. Look it over again, then apply.',
    last: 'This is the last administrator who can sign in. Make another administrator first.',
    open: 'Counter {number} is open in their name. Close that counter first.',
    ended: 'This account has ended. Take it up again first.',
    notYours: 'You look after the officers at your agency’s counters only.',
    unknown: 'This account is no longer there.',
    tooLarge: 'The file is too large; 1 MB at most.',
    unreachable: 'The building’s server does not answer. Try again.',
    other: 'That did not work. Try again.',
  },
});

export const staffFaultWords = (code: StaffFaultCode, value: string | null): string =>
  t(code, { value: value ?? '' });

const keyOf = {
  'username-taken': 'taken',
  'changed-meanwhile': 'conflict',
  'last-administrator': 'last',
  'counter-open': 'open',
  'account-ended': 'ended',
  'not-allowed': 'notYours',
  'unknown-staff': 'unknown',
  'too-many-staff': 'too-many-staff',
  'body-too-large': 'tooLarge',
  unreachable: 'unreachable',
} as const;

const known = (code: string): code is keyof typeof keyOf => code in keyOf;

/** Why nothing was done, in one sentence. */
export function staffProblemWords({ code, facts }: Problem, isTable = false): string {
  if (isTable && code === 'changed-meanwhile') return t('conflictTable');
  const words = facts as Readonly<Record<string, string | number>> | undefined;
  const all = { value: words?.['staffMax'] ?? '', ...words };
  return t(known(code) ? keyOf[code] : 'other', all);
}

/** What is wrong with a field of the form; null where nothing is. */
export function staffFieldWords(problem: Problem | null, field: string): string | null {
  if (problem?.code === 'username-taken' && field === 'username') return staffProblemWords(problem);
  const error = problem?.errors?.find(({ path }) => path === field || path.startsWith(`${field}.`));
  if (!error) return null;
  const isInvalid = field === 'username' || field === 'name';
  const code = isInvalid ? (`${field}-invalid` as const) : error.code;
  const words = staffFaultWords((code ?? 'name-invalid') as StaffFaultCode, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
