import type { AddedLeg, LegReturn, LegTarget } from '../../contract/events.ts';
import { quoteOf, waitOfLeg, waitOfNewcomer } from './estimate.ts';
import type { BuildingState } from './state.ts';
import { isLive, type Leg, type Visit } from './visit.ts';

/** One number, but not without end: errands, transfers and returns of one visit. */
export const legsMax = 20;

/**
 * Milliseconds a visitor has waited in this visit: credit that a later wait begins with (SEND-2). A
 * leg's ref already holds what came before it, so the longest of them is the sum.
 */
export function creditMs(visit: Visit): number {
  let credit = 0;
  for (const leg of visit.legs) {
    if (leg.firstCalledAt !== null) credit = Math.max(credit, leg.firstCalledAt - leg.ref);
  }
  return credit;
}

/** A visit waits for one service once, the one it goes back to among them. */
export const isPending = (visit: Visit, serviceId: string, except?: Leg): boolean =>
  visit.legs.some(
    leg =>
      leg !== except &&
      isLive(leg) &&
      (leg.serviceId === serviceId || leg.returnTo?.serviceId === serviceId),
  );

export interface NewLeg {
  readonly serviceId: string;
  readonly queueId: string;
  readonly ref: number;
  readonly isFirst?: boolean;
  readonly isCounted?: boolean;
  readonly target?: LegTarget | null;
  readonly returnTo?: LegReturn | null;
}

/** The next leg of a visit, with the quote its visitor is given. */
export function nextLeg(state: BuildingState, visit: Visit, leg: NewLeg, now: number): AddedLeg {
  const wait = waitOfNewcomer(state, leg.queueId, visit.class, now, leg.serviceId);
  const numbers = visit.legs.map(row => Number(row.id.slice(row.id.lastIndexOf('-') + 1)));
  return {
    legId: `${visit.id}-${Math.max(...numbers) + 1}`,
    serviceId: leg.serviceId,
    queueId: leg.queueId,
    ...quoteOf(state, leg.queueId, leg.isFirst ? null : wait),
    ahead: leg.isFirst ? 0 : (wait?.ahead ?? 0),
    ref: leg.ref,
    isFirst: leg.isFirst ?? false,
    isCounted: leg.isCounted ?? true,
    target: leg.target ?? null,
    returnTo: leg.returnTo ?? null,
  };
}

/**
 * Where a visitor goes next: all their legs wait side by side, so the best order is to go where the
 * wait is shortest; ties by the order they were asked for (LEG-2). Undefined where nothing waits.
 */
export function nextLegOf(state: BuildingState, visit: Visit, now: number): Leg | undefined {
  let best: Leg | undefined;
  let least = Infinity;
  for (const leg of visit.legs) {
    if (leg.state !== 'waiting') continue;
    const wait = waitOfLeg(state, leg, now)?.p50 ?? Number.MAX_VALUE;
    if (wait < least) {
      best = leg;
      least = wait;
    }
  }
  return best;
}
