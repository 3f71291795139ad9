import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { BookingPage } from './booking-page.ts';
import { BookingApp } from './screens/booking-app.tsx';
import './styles/printing.css';
import './styles/booking.css';

const stillMs = 300;

/** What can be booked in the building, for whoever sets it up. */
export function mountBooking(root: HTMLElement): void {
  const later = (work: () => void) => {
    const timer = setTimeout(work, stillMs);
    return () => clearTimeout(timer);
  };
  const page = new BookingPage({ send, later });
  page.start();
  render(<BookingApp page={page} />, root);
}
