import type { Place, RequeuePlace } from '../contract/commands.ts';
import type { ChoiceReason, Language, Need, ParkReason, PauseReason } from '../contract/values.ts';

/** Where somebody is sent on, as the transfer pane chose it. */
export type SentTo =
  { readonly serviceId: string } | { readonly counterId: string } | { readonly staffId: string };

/** One press of an officer: what the server is asked for. Each is sent with a key of its own. */
export type DeskAction =
  | { readonly do: 'open' | 'take-over' | 'call-next' | 'undo' }
  | { readonly do: 'pause'; readonly reason: PauseReason }
  | { readonly do: 'close'; readonly shiftEnds: boolean }
  | { readonly do: 'auto-call'; readonly on: boolean }
  | { readonly do: 'call'; readonly ticketId: string; readonly reason?: ChoiceReason }
  | {
      readonly do: 'walk-in';
      readonly serviceId: string;
      readonly need?: Need;
      readonly language?: Language;
    }
  | { readonly do: 'recall' | 'start' | 'no-show' | 'cancel' }
  /** Outcome and what was delivered are those chosen on the desk. */
  | { readonly do: 'finish' | 'finish-next' }
  | { readonly do: 'requeue'; readonly ticketId: string; readonly place?: RequeuePlace }
  | {
      readonly do: 'park';
      readonly reason: ParkReason;
      readonly minutes?: number;
      readonly note?: string;
    }
  | { readonly do: 'unpark'; readonly ticketId: string }
  | {
      readonly do: 'transfer';
      readonly to: SentTo;
      readonly place: Place;
      readonly returns: boolean;
      readonly note?: string;
    }
  | { readonly do: 'add-service' | 'change-service'; readonly serviceId: string }
  | { readonly do: 'note'; readonly text: string };

export type ActionKind = DeskAction['do'];

/** A pane that takes the place of the right one; the person stays in view at the left. */
export type Panel = 'transfer' | 'walk-in' | 'add-service' | 'change-service';

/**
 * What the open pane would do: the primary key of the desk says it and Ctrl Enter does it. The pane
 * sets it; `action` is null until enough is chosen.
 */
export interface PaneOffer {
  readonly words: string;
  readonly lead: string;
  /** Place, range and what happens next, above the key; null where nothing is to be said yet. */
  readonly says: string | null;
  readonly action: DeskAction | null;
}
