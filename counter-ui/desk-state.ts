import type { DeskTicket, DeskView } from '../contract/desk-views.ts';

/** What the desk is doing: every part of the screen follows from this one word. */
export type DeskState = 'closed' | 'paused' | 'idle' | 'called' | 'serving';

export function deskState(view: DeskView): DeskState {
  if (view.ticket) return view.ticket.state;
  if (view.counter.state === 'open') return 'idle';
  return view.counter.state;
}

/** Everything an officer can ask of the server from the desk. */
export type Action =
  | 'open'
  | 'resume'
  | 'pause'
  | 'close'
  | 'call-next'
  | 'call-selected'
  | 'recall'
  | 'start'
  | 'no-show'
  | 'finish'
  | 'finish-next'
  | 'cancel';

/** An action the desk shows. `waits` says why it can't be done yet; null means it can. */
export interface Offer {
  readonly action: Action;
  readonly waits: Waits | null;
}

export type Waits =
  | { readonly for: 'time'; readonly seconds: number }
  | { readonly for: 'calls'; readonly calls: number }
  | { readonly for: 'nobody' };

const ready = (action: Action): Offer => ({ action, waits: null });

/** Words of the primary key by state (staff.md): it never moves, only its action changes. */
export function primaryOffer(view: DeskView): Offer {
  switch (deskState(view)) {
    case 'closed':
      return ready('open');
    case 'paused':
      return ready('resume');
    case 'called':
      return ready('start');
    case 'serving':
      return ready('finish-next');
    case 'idle':
      return { action: 'call-next', waits: view.next ? null : { for: 'nobody' } };
  }
}

const secondsUntil = (instant: string, now: number): number =>
  Math.ceil((Date.parse(instant) - now) / 1000);

/** A no-show needs both its calls and its minutes; what is missing stands in the key (NOSHOW). */
function noShowOffer(ticket: DeskTicket, now: number): Offer {
  const seconds = ticket.noShowAllowedAt ? secondsUntil(ticket.noShowAllowedAt, now) : 0;
  if (seconds > 0) return { action: 'no-show', waits: { for: 'time', seconds } };
  if (ticket.noShowCallsMissing > 0) {
    return { action: 'no-show', waits: { for: 'calls', calls: ticket.noShowCallsMissing } };
  }
  return ready('no-show');
}

function recallOffers(ticket: DeskTicket, now: number): Offer[] {
  if (!ticket.recallAllowedAt) return [];
  const seconds = secondsUntil(ticket.recallAllowedAt, now);
  return [{ action: 'recall', waits: seconds > 0 ? { for: 'time', seconds } : null }];
}

/**
 * All that is offered now besides the primary key, in the order it is shown. Without the server
 * nothing is offered: every one of these needs its decision.
 */
export function otherOffers(view: DeskView, now: number): Offer[] {
  const { ticket } = view;
  switch (deskState(view)) {
    case 'closed':
      return [];
    case 'paused':
      return [ready('close')];
    case 'idle':
      return [ready('pause'), ready('close')];
    case 'called':
      return ticket
        ? [...recallOffers(ticket, now), noShowOffer(ticket, now), ready('cancel')]
        : [];
    case 'serving':
      return [ready('finish'), ready('cancel')];
  }
}

/** The offer of one action, or null where the desk does not show it. */
export function offerOf(view: DeskView, action: Action, now: number): Offer | null {
  if (action === 'call-selected') return deskState(view) === 'idle' ? ready(action) : null;
  const primary = primaryOffer(view);
  if (primary.action === action) return primary;
  return otherOffers(view, now).find(offer => offer.action === action) ?? null;
}
