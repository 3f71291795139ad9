import type { HelpCall } from '../contract/help.ts';
import type { PrinterFault } from '../contract/printers.ts';
import { dayOf, timeOfDay, weekdayName } from './formats.ts';
import { language, texts } from './language.ts';

/** What staff are told of printers in trouble and of visitors at a kiosk who call for them. */

type StandingFault = Exclude<PrinterFault, 'closed'>;

/** A sentence for every fault that a printer of ours can have while its line is open. */
const faults: Readonly<Record<'id' | 'en', Readonly<Record<StandingFault, string>>>> = {
  id: {
    'paper-end': 'kertas habis',
    'cover-open': 'penutup terbuka',
    cutter: 'pemotong macet',
    'head-hot': 'terlalu panas, menunggu dingin',
    unrecoverable: 'rusak, matikan lalu hidupkan',
    offline: 'tidak siap',
    'no-answer': 'tidak menjawab',
    unreachable: 'tidak terhubung',
    // By another computer or program, or by another printer of the set-up.
    'in-use': 'sudah dipakai yang lain',
    'no-permission': 'tidak boleh dibuka oleh sistem',
    'not-a-printer': 'alamatnya bukan printer tiket',
    'queue-refused': 'antrean cetak menolak',
    'connection-lost': 'sambungan putus',
    'line-full': 'terlalu banyak tiket menunggu',
    mute: 'tidak bisa memberi kabar',
  },
  en: {
    'paper-end': 'out of paper',
    'cover-open': 'cover open',
    cutter: 'cutter jammed',
    'head-hot': 'too hot, cooling down',
    unrecoverable: 'broken, switch off and on',
    offline: 'not ready',
    'no-answer': 'does not answer',
    unreachable: 'not connected',
    'in-use': 'taken by something else',
    'no-permission': 'the system does not let it be opened',
    'not-a-printer': 'no ticket printer at its address',
    'queue-refused': 'the print queue refuses',
    'connection-lost': 'connection broke',
    'line-full': 'too many tickets wait',
    mute: 'cannot say how it is',
  },
};

const words = texts({
  id: {
    ...faults.id,
    other: 'perlu diperiksa',

    help: '{kiosk} memanggil petugas: {label}, {paper}, sejak {time}',
    paperNone: 'tanpa kertas',
    paperUnknown: 'kertas belum pasti',
    paperPrinted: 'kertas sudah keluar',
    numberOver: 'nomornya sudah batal',
  },
  en: {
    ...faults.en,
    other: 'needs a look',

    help: '{kiosk} calls for staff: {label}, {paper}, since {time}',
    paperNone: 'without paper',
    paperUnknown: 'paper not certain',
    paperPrinted: 'paper has come out',
    numberOver: 'the number has ended',
  },
});

const isFaultKey = (fault: string): fault is StandingFault => Object.hasOwn(faults.id, fault);

/** A fault without a sentence of its own still sends somebody to the printer. */
export const faultWords = (fault: string | undefined): string =>
  words(fault !== undefined && isFaultKey(fault) ? fault : 'other');

/** "09.12", or "Jumat 16.40" of another day. */
export function sinceWords(since: number, now: number, timeZone: string): string {
  const time = timeOfDay(since, timeZone, language.value);
  const isToday = dayOf(since, timeZone) === dayOf(now, timeZone);
  return isToday ? time : `${weekdayName(since, timeZone, language.value)} ${time}`;
}

const paperKeys = { none: 'paperNone', unknown: 'paperUnknown', printed: 'paperPrinted' } as const;

/** "Kiosk 2 memanggil petugas: A012, tanpa kertas, sejak 09.12". */
export function helpWords(call: HelpCall, timeZone: string): string {
  const paper = words(call.isOver ? 'numberOver' : paperKeys[call.paper]);
  const time = timeOfDay(Date.parse(call.since), timeZone, language.value);
  return words('help', { kiosk: call.kioskName, label: call.label, paper, time });
}
