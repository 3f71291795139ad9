import type { JSX } from 'preact';
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
  return (
    <label class="printing-field">
      <span>{label}</span>
      <input
        data-testid={testId}
        inputMode="numeric"
        maxLength={5}
        value={clockText(value, language.value)}
        onChange={event => {
          const read = timeRead(event.currentTarget.value);
          if (read !== null) onChange(read);
          event.currentTarget.value = clockText(read ?? value, language.value);
        }}
      />
    </label>
  );
}
