import type { BackupNote } from './backups.ts';
import type { BookingCommand } from './bookings.ts';
import type { WaitingListCommand } from './waiting-list.ts';
import type { DeviceAction, DeviceKind } from './devices.ts';
import type { ScreenCommand } from './displays.ts';
import type { PersonLook } from './people.ts';
import type { PaperCommand } from './paper.ts';
import type { Moderated, ModerationStep } from './survey-comments.ts';
import type { SetupEdit } from './setup-edits.ts';
import type { Setup } from './setup.ts';
import type { SteerCommand } from './steering-events.ts';
import type {
  ChoiceReason,
  Language,
  Need,
  Outcome,
  ParkReason,
  PauseReason,
  Role,
} from './values.ts';

/** Who asks. The edge has already checked that they may; rules about counters are the domain's. */
export interface Actor {
  readonly role: 'visitor' | 'device' | 'system' | Role;
  readonly staffId?: string;
  readonly deviceId?: string;
  /** Counters an officer may work at; absent means any. */
  readonly counterIds?: readonly string[];
  /** Services an officer is trained for; absent means all. */
  readonly serviceIds?: readonly string[];
  /** What an agency's administrator may set up. */
  readonly agencyIds?: readonly string[];
}

/** A text for colleagues. It is kept beside the journal, which only names it. */
export interface NewNote {
  /** Made by the edge: unguessable, never reused. */
  readonly noteId: string;
  readonly text: string;
}

/** By what somebody is known: keyed hashes, and the phone number as it is kept. */
export interface PersonHashes {
  /** As one who books. */
  readonly person: readonly string[];
  readonly nik: string | null;
  readonly phone: string | null;
}

/** What a service asked of its visitor. Kept beside the journal, which knows nothing of it. */
export interface NewPerson {
  readonly name: string | null;
  /** Keyed, so that nobody finds a number by trying all; null where none was given. */
  readonly nikHash: string | null;
  readonly nikLast4: string | null;
  readonly phone: string | null;
}

/** How the service at a counter ends. */
export interface Finishing {
  readonly outcome?: Outcome;
  /** What was delivered; services of the visit's other legs end with it. Absent: not said. */
  readonly deliveredServiceIds?: readonly string[];
}

/** Where a visitor is sent on. */
export type Destination =
  | { readonly kind: 'service'; readonly serviceId: string }
  | { readonly kind: 'counter'; readonly counterId: string }
  | { readonly kind: 'officer'; readonly staffId: string };

/** Before all others, by the time already waited, or behind all others. */
export type Place = 'first' | 'order' | 'last';

/** Back in the line: by the time already waited, some places back, or behind all others. */
export type RequeuePlace = 'order' | 'back' | 'last';

interface Asked {
  readonly actor: Actor;
}
interface AtCounter extends Asked {
  readonly counterId: string;
}
interface OfVisit extends Asked {
  readonly visitId: string;
}

export type Command =
  | (OfVisit & {
      /** The visit's id is made by the edge from a secure source: unguessable, never reused. */
      readonly type: 'issue-ticket';
      readonly serviceIds: readonly string[];
      readonly class: 'walk-in' | 'vulnerable';
      readonly need?: Need;
      readonly language: Language;
      /** The printer that shall print it; absent means no paper is asked for. */
      readonly printerId?: string;
      /** From a colleague at the front desk. */
      readonly note?: NewNote;
      readonly person?: NewPerson;
    })
  | BookingCommand
  | WaitingListCommand
  | (Asked & {
      /** At the wish of whoever it is about. */
      readonly type: 'erase-person';
      readonly personIds: readonly string[];
      /** Visits, bookings and places on a waiting list. */
      readonly subjectIds: readonly string[];
    })
  | (Asked & {
      readonly type: 'moderate-comment';
      readonly commentId: string;
      readonly what: ModerationStep;
      /** Kept beside the journal. */
      readonly review: Pick<Moderated, 'hidden' | 'reply'>;
    })
  | (Asked & {
      /** For the audit: how many people's data were seen, and never whose. */
      readonly type: 'note-person-seen';
      readonly what: PersonLook;
      readonly subjects: number;
    })
  | CounterCommand
  | VisitCommand
  | StaffCommand
  | StaffListCommand
  | DeviceCommand
  | PartnerKeyCommand
  | WebhookCommand
  | BackupCommand
  | PaperCommand
  | (Asked & ScreenCommand)
  | SteerCommand
  | (Asked & {
      readonly type: 'configure';
      readonly setup: Setup;
      /** The set-up it was made from, by its journal entry; refused where that is not the one. */
      readonly basedOnSeq?: number;
    })
  | (Asked & {
      readonly type: 'edit-setup';
      readonly edits: readonly SetupEdit[];
      /** Null: now; else when that business day begins. */
      readonly from: string | null;
      /** Made by the edge: what a planned change is called. */
      readonly planId: string;
      /** The entry that is taken back by it. */
      readonly undoes?: number;
    })
  | (Asked & { readonly type: 'drop-plan'; readonly planId: string })
  | (Asked & { readonly type: 'roll-day' });

/** What an officer does with their counter. */
export type CounterCommand =
  | (AtCounter & { readonly type: 'open-counter'; readonly takeOver?: boolean })
  | (AtCounter & { readonly type: 'pause-counter'; readonly reason?: PauseReason })
  | (AtCounter & { readonly type: 'close-counter'; readonly shiftEnds?: boolean })
  | (AtCounter & { readonly type: 'switch-auto-call'; readonly on: boolean })
  | (AtCounter & { readonly type: 'call-next'; readonly finish?: Finishing })
  | (AtCounter & {
      readonly type: 'call-ticket';
      readonly visitId: string;
      readonly reason?: ChoiceReason;
    })
  | (AtCounter & {
      /** A visitor without a ticket: a number is issued and served at once. */
      readonly type: 'serve-walk-in';
      readonly visitId: string;
      readonly serviceId: string;
      readonly class: 'walk-in' | 'vulnerable';
      readonly need?: Need;
      readonly language: Language;
    })
  | (AtCounter & { readonly type: 'undo' });

/** What an officer does with a visitor. */
export type VisitCommand =
  | (OfVisit & { readonly type: 'recall' | 'start' | 'no-show' | 'cancel' | 'unpark' | 'delay' })
  | (OfVisit & Finishing & { readonly type: 'finish' })
  | (OfVisit & { readonly type: 'requeue'; readonly place?: RequeuePlace })
  | (OfVisit & {
      readonly type: 'park';
      readonly reason: ParkReason;
      /** When the officer is reminded; absent: the building's default. */
      readonly minutes?: number;
      readonly note?: NewNote;
    })
  | (OfVisit & {
      readonly type: 'transfer';
      readonly to: Destination;
      readonly place: Place;
      /** Back to the sending counter, before all others, once it is finished there. */
      readonly returns: boolean;
      readonly note?: NewNote;
    })
  | (OfVisit & { readonly type: 'add-service' | 'change-service'; readonly serviceId: string })
  | (OfVisit & { readonly type: 'add-note'; readonly note: NewNote });

/** What happened to an account, for the audit. `actor` did it, `staffId` is whose account it is. */
export interface StaffCommand extends Asked {
  readonly type: 'note-staff';
  readonly staffId: string;
  readonly what: StaffAction;
}

/** … of several accounts at once, all of them or none. */
export interface StaffListCommand extends Asked {
  readonly type: 'note-staff-list';
  readonly rows: readonly { readonly staffId: string; readonly what: StaffAction }[];
}

/** A device came or went, for the audit. `staffId` of the actor is who let it in or sent it away. */
export interface DeviceCommand extends Asked {
  readonly type: 'note-device';
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly what: DeviceAction;
}

/** A key of a portal or an app came, was renewed or ended, for the audit. */
export interface PartnerKeyCommand extends Asked {
  readonly type: 'note-partner-key';
  readonly keyId: string;
  readonly partnerId: string;
  readonly what: PartnerAction;
}

export type PartnerAction = 'made' | 'rotated' | 'revoked';

/** An administrator did something about where a partner is told, for the audit. */
export interface WebhookCommand extends Asked {
  readonly type: 'note-webhook';
  readonly webhookId: string;
  readonly partnerId: string;
  readonly what: WebhookAction;
}

/** A backup was made, failed, or was restored. */
export interface BackupCommand extends Asked {
  readonly type: 'note-backup';
  readonly told: BackupNote;
}

export type WebhookAction = 'made' | 'rotated' | 'removed' | 'replayed' | 'tested';

export type StaffAction =
  | 'signed-in'
  | 'signed-out'
  | 'sessions-ended'
  | 'password-changed'
  | 'locked'
  | 'unlocked'
  | 'made'
  | 'changed'
  | 'password-given'
  | 'ended'
  | 'returned';
