import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DemoBooking } from '../../contract/bookings.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { QrCode } from '../../ui-kit/qr-code.tsx';
import { homeText } from '../home-texts.ts';

/** Bookings of a demo building, so that a check-in can be tried at its kiosk: by code or by QR. */
export function DemoBookings(props: {
  readonly bookings: ReadonlySignal<readonly DemoBooking[]>;
  readonly timeZone: string;
}): JSX.Element | null {
  const bookings = props.bookings.value;
  if (bookings.length === 0) return null;
  return (
    <section class="demo demo-bookings" data-testid="demo-bookings">
      <h2>{homeText('bookingsTitle')}</h2>
      <p>{homeText('bookingsLead')}</p>
      <ul>
        {bookings.map(booking => (
          <li key={booking.code} data-status={booking.status}>
            <QrCode
              of={booking.qr}
              size={116}
              label={homeText('bookingQr', { code: booking.code })}
            />
            <p>
              <code>{booking.code}</code>
              <b>{timeOfDay(Date.parse(booking.startsAt), props.timeZone, language.value)}</b>
              <span>{pick(booking.serviceName)}</span>
              <small>{statusOf(booking)}</small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function statusOf({ status }: DemoBooking): string {
  if (status === 'booked') return '';
  return homeText(status === 'checked-in' ? 'bookingUsed' : 'bookingOver');
}
