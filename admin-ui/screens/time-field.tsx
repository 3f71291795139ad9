import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { clockText } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { timeRead } from '../time-read.ts';

/** A time of day as people write it; one that cannot be is not taken. */
export function TimeField(props: {
  readonly label: string;
  readonly testId: string;
  /** HH:MM; 24:00 ends a day. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { label, testId, value, onChange } = props;
  // What is being typed is no time yet: an answer that draws the page anew must not wipe it.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label class="printing-field">
      <span>{label}</span>
      <input
        data-testid={testId}
        inputMode="numeric"
        maxLength={5}
        value={typed ?? clockText(value, language.value)}
        onInput={event => setTyped(event.currentTarget.value)}
        onChange={event => {
          const read = timeRead(event.currentTarget.value);
          setTyped(null);
          if (read !== null) onChange(read);
          event.currentTarget.value = clockText(read ?? value, language.value);
        }}
      />
    </label>
  );
}
