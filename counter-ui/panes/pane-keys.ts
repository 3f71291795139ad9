import type { Tab } from './destination.ts';

/** The keys of a pane. Sending, going back and searching are the desk's own, and go on to it. */
export type PaneMeaning =
  | { readonly does: 'accept' | 'returns' | 'speech' }
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

function arrowMeaning(press: PanePress): PaneMeaning | null {
  if (press.focus === 'note') return null;
  return { does: 'step', by: press.key === 'ArrowDown' ? 1 : -1 };
}

/** Null where the key belongs to the text, to a control, or to the browser. */
export function paneMeaning(press: PanePress): PaneMeaning | null {
  if (press.metaKey || press.ctrlKey) return null;
  if (press.key === 'Enter') {
    const isText = press.focus === 'note' || press.focus === 'control';
    return press.repeat || isText ? null : { does: 'accept' };
  }
  if (press.altKey) return press.repeat ? null : altMeaning(press);
  const tab = tabKeys[press.key];
  if (tab) return { does: 'tab', tab };
  if (press.key === 'ArrowDown' || press.key === 'ArrowUp') return arrowMeaning(press);
  const digit = digitOf(press);
  const mayDigit = press.focus === 'search' ? press.searchIsEmpty : press.focus !== 'note';
  return digit !== null && digit <= 4 && mayDigit ? { does: 'often', digit } : null;
}
