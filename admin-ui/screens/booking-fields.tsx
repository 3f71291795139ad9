import type { JSX } from 'preact';
import type { BookedQueue, BookingChoices } from '../../contract/booking-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import { limits, type BookingDraft, type BookingForm } from '../booking-form.ts';
import { bookingRefused, bookingText as b } from '../booking-texts.ts';
import { BookingSessions } from './booking-sessions.tsx';
import { NumberField } from './number-field.tsx';
import { RefusedChange } from './refused-change.tsx';

interface Props {
  readonly form: BookingForm;
  readonly line: BookedQueue;
  readonly draft: BookingDraft;
  readonly mayChange: boolean;
}
interface OfBooking extends Props {
  readonly booking: BookingChoices;
}

type NumberKey = {
  [Key in keyof BookingChoices]: BookingChoices[Key] extends number ? Key : never;
}[keyof BookingChoices];

/** A number of the form, with what it was where it was changed. */
function Figure({ form, booking, name }: OfBooking & { readonly name: NumberKey }): JSX.Element {
  const before = form.begunFrom.value?.booking?.[name];
  const isChanged = before !== undefined && before !== booking[name];
  return (
    <div class={isChanged ? 'booking-figure booking-changed' : 'booking-figure'}>
      <NumberField
        label={b(name)}
        testId={`booking-${name}`}
        value={booking[name]}
        limits={limits[name]}
        onChange={value => form.change({ [name]: value })}
      />
      {isChanged ? <small>{b('wasBefore', { before })}</small> : null}
    </div>
  );
}

function Services({ form, line, draft }: Props): JSX.Element {
  return (
    <fieldset>
      <legend>{b('services')}</legend>
      {line.services.map(({ id, code, name, minutes }) => (
        <label key={id} class="booking-check">
          <input
            type="checkbox"
            data-testid={`bookable-${id}`}
            checked={draft.bookableIds.includes(id)}
            onChange={() => form.toggleService(id)}
          />
          <span>
            {code} {pick(name)}
          </span>
          <small>{b('minutes', { minutes })}</small>
        </label>
      ))}
    </fieldset>
  );
}

function Places(props: OfBooking): JSX.Element {
  const { form, booking } = props;
  const isByHand = booking.placesPerSlot !== null;
  return (
    <fieldset>
      <legend>{b('slots')}</legend>
      <div class="booking-three">
        <Figure {...props} name="slotMinutes" />
        <label class="printing-field">
          <span>{b('places')}</span>
          <select
            data-testid="booking-places"
            value={isByHand ? 'hand' : 'share'}
            onChange={event => {
              const isHand = event.currentTarget.value === 'hand';
              form.change({ placesPerSlot: isHand ? 4 : null });
            }}
          >
            <option value="share">{b('byShare')}</option>
            <option value="hand">{b('byHand')}</option>
          </select>
        </label>
        {booking.placesPerSlot === null ? (
          <Figure {...props} name="sharePercent" />
        ) : (
          <NumberField
            label={b('placesPerSlot')}
            testId="booking-placesPerSlot"
            value={booking.placesPerSlot}
            limits={limits.placesPerSlot}
            onChange={placesPerSlot => form.change({ placesPerSlot })}
          />
        )}
      </div>
    </fieldset>
  );
}

function Release({ form, booking }: OfBooking): JSX.Element {
  const { releaseMinutes } = booking;
  return (
    <fieldset>
      <legend>{b('release')}</legend>
      <div class="booking-three">
        {releaseMinutes === null ? null : (
          <NumberField
            label={b('releaseMinutes')}
            testId="booking-releaseMinutes"
            value={releaseMinutes}
            limits={limits.releaseMinutes}
            onChange={minutes => form.change({ releaseMinutes: minutes })}
          />
        )}
        <label class="booking-check booking-wide">
          <input
            type="checkbox"
            data-testid="release-never"
            checked={releaseMinutes === null}
            onChange={() => form.change({ releaseMinutes: releaseMinutes === null ? 30 : null })}
          />
          {b('releaseNever')}
        </label>
      </div>
    </fieldset>
  );
}

function Limits(props: OfBooking): JSX.Element {
  return (
    <>
      <fieldset>
        <legend>{b('limits')}</legend>
        <div class="booking-pair">
          <Figure {...props} name="daysAhead" />
          <Figure {...props} name="cutOffMinutes" />
        </div>
      </fieldset>
      <Release {...props} />
      <fieldset>
        <legend>{b('waitingList')}</legend>
        <div class="booking-pair">
          <Figure {...props} name="waitingListMax" />
          <Figure {...props} name="offerMinutes" />
        </div>
      </fieldset>
    </>
  );
}

function Foot({ form }: Pick<Props, 'form'>): JSX.Element {
  const isChanged = form.isChanged.value;
  const isReady = isChanged && form.isGood.value && !form.isBusy.value;
  return (
    <div class="booking-foot">
      <button type="submit" class="printing-key" data-testid="save-booking" disabled={!isReady}>
        {b('save')}
      </button>
      <button
        type="button"
        class="printing-second"
        data-testid="put-back"
        disabled={!isChanged}
        onClick={() => form.putBack()}
      >
        {b('putBack')}
      </button>
      <p class="printing-note" role="status" data-testid="booking-saved">
        {form.isSaved.value ? b('saved') : isChanged ? '' : b('unchanged')}
      </p>
    </div>
  );
}

/** What can be booked in one line. */
export function BookingFields(props: Props): JSX.Element {
  const { form, line, draft, mayChange } = props;
  const { booking } = draft;
  return (
    <form
      class="booking-form"
      data-testid="booking-form"
      onSubmit={event => {
        event.preventDefault();
        void form.save();
      }}
    >
      <fieldset class="booking-fields" disabled={!mayChange}>
        <header>
          <h2>{pick(line.name)}</h2>
          <p class="printing-note">
            {pick(line.agency.name)}. {b('line', { series: line.series, counters: line.counters })}
          </p>
          {mayChange ? null : <p class="printing-note">{b('readOnly')}</p>}
        </header>
        <label class="booking-check booking-on">
          <input
            type="checkbox"
            role="switch"
            data-testid="is-bookable"
            checked={booking !== null}
            onChange={() => form.turn(booking === null)}
          />
          <b>{b('bookable')}</b>
        </label>
        {booking === null ? null : (
          <>
            <Services {...props} />
            <Places {...props} booking={booking} />
            <BookingSessions form={form} booking={booking} />
            <Limits {...props} booking={booking} />
          </>
        )}
      </fieldset>
      <RefusedChange
        form={form}
        class="booking-trouble printing-wrong"
        testId="booking-trouble"
        wordsOf={bookingRefused}
        beginAnew={b('beginAnew')}
      />
      {mayChange ? <Foot form={form} /> : null}
    </form>
  );
}
