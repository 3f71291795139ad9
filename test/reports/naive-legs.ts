import type { JournalEntry } from '../../contract/events.ts';
import type { Setup } from '../../contract/setup.ts';

/**
 * What happened to legs and counters, told a second time straight from the journal: arrays and copies
 * of what was before, nothing of the tables or of the rules that fill them.
 */

export interface NaiveLeg {
  id: string;
  visitId: string;
  date: string;
  agency: string;
  queue: string;
  service: string;
  class: string;
  joined: number;
  slot: number | null;
  quote: { p50: number; p90: number } | null;
  state: string;
  counter: string | null;
  officer: string | null;
  callsMade: number;
  lastCall: number | null;
  began: number | null;
  ended: number | null;
  isSentOn: boolean;
  endedBy: string | null;
  isDirect: boolean;
}

export interface NaiveStretch {
  counter: string;
  officer: string | null;
  isPaused: boolean;
  from: number;
  to: number | null;
}

/** As the leg stood before an entry. */
interface Copy {
  readonly seq: number;
  readonly leg: NaiveLeg;
}

export class NaiveDays {
  readonly legs: NaiveLeg[] = [];
  readonly stretches: NaiveStretch[] = [];
  readonly dates: string[] = [];
  readonly #copies: Copy[] = [];
  readonly #slots = new Map<string, number>();
  readonly #agencyOf: ReadonlyMap<string, string>;

  constructor(setup: Setup, journal: Iterable<JournalEntry>) {
    this.#agencyOf = new Map(setup.queues.map(({ id, agencyId }) => [id, agencyId]));
    for (const entry of journal) this.#tell(entry);
  }

  #leg(id: string | undefined): NaiveLeg {
    return this.legs.find(leg => leg.id === id)!;
  }

  #change(entry: JournalEntry, change: Partial<NaiveLeg>, id = entry.legId): void {
    const leg = this.#leg(id);
    this.#copies.push({ seq: entry.seq, leg: { ...leg } });
    Object.assign(leg, change);
  }

  #open(counter: string): NaiveStretch | undefined {
    return this.stretches.find(row => row.counter === counter && row.to === null);
  }

  #join(entry: JournalEntry, added: object, visit: object): void {
    const { legId, queueId, serviceId, quote } = added as {
      legId: string;
      queueId: string;
      serviceId: string;
      quote: NaiveLeg['quote'];
    };
    this.legs.push({
      id: legId,
      visitId: entry.visitId!,
      queue: queueId,
      service: serviceId,
      agency: this.#agencyOf.get(queueId)!,
      quote,
      joined: entry.at,
      slot: null,
      state: 'waiting',
      counter: null,
      officer: null,
      callsMade: 0,
      lastCall: null,
      began: null,
      ended: null,
      isSentOn: false,
      endedBy: null,
      isDirect: false,
      ...(visit as { date: string; class: string }),
    });
  }

  #joinLater(entry: JournalEntry, added: object): void {
    const first = this.legs.find(leg => leg.visitId === entry.visitId)!;
    this.#join(entry, added, { date: first.date, class: first.class });
  }

  #counter(entry: JournalEntry): boolean {
    const counter = entry.counterId ?? '';
    const before = this.#open(counter);
    const go = (next: { officer: string | null; isPaused: boolean } | null): true => {
      if (before) before.to = entry.at;
      if (next) this.stretches.push({ counter, from: entry.at, to: null, ...next });
      return true;
    };
    switch (entry.type) {
      case 'counter-opened':
        return go({ officer: before ? before.officer : entry.data.officerId, isPaused: false });
      case 'counter-paused':
        return go({ officer: before?.officer ?? null, isPaused: true });
      case 'counter-taken-over':
        return go({ officer: entry.data.officerId, isPaused: before?.isPaused ?? false });
      case 'counter-closed':
        return go(null);
      default:
        return false;
    }
  }

  #tell(entry: JournalEntry): void {
    if (this.#counter(entry)) return;
    const { at, counterId = null } = entry;
    const officer = this.#open(counterId ?? '')?.officer ?? entry.staffId ?? null;
    switch (entry.type) {
      case 'day-opened':
        this.dates.push(entry.data.businessDate);
        return;
      case 'booking-made':
        this.#slots.set(entry.data.id, entry.data.startsAt);
        return;
      case 'ticket-issued': {
        const { businessDate: date, class: name, bookingId } = entry.data;
        for (const leg of entry.data.legs) this.#join(entry, leg, { date, class: name });
        const slot = this.#slots.get(bookingId ?? '') ?? null;
        this.#leg(entry.data.legs[0]!.legId).slot = slot;
        return;
      }
      case 'leg-called': {
        const { callsMade } = this.#leg(entry.legId);
        const call = { state: 'called', counter: counterId, officer, lastCall: at };
        return this.#change(entry, {
          ...call,
          callsMade: callsMade + 1,
          ended: null,
          isDirect: false,
        });
      }
      case 'leg-recalled':
        return this.#change(entry, { lastCall: at });
      case 'leg-started':
        return this.#change(entry, { state: 'serving', began: at });
      case 'leg-seated': {
        const seat = { state: 'serving', counter: counterId, officer, isDirect: true };
        return this.#change(entry, { ...seat, lastCall: at, began: at });
      }
      case 'leg-finished': {
        const { by } = entry.data;
        // Somebody served along with another was at no counter before.
        const isAlong = by === 'staff' && this.#leg(entry.legId).counter === null;
        const there = isAlong ? { counter: counterId, officer } : {};
        return this.#change(entry, { state: 'done', ended: at, endedBy: by, ...there });
      }
      case 'leg-transferred': {
        const end = { state: 'done', ended: at, endedBy: 'staff', isSentOn: true };
        this.#change(entry, end);
        return this.#joinLater(entry, entry.data.leg);
      }
      case 'leg-added':
        return this.#joinLater(entry, entry.data.leg);
      case 'leg-service-changed': {
        const { serviceId: service, queueId: queue } = entry.data;
        return this.#change(entry, { service, queue, agency: this.#agencyOf.get(queue)! });
      }
      case 'visit-class-changed':
        for (const leg of this.legs) {
          if (leg.visitId === entry.visitId) leg.class = entry.data.class;
        }
        return;
      case 'leg-no-show':
        return this.#change(entry, { state: 'no-show', ended: at, endedBy: 'staff' });
      case 'leg-requeued':
      case 'leg-unparked': {
        const line = { state: 'waiting', counter: null, lastCall: null };
        return this.#change(entry, { ...line, began: null, ended: null });
      }
      case 'leg-parked':
        return this.#change(entry, { state: 'parked', counter: null, began: null });
      case 'leg-cancelled':
        return this.#change(entry, { state: 'cancelled', ended: at, endedBy: entry.data.by });
      case 'leg-expired':
        return this.#change(entry, { state: 'expired', ended: at, endedBy: 'system' });
      case 'action-undone':
        return this.#takeBack(entry);
      default:
    }
  }

  /** Back to the copies from before the first entry of the press. */
  #takeBack(entry: Extract<JournalEntry, { type: 'action-undone' }>): void {
    const { removedLegIds, legs, seq, what } = entry.data;
    for (const id of removedLegIds) this.legs.splice(this.legs.indexOf(this.#leg(id)), 1);
    for (const { id } of legs) {
      const copy = this.#copies.find(row => row.leg.id === id && row.seq >= seq);
      // Somebody to whom only an errand was added did not change themselves.
      if (copy) Object.assign(this.#leg(id), copy.leg);
      if (what !== 'walk-in') continue;
      Object.assign(this.#leg(id), { state: 'cancelled', ended: entry.at, endedBy: 'undo' });
    }
  }
}
