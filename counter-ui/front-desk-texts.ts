import type { TroubledPrinter } from '../contract/help.ts';
import { texts } from '../ui-kit/language.ts';
import { faultWords, sinceWords } from '../ui-kit/paper-trouble.ts';

/** What only counters that serve as the front desk are told. */
export const frontDeskText = texts({
  id: {
    title: 'Untuk meja depan',
    fault: '{name}: {fault} sejak {time}. Tiket tanpa kertas tampil di layar kiosk.',
    faultNow: '{name}: {fault}. Tiket tanpa kertas tampil di layar kiosk.',
    nearEnd: '{name}: kertas hampir habis, sekitar {tickets} tiket lagi.',
    done: 'Sudah didatangi',
    doneOf: 'Sudah didatangi: {label}',
    failed: 'Belum tercatat, coba lagi.',
    more: '{count} lagi',
    fewer: 'Ringkas',
    reception: 'Meja informasi',
  },
  en: {
    title: 'For the front desk',
    fault: '{name}: {fault} since {time}. Tickets without paper show on the kiosk.',
    faultNow: '{name}: {fault}. Tickets without paper show on the kiosk.',
    nearEnd: '{name}: paper nearly out, about {tickets} more tickets.',
    done: 'Somebody went',
    doneOf: 'Somebody went: {label}',
    failed: 'Not noted yet, try again.',
    more: '{count} more',
    fewer: 'Fold',
    reception: 'Information desk',
  },
});

export function printerSentence(
  { name, fault, since, ticketsLeft }: TroubledPrinter,
  now: number,
  timeZone: string,
): string {
  if (fault === null) return frontDeskText('nearEnd', { name, tickets: ticketsLeft ?? 0 });
  const words = { name, fault: faultWords(fault) };
  if (since === null) return frontDeskText('faultNow', words);
  return frontDeskText('fault', { ...words, time: sinceWords(Date.parse(since), now, timeZone) });
}
