import type { Outcome } from './commands.ts';
import type { Setup } from './setup.ts';
import type { Language, Need, VisitClass } from './values.ts';

/**
 * What happened, as the journal keeps it. Times are milliseconds since the epoch inside the program
 * and RFC 3339 on the wire. No personal data, ever: the journal leaves the building.
 */
export interface EventMeta {
  readonly at: number;
  readonly visitId?: string;
  readonly legId?: string;
  readonly counterId?: string;
  readonly staffId?: string;
  readonly deviceId?: string;
}

/** Why a ticket was called before the others. Urgency is rate × seconds waited since `ref`. */
export interface CallReason {
  readonly policy: 'accumulating' | 'max-wait' | 'chosen';
  readonly class: VisitClass;
  readonly waitedSeconds: number;
  readonly urgency: number;
  /** Labels of tickets that came earlier and were passed over, at most five. */
  readonly passedOver: readonly string[];
}

export interface IssuedLeg {
  readonly legId: string;
  readonly serviceId: string;
  readonly queueId: string;
  /** The quote given with the ticket, in minutes before rounding; null where none could be given. */
  readonly quote: { readonly p50: number; readonly p90: number } | null;
  readonly ahead: number;
}

export type EventBody =
  | { readonly type: 'building-configured'; readonly data: { readonly setup: Setup } }
  | { readonly type: 'day-opened'; readonly data: { readonly businessDate: string } }
  | {
      readonly type: 'ticket-issued';
      readonly data: {
        readonly businessDate: string;
        readonly queueId: string;
        readonly series: string;
        readonly number: number;
        readonly label: string;
        readonly class: VisitClass;
        readonly need: Need | null;
        readonly language: Language;
        /** From when urgency grows, milliseconds since the epoch. */
        readonly ref: number;
        readonly legs: readonly IssuedLeg[];
        readonly print: { readonly jobId: number; readonly printerId: string } | null;
      };
    }
  | { readonly type: 'leg-called'; readonly data: { readonly reason: CallReason } }
  | { readonly type: 'leg-recalled'; readonly data: { readonly calls: number } }
  | { readonly type: 'leg-started'; readonly data: Record<string, never> }
  | { readonly type: 'leg-finished'; readonly data: { readonly outcome: Outcome } }
  | { readonly type: 'leg-no-show'; readonly data: { readonly calls: number } }
  | {
      readonly type: 'leg-cancelled';
      readonly data: { readonly by: 'visitor' | 'staff'; readonly state: 'waiting' | 'called' };
    }
  | { readonly type: 'leg-expired'; readonly data: Record<string, never> }
  | { readonly type: 'counter-opened'; readonly data: Record<string, never> }
  | { readonly type: 'counter-paused'; readonly data: { readonly reason: string | null } }
  | { readonly type: 'counter-closed'; readonly data: Record<string, never> }
  | { readonly type: 'print-started'; readonly data: { readonly jobId: number } }
  | {
      readonly type: 'print-ended';
      readonly data: {
        readonly jobId: number;
        readonly outcome: 'printed' | 'not-sent' | 'unknown';
        readonly fault: string | null;
      };
    };

export type EventType = EventBody['type'];
export type DomainEvent = EventMeta & EventBody;

/** An event with its place in the journal. `version` is that of the type's `data`. */
export type JournalEntry = DomainEvent & { readonly seq: number; readonly version: number };

/** Raised when the shape of a type's data changes; readers keep understanding the older ones. */
export const eventVersions: Readonly<Record<EventType, number>> = {
  'building-configured': 1,
  'day-opened': 1,
  'ticket-issued': 1,
  'leg-called': 1,
  'leg-recalled': 1,
  'leg-started': 1,
  'leg-finished': 1,
  'leg-no-show': 1,
  'leg-cancelled': 1,
  'leg-expired': 1,
  'counter-opened': 1,
  'counter-paused': 1,
  'counter-closed': 1,
  'print-started': 1,
  'print-ended': 1,
};
