import { signal } from '@preact/signals';
import type { Language, Text } from '../contract/values.ts';

/**
 * The language of this screen; whatever was rendered with it follows. Under an overlay it is the
 * one that the overlay falls back to.
 */
export const language = signal<Language>('id');

/** A local language: sentences by the keys of the catalogues, as many as there are. */
export interface Overlay {
  /** As in the `lang` of a page. */
  readonly code: string;
  readonly sentences: Readonly<Record<string, string>>;
}

/** What lies over the Indonesian catalogue now; null: nothing. */
export const overlay = signal<Overlay | null>(null);

/** The code of what this screen speaks, local languages included. */
export const spokenCode = (): string => overlay.value?.code ?? language.value;

export function pick(text: Text): string {
  return text[language.value];
}

export type Params = Readonly<Record<string, string | number>>;

/** Puts `{name}` places of a sentence right; a place without a value is left as it is. */
export function fill(sentence: string, params: Params): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : String(value);
  });
}

/** Indonesian decides which keys there are; English must have every one of them. */
export interface Catalogue<Key extends string> {
  readonly id: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<NoInfer<Key>, string>>;
}

/** A sentence that an overlay lacks is said in the language below it. */
export function texts<const Key extends string>(
  catalogue: Catalogue<Key>,
): (key: Key, params?: Params) => string {
  return (key, params) => {
    const sentence = overlay.value?.sentences[key] ?? catalogue[language.value][key];
    return params === undefined ? sentence : fill(sentence, params);
  };
}
