import { Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { BookingChoices } from '../../contract/booking-setup.ts';
import { weekdayName } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { limits, sessionsMax, type BookingForm, type Session } from '../booking-form.ts';
import { bookingText as b } from '../booking-texts.ts';
import { TimeField } from './time-field.tsx';

interface Props {
  readonly form: BookingForm;
  readonly booking: BookingChoices;
}

/** Monday first; 0 is Sunday. */
const week = [1, 2, 3, 4, 5, 6, 0] as const;
/** A Sunday, from which days are counted to be named. */
const aSunday = Date.UTC(2026, 10, 22, 12);
const dayMs = 86_400_000;

const nameOfDay = (day: number): string =>
  weekdayName(aSunday + day * dayMs, 'UTC', language.value);

function Days({ form, row, at }: RowProps): JSX.Element {
  return (
    <div class="booking-days" role="group" aria-label={b('session', { at: at + 1 })}>
      {week.map(day => {
        const isOn = row.days.includes(day);
        const days = isOn ? row.days.filter(one => one !== day) : [...row.days, day];
        return (
          <button
            key={day}
            type="button"
            data-testid={`session-${at}-day-${day}`}
            aria-pressed={isOn}
            title={nameOfDay(day)}
            onClick={() =>
              form.changeSession(at, { days: days.toSorted((one, other) => one - other) })
            }
          >
            {nameOfDay(day).slice(0, 3)}
          </button>
        );
      })}
    </div>
  );
}

interface RowProps {
  readonly form: BookingForm;
  readonly row: Session;
  readonly at: number;
}

function Times({ form, row, at }: RowProps): JSX.Element {
  return (
    <>
      <TimeField
        label={b('opens')}
        testId={`session-${at}-opens`}
        value={row.opens}
        onChange={opens => form.changeSession(at, { opens })}
      />
      <TimeField
        label={b('closes')}
        testId={`session-${at}-closes`}
        value={row.closes}
        onChange={closes => form.changeSession(at, { closes })}
      />
    </>
  );
}

function SessionPlaces({ form, row, at }: RowProps): JSX.Element {
  return (
    <label class="printing-field">
      <span>{b('sessionPlaces')}</span>
      <input
        type="number"
        data-testid={`session-${at}-places`}
        {...limits.sessionPlaces}
        placeholder={b('sessionUsual')}
        value={row.placesPerSlot ?? ''}
        onChange={event => {
          const said = Math.round(event.currentTarget.valueAsNumber);
          const { min, max } = limits.sessionPlaces;
          form.changeSession(at, { placesPerSlot: said >= min && said <= max ? said : null });
        }}
      />
    </label>
  );
}

function SessionRow(props: RowProps): JSX.Element {
  const { form, row, at } = props;
  const isWrong = row.opens >= row.closes || row.days.length === 0;
  return (
    <li data-testid={`session-${at}`}>
      <Days {...props} />
      <div class="booking-session">
        <Times {...props} />
        <SessionPlaces {...props} />
        <button
          type="button"
          class="booking-bin"
          data-testid={`remove-session-${at}`}
          aria-label={b('removeSession', { at: at + 1 })}
          onClick={() => form.removeSession(at)}
        >
          <Icon of={Trash2} size={20} />
        </button>
      </div>
      {isWrong ? <p class="printing-wrong">{b('sessionWrong')}</p> : null}
    </li>
  );
}

/** When slots are: as the agency is open, or by hand. */
export function BookingSessions({ form, booking }: Props): JSX.Element {
  const { sessions } = booking;
  return (
    <fieldset>
      <legend>{b('sessions')}</legend>
      <div class="printing-switch booking-switch">
        <button
          type="button"
          data-testid="by-hours"
          aria-pressed={sessions.length === 0}
          onClick={() => form.change({ sessions: [] })}
        >
          {b('byHours')}
        </button>
        <button
          type="button"
          data-testid="by-sessions"
          aria-pressed={sessions.length > 0}
          onClick={() => (sessions.length === 0 ? form.addSession() : undefined)}
        >
          {b('bySessions')}
        </button>
      </div>
      <ul class="booking-sessions">
        {sessions.map((row, at) => (
          <SessionRow key={at} form={form} row={row} at={at} />
        ))}
      </ul>
      {sessions.length > 0 && sessions.length < sessionsMax ? (
        <button
          type="button"
          class="booking-small booking-add"
          data-testid="add-session"
          onClick={() => form.addSession()}
        >
          <Icon of={Plus} size={18} />
          {b('addSession')}
        </button>
      ) : null}
    </fieldset>
  );
}
