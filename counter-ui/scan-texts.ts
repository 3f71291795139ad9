import type { DeskView } from '../contract/desk-views.ts';
import type { ScannedTicket } from '../contract/scanned-ticket.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language, pick, texts } from '../ui-kit/language.ts';
import type { Scanned } from './panes/desk-scans.ts';

/** What is said of a paper that was scanned. */
const scanText = texts({
  id: {
    asking: 'Mencari tiket yang dipindai.',
    'unknown-ticket': 'Kode ini bukan tiket gedung ini.',
    'ticket-other-day': 'Tiket ini dari hari lain dan tidak berlaku lagi. Perlu nomor baru.',
    'not-a-ticket': 'Yang dipindai bukan tiket. Pindai QR pada tiket, atau ketik nomornya.',
    unreachable: 'Server gedung tidak menjawab. Ketik nomornya.',
    waiting: '{label} menunggu {service}: {zone}, Loket {counters}.',
    called: '{label} sedang dipanggil ke Loket {counter}.',
    serving: '{label} sedang dilayani di Loket {counter}.',
    parked: '{label} ditunda di Loket {counter}.',
    asked: '{label} meminta waktu, dan kembali ke antrean sendiri.',
    done: '{label} sudah selesai dilayani di Loket {counter}, pukul {time}.',
    'no-show': '{label} dicatat tidak hadir di Loket {counter}, pukul {time}.',
    cancelled: '{label} sudah dibatalkan, pukul {time}. Perlu nomor baru.',
    expired: '{label} tidak berlaku lagi sejak pukul {time}. Perlu nomor baru.',
  },
  en: {
    asking: 'Looking for the scanned ticket.',
    'unknown-ticket': 'This code is no ticket of this building.',
    'ticket-other-day': 'This ticket is of another day and not valid. A new number is needed.',
    'not-a-ticket': 'That was no ticket. Scan the QR of a ticket, or type its number.',
    unreachable: 'The building’s server does not answer. Type the number.',
    waiting: '{label} waits for {service}: {zone}, counter {counters}.',
    called: '{label} is being called to counter {counter}.',
    serving: '{label} is being served at counter {counter}.',
    parked: '{label} is set aside at counter {counter}.',
    asked: '{label} asked for time, and comes back into the line by itself.',
    done: '{label} was served at counter {counter}, finished {time}.',
    'no-show': '{label} was noted as not here at counter {counter}, {time}.',
    cancelled: '{label} was cancelled, {time}. A new number is needed.',
    expired: '{label} has not been valid since {time}. A new number is needed.',
  },
});

/** Where somebody is who is in none of this desk's lists. */
export function whereabouts({ label, errand }: ScannedTicket, timeZone: string): string {
  const { state, counterNumber: counter } = errand;
  if (state === 'parked' && counter === null) return scanText('asked', { label });
  return scanText(state, {
    label,
    service: pick(errand.serviceName),
    zone: pick(errand.zoneWord),
    counters: errand.counters,
    counter: counter ?? '–',
    time: timeOfDay(Date.parse(errand.since), timeZone, language.value),
  });
}

/** The sentence for a scan; null where the lists of this desk say all there is. */
export function scanWords(
  scanned: Scanned,
  { building }: Pick<DeskView, 'building'>,
  isFound: boolean,
): string | null {
  switch (scanned.is) {
    case 'asking':
      return scanText('asking');
    case 'refused':
      return scanText(scanned.why);
    case 'ticket':
      return isFound ? null : whereabouts(scanned.ticket, building.timeZone);
    case 'label':
      return null;
  }
}
