import { signal } from '@preact/signals';
import type { Language, Text } from '../contract/values.ts';

/** The language of this screen; whatever was rendered with it follows. */
export const language = signal<Language>('id');

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
export function texts<const Key extends string>(catalogue: {
  readonly id: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<NoInfer<Key>, string>>;
}): (key: Key, params?: Params) => string {
  return (key, params) => {
    const sentence = catalogue[language.value][key];
    return params === undefined ? sentence : fill(sentence, params);
  };
}
