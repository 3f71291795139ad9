import { Search } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskBooking } from '../../../contract/desk-bookings.ts';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { takesText } from '../../../ui-kit/scan.ts';
import { shownMax, type BookingList } from '../booking-list.ts';
import { bookingText as b } from '../booking-texts.ts';
import type { ReceptionPage } from '../model.ts';
import { DayTurner } from './day-turner.tsx';
import { OpenBooking } from './open-booking.tsx';

type Shows = { readonly page: ReceptionPage };

const focusBookings = (): void => document.getElementById('booking-search')?.focus();

function useKeys(bookings: BookingList): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key === 'Escape') bookings.back();
      else if (event.key === '/' && isPlain && !takesText(event.target)) focusBookings();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bookings]);
}

function BookingRow(props: {
  readonly bookings: BookingList;
  readonly booking: DeskBooking;
  readonly timeZone: string;
}): JSX.Element {
  const { bookings, booking, timeZone } = props;
  const { id, startsAt, person, serviceName, agencyShort, status, label } = booking;
  const name = person?.name ?? null;
  const isOver = status === 'cancelled' || status === 'noshow';
  return (
    <li>
      <button
        type="button"
        class={isOver ? 'booking-row over' : 'booking-row'}
        data-testid={`booking-${id}`}
        aria-current={bookings.chosenId.value === id ? 'true' : undefined}
        onClick={() => bookings.choose(id)}
      >
        <time>{timeOfDay(Date.parse(startsAt), timeZone, language.value)}</time>
        <span class="booking-who">
          <b>{name ?? pick(serviceName)}</b>
          <small>{name === null ? agencyShort : `${agencyShort}, ${pick(serviceName)}`}</small>
        </span>
        <span class="booking-state">
          {b(`status:${status}`)}
          {label === null ? null : <small>{b('withNumber', { label })}</small>}
        </span>
      </button>
    </li>
  );
}

function Rows({ page }: Shows): JSX.Element {
  const { bookings } = page;
  const day = bookings.day.value;
  const found = bookings.found.value;
  if (day === null) return <p class="quiet-text">{b('loading')}</p>;
  if (found.length === 0) {
    return <p class="quiet-text">{b(day.bookings.length === 0 ? 'none' : 'noneFound')}</p>;
  }
  const timeZone = page.building.value?.timeZone ?? 'Asia/Jakarta';
  return (
    <>
      <ul class="booking-rows" data-testid="booking-rows">
        {found.slice(0, shownMax).map(booking => (
          <BookingRow key={booking.id} bookings={bookings} booking={booking} timeZone={timeZone} />
        ))}
      </ul>
      {found.length > shownMax ? <p class="quiet-text">{b('more', { count: shownMax })}</p> : null}
    </>
  );
}

/** Bookings of a day at the left, one of them at the right. */
export function BookingPanes({ page }: Shows): JSX.Element {
  const { bookings, erasing } = page;
  useKeys(bookings);
  useEffect(() => {
    bookings.start();
    focusBookings();
    return () => {
      bookings.close();
      erasing.forget();
    };
  }, [bookings, erasing]);
  const day = bookings.day.value;
  return (
    <main class="panes" data-testid="desk-bookings">
      <div class="left booking-left">
        <label class="search-field" for="booking-search">
          <Icon of={Search} size={18} />
          <span class="spoken-only">{b('search')}</span>
          <input
            id="booking-search"
            type="text"
            autocomplete="off"
            spellcheck={false}
            placeholder={b('search')}
            value={bookings.query.value}
            onInput={event => (bookings.query.value = event.currentTarget.value)}
          />
        </label>
        {day === null ? null : (
          <div class="booking-day">
            <DayTurner
              date={bookings.date.value ?? day.today}
              today={day.today}
              testId="booking-day"
              onTurn={days => bookings.turn(days)}
            />
            <span>{b('count', { count: day.bookings.length })}</span>
          </div>
        )}
        <Rows page={page} />
      </div>
      <div class="right">
        <OpenBooking page={page} />
      </div>
    </main>
  );
}
