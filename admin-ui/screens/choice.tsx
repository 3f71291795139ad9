import type { JSX } from 'preact';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly testId: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly isLocked?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of several, named above. */
export function Choice<Value extends string>(props: Props<Value>): JSX.Element {
  const { label, testId, value, options, isLocked = false, onChange } = props;
  return (
    <label class="printing-field">
      <span>{label}</span>
      <select
        data-testid={testId}
        disabled={isLocked}
        value={value}
        onChange={event => {
          const chosen = options.find(option => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}
