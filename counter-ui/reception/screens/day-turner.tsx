import { ChevronLeft, ChevronRight } from 'lucide';
import type { JSX } from 'preact';
import { dateLong } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import { bookingText as b } from '../booking-texts.ts';

/** Noon of a calendar day, for naming it whatever the zone. */
const dayWords = (date: string): string =>
  dateLong(Date.parse(`${date}T12:00:00Z`), 'UTC', language.value);

/** The day that is shown, with the way to the next ones. */
export function DayTurner(props: {
  readonly date: string;
  readonly today: string;
  readonly testId: string;
  readonly onTurn: (days: 1 | -1) => void;
}): JSX.Element {
  const { date, today, testId, onTurn } = props;
  return (
    <div class="day-turner" data-testid={testId}>
      <button
        type="button"
        aria-label={b('dayBefore')}
        data-testid={`${testId}-before`}
        disabled={date <= today}
        onClick={() => onTurn(-1)}
      >
        <Icon of={ChevronLeft} size={20} />
      </button>
      <b>{date === today ? `${b('today')}, ${dayWords(date)}` : dayWords(date)}</b>
      <button
        type="button"
        aria-label={b('dayAfter')}
        data-testid={`${testId}-after`}
        onClick={() => onTurn(1)}
      >
        <Icon of={ChevronRight} size={20} />
      </button>
    </div>
  );
}
