import type { SteerReason } from '../contract/steering.ts';
import { texts } from '../ui-kit/language.ts';

/** Why somebody steps into the day; the closed list that the server keeps in the trail. */
export const steerReasons = [
  'visitor-asked',
  'mistake',
  'officer-absent',
  'crowding',
  'fault',
  'other',
] as const satisfies readonly SteerReason[];
export type SteerReasonId = SteerReason;

/** Letters of a note that the server keeps. */
export const noteLettersMax = 500;

export interface ReasonGiven {
  readonly reason: SteerReasonId;
  /** Kept for 30 days beside the journal. */
  readonly note?: string;
}

export const reasonText = texts({
  id: {
    reason: 'Alasan',
    'visitor-asked': 'Permintaan pengunjung',
    mistake: 'Memperbaiki kekeliruan',
    'officer-absent': 'Petugas tidak di tempat',
    crowding: 'Antrean padat',
    fault: 'Gangguan alat atau sistem',
    other: 'Lainnya',
    note: 'Keterangan (boleh kosong)',
    noteLead: 'Disimpan 30 hari. Jangan menulis nama atau NIK pengunjung.',
    cancel: 'Batal',
    close: 'Tutup',
    unreachable: 'Server belum menjawab. Coba lagi.',
    failed: 'Belum dapat dilakukan. Periksa keadaan terbaru, lalu coba lagi.',
    conflict: 'Keadaan sudah berubah. Periksa keadaan terbaru, lalu coba lagi.',
    notAllowed: 'Akun Anda tidak berwenang melakukan ini.',
    notFound: 'Sudah tidak ada.',
  },
  en: {
    reason: 'Reason',
    'visitor-asked': 'The visitor asked for it',
    mistake: 'Putting a mistake right',
    'officer-absent': 'The officer is away',
    crowding: 'Too many are waiting',
    fault: 'A machine or the system fails',
    other: 'Something else',
    note: 'Remark (may stay empty)',
    noteLead: 'Kept for 30 days. Write no visitor’s name or identity number.',
    cancel: 'Cancel',
    close: 'Close',
    unreachable: 'The server does not answer yet. Try again.',
    failed: 'This could not be done. Look at how it stands now, then try again.',
    conflict: 'Things have changed. Look at how they stand now, then try again.',
    notAllowed: 'Your account may not do this.',
    notFound: 'It is not there any more.',
  },
});

export const steerReasonWords = (reason: SteerReasonId): string => reasonText(reason);

/** What is said of a press that the server did not do. */
export function steerTrouble(problem: { readonly code: string; readonly status: number }): string {
  if (problem.status === 0 || problem.status === 503) return reasonText('unreachable');
  if (problem.status === 403) return reasonText('notAllowed');
  if (problem.status === 404) return reasonText('notFound');
  return reasonText(problem.status === 409 ? 'conflict' : 'failed');
}
