import type { Language, Need, Role } from './values.ts';

/** Who asks. The edge has already checked that they may; rules about counters are the domain's. */
export interface Actor {
  readonly role: 'visitor' | 'device' | 'system' | Role;
  readonly staffId?: string;
  readonly deviceId?: string;
  /** Counters an officer may work at; absent means any. */
  readonly counterIds?: readonly string[];
}

export type Command =
  | {
      readonly type: 'issue-ticket';
      readonly actor: Actor;
      /** Made by the edge from a secure source: unguessable, never reused. */
      readonly visitId: string;
      readonly serviceIds: readonly string[];
      readonly class: 'walk-in' | 'vulnerable';
      readonly need?: Need;
      readonly language: Language;
      /** The printer that shall print it; absent means no paper is asked for. */
      readonly printerId?: string;
    }
  | { readonly type: 'open-counter'; readonly actor: Actor; readonly counterId: string }
  | {
      readonly type: 'pause-counter';
      readonly actor: Actor;
      readonly counterId: string;
      readonly reason?: string;
    }
  | { readonly type: 'close-counter'; readonly actor: Actor; readonly counterId: string }
  | { readonly type: 'call-next'; readonly actor: Actor; readonly counterId: string }
  | {
      readonly type: 'call-ticket';
      readonly actor: Actor;
      readonly counterId: string;
      readonly visitId: string;
    }
  | { readonly type: 'recall'; readonly actor: Actor; readonly visitId: string }
  | { readonly type: 'start'; readonly actor: Actor; readonly visitId: string }
  | {
      readonly type: 'finish';
      readonly actor: Actor;
      readonly visitId: string;
      readonly outcome: Outcome;
    }
  | { readonly type: 'no-show'; readonly actor: Actor; readonly visitId: string }
  | { readonly type: 'cancel'; readonly actor: Actor; readonly visitId: string }
  | { readonly type: 'print-started'; readonly actor: Actor; readonly jobId: number }
  | {
      readonly type: 'print-ended';
      readonly actor: Actor;
      readonly jobId: number;
      readonly outcome: 'printed' | 'not-sent' | 'unknown';
      readonly fault?: string;
    }
  | {
      readonly type: 'configure';
      readonly actor: Actor;
      readonly setup: import('./setup.ts').Setup;
    }
  | { readonly type: 'roll-day'; readonly actor: Actor };

export type Outcome = 'completed' | 'incomplete' | 'continued';
