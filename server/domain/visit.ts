import type { LegRecord, VisitRecord } from '../../contract/events.ts';
import type { LegState } from '../../contract/values.ts';

type Lasting = 'id' | 'visitId' | 'order';

/** One wait and one service within a visit; changed by `evolve` alone. */
export type Leg = Pick<LegRecord, Lasting> & {
  -readonly [Field in Exclude<keyof LegRecord, Lasting>]: LegRecord[Field];
};

/** Everything a visitor does that day under one number. Legs may join while it lasts. */
export type Visit = Omit<VisitRecord, 'legs' | 'delays' | 'class' | 'need'> & {
  delays: number;
  class: VisitRecord['class'];
  need: VisitRecord['need'];
  readonly legs: Leg[];
};

/** The lifecycle is a table; nothing else may move a leg, but undoing, which puts back what was. */
const moves: Readonly<Record<LegState, readonly LegState[]>> = {
  // Served at once without a call, or together with another leg of the visit.
  waiting: ['called', 'serving', 'parked', 'done', 'cancelled', 'expired'],
  called: ['serving', 'waiting', 'parked', 'no-show', 'done', 'cancelled', 'expired'],
  serving: ['done', 'waiting', 'parked', 'cancelled'],
  parked: ['waiting', 'called', 'done', 'cancelled', 'expired'],
  done: [],
  'no-show': ['waiting', 'called'],
  cancelled: [],
  expired: [],
};

export const mayMove = (from: LegState, to: LegState): boolean => moves[from].includes(to);

/** A leg that holds its visitor: none of their other legs may be called meanwhile. */
export const isAtCounter = (leg: Pick<Leg, 'state'>): boolean =>
  leg.state === 'called' || leg.state === 'serving';

export const legAtCounter = (visit: Visit): Leg | undefined => visit.legs.find(isAtCounter);

/** A leg whose visitor is still expected: it waits, is set aside or is at a counter. */
export const isLive = (leg: Pick<Leg, 'state'>): boolean =>
  leg.state === 'waiting' || leg.state === 'parked' || isAtCounter(leg);
