import type { JournalEntry } from '../../contract/events.ts';
import type { BookingRecord } from '../../contract/bookings.ts';
import { toldCode } from '../auth/booking-codes.ts';
import { newDeliveryId } from '../auth/webhook-signature.ts';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';
import type { NewDelivery, WebhookRecord } from '../store/webhooks.ts';
import type { Store } from '../store/store.ts';
import {
  bookingOfEntry,
  waitingOfEntry,
  webhookTypeOf,
  type BookingLookup,
} from '../views/webhook-events.ts';
import { partnerBooking } from '../views/booking-view.ts';
import { instant } from '../views/names.ts';
import { WebhookSender, type SenderOptions } from './webhook-sender.ts';

export interface WebhookJobOptions extends Pick<SenderOptions, 'mayReach' | 'random'> {
  readonly building: Building;
  readonly store: Store;
  readonly log: Log;
  readonly publicUrl: () => string;
}

export interface WebhookJob {
  /** Something new is to be sent: looked at soon. */
  wake(): void;
  close(): Promise<void>;
}

/** Entries that are read from the journal at once after a start. */
const pageEntries = 500;
/** What was told is remembered for so long. */
const keepMs = 30 * 24 * 3_600_000;

function lookupOf({ building, store }: WebhookJobOptions): BookingLookup {
  const byId = (bookingId: string): BookingRecord | undefined =>
    building.state.bookings.byId.get(bookingId) ?? store.bookings.find(bookingId);
  return {
    byId,
    ofVisit(visitId) {
      const visit = building.state.visits.get(visitId);
      if (visit) return visit.bookingId === null ? undefined : byId(visit.bookingId);
      return store.bookings.ofVisit(visitId);
    },
  };
}

/** A booking or a place on a waiting list, as its partner is told of it. */
interface Subject {
  readonly id: string;
  readonly partnerId: string | null;
  data(): object;
}

function bookingSubject({ building, store }: WebhookJobOptions, booking: BookingRecord): Subject {
  const { state } = building;
  return {
    id: booking.id,
    partnerId: booking.partnerId,
    data() {
      const visit = state.visits.get(booking.visitId ?? '');
      const code = store.bookings.codeOf(booking.id) ?? '';
      const legs = visit
        ? visit.legs.map(leg => leg.state)
        : store.bookings.legStates(booking.visitId ?? '');
      const facts = { ...toldCode(store.identity.buildingId, code), legs, ticket: null };
      return {
        booking: partnerBooking(state, booking, facts),
        ...(visit ? { label: visit.label } : {}),
      };
    },
  };
}

function subjectOf(
  options: WebhookJobOptions,
  entry: JournalEntry,
  lookup: BookingLookup,
): Subject | undefined {
  const waits = waitingOfEntry(options.building.state, entry);
  if (waits) {
    const { partnerId, waiting } = waits;
    return { id: waiting.id, partnerId, data: () => ({ waiting }) };
  }
  const booking = bookingOfEntry(entry, lookup);
  return booking && bookingSubject(options, booking);
}

/** What the webhooks of a partner are told of one entry. */
function deliveriesOf(
  options: WebhookJobOptions,
  entry: JournalEntry,
  webhooks: readonly WebhookRecord[],
  lookup: BookingLookup,
): NewDelivery[] {
  const type = webhookTypeOf(entry);
  if (!type) return [];
  const subject = subjectOf(options, entry, lookup);
  if (!subject?.partnerId) return [];
  const told = webhooks.filter(
    row =>
      row.isActive &&
      row.partnerId === subject.partnerId &&
      entry.seq > row.followedSeq &&
      (row.types === null || row.types.includes(type)),
  );
  if (told.length === 0) return [];
  const body = JSON.stringify({
    type,
    timestamp: instant(options.building.state, entry.at),
    data: { seq: entry.seq, ...subject.data(), building: options.publicUrl() },
  });
  return told.map(row => ({
    id: newDeliveryId(),
    webhookId: row.id,
    seq: entry.seq,
    subjectId: subject.id,
    type,
    body,
    madeAt: options.building.now(),
  }));
}

/**
 * Tells partners what happens to their bookings: a reader of the journal that remembers how far it has
 * looked, so that a crash forgets nothing and tells nothing twice (HOOK-1).
 */
export function openWebhooks(options: WebhookJobOptions): WebhookJob {
  const { building, store, log } = options;
  const { webhooks } = store;
  const lookup = lookupOf(options);
  const sender = new WebhookSender({ ...options, now: () => building.now() });
  const follow = (entries: readonly JournalEntry[]): void => {
    const all = webhooks.all();
    if (all.length === 0 || entries.length === 0) return;
    const deliveries = entries.flatMap(entry => deliveriesOf(options, entry, all, lookup));
    // Most entries are no partner's matter: how far was looked is written with the next one that is.
    if (deliveries.length === 0) return;
    webhooks.follow(
      all.map(({ id }) => id),
      deliveries,
      entries.at(-1)!.seq,
    );
    sender.wake();
  };
  const catchUp = (): void => {
    const from = Math.min(...webhooks.all().map(({ followedSeq }) => followedSeq));
    for (let after = from; Number.isFinite(after);) {
      const entries = store.journal.after(after, pageEntries);
      if (entries.length === 0) break;
      follow(entries);
      after = entries.at(-1)!.seq;
    }
    webhooks.forgetBefore(building.now() - keepMs);
  };
  catchUp();
  sender.wake();
  const stop = building.onCommit(entries => {
    try {
      follow(entries);
    } catch (error) {
      log.error({ err: error }, 'partners could not be told');
    }
  });
  return {
    wake: () => sender.wake(),
    async close() {
      stop();
      await sender.close();
    },
  };
}
