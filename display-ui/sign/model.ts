import type { SignView } from '../../contract/views.ts';

/** What a sign shows: one number or one word, an arrow, and how it looks. */
export interface SignFace {
  readonly look: 'called' | 'serving' | 'resting' | 'lost' | 'connecting';
  readonly label: string | null;
  readonly word: 'free' | 'paused' | 'closed' | 'unknown' | null;
  readonly arrow: 'left' | 'right' | 'up' | 'down' | 'none';
  /** Another call of the same number draws the eye again. */
  readonly callId: number | null;
}

const nothing: SignFace = {
  look: 'connecting',
  label: null,
  word: null,
  arrow: 'none',
  callId: null,
};

/** Without the server no number is true any more: then only the plug stands. */
export function signFace(
  view: SignView | null,
  link: 'connecting' | 'live' | 'lost',
  arrow: SignFace['arrow'] | null,
): SignFace {
  if (link === 'lost') return { ...nothing, look: 'lost' };
  if (view === null) return nothing;
  const { counter } = view;
  if (counter === null) return { ...nothing, look: 'resting', word: 'unknown' };
  const { state, label, callId } = counter;
  if (state === 'called' || state === 'serving') {
    return { look: state, label, word: null, arrow: arrow ?? counter.arrow, callId };
  }
  return { ...nothing, look: 'resting', word: state };
}
