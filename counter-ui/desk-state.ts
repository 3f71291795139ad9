import type { DeskTicket, DeskView } from '../contract/desk-views.ts';
import type { Outcome } from '../contract/values.ts';
import type { ActionKind } from './actions.ts';

/** What the desk is doing: every part of the screen follows from this one word. */
export type DeskState = 'closed' | 'paused' | 'idle' | 'called' | 'serving';

export function deskState(view: DeskView): DeskState {
  if (view.ticket) return view.ticket.state;
  if (view.counter.state === 'open') return 'idle';
  return view.counter.state;
}

/** Why an action that the desk shows can't be done yet. */
export type Waits =
  | { readonly for: 'time'; readonly seconds: number }
  | { readonly for: 'calls'; readonly calls: number }
  | { readonly for: 'nobody' | 'visitor' | 'link' | 'outcome' | 'delivered' };

/** An action the desk shows; `waits` null means that it can be done now. */
export interface Offer {
  readonly waits: Waits | null;
}

export type Offers = ReadonlyMap<ActionKind, Offer>;

/** Everything that decides what can be done now. */
export interface Situation {
  readonly view: DeskView;
  /** The building's time, in milliseconds. */
  readonly now: number;
  /** The server answers, and nothing kept here is still to be sent. */
  readonly isLive: boolean;
  /** Neither another window nor another officer has this counter. */
  readonly isMine: boolean;
  /** A finish or park of the visitor here is kept, so nothing more can be done with them. */
  readonly isKept: boolean;
  /** Something kept here was never sent, so it can be taken back without the server. */
  readonly canTakeBack: boolean;
  readonly outcome: Outcome | null;
  readonly delivered: ReadonlySet<string>;
}

/** What the big key does: it never moves, only its action changes (staff.md). */
export function primaryKind(view: DeskView, isLive: boolean): ActionKind {
  switch (deskState(view)) {
    case 'closed':
    case 'paused':
      return 'open';
    case 'called':
      return 'start';
    case 'serving':
      return isLive ? 'finish-next' : 'finish';
    case 'idle':
      return 'call-next';
  }
}

const withVisitor: readonly ActionKind[] = [
  'requeue',
  'park',
  'unpark',
  'transfer',
  'add-service',
  'change-service',
  'note',
  'auto-call',
];

const kindsByState: Readonly<Record<DeskState, readonly ActionKind[]>> = {
  closed: ['open'],
  paused: ['open', 'close', 'auto-call', 'unpark', 'requeue'],
  idle: ['call-next', 'call', 'walk-in', 'pause', 'close', 'unpark', 'requeue', 'auto-call'],
  called: ['start', 'recall', 'no-show', 'cancel', 'pause', 'close', ...withVisitor],
  serving: ['finish-next', 'finish', 'pause', 'close', ...withVisitor],
};

/** Kept on this machine without a link and sent later; everything else needs the server's word. */
export const keptWithoutLink: ReadonlySet<ActionKind> = new Set(['finish', 'park', 'note']);

const secondsUntil = (instant: string | null, now: number): number =>
  instant === null ? 0 : Math.ceil((Date.parse(instant) - now) / 1000);

/** A no-show needs both its calls and its minutes; what is missing stands in the key. */
function noShowWaits(ticket: DeskTicket, now: number): Waits | null {
  const seconds = secondsUntil(ticket.noShowAllowedAt, now);
  if (seconds > 0) return { for: 'time', seconds };
  const calls = ticket.noShowCallsMissing;
  return calls > 0 ? { for: 'calls', calls } : null;
}

/** What a queue wants to be told with every finish is asked for before anything is sent. */
function finishWaits(ticket: DeskTicket, situation: Situation): Waits | null {
  const { outcome, delivered } = situation;
  if (ticket.outcomeRequired && outcome === null) return { for: 'outcome' };
  const isDelivered = (outcome ?? 'completed') === 'completed';
  if (ticket.deliveredRequired && isDelivered && delivered.size === 0) return { for: 'delivered' };
  return null;
}

function waitsOf(kind: ActionKind, situation: Situation): Waits | null {
  const { view, now, isLive } = situation;
  const { ticket } = view;
  if (!isLive && !keptWithoutLink.has(kind)) return { for: 'link' };
  switch (kind) {
    case 'call-next':
      return view.next ? null : { for: 'nobody' };
    case 'pause':
    case 'close':
      return ticket ? { for: 'visitor' } : null;
    case 'recall': {
      const seconds = secondsUntil(ticket?.recallAllowedAt ?? null, now);
      return seconds > 0 ? { for: 'time', seconds } : null;
    }
    case 'no-show':
      return ticket ? noShowWaits(ticket, now) : null;
    case 'finish':
    case 'finish-next':
      return ticket ? finishWaits(ticket, situation) : null;
    default:
      return null;
  }
}

function canUndo({ view, now, isLive, canTakeBack }: Situation): boolean {
  if (!isLive) return canTakeBack;
  return view.counter.state === 'open' && secondsUntil(view.undo?.until ?? null, now) > 0;
}

/** All that is offered now, in no order. What is not in here is not shown at all. */
export function offersOf(situation: Situation): Offers {
  const { view, isMine, isKept } = situation;
  const offers = new Map<ActionKind, Offer>();
  if (!isMine) {
    offers.set('take-over', { waits: situation.isLive ? null : { for: 'link' } });
    return offers;
  }
  for (const kind of kindsByState[deskState(view)]) {
    if (kind === 'recall' && view.ticket?.recallAllowedAt === null) continue;
    const waits = isKept ? ({ for: 'link' } as const) : waitsOf(kind, situation);
    offers.set(kind, { waits });
  }
  if (canUndo(situation)) offers.set('undo', { waits: null });
  return offers;
}
