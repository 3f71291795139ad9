import type { Outcome } from '../contract/values.ts';
import type { Panel } from './actions.ts';

/** What the desk asks before it does something, and the sheet of keys. */
export type Question =
  | 'pause'
  | 'close'
  | 'shift-end'
  | 'cancel'
  | 'absent'
  | 'park'
  | 'note'
  | 'choice'
  | 'keys'
  | 'account';

/** What a key of the desk means. `primary` is whatever the big key says at that moment. */
export type KeyMeaning =
  | { readonly does: 'primary' | 'call-selected' | 'recall' | 'finish' | 'undo' }
  | { readonly does: 'unpark-first' | 'call-missed' | 'auto-call' | 'search' | 'more' }
  | { readonly does: 'back' | 'confirm' | 'told' }
  | { readonly does: 'select'; readonly step: 1 | -1 }
  | { readonly does: 'ask'; readonly about: Question }
  | { readonly does: 'panel'; readonly panel: Panel }
  /** The leg with this number in the list is served too. */
  | { readonly does: 'leg'; readonly number: number }
  | { readonly does: 'outcome'; readonly outcome: Outcome };

/** Single characters do nothing but write where somebody speaks to the machine (WCAG 2.1.4). */
export type LetterKeys = 'on' | 'alt' | 'off';

/** The parts of a keyboard event that decide; a test can make one by hand. */
export interface KeyPress {
  readonly key: string;
  /** The place on the keyboard: a keypad, and letters that Alt turns into signs. */
  readonly code: string;
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

/** A keypad of its own is no text and no speech: it works whatever the letters do. */
const keypad: Readonly<Record<string, KeyMeaning>> = {
  NumpadEnter: { does: 'primary' },
  NumpadAdd: { does: 'recall' },
  NumpadSubtract: { does: 'ask', about: 'absent' },
  NumpadMultiply: { does: 'ask', about: 'park' },
};

const letters: Readonly<Record<string, KeyMeaning>> = {
  r: { does: 'recall' },
  t: { does: 'ask', about: 'absent' },
  d: { does: 'ask', about: 'park' },
  k: { does: 'unpark-first' },
  m: { does: 'call-missed' },
  a: { does: 'panel', panel: 'transfer' },
  l: { does: 'panel', panel: 'add-service' },
  g: { does: 'panel', panel: 'change-service' },
  w: { does: 'panel', panel: 'walk-in' },
  c: { does: 'ask', about: 'note' },
  s: { does: 'finish' },
  x: { does: 'ask', about: 'cancel' },
  z: { does: 'undo' },
  i: { does: 'ask', about: 'pause' },
  q: { does: 'ask', about: 'close' },
  o: { does: 'auto-call' },
  y: { does: 'told' },
  '/': { does: 'search' },
  '.': { does: 'more' },
  '?': { does: 'ask', about: 'keys' },
};

const legNumbers = /^[1-5]$/;

/** The character of a press; with Alt some keyboards write a sign instead of the letter. */
function character(press: KeyPress): string {
  if (press.altKey && /^Key[A-Z]$/.test(press.code)) return press.code.slice(3).toLowerCase();
  return press.key.toLowerCase();
}

function letterMeaning(press: KeyPress, letterKeys: LetterKeys): KeyMeaning | null {
  if (letterKeys === 'off' || press.inTextField) return null;
  if (press.altKey !== (letterKeys === 'alt')) return null;
  const written = character(press);
  if (legNumbers.test(written)) return { does: 'leg', number: Number(written) };
  return letters[written] ?? null;
}

/** Chords that are ours; all others belong to the browser. */
function chordMeaning(press: KeyPress): KeyMeaning | null {
  if (press.metaKey || press.altKey || press.repeat) return null;
  if (press.key === 'Enter') return { does: 'confirm' };
  return press.key.toLowerCase() === 'z' && !press.inTextField ? { does: 'undo' } : null;
}

/**
 * The meaning of a key press, or null. A held key counts once, except the arrows, which only
 * select.
 */
export function meaningOf(press: KeyPress, letterKeys: LetterKeys): KeyMeaning | null {
  if (press.ctrlKey) return chordMeaning(press);
  if (press.metaKey) return null;
  const meaning = named[press.key];
  if (press.altKey) return press.repeat || meaning ? null : letterMeaning(press, letterKeys);
  if (meaning?.does === 'select') return press.inTextField ? null : meaning;
  if (press.repeat) return null;
  if (meaning) return meaning;
  if (press.inTextField) return null;
  if (keypad[press.code]) return keypad[press.code]!;
  if (press.key === ' ') return press.onControl ? null : { does: 'primary' };
  if (press.key === 'Enter') return press.onControl ? null : { does: 'call-selected' };
  return letterMeaning(press, letterKeys);
}
