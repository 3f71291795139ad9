import type { AddedLeg, CallReason, JournalEntry, LegRecord } from '../../contract/events.ts';
import type { LegState, Need, VisitClass } from '../../contract/values.ts';

/** One visit as its own entries tell it, of any day: who was called when, and why its place was so. */

/** Where the instant comes from from which a leg's urgency grows. */
export type RefBasis =
  | 'issued'
  /** A booking that came at its time: from the check-in. */
  | 'check-in'
  /** A booking that came early: from its slot, less the credit. */
  | 'slot'
  /** The time already waited in the visit counts. */
  | 'credit'
  /** Came with the number, although it was asked for later. */
  | 'joined'
  | 'sent-first'
  | 'sent-last'
  /** Put back some places, or behind all. */
  | 'put-back'
  | 'put-last'
  /** Back in the line with the place it had. */
  | 'kept';

export interface CallMade {
  readonly seq: number;
  readonly at: number;
  readonly legId: string;
  readonly counterId: string;
  readonly staffId: string | null;
  readonly reason: CallReason;
  /** Served at the counter at once, without a call. */
  readonly isSeated: boolean;
}

export interface RecordedLeg {
  readonly id: string;
  serviceId: string;
  queueId: string;
  class: VisitClass;
  ref: number;
  basis: RefBasis;
  isFirst: boolean;
  readonly enqueuedAt: number;
  readonly quote: { readonly p50: number; readonly p90: number } | null;
  readonly ahead: number;
  state: LegState;
  counterId: string | null;
  startedAt: number | null;
  endedAt: number | null;
  outcome: LegRecord['outcome'];
  /** Calls that stand, the first one first: those taken back are gone. */
  calls: CallMade[];
  /** Basis and place as they were from an entry on. */
  readonly places: { seq: number; ref: number; basis: RefBasis; isFirst: boolean }[];
}

export interface RecordedVisit {
  readonly id: string;
  readonly label: string;
  readonly businessDate: string;
  readonly issuedAt: number;
  class: VisitClass;
  need: Need | null;
  readonly bookingId: string | null;
  readonly legs: Map<string, RecordedLeg>;
}

function newLeg(added: AddedLeg, visit: RecordedVisit, entry: JournalEntry, basis: RefBasis) {
  const { ref, isFirst } = added;
  visit.legs.set(added.legId, {
    id: added.legId,
    serviceId: added.serviceId,
    queueId: added.queueId,
    class: visit.class,
    ref,
    basis,
    isFirst,
    enqueuedAt: entry.at,
    quote: added.quote,
    ahead: added.ahead,
    state: 'waiting',
    counterId: null,
    startedAt: null,
    endedAt: null,
    outcome: null,
    calls: [],
    places: [{ seq: entry.seq, ref, basis, isFirst }],
  });
}

type Issued = Extract<JournalEntry, { type: 'ticket-issued' }>;

function issuedVisit(entry: Issued): RecordedVisit {
  const { data, at } = entry;
  const visit: RecordedVisit = {
    id: entry.visitId!,
    label: data.label,
    businessDate: data.businessDate,
    issuedAt: at,
    class: data.class,
    need: data.need,
    bookingId: data.bookingId ?? null,
    legs: new Map(),
  };
  const isBooked = data.bookingId !== undefined;
  const basis = !isBooked ? 'issued' : data.ref > at ? 'slot' : 'check-in';
  const place = { ref: data.ref, isFirst: false, isCounted: true, target: null, returnTo: null };
  for (const leg of data.legs) newLeg({ ...leg, ...place }, visit, entry, basis);
  return visit;
}

function placeLeg(leg: RecordedLeg, seq: number, ref: number, basis: RefBasis, isFirst: boolean) {
  Object.assign(leg, { ref, basis, isFirst });
  leg.places.push({ seq, ref, basis, isFirst });
}

function basisOfAdded(added: AddedLeg, entry: JournalEntry): RefBasis {
  if (added.isFirst) return 'sent-first';
  if (added.ref < entry.at) return entry.type === 'leg-added' ? 'joined' : 'credit';
  return 'sent-last';
}

type Requeued = Extract<JournalEntry, { type: 'leg-requeued' }>;

function basisOfRequeued({ data, at }: Requeued, was: number): RefBasis {
  if (data.ref === was) return 'kept';
  return data.ref === at ? 'put-last' : 'put-back';
}

function back(leg: RecordedLeg): void {
  leg.state = 'waiting';
  leg.counterId = null;
  leg.startedAt = null;
  leg.endedAt = null;
}

function called(
  leg: RecordedLeg,
  entry: JournalEntry,
  reason: CallReason,
  isSeated: boolean,
): void {
  leg.state = isSeated ? 'serving' : 'called';
  leg.counterId = entry.counterId!;
  leg.startedAt = isSeated ? entry.at : null;
  leg.endedAt = null;
  const { seq, at, counterId, staffId = null } = entry;
  leg.calls.push({ seq, at, legId: leg.id, counterId: counterId!, staffId, reason, isSeated });
}

const ends: Readonly<Partial<Record<JournalEntry['type'], LegState>>> = {
  'leg-finished': 'done',
  'leg-transferred': 'done',
  'leg-no-show': 'no-show',
  'leg-cancelled': 'cancelled',
  'leg-expired': 'expired',
};

function ended(leg: RecordedLeg, entry: JournalEntry, state: LegState): void {
  leg.state = state;
  leg.endedAt = entry.at;
  if (state === 'done') leg.counterId = entry.counterId ?? leg.counterId;
  if (entry.type === 'leg-finished') leg.outcome = entry.data.outcome;
  if (entry.type === 'leg-transferred') leg.outcome = 'transferred';
}

/** Puts legs back as they stood before a press; the calls of that press stand no more. */
function undone(visit: RecordedVisit, entry: Extract<JournalEntry, { type: 'action-undone' }>) {
  const { data } = entry;
  for (const legId of data.removedLegIds) visit.legs.delete(legId);
  for (const record of data.legs) {
    const leg = visit.legs.get(record.id);
    if (!leg) continue;
    const place = leg.places.findLast(({ seq }) => seq < data.seq);
    const { serviceId, queueId, ref, isFirst, state, counterId, startedAt, endedAt } = record;
    const basis = place?.basis ?? leg.basis;
    Object.assign(leg, { serviceId, queueId, state, counterId, startedAt, endedAt });
    leg.outcome = record.outcome;
    placeLeg(leg, entry.seq, ref, basis, isFirst);
    leg.calls = leg.calls.filter(({ seq }) => seq < data.seq);
  }
}

function applyToLeg(leg: RecordedLeg, entry: JournalEntry): void {
  const end = ends[entry.type];
  if (end) ended(leg, entry, end);
  switch (entry.type) {
    case 'leg-called':
      called(leg, entry, entry.data.reason, false);
      break;
    case 'leg-seated':
      called(leg, entry, entry.data.reason, true);
      break;
    case 'leg-started':
      leg.state = 'serving';
      leg.startedAt = entry.at;
      break;
    case 'leg-requeued': {
      const { ref, isFirst } = entry.data;
      placeLeg(leg, entry.seq, ref, basisOfRequeued(entry, leg.ref), isFirst);
      back(leg);
      break;
    }
    case 'leg-unparked':
      back(leg);
      break;
    case 'leg-parked':
      leg.state = 'parked';
      leg.counterId = null;
      leg.startedAt = null;
      break;
    case 'leg-service-changed':
      leg.serviceId = entry.data.serviceId;
      leg.queueId = entry.data.queueId;
  }
}

/** Folds one entry of a visit; null before its number was given. Entries of others change nothing. */
export function foldVisit(visit: RecordedVisit | null, entry: JournalEntry): RecordedVisit | null {
  if (visit === null) return entry.type === 'ticket-issued' ? issuedVisit(entry) : null;
  if (entry.type === 'action-undone') {
    undone(visit, entry);
    return visit;
  }
  if (entry.visitId !== visit.id) return visit;
  if (entry.type === 'visit-class-changed') {
    visit.class = entry.data.class;
    visit.need = entry.data.need;
    for (const leg of visit.legs.values()) leg.class = visit.class;
  }
  const leg = visit.legs.get(entry.legId ?? '');
  if (leg) applyToLeg(leg, entry);
  if (entry.type === 'leg-transferred' || entry.type === 'leg-added') {
    newLeg(entry.data.leg, visit, entry, basisOfAdded(entry.data.leg, entry));
  }
  return visit;
}

/** A visit of its own entries in the journal's order; null where its beginning is not among them. */
export function recordedVisit(
  entries: Iterable<JournalEntry>,
  visitId: string,
): RecordedVisit | null {
  let visit: RecordedVisit | null = null;
  for (const entry of entries) {
    const isOther = entry.type === 'ticket-issued' && entry.visitId !== visitId;
    if (!isOther) visit = foldVisit(visit, entry);
  }
  return visit;
}

/** Where and why a leg stood as it did before an entry. */
export function placeBefore(leg: RecordedLeg, seq: number): RecordedLeg['places'][number] | null {
  return leg.places.findLast(place => place.seq < seq) ?? null;
}
