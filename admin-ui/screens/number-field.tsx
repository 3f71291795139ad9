import type { JSX } from 'preact';

interface Props {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly limits: { readonly min: number; readonly max: number; readonly step: number };
  readonly onChange: (value: number) => void;
}

/** A number that cannot be is not taken: the field goes back to what it was. */
export function NumberField({ label, testId, value, limits, onChange }: Props): JSX.Element {
  return (
    <label class="printing-field">
      <span>{label}</span>
      <input
        type="number"
        data-testid={testId}
        {...limits}
        value={value}
        onChange={event => {
          const typed = event.currentTarget.valueAsNumber;
          const said = limits.step >= 1 ? Math.round(typed) : typed;
          const isGood = said >= limits.min && said <= limits.max;
          if (isGood) onChange(said);
          event.currentTarget.value = String(isGood ? said : value);
        }}
      />
    </label>
  );
}
