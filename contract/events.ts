import type { BackupNote } from './backups.ts';
import type { Destination, Place, PartnerAction, StaffAction, WebhookAction } from './commands.ts';
import type { BookingEventBody, BookingRecord } from './bookings.ts';
import type { WaitingListEventBody, WaitingListRecord } from './waiting-list.ts';
import type { DeviceAction, DeviceKind } from './devices.ts';
import type { ScreenEventBody } from './displays.ts';
import type { SteerEventBody } from './steering-events.ts';
import type { UndoableAction } from './undoable.ts';
import type { PersonLook } from './people.ts';
import type { PaperEventBody } from './paper.ts';
import type { Setup } from './setup.ts';
import type { ModerationEventBody } from './survey-comments.ts';
import type {
  CallPolicy,
  ChoiceReason,
  CounterState,
  Language,
  LegState,
  Need,
  Outcome,
  ParkReason,
  VisitClass,
} from './values.ts';

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

/** Somebody who came earlier than the one who was called, and waits on. */
export interface PassedOver {
  readonly label: string;
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly waitedSeconds: number;
  readonly urgency: number;
}

/** Why a ticket was called before the others. Urgency is rate × seconds waited since `ref`. */
export interface CallReason {
  readonly policy: CallPolicy;
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly waitedSeconds: number;
  readonly rate: number;
  readonly urgency: number;
  /** Labels of tickets that came earlier and were passed over, at most five. */
  readonly passedOver: readonly string[];
  /** The first of them, as it stood. */
  readonly against: PassedOver | null;
  /** Whether the counter helped a line that is not its own. */
  readonly isHelp: boolean;
  /** Why the officer chose somebody out of order. */
  readonly choice: ChoiceReason | null;
}

/** A leg for one counter or one officer only. */
export interface LegTarget {
  readonly counterId?: string;
  readonly staffId?: string;
}

/** Where a visitor goes back to once a leg is finished. */
export interface LegReturn {
  readonly counterId: string;
  readonly serviceId: string;
  readonly queueId: string;
  /** And from there, once they are finished. */
  readonly returnTo: LegReturn | null;
}

export interface LegParking {
  /** `asked`: by the visitor, who comes back into the line by themselves. */
  readonly reason: ParkReason | 'asked';
  readonly since: number;
  readonly remindAt: number;
  readonly noteId: string | null;
  /** From where it was set aside: who takes it back goes on from there. Null out of the line. */
  readonly counterId: string | null;
}

/** A leg as it stands, whole. Times are milliseconds since the epoch. */
export interface LegRecord {
  readonly id: string;
  readonly visitId: string;
  readonly serviceId: string;
  readonly queueId: string;
  readonly class: VisitClass;
  /** From when urgency grows. */
  readonly ref: number;
  /** The visit's place in the day: breaks ties of `ref`. */
  readonly order: number;
  /** Before everybody who was not put first too. */
  readonly isFirst: boolean;
  /** Whether it takes a place of its queue's quota. */
  readonly isCounted: boolean;
  readonly target: LegTarget | null;
  readonly returnTo: LegReturn | null;
  readonly enqueuedAt: number;
  readonly quote: { readonly p50: number; readonly p90: number } | null;
  /** People ahead as told with the ticket. */
  readonly ahead: number;
  readonly state: LegState;
  readonly counterId: string | null;
  readonly firstCalledAt: number | null;
  readonly calledAt: number | null;
  readonly calls: number;
  /** Seq of the newest call: screens acknowledge it by this. */
  readonly callId: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: Outcome | 'transferred' | null;
  readonly reason: CallReason | null;
  readonly parking: LegParking | null;
  /** Seq and time of the last entry that changed it. */
  readonly touched: number;
  readonly touchedAt: number;
}

export interface VisitRecord {
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
  /** How often its visitor asked for more time. */
  readonly delays: number;
  readonly bookingId: string | null;
  readonly legs: readonly LegRecord[];
}

/** A counter that is not closed when a new business day opens. */
export interface CounterRecord {
  readonly id: string;
  readonly state: CounterState;
  readonly since: number;
  readonly pauseReason: string | null;
  readonly staffId: string | null;
  readonly serviceIds: readonly string[] | null;
  readonly autoCall: boolean;
  readonly legId: string | null;
}

export interface IssuedLeg {
  readonly legId: string;
  readonly serviceId: string;
  readonly queueId: string;
  /** The quote given, in minutes before rounding; null: none. `raw` is what the runs gave, if else. */
  readonly quote: { readonly p50: number; readonly p90: number } | null;
  readonly raw?: { readonly p50: number; readonly p90: number };
  readonly ahead: number;
}

/** A leg that joined a visit after its ticket was issued. */
export interface AddedLeg extends IssuedLeg {
  readonly ref: number;
  readonly isFirst: boolean;
  readonly isCounted: boolean;
  readonly target: LegTarget | null;
  readonly returnTo: LegReturn | null;
}

/** A step that belongs to the same press as the entry before it at the same counter. */
interface Step {
  readonly continues?: true;
}

/** Who works at a counter from now on; null where a supervisor opened it for whoever comes. */
interface Officer {
  readonly officerId: string | null;
  /** What they are trained for; null means everything. */
  readonly serviceIds: readonly string[] | null;
}

type Nothing = Record<string, never>;

export type EventBody =
  | {
      readonly type: 'building-configured';
      readonly data: {
        readonly setup: Setup;
        /** The entry that was taken back by it. */
        readonly undoes?: number;
      };
    }
  | {
      readonly type: 'day-opened';
      readonly data: {
        readonly businessDate: string;
        /** Visits that are not over, with all of their legs. */
        readonly visits: readonly VisitRecord[];
        readonly counters: readonly CounterRecord[];
        /** Places booked for this day and later ones. */
        readonly bookings: readonly BookingRecord[];
        readonly waitingList: readonly WaitingListRecord[];
        /** When people did not come to what they had booked, of late. */
        readonly missed: readonly { readonly personId: string; readonly at: readonly number[] }[];
      };
    }
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
        /** A number of a paper sheet: not the next one of the series, and printed by nobody. */
        readonly isManual?: true;
        /** The booking that was checked in by it. */
        readonly bookingId?: string;
        /** It has a place of those who booked: none of the walk-ins' quota. */
        readonly isBookedPlace?: true;
        readonly print: { readonly jobId: number; readonly printerId: string } | null;
      };
    }
  | { readonly type: 'leg-called'; readonly data: Step & { readonly reason: CallReason } }
  | { readonly type: 'leg-recalled'; readonly data: { readonly calls: number } }
  | { readonly type: 'leg-started'; readonly data: Nothing }
  | { readonly type: 'leg-seated'; readonly data: Step & { readonly reason: CallReason } }
  | {
      readonly type: 'leg-finished';
      readonly data: Step & {
        readonly outcome: Outcome | null;
        readonly deliveredServiceIds: readonly string[];
        readonly by: 'staff' | 'system';
      };
    }
  | { readonly type: 'leg-no-show'; readonly data: { readonly calls: number } }
  | {
      readonly type: 'leg-requeued';
      readonly data: {
        readonly from: LegState;
        readonly ref: number;
        readonly isFirst: boolean;
        /** The call that stands no more: screens take it away. */
        readonly callId: number | null;
      };
    }
  | {
      readonly type: 'leg-parked';
      readonly data: {
        readonly from: LegState;
        readonly reason: ParkReason | 'asked';
        readonly remindAt: number;
        readonly noteId: string | null;
        readonly callId: number | null;
        /** How often the visitor has asked for more time, this time included. */
        readonly delays?: number;
      };
    }
  | { readonly type: 'leg-unparked'; readonly data: Nothing }
  | {
      readonly type: 'leg-transferred';
      readonly data: {
        readonly to: Destination;
        readonly place: Place;
        readonly returns: boolean;
        readonly noteId: string | null;
        readonly leg: AddedLeg;
      };
    }
  | {
      readonly type: 'leg-added';
      readonly data: Step & { readonly why: 'added' | 'returned'; readonly leg: AddedLeg };
    }
  | {
      readonly type: 'leg-service-changed';
      readonly data: {
        readonly serviceId: string;
        readonly queueId: string;
        readonly previousServiceId: string;
      };
    }
  | { readonly type: 'note-added'; readonly data: { readonly noteId: string } }
  | {
      readonly type: 'leg-cancelled';
      readonly data: Step & {
        readonly by: 'visitor' | 'staff' | 'system';
        readonly state: LegState;
      };
    }
  | {
      readonly type: 'leg-expired';
      readonly data: { readonly reason: 'day-ended' | 'after-closing' };
    }
  | {
      readonly type: 'action-undone';
      readonly data: {
        /** The first entry of what was undone. */
        readonly seq: number;
        readonly what: UndoableAction;
        /** Every leg it touched, as it stands again. */
        readonly legs: readonly LegRecord[];
        /** Legs that came with it and are gone. */
        readonly removedLegIds: readonly string[];
        /** Queues that legs leave by it. */
        readonly queueIds: readonly string[];
        /** Calls that stand no more. */
        readonly callIds: readonly number[];
      };
    }
  | {
      readonly type: 'counter-opened';
      readonly data: Officer & { readonly autoCall: boolean };
    }
  | {
      readonly type: 'counter-taken-over';
      readonly data: Officer & { readonly fromStaffId: string | null };
    }
  | { readonly type: 'counter-paused'; readonly data: { readonly reason: string | null } }
  | {
      readonly type: 'counter-closed';
      readonly data: { readonly reason: 'closed' | 'shift-ended' | 'day-ended' };
    }
  | { readonly type: 'counter-auto-call'; readonly data: { readonly on: boolean } }
  | {
      readonly type: 'staff-account';
      readonly data: { readonly what: StaffAction; readonly byStaffId: string | null };
    }
  | {
      readonly type: 'device-changed';
      readonly data: { readonly what: DeviceAction; readonly kind: DeviceKind };
    }
  | {
      readonly type: 'partner-key-changed';
      readonly data: {
        readonly keyId: string;
        readonly partnerId: string;
        readonly what: PartnerAction;
      };
    }
  | {
      readonly type: 'webhook-changed';
      readonly data: {
        readonly webhookId: string;
        readonly partnerId: string;
        readonly what: WebhookAction;
      };
    }
  | { readonly type: 'backup-noted'; readonly data: BackupNote }
  | ModerationEventBody
  | BookingEventBody
  | WaitingListEventBody
  | {
      /** What was asked of somebody is erased; random ids, and never whose they were. */
      readonly type: 'person-erased';
      readonly data: { readonly personIds: readonly string[]; readonly subjects: number };
    }
  | {
      /** Staff saw what is kept of visitors beyond the one before them: how many, and never who. */
      readonly type: 'person-seen';
      readonly data: { readonly what: PersonLook; readonly subjects: number };
    }
  | PaperEventBody
  | ScreenEventBody
  | SteerEventBody;

export type EventType = EventBody['type'];
export type DomainEvent = EventMeta & EventBody;

/** An event with its place in the journal. `version` is that of the type's `data`. */
export type JournalEntry = DomainEvent & { readonly seq: number; readonly version: number };
