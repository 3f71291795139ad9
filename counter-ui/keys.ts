import type { Outcome } from '../contract/values.ts';

/** What a key of the desk means. `primary` is whatever the big key says at that moment. */
export type KeyMeaning =
  | { readonly does: 'primary' }
  | { readonly does: 'call-selected' }
  | { readonly does: 'select'; readonly step: 1 | -1 }
  | { readonly does: 'recall' | 'no-show' | 'finish' }
  | { readonly does: 'ask'; readonly about: 'cancel' | 'pause' | 'close' | 'keys' }
  | { readonly does: 'outcome'; readonly outcome: Outcome }
  | { readonly does: 'back' };

/** The parts of a keyboard event that decide; a test can make one by hand. */
export interface KeyPress {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** The focus is where text is written: letters and spaces belong to the text. */
  readonly inTextField: boolean;
  /** A control has been reached with Tab: Space and Enter belong to it. */
  readonly onControl: boolean;
}

const named: Readonly<Record<string, KeyMeaning>> = {
  ArrowDown: { does: 'select', step: 1 },
  ArrowUp: { does: 'select', step: -1 },
  F1: { does: 'outcome', outcome: 'completed' },
  F2: { does: 'outcome', outcome: 'incomplete' },
  F3: { does: 'outcome', outcome: 'continued' },
  Escape: { does: 'back' },
};

const letters: Readonly<Record<string, KeyMeaning>> = {
  r: { does: 'recall' },
  t: { does: 'no-show' },
  s: { does: 'finish' },
  x: { does: 'ask', about: 'cancel' },
  i: { does: 'ask', about: 'pause' },
  q: { does: 'ask', about: 'close' },
  '?': { does: 'ask', about: 'keys' },
};

/**
 * The meaning of a key press, or null. A held key counts once, except the arrows, which only
 * select. With `lettersOn` false single letters mean nothing (WCAG 2.1.4).
 */
export function meaningOf(press: KeyPress, lettersOn: boolean): KeyMeaning | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const meaning = named[press.key];
  if (meaning?.does === 'select') return press.inTextField ? null : meaning;
  if (press.repeat) return null;
  if (meaning) return meaning;
  if (press.inTextField) return null;
  if (press.key === ' ') return press.onControl ? null : { does: 'primary' };
  if (press.key === 'Enter') return press.onControl ? null : { does: 'call-selected' };
  return lettersOn ? (letters[press.key.toLowerCase()] ?? null) : null;
}
