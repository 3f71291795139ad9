import type { Tab } from './destination.ts';

/** What a key means while a pane is open: its own keys only, the desk's letters mean nothing. */
export type PaneMeaning =
  | { readonly does: 'send' | 'accept' | 'back' | 'search' | 'returns' | 'speech' }
  | { readonly does: 'tab'; readonly tab: Tab }
  | { readonly does: 'step'; readonly by: 1 | -1 }
  | { readonly does: 'option'; readonly number: number }
  | { readonly does: 'often'; readonly digit: number };

export interface PanePress {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Where the writing goes. */
  readonly focus: 'search' | 'note' | 'control' | 'none';
  /** Nothing is written in the search yet, so a digit is not part of a name. */
  readonly searchIsEmpty: boolean;
}

const tabKeys: Readonly<Record<string, Tab>> = { F1: 'service', F2: 'counter', F3: 'officer' };

/** Alt turns digits into signs on some keyboards: the place of the key counts. */
const digitOf = ({ code, key }: PanePress): number | null => {
  const match = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? /^([1-9])$/.exec(key);
  return match ? Number(match[1]) : null;
};

function altMeaning(press: PanePress): PaneMeaning | null {
  const digit = digitOf(press);
  if (digit !== null) return { does: 'option', number: digit };
  if (press.code === 'KeyK') return { does: 'returns' };
  return press.code === 'KeyB' ? { does: 'speech' } : null;
}

function enterMeaning(press: PanePress): PaneMeaning | null {
  if (press.ctrlKey) return { does: 'send' };
  return press.focus === 'note' || press.focus === 'control' ? null : { does: 'accept' };
}

function arrowMeaning(press: PanePress): PaneMeaning | null {
  if (press.focus === 'note') return null;
  return { does: 'step', by: press.key === 'ArrowDown' ? 1 : -1 };
}

/** Null where the key belongs to the text, to a control, or to the browser. */
export function paneMeaning(press: PanePress): PaneMeaning | null {
  if (press.metaKey) return null;
  if (press.key === 'Escape') return press.repeat ? null : { does: 'back' };
  if (press.key === 'Enter') return press.repeat ? null : enterMeaning(press);
  if (press.ctrlKey) return null;
  if (press.altKey) return press.repeat ? null : altMeaning(press);
  const tab = tabKeys[press.key];
  if (tab) return { does: 'tab', tab };
  if (press.key === 'ArrowDown' || press.key === 'ArrowUp') return arrowMeaning(press);
  if (press.key === '/' && press.focus !== 'note' && press.focus !== 'search') {
    return { does: 'search' };
  }
  const digit = digitOf(press);
  const mayDigit = press.focus === 'search' ? press.searchIsEmpty : press.focus !== 'note';
  return digit !== null && digit <= 4 && mayDigit ? { does: 'often', digit } : null;
}
