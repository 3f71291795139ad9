import type { Problem } from './api.ts';
import type { PasswordTrouble } from './account-model.ts';
import { clockAfter } from './instant-time.ts';
import { language, texts } from './language.ts';

export const t = texts({
  id: {
    title: 'Akun saya',
    role: '{role}, nama pengguna {username}',
    officer: 'petugas loket',
    supervisor: 'supervisor',
    administrator: 'administrator',
    'agency-administrator': 'administrator instansi',
    auditor: 'auditor',
    close: 'Tutup',
    signOut: 'Keluar',

    password: 'Kata sandi',
    change: 'Ganti kata sandi',
    current: 'Kata sandi sekarang',
    next: 'Kata sandi baru',
    again: 'Kata sandi baru sekali lagi',
    hint: 'Sedikitnya 10 huruf, angka, atau tanda. Beberapa kata mudah diingat dan sulit ditebak.',
    reveal: 'Tampilkan kata sandi',
    save: 'Simpan kata sandi baru',
    cancel: 'Batal',
    othersLeave: 'Perangkat lain yang masuk dengan akun ini akan keluar.',
    changed: 'Kata sandi sudah diganti. Perangkat lain sudah keluar.',

    emptyCurrent: 'Isi kata sandi sekarang.',
    emptyNext: 'Isi kata sandi baru.',
    different: 'Tidak sama dengan kata sandi baru di atas.',
    wrongCurrent: 'Kata sandi sekarang tidak cocok.',
    left: '{attempts} percobaan lagi.',
    tooShort: 'Terlalu pendek. Pakai sedikitnya {count} huruf, angka, atau tanda.',
    userName: 'Jangan memakai nama pengguna sebagai kata sandi.',
    obvious: 'Terlalu mudah ditebak. Pakai beberapa kata yang tidak berhubungan.',
    same: 'Sama dengan kata sandi sekarang. Pakai yang lain.',
    stopped: 'Terlalu banyak percobaan. Coba lagi pukul {time}.',
    stoppedAwhile: 'Terlalu banyak percobaan. Tunggu sebentar.',
    locked:
      'Akun ini terkunci sampai pukul {time} karena terlalu banyak kata sandi salah. ' +
      'Supervisor bisa membukanya sekarang.',
    lockedAwhile:
      'Akun ini terkunci karena terlalu banyak kata sandi salah. Supervisor bisa membukanya.',
    unreachable: 'Server gedung belum menjawab. Periksa kabel jaringan, lalu coba lagi.',
    other: 'Belum berhasil. Coba lagi.',

    devices: 'Perangkat yang masuk',
    device: 'Perangkat tanpa nama',
    thisDevice: 'perangkat ini',
    times: 'masuk {opened}, terakhir dipakai {seen}',
    yesterday: 'kemarin {time}',
    end: 'Keluarkan',
    endDevice: 'Keluarkan {device}, masuk {opened}',
    endOthers: 'Keluar dari perangkat lain',
    onlyHere: 'Akun ini hanya masuk di perangkat ini.',
    ended: '{count} perangkat sudah keluar.',
    loading: 'Mengambil daftar perangkat',
    retry: 'Coba lagi',
  },
  en: {
    title: 'My account',
    role: '{role}, user name {username}',
    officer: 'counter officer',
    supervisor: 'supervisor',
    administrator: 'administrator',
    'agency-administrator': 'agency administrator',
    auditor: 'auditor',
    close: 'Close',
    signOut: 'Sign out',

    password: 'Password',
    change: 'Change password',
    current: 'Current password',
    next: 'New password',
    again: 'New password once more',
    hint: 'At least 10 letters, figures or signs. A few words are easy to keep and hard to guess.',
    reveal: 'Show passwords',
    save: 'Save the new password',
    cancel: 'Cancel',
    othersLeave: 'Other devices signed in to this account will be signed out.',
    changed: 'The password is changed. Other devices are signed out.',

    emptyCurrent: 'Enter the current password.',
    emptyNext: 'Enter a new password.',
    different: 'Not the same as the new password above.',
    wrongCurrent: 'The current password does not match.',
    left: '{attempts} more attempts.',
    tooShort: 'Too short. Use at least {count} letters, figures or signs.',
    userName: 'The user name is no password.',
    obvious: 'Too easy to guess. Use a few words that do not belong together.',
    same: 'The same as the current password. Choose another one.',
    stopped: 'Too many attempts. Try again at {time}.',
    stoppedAwhile: 'Too many attempts. Wait a moment.',
    locked:
      'This account is locked until {time} after too many wrong passwords. ' +
      'A supervisor can open it now.',
    lockedAwhile:
      'This account is locked after too many wrong passwords. A supervisor can open it.',
    unreachable: 'The building’s server does not answer. Check the network cable and try again.',
    other: 'That did not work. Try again.',

    devices: 'Signed-in devices',
    device: 'Unnamed device',
    thisDevice: 'this device',
    times: 'signed in {opened}, last used {seen}',
    yesterday: 'yesterday {time}',
    end: 'Sign out',
    endDevice: 'Sign out {device}, signed in {opened}',
    endOthers: 'Sign out other devices',
    onlyHere: 'This account is signed in on this device only.',
    ended: '{count} devices are signed out.',
    loading: 'Fetching the list of devices',
    retry: 'Try again',
  },
});

/** Until when, where the server said it. */
export function lockWords(problem: Problem): string | null {
  const { code, facts } = problem;
  const time = typeof facts?.until === 'string' ? clockAfter(facts.until, language.value) : null;
  if (code === 'account-locked') return time === null ? t('lockedAwhile') : t('locked', { time });
  if (code !== 'too-many-attempts' && code !== 'too-many-requests') return null;
  return time === null ? t('stoppedAwhile') : t('stopped', { time });
}

function weakWords(problem: Problem): string {
  const { reason, charactersMin } = problem.facts ?? {};
  if (reason === 'too-short') return t('tooShort', { count: Number(charactersMin ?? 10) });
  return t(reason === 'user-name' ? 'userName' : 'obvious');
}

/** What went wrong with a new password, and the way on. */
export function passwordWords({ field, problem }: PasswordTrouble): string {
  if (problem === 'empty') return t(field === 'current' ? 'emptyCurrent' : 'emptyNext');
  if (problem === 'different') return t('different');
  const { code, facts } = problem;
  switch (code) {
    case 'wrong-credentials': {
      const attempts = facts?.triesLeft;
      const left = typeof attempts === 'number' ? ` ${t('left', { attempts })}` : '';
      return t('wrongCurrent') + left;
    }
    case 'password-too-weak':
      return weakWords(problem);
    case 'same-password':
      return t('same');
    default:
      return otherWords(problem);
  }
}

/** What went wrong with anything else. */
export const otherWords = (problem: Problem): string =>
  lockWords(problem) ?? t(problem.code === 'unreachable' ? 'unreachable' : 'other');
