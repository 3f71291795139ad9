import type { Phase } from '../kept-bookings.ts';

/** Where a booking is, in a word or two. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  booked: 'Terpesan',
  'checked-in': 'Menunggu giliran',
  called: 'Dipanggil',
  serving: 'Sedang dilayani',
  fulfilled: 'Selesai',
  missed: 'Terlewat',
  noshow: 'Tidak hadir',
  cancelled: 'Dibatalkan',
  unknown: 'Tidak dikenal lagi',
};
