import { CircleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { DeskBooking } from '../../../contract/desk-bookings.ts';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { dayAfter, type BookingList } from '../booking-list.ts';
import { bookingRefused, bookingText as b } from '../booking-texts.ts';
import type { ReceptionPage } from '../model.ts';
import { DayTurner } from './day-turner.tsx';
import { EraseForm } from './erase-form.tsx';

interface Shows {
  readonly page: ReceptionPage;
  readonly booking: DeskBooking;
}

function Person({ person }: DeskBooking): JSX.Element {
  if (person === null) return <p class="quiet-text">{b('nothingKept')}</p>;
  const rows = [
    ['nik', person.nikLast4],
    ['phone', person.phoneLast4],
  ] as const;
  return (
    <dl class="booking-facts">
      {rows.map(([name, digits]) =>
        digits === null ? null : (
          <div key={name}>
            <dt>{b(name)}</dt>
            <dd>{b('endsWith', { digits })}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Facts({ page, booking }: Shows): JSX.Element {
  const { code, label, minutes, person, serviceName, agencyShort, startsAt, status } = booking;
  const timeZone = page.building.value?.timeZone ?? 'Asia/Jakarta';
  return (
    <section class="booking-open">
      <h1>
        {timeOfDay(Date.parse(startsAt), timeZone, language.value)}{' '}
        <small>{b('length', { minutes })}</small>
      </h1>
      {person?.name ? <p class="booking-name">{person.name}</p> : null}
      <dl class="booking-facts">
        <div>
          <dt>{b('service')}</dt>
          <dd>
            {pick(serviceName)}, {agencyShort}
          </dd>
        </div>
        <div>
          <dt>{b('code')}</dt>
          <dd class="booking-code" data-testid="booking-code">
            {code ?? '–'}
          </dd>
        </div>
      </dl>
      <Person {...booking} />
      <p class="booking-status" data-testid="booking-status">
        {b(`status:${status}`)}
        {label === null ? '' : `, ${b('withNumber', { label })}`}
      </p>
    </section>
  );
}

function Trouble({ bookings }: { readonly bookings: BookingList }): JSX.Element | null {
  const problem = bookings.problem.value;
  if (problem === null) return null;
  return (
    <div class="refused" role="alert" data-testid="booking-refused">
      <p>
        <Icon of={CircleAlert} size={18} />
        {bookingRefused(problem.code)}
      </p>
    </div>
  );
}

function Slots({ bookings, timeZone }: { bookings: BookingList; timeZone: string }) {
  const slots = bookings.slots.value;
  if (slots === null) return <p class="quiet-text">{b('loading')}</p>;
  if (slots.length === 0) return <p class="quiet-text">{b('noSlots')}</p>;
  return (
    <ul class="move-slots">
      {slots.map(({ startsAt, left }) => {
        const time = timeOfDay(Date.parse(startsAt), timeZone, language.value);
        return (
          <li key={startsAt}>
            <button
              type="button"
              data-testid={`slot-${time}`}
              disabled={left === 0 || bookings.isBusy.value}
              onClick={() => void bookings.move(startsAt)}
            >
              <b>{time}</b>
              <small>{left === 0 ? b('full') : b('left', { left })}</small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Moving({ page }: Pick<Shows, 'page'>): JSX.Element | null {
  const { bookings } = page;
  const date = bookings.moveDate.value;
  const today = bookings.day.value?.today;
  if (date === null || today === undefined) return null;
  return (
    <section class="booking-move" data-testid="moving">
      <h2>{b('moveTitle')}</h2>
      <DayTurner
        date={date}
        today={today}
        testId="move-day"
        onTurn={days => void bookings.showSlots(dayAfter(date, days))}
      />
      <Slots bookings={bookings} timeZone={page.building.value?.timeZone ?? 'Asia/Jakarta'} />
    </section>
  );
}

function Asking(props: {
  readonly bookings: BookingList;
  readonly step: 'cancel' | 'erase';
}): JSX.Element {
  const { bookings, step } = props;
  const yes = () => void (step === 'cancel' ? bookings.cancel() : bookings.erase());
  return (
    <div class="booking-ask" role="alert">
      <p>{b(step === 'cancel' ? 'cancelAsk' : 'eraseAsk')}</p>
      <div class="booking-keys">
        <button
          type="button"
          class="outlined danger"
          data-testid={`${step}-yes`}
          disabled={bookings.isBusy.value}
          onClick={yes}
        >
          {b(step === 'cancel' ? 'cancelYes' : 'eraseYes')}
        </button>
        <button type="button" class="outlined" onClick={() => bookings.back()}>
          {b('back')}
        </button>
      </div>
    </div>
  );
}

function Keys({ page, booking }: Shows): JSX.Element {
  const { bookings } = page;
  const isOpen = booking.status === 'booked';
  // Erasing cannot be taken back: that is for those who steer the building.
  const mayErase = page.session.user.value?.role !== 'officer' && booking.person !== null;
  return (
    <div class="booking-keys">
      {isOpen ? (
        <>
          <button
            type="button"
            class="outlined"
            data-testid="move-booking"
            onClick={() => bookings.ask('move')}
          >
            {b('move')}
          </button>
          <button
            type="button"
            class="outlined"
            data-testid="cancel-booking"
            onClick={() => bookings.ask('cancel')}
          >
            {b('cancel')}
          </button>
        </>
      ) : null}
      {mayErase ? (
        <button
          type="button"
          class="outlined danger"
          data-testid="erase-person"
          onClick={() => bookings.ask('erase')}
        >
          {b('erase')}
        </button>
      ) : null}
    </div>
  );
}

function CheckIn({ page, booking }: Shows): JSX.Element | null {
  const { code, status } = booking;
  const isToday = page.bookings.date.value === null;
  if (status !== 'booked' || code === null || !isToday) return null;
  return (
    <button
      type="button"
      class="primary"
      data-testid="check-in-booking"
      onClick={() => void page.enterCode(code)}
    >
      <span class="words">{b('checkIn')}</span>
    </button>
  );
}

/** One booking, and what can be done for whoever made it. */
export function OpenBooking({ page }: Pick<Shows, 'page'>): JSX.Element {
  const { bookings } = page;
  const booking = bookings.chosen.value;
  if (booking === null) {
    return (
      <>
        <p class="quiet-text">{b('choose')}</p>
        {page.session.user.value?.role === 'administrator' ? (
          <EraseForm erasing={page.erasing} />
        ) : null}
      </>
    );
  }
  const step = bookings.step.value;
  return (
    <>
      <div class="right-scroll">
        <Facts page={page} booking={booking} />
        <Trouble bookings={bookings} />
        {step === 'look' ? <Keys page={page} booking={booking} /> : null}
        {step === 'cancel' || step === 'erase' ? <Asking bookings={bookings} step={step} /> : null}
        {step === 'move' ? (
          <>
            <Moving page={page} />
            <button type="button" class="outlined" onClick={() => bookings.back()}>
              {b('back')}
            </button>
          </>
        ) : null}
      </div>
      {step === 'look' ? <CheckIn page={page} booking={booking} /> : null}
    </>
  );
}
