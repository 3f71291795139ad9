import type { DeclineReason, SteerReason } from '../../contract/steering.ts';

/** What supervisors changed for today. It ends with the business day: nobody forgets it overnight. */
export interface Steering {
  /** Queues of counters that serve others than the set-up says. */
  readonly moved: Map<string, readonly string[]>;
  /** Services for which no numbers are issued, whatever their queue does. */
  readonly pausedServices: Map<string, SteeredBy>;
  readonly asks: Map<string, AskNow>;
  /** In the order in which they were sent. */
  readonly messages: Map<string, MessageNow>;
}

export interface SteeredBy {
  readonly at: number;
  readonly staffId: string | null;
  readonly reason: SteerReason;
}

export interface IssuingNow extends SteeredBy {
  readonly state: 'paused' | 'limited';
  /** How many numbers of the day there may be in all; null where it is paused. */
  readonly limit: number | null;
}

/** A counter that was asked to help. One whose time has passed without an answer is over. */
export interface AskNow extends SteeredBy {
  readonly id: string;
  readonly counterId: string;
  /** To serve this one too; null: to open. */
  readonly queueId: string | null;
  readonly until: number;
  readonly answer: {
    readonly is: 'accepted' | 'declined' | 'withdrawn';
    readonly at: number;
    readonly staffId: string | null;
    readonly why: DeclineReason | null;
  } | null;
}

export interface MessageNow {
  readonly id: string;
  readonly at: number;
  readonly staffId: string | null;
  readonly counterIds: readonly string[];
  readonly agencyId: string | null;
  readonly isToAll: boolean;
  /** By counter. */
  readonly read: Map<string, { readonly at: number; readonly staffId: string | null }>;
  isEnded: boolean;
}

export const emptySteering = (): Steering => ({
  moved: new Map(),
  pausedServices: new Map(),
  asks: new Map(),
  messages: new Map(),
});

export function startSteering({ moved, pausedServices, asks, messages }: Steering): void {
  for (const part of [moved, pausedServices, asks, messages]) part.clear();
}

export const isAskOpen = ({ answer, until }: AskNow, now: number): boolean =>
  answer === null && until > now;

/** Messages that the officer of a counter has not read, the oldest first. */
export const unreadAt = ({ messages }: Steering, counterId: string): MessageNow[] =>
  [...messages.values()].filter(
    row => !row.isEnded && row.counterIds.includes(counterId) && !row.read.has(counterId),
  );
