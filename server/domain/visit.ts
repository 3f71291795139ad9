import type { CallReason } from '../../contract/events.ts';
import type { Language, LegState, Need, VisitClass } from '../../contract/values.ts';

/** One wait and one service within a visit. Times are milliseconds since the epoch. */
export interface Leg {
  readonly id: string;
  readonly visitId: string;
  readonly serviceId: string;
  readonly queueId: string;
  readonly class: VisitClass;
  /** From when urgency grows. */
  readonly ref: number;
  /** The visit's place in the day: breaks ties of `ref`. */
  readonly order: number;
  readonly enqueuedAt: number;
  readonly quote: { readonly p50: number; readonly p90: number } | null;
  /** People ahead as told with the ticket. */
  readonly ahead: number;
  state: LegState;
  counterId: string | null;
  firstCalledAt: number | null;
  calledAt: number | null;
  calls: number;
  /** Seq of the newest call: screens acknowledge it by this. */
  callId: number | null;
  startedAt: number | null;
  endedAt: number | null;
  reason: CallReason | null;
}

export interface Visit {
  readonly id: string;
  readonly label: string;
  readonly series: string;
  readonly number: number;
  readonly businessDate: string;
  readonly issuedAt: number;
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly language: Language;
  readonly deviceId: string | null;
  readonly legs: readonly Leg[];
}

/** The lifecycle is a table; nothing else may move a leg. Parking is listed for what is to come. */
const moves: Readonly<Record<LegState, readonly LegState[]>> = {
  waiting: ['called', 'cancelled', 'expired'],
  called: ['serving', 'waiting', 'parked', 'no-show', 'cancelled', 'expired'],
  serving: ['done', 'waiting', 'parked', 'cancelled'],
  parked: ['waiting', 'called', 'cancelled', 'expired'],
  done: [],
  'no-show': ['waiting'],
  cancelled: [],
  expired: [],
};

export const mayMove = (from: LegState, to: LegState): boolean => moves[from].includes(to);

/** A leg that holds its visitor: none of their other legs may be called meanwhile. */
export const isAtCounter = (leg: Leg): boolean => leg.state === 'called' || leg.state === 'serving';

export const legAtCounter = (visit: Visit): Leg | undefined => visit.legs.find(isAtCounter);
