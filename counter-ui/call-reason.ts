import type { DeskQueue, DeskTicket, DeskWaiting } from '../contract/desk-views.ts';

type Reason = DeskTicket['reason'];

/** The facts behind "why this one": the screen makes one sentence of them. */
export interface ReasonFacts {
  readonly kind: 'weighted' | 'longest' | 'favoured' | 'max-wait' | 'chosen';
  readonly waitedSeconds: number;
  /** How many times each minute of waiting counts, and what that makes. */
  readonly times: number;
  readonly weightedMinutes: number;
  readonly passedOver: readonly string[];
  /** Of the first one passed over, where it is still in a list of this desk. */
  readonly passed: DeskWaiting | null;
}

/** Below this a rate can't be read back from whole seconds without saying something false. */
const rateReadableSeconds = 60;

function kindOf(reason: Reason, times: number): ReasonFacts['kind'] {
  if (reason.policy !== 'accumulating') return reason.policy;
  if (times > 1 && reason.passedOver.length > 0) return 'weighted';
  return reason.passedOver.length > 0 ? 'favoured' : 'longest';
}

export function reasonFacts(reason: Reason, queues: readonly DeskQueue[]): ReasonFacts {
  const readable = reason.waitedSeconds >= rateReadableSeconds;
  const times = readable ? Math.round(reason.urgency / reason.waitedSeconds) : 1;
  const first = reason.passedOver[0];
  const waiting = queues.flatMap(queue => queue.tickets);
  return {
    kind: kindOf(reason, times),
    waitedSeconds: reason.waitedSeconds,
    times,
    // Of the whole minutes that the sentence names, so that a reader's own sum comes out.
    weightedMinutes: Math.floor(reason.waitedSeconds / 60) * times,
    passedOver: reason.passedOver,
    passed: waiting.find(ticket => ticket.label === first) ?? null,
  };
}
