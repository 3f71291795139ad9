import type { AuditAbout } from '../contract/audit.ts';
import type { SteerWhat } from '../contract/steering-events.ts';
import type { SteerReason } from '../contract/steering.ts';
import type { Setup } from '../contract/setup.ts';
import type { VisitClass } from '../contract/values.ts';
import { pick, texts } from '../ui-kit/language.ts';

/** What a supervisor did to a day, as a sentence of the trail. */

type Steered = Extract<AuditAbout, { type: 'steered' }>;
type Told = Extract<AuditAbout, { type: 'counters-told' }>;

const t = texts({
  id: {
    'pause-queue': 'Tiket baru {queue} dihentikan untuk hari ini',
    'open-queue': 'Tiket baru {queue} dibuka kembali',
    'limit-queue': 'Tiket baru {queue} dibatasi, sisa {left}',
    'pause-service': 'Layanan {service} dihentikan untuk hari ini',
    'open-service': 'Layanan {service} dibuka kembali',
    'change-class': 'Kategori tiket {label} diubah menjadi {class}',
    'change-service': 'Layanan tiket {label} diubah menjadi {service}',
    requeue: 'Tiket {label} dikembalikan ke antrean',
    cancel: 'Tiket {label} dibatalkan',
    'end-ticket': 'Tiket {label} diakhiri',
    'open-counter': '{counter} dibuka',
    'pause-counter': '{counter} diistirahatkan',
    'close-counter': '{counter} ditutup',
    'call-next': 'Nomor berikutnya dipanggil di {counter} untuk petugasnya',
    finish: 'Layanan di {counter} diselesaikan untuk petugasnya',
    'move-counter': '{counter} melayani {queue} untuk hari ini',
    'move-back': '{counter} melayani antreannya sendiri lagi',
    'ask-counter': '{counter} diminta melayani {queue}',
    'ask-open': '{counter} diminta dibuka',
    'class:walk-in': 'umum',
    'class:booked': 'booking',
    'class:vulnerable': 'kelompok rentan',
    'reason:visitor-asked': 'permintaan pengunjung',
    'reason:mistake': 'ada kekeliruan',
    'reason:officer-absent': 'petugas tidak di tempat',
    'reason:crowding': 'antrean padat',
    'reason:fault': 'gangguan',
    'reason:other': 'alasan lain',
    because: 'Alasan: {reason}',
    note: 'Keterangan: {text}',
    queue: 'antrean {series} {agency}',
    gone: 'yang sudah dihapus',
    and: '{rest} dan {last}',
    told: 'Pesan ke {whom}: “{text}”',
    toldErased: 'Pesan ke {whom} (isinya sudah dihapus)',
    everyCounter: 'semua loket',
    ofAgency: 'loket {agency}',
    counters: '{count} loket',
  },
  en: {
    'pause-queue': 'New tickets of {queue} stopped for today',
    'open-queue': 'New tickets of {queue} open again',
    'limit-queue': 'New tickets of {queue} limited, left: {left}',
    'pause-service': 'Service {service} stopped for today',
    'open-service': 'Service {service} open again',
    'change-class': 'Class of ticket {label} changed to {class}',
    'change-service': 'Service of ticket {label} changed to {service}',
    requeue: 'Ticket {label} put back in line',
    cancel: 'Ticket {label} cancelled',
    'end-ticket': 'Ticket {label} ended',
    'open-counter': '{counter} opened',
    'pause-counter': '{counter} paused',
    'close-counter': '{counter} closed',
    'call-next': 'Next number called at {counter} for its officer',
    finish: 'Service at {counter} finished for its officer',
    'move-counter': '{counter} serves {queue} today',
    'move-back': '{counter} serves its own queues again',
    'ask-counter': '{counter} asked to serve {queue}',
    'ask-open': '{counter} asked to open',
    'class:walk-in': 'walk-in',
    'class:booked': 'booked',
    'class:vulnerable': 'vulnerable',
    'reason:visitor-asked': 'the visitor asked',
    'reason:mistake': 'a mistake',
    'reason:officer-absent': 'the officer is away',
    'reason:crowding': 'the line is long',
    'reason:fault': 'a fault',
    'reason:other': 'another reason',
    because: 'Reason: {reason}',
    note: 'Note: {text}',
    queue: 'queue {series} {agency}',
    gone: 'that was removed',
    and: '{rest} and {last}',
    told: 'Message to {whom}: “{text}”',
    toldErased: 'Message to {whom} (its text is erased)',
    everyCounter: 'every counter',
    ofAgency: 'counters of {agency}',
    counters: 'counters: {count}',
  },
});

export const reasonWords = (reason: SteerReason): string => t(`reason:${reason}`);
export const classWords = (name: VisitClass): string => t(`class:${name}`);

function queueWords(queueId: string, setup: Setup): string {
  const queue = setup.queues.find(({ id }) => id === queueId);
  const agency = setup.agencies.find(({ id }) => id === queue?.agencyId);
  return t('queue', { series: queue?.series ?? '–', agency: agency?.short ?? t('gone') });
}

/** "A, B dan C". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '–';
  return words.length < 2 ? last : t('and', { rest: words.slice(0, -1).join(', '), last });
}

function sentenceKey({ what, queueIds }: Steered): SteerWhat | 'move-back' | 'ask-open' {
  if (queueIds.length > 0) return what;
  if (what === 'move-counter') return 'move-back';
  return what === 'ask-counter' ? 'ask-open' : what;
}

export function steeredTitle(about: Steered, setup: Setup): string {
  const service = setup.services.find(({ id }) => id === about.serviceId);
  const counter = setup.counters.find(({ id }) => id === about.counterId);
  return t(sentenceKey(about), {
    queue: listed(about.queueIds.map(id => queueWords(id, setup))),
    service: service ? pick(service.name) : t('gone'),
    counter: counter ? pick(counter.name) : t('gone'),
    label: about.label ?? '–',
    left: about.left ?? 0,
    class: about.class === null ? '–' : classWords(about.class),
  });
}

export function steeredDetails({ reason, note }: Steered): string[] {
  const because = t('because', { reason: reasonWords(reason) });
  return note === null ? [because] : [because, t('note', { text: note })];
}

export function toldTitle({ text, counterIds, agencyId, isToAll }: Told, setup: Setup): string {
  const agency = setup.agencies.find(({ id }) => id === agencyId);
  const named = setup.counters.filter(({ id }) => counterIds.includes(id));
  const some =
    named.length > 3 || named.length === 0
      ? t('counters', { count: counterIds.length })
      : listed(named.map(({ name }) => pick(name)));
  const whom = isToAll
    ? t('everyCounter')
    : agency
      ? t('ofAgency', { agency: agency.short })
      : some;
  return text === null ? t('toldErased', { whom }) : t('told', { whom, text });
}
