import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { placeAt } from '../edit-place.ts';
import { EditFrame, type EditProps } from './edit-fields.tsx';

const shownAs = (words: readonly string[]): string => words.join(', ');

/** "e-KTP, ktp hilang," are two; the same one twice is one. */
export const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== ''),
  ),
];

/** Several words in one field, with commas between them. */
export function WordListField(props: EditProps & { readonly placeholder: string }): JSX.Element {
  const { desk, at, label, placeholder } = props;
  const place = placeAt<readonly string[]>(desk, at);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <EditFrame desk={desk} place={place} label={label} was={shownAs(place.was ?? [])}>
      {aria => (
        <input
          {...aria}
          data-testid={place.elementId}
          disabled={props.isLocked === true}
          placeholder={placeholder}
          value={typed ?? shownAs(place.value)}
          onInput={event => {
            setTyped(event.currentTarget.value);
            place.change(wordsIn(event.currentTarget.value));
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </EditFrame>
  );
}
