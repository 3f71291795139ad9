import type { Actor, NewNote } from './commands.ts';
import type { DeclineReason, SteerReason } from './steering.ts';
import type { Need, VisitClass } from './values.ts';

/** What a supervisor does to the day that is under way. Each of it is told with a reason. */
export type SteerAct =
  | { readonly what: 'pause-queue' | 'open-queue'; readonly queueId: string }
  | {
      readonly what: 'limit-queue';
      readonly queueId: string;
      /** Further tickets of the day. */
      readonly left: number;
    }
  | { readonly what: 'pause-service' | 'open-service'; readonly serviceId: string }
  | {
      readonly what: 'change-class';
      readonly visitId: string;
      readonly class: VisitClass;
      readonly need?: Need;
    }
  | {
      readonly what: 'change-service';
      readonly visitId: string;
      readonly serviceId: string;
      /** The errand that becomes it; absent: the first that waits or is set aside. */
      readonly fromServiceId?: string;
    }
  | { readonly what: 'requeue' | 'cancel' | 'end-ticket'; readonly visitId: string }
  | {
      readonly what: 'open-counter' | 'pause-counter' | 'close-counter' | 'call-next' | 'finish';
      readonly counterId: string;
    }
  | {
      readonly what: 'move-counter';
      readonly counterId: string;
      /** What it serves for the rest of the day; null: its own again. */
      readonly queueIds: readonly string[] | null;
    }
  | {
      readonly what: 'ask-counter';
      /** Made by the edge: never reused. */
      readonly askId: string;
      readonly counterId: string;
      /** To serve this one too; null: to open. */
      readonly queueId: string | null;
      readonly minutes: number;
    };

export type SteerWhat = SteerAct['what'];

/** Who of the counters is told. */
export type ToldCounters =
  | { readonly kind: 'counters'; readonly counterIds: readonly string[] }
  | { readonly kind: 'agency'; readonly agencyId: string }
  | { readonly kind: 'all' };

interface Asked {
  readonly actor: Actor;
}

export type SteerCommand =
  | (Asked & {
      readonly type: 'steer';
      readonly act: SteerAct;
      readonly reason: SteerReason;
      readonly note?: NewNote;
    })
  | (Asked & { readonly type: 'withdraw-ask'; readonly askId: string })
  | (Asked & {
      readonly type: 'answer-ask';
      readonly counterId: string;
      readonly askId: string;
      readonly accept: boolean;
      readonly why?: DeclineReason;
    })
  | (Asked & {
      readonly type: 'tell-counters';
      /** Its id names the text, which is kept beside the journal. */
      readonly note: NewNote;
      readonly to: ToldCounters;
    })
  | (Asked & {
      readonly type: 'read-message';
      readonly counterId: string;
      readonly messageId: string;
    })
  | (Asked & { readonly type: 'end-counter-message'; readonly messageId: string });

/** What was done, by whom and why: for the trail. Whatever it changed has entries of its own. */
export interface Steered {
  readonly what: SteerWhat;
  readonly reason: SteerReason;
  readonly noteId: string | null;
  /** The number it was about. */
  readonly label: string | null;
  readonly counterId: string | null;
  readonly queueIds: readonly string[];
  readonly serviceId: string | null;
  /** Further tickets of a line that was limited. */
  readonly left: number | null;
  readonly class: VisitClass | null;
}

export type SteerEventBody =
  | { readonly type: 'steered'; readonly data: Steered }
  | {
      /** Whether numbers are issued today: of a queue, or of one service alone. */
      readonly type: 'issuing-changed';
      readonly data: {
        readonly queueId: string | null;
        readonly serviceId: string | null;
        readonly state: 'open' | 'paused' | 'limited';
        /** Where it is limited: how many of the day there may be in all. */
        readonly limit: number | null;
        readonly reason: SteerReason;
      };
    }
  | {
      readonly type: 'visit-class-changed';
      readonly data: {
        readonly class: VisitClass;
        readonly need: Need | null;
        readonly previousClass: VisitClass;
        readonly previousNeed: Need | null;
      };
    }
  | {
      /** Until the day ends. Its counter is no place of the entry: nobody worked there. */
      readonly type: 'counter-moved';
      readonly data: {
        readonly counterId: string;
        /** Null: what the set-up says. */
        readonly queueIds: readonly string[] | null;
      };
    }
  | {
      readonly type: 'counter-asked';
      readonly data: {
        readonly askId: string;
        readonly counterId: string;
        readonly queueId: string | null;
        readonly until: number;
        readonly reason: SteerReason;
      };
    }
  | {
      readonly type: 'ask-answered';
      readonly data: {
        readonly askId: string;
        readonly answer: 'accepted' | 'declined' | 'withdrawn';
        readonly why: DeclineReason | null;
      };
    }
  | {
      readonly type: 'counters-told';
      readonly data: {
        readonly messageId: string;
        readonly counterIds: readonly string[];
        readonly agencyId: string | null;
        readonly isToAll: boolean;
      };
    }
  | { readonly type: 'counter-message-read'; readonly data: { readonly messageId: string } }
  | { readonly type: 'counter-message-ended'; readonly data: { readonly messageId: string } };
