import type { DisplayCall, DisplayView } from '../../contract/views.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { noticesAt } from './notices.ts';
import { panelMsMin, type CallBoard } from './panel.ts';
import type { BarPlan } from './plan.ts';
import { interleave, sentenceAt, splitSentence } from '../../ui-kit/sentences.ts';
import { t } from './texts.ts';

/** What stands on the bottom line, and why: each kind has its own look. */
export interface BottomWords {
  readonly kind: 'caption' | 'message' | 'running';
  readonly words: string;
}

/** A message is read out in shorter steps than what is always there. */
const messageMs = 4_000;
/** Letters whose room the sign before a message takes. */
const signLetters = 3;

/** The sentence that is spoken for a call, for whoever cannot hear it. */
export function captionOf(calls: readonly DisplayCall[]): string {
  const [only, ...others] = calls;
  if (only === undefined) return '';
  if (others.length > 0) return t('captionMany');
  return t('caption', { label: only.label, number: only.counterNumber });
}

export interface Moment {
  /** The building's time, and the display's steady time. */
  readonly buildingMs: number;
  readonly steadyMs: number;
}

/**
 * The call that has just come first, then what a supervisor says, then what is always said. A
 * message is gone the moment it is over, by the building's clock.
 */
export function bottomWords(
  view: DisplayView,
  board: CallBoard,
  bar: Pick<BarPlan, 'length'>,
  { buildingMs, steadyMs }: Moment,
): BottomWords {
  const sinceMs = steadyMs - board.shownAtMs;
  if (board.shown.length > 0 && sinceMs < panelMsMin) {
    const pieces = splitSentence(captionOf(board.shown), bar.length);
    const everyMs = panelMsMin / Math.max(1, pieces.length);
    return { kind: 'caption', words: sentenceAt(pieces, sinceMs, everyMs) };
  }
  const messages = view.messages.filter(({ until }) => Date.parse(until) > buildingMs);
  const length = Math.max(6, bar.length - signLetters);
  const told = messages.flatMap(({ text }) => splitSentence(pick(text), length));
  if (told.length > 0) {
    return { kind: 'message', words: sentenceAt(told, buildingMs, messageMs) };
  }
  const notices = noticesAt(view, buildingMs, language.value);
  const sentences = interleave(notices, view.sentences.map(pick));
  const pieces = sentences.flatMap(sentence => splitSentence(sentence, bar.length));
  return { kind: 'running', words: sentenceAt(pieces, buildingMs) };
}
