import type { JSX } from 'preact';
import { dateLong } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { editText as e } from '../edit-texts.ts';
import { dayAfter } from '../opening-days.ts';

/** A business date as a day that everybody knows: it is of no time zone. */
export const businessDay = (date: string): string =>
  dateLong(Date.parse(`${date}T12:00:00Z`), 'UTC', language.value);

interface Props {
  /** Of the building. */
  readonly today: string;
  /** Null: at once. */
  readonly from: string | null;
  readonly testId: string;
  readonly onStart: (from: string | null) => void;
}

/** From when a change shall hold: at once, or from the beginning of a later day. */
export function StartDay({ today, from, testId, onStart }: Props): JSX.Element {
  const tomorrow = dayAfter(today, 1);
  return (
    <span class="save-from">
      <label>
        <span>{e('from')}</span>
        <select
          data-testid={testId}
          value={from === null ? 'now' : 'day'}
          onChange={event => onStart(event.currentTarget.value === 'day' ? tomorrow : null)}
        >
          <option value="now">{e('fromNow')}</option>
          <option value="day">{e('fromDay')}</option>
        </select>
      </label>
      {from === null ? null : (
        <input
          type="date"
          data-testid={`${testId}-day`}
          aria-label={e('fromDate')}
          min={tomorrow}
          value={from}
          onChange={event => {
            const day = event.currentTarget.value;
            if (day >= tomorrow) onStart(day);
            event.currentTarget.value = day >= tomorrow ? day : from;
          }}
        />
      )}
    </span>
  );
}
