import type { SetupEffect } from '../contract/setup-edits.ts';
import type { Estimate } from '../contract/values.ts';
import { texts } from '../ui-kit/language.ts';
import { nameOfPath, type Named } from './setup-names.ts';

/** What saving would do, in plain sentences: a fact, and what follows from it. */
const effectText = texts({
  id: {
    waitingOne: '{tickets} orang menunggu di {queue}.',
    waiting: '{tickets} orang menunggu di {queue}.',
    waitingThen: 'Nomor mereka tetap berlaku.',
    bookingsOne: '{bookings} booking di {queue}.',
    bookings: '{bookings} booking di {queue}.',
    bookingsThen: 'Booking itu tetap berlaku.',
    quota: 'Hari ini sudah terbit {issued} dari {quota} di {queue}.',
    quotaLeft: 'Kiosk berhenti setelah {left} tiket lagi.',
    quotaOver: 'Kiosk tidak memberi nomor lagi hari ini.',
    waitUp: 'Perkiraan tunggu {queue} naik',
    waitDown: 'Perkiraan tunggu {queue} turun',
    waitThen: 'dari {before} menjadi {after} menit. Kisaran di tiket lama tidak berubah.',
    waitNone: 'tidak dapat dihitung',
    opens: '{queue} buka sekarang.',
    closes: '{queue} tutup sekarang.',
    counter: '{counter} sedang buka.',
    counterServing: '{counter} sedang melayani {label}.',
    counterThen: 'Layanan yang berjalan tidak terputus.',
    'reason:closed-today': 'Hari ini di luar hari layanan.',
    'reason:holiday': 'Hari ini libur.',
    'reason:not-open-yet': 'Belum jam buka.',
    'reason:outside-hours': 'Sudah lewat jam tutup.',
    'reason:break': 'Sedang jam istirahat.',
    'reason:last-ticket-passed': 'Jam tiket terakhir sudah lewat.',
    'reason:no-counter': 'Tidak ada loket untuknya.',
    'reason:quota-reached': 'Kuota hari ini habis.',
    'reason:other': 'Kiosk tidak memberi nomor.',
    opensThen: 'Kiosk memberi nomor lagi.',
  },
  en: {
    waitingOne: '{tickets} person waits in {queue}.',
    waiting: '{tickets} people wait in {queue}.',
    waitingThen: 'Their numbers stay good.',
    bookingsOne: '{bookings} booking in {queue}.',
    bookings: '{bookings} bookings in {queue}.',
    bookingsThen: 'They stay good.',
    quota: '{issued} of {quota} were given today in {queue}.',
    quotaLeft: 'The kiosk stops after {left} more tickets.',
    quotaOver: 'The kiosk gives no more numbers today.',
    waitUp: 'The expected wait of {queue} goes up',
    waitDown: 'The expected wait of {queue} goes down',
    waitThen: 'from {before} to {after} minutes. What stands on tickets does not change.',
    waitNone: 'unknown',
    opens: '{queue} opens now.',
    closes: '{queue} closes now.',
    counter: '{counter} is open.',
    counterServing: '{counter} is serving {label}.',
    counterThen: 'What is being served is not interrupted.',
    'reason:closed-today': 'Today is no service day.',
    'reason:holiday': 'Today is a holiday.',
    'reason:not-open-yet': 'It is before opening.',
    'reason:outside-hours': 'It is after closing.',
    'reason:break': 'It is the break.',
    'reason:last-ticket-passed': 'The time of the last ticket has passed.',
    'reason:no-counter': 'It has no counter.',
    'reason:quota-reached': 'Today’s quota is used up.',
    'reason:other': 'The kiosk gives no numbers.',
    opensThen: 'The kiosk gives numbers again.',
  },
});

const closedReasons = [
  'closed-today',
  'holiday',
  'not-open-yet',
  'outside-hours',
  'break',
  'last-ticket-passed',
  'no-counter',
  'quota-reached',
] as const;

export interface EffectWords {
  readonly fact: string;
  readonly next: string;
  /** Something stops that ran: said with a mark. */
  readonly isGrave: boolean;
}

const range = (estimate: Estimate | null): string =>
  estimate === null ? effectText('waitNone') : `${estimate.fromMinutes}–${estimate.toMinutes}`;

function reasonWords(reason: string | undefined): string {
  const known = closedReasons.find(one => one === reason);
  return effectText(known === undefined ? 'reason:other' : `reason:${known}`);
}

export function effectWords(effect: SetupEffect, desk: Named): EffectWords {
  if (effect.kind === 'counter') {
    const { label } = effect;
    const counter = nameOfPath(desk, `counters/${effect.counterId}`);
    const fact = effectText(label === null ? 'counter' : 'counterServing', {
      counter,
      label: label ?? '',
    });
    return { fact, next: effectText('counterThen'), isGrave: false };
  }
  const queue = nameOfPath(desk, `queues/${effect.queueId}`);
  switch (effect.kind) {
    case 'waiting': {
      const fact = effectText(effect.tickets === 1 ? 'waitingOne' : 'waiting', {
        queue,
        tickets: effect.tickets,
      });
      return { fact, next: effectText('waitingThen'), isGrave: false };
    }
    case 'bookings': {
      const fact = effectText(effect.bookings === 1 ? 'bookingsOne' : 'bookings', {
        queue,
        bookings: effect.bookings,
      });
      return { fact, next: effectText('bookingsThen'), isGrave: false };
    }
    case 'quota': {
      const { issued, quota } = effect;
      const left = quota - issued;
      const next = left > 0 ? effectText('quotaLeft', { left }) : effectText('quotaOver');
      return { fact: effectText('quota', { queue, issued, quota }), next, isGrave: left <= 10 };
    }
    case 'wait': {
      const { before, after } = effect;
      const isUp = (after?.toMinutes ?? Infinity) >= (before?.toMinutes ?? 0);
      const next = effectText('waitThen', { before: range(before), after: range(after) });
      return { fact: effectText(isUp ? 'waitUp' : 'waitDown', { queue }), next, isGrave: false };
    }
    case 'opens':
      return {
        fact: effectText('opens', { queue }),
        next: effectText('opensThen'),
        isGrave: false,
      };
    case 'closes':
      return {
        fact: effectText('closes', { queue }),
        next: reasonWords(effect.reason),
        isGrave: true,
      };
  }
}
