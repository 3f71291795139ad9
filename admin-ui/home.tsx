import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DemoBooking, DemoBookings } from '../contract/bookings.ts';
import type { BuildingView } from '../contract/views.ts';
import { send } from '../ui-kit/api.ts';
import { Home } from './screens/home-screen.tsx';

/** The front page: which screens there are, and in a demo building how to sign in. */
export function mountHome(root: HTMLElement): void {
  const building = signal<BuildingView | null>(null);
  const bookings = signal<readonly DemoBooking[]>([]);
  const load = async () => {
    const answer = await send<BuildingView>('GET', '/building');
    if (answer.ok) building.value = answer.body;
    if (!answer.ok || !answer.body.demo) return;
    const booked = await send<DemoBookings>('GET', '/demo/bookings');
    if (booked.ok) bookings.value = booked.body.bookings;
  };
  void load();
  render(<Home building={building} bookings={bookings} />, root);
}
