import type { PauseReason } from '../../contract/values.ts';
import type { CounterAct } from '../steering.ts';

/** What can be done at a counter and its key, as at the desk where the desk has one. */
export const actKeys: readonly (readonly [act: CounterAct, key: string])[] = [
  ['open', 'B'],
  ['call-next', 'N'],
  ['finish', 'S'],
  ['pause', 'I'],
  ['close', 'Q'],
  ['end', 'X'],
];

const pauseReasons: readonly string[] = [
  'break',
  'prayer',
  'meal',
  'meeting',
  'system',
  'other',
] satisfies readonly PauseReason[];

export const isPauseReason = (reason: string | null): reason is PauseReason =>
  reason !== null && pauseReasons.includes(reason);
