import type { SetupFault } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { setupOf, type BuildingState } from './state.ts';

/** What a working day does not let go of: tickets that were given, places that were booked (SETUP-9). */

interface Listed {
  readonly id: string;
}

const gone = (before: readonly Listed[], after: readonly Listed[]): string[] => {
  const kept = new Set(after.map(({ id }) => id));
  return before.map(({ id }) => id).filter(id => !kept.has(id));
};

/** Tickets of today that have a leg of this kind. */
function ticketsOf(state: BuildingState, is: (leg: LegNow) => boolean): number {
  let tickets = 0;
  for (const { legs } of state.visits.values()) if (legs.some(is)) tickets += 1;
  return tickets;
}

/** How many numbers of a line's series were given today. */
export function numbersGiven({ queues }: BuildingState, id: string): number {
  const { lastNumber = 0, manualNumbers } = queues.get(id) ?? {};
  return lastNumber + (manualNumbers?.size ?? 0);
}

type LegNow = BuildingState['legs'] extends Map<string, infer Leg> ? Leg : never;

interface Booked {
  readonly serviceId: string;
  readonly queueId: string;
}

/** Places that are booked, and people who wait for one. */
export function bookingsOf(state: BuildingState, is: (booking: Booked) => boolean): number {
  let bookings = 0;
  for (const booking of state.bookings.byId.values()) {
    if (booking.status === 'booked' && is(booking)) bookings += 1;
  }
  for (const entry of state.waitingLists.byId.values()) if (is(entry)) bookings += 1;
  return bookings;
}

function takenOut(state: BuildingState, next: Setup): SetupFault[] {
  const { setup } = setupOf(state);
  const faults: SetupFault[] = [];
  const used = (path: string, tickets: number): void => {
    if (tickets > 0) faults.push({ path, code: 'used-today', facts: { tickets } });
  };
  const booked = (path: string, bookings: number): void => {
    if (bookings > 0) faults.push({ path, code: 'booked', facts: { bookings } });
  };
  for (const id of gone(setup.services, next.services)) {
    const path = `services/${id}`;
    used(
      path,
      ticketsOf(state, leg => leg.serviceId === id),
    );
    booked(
      path,
      bookingsOf(state, row => row.serviceId === id),
    );
  }
  for (const id of gone(setup.queues, next.queues)) {
    const path = `queues/${id}`;
    // Also numbers of its series whose errands went to other lines.
    used(path, ticketsOf(state, leg => leg.queueId === id) || numbersGiven(state, id));
    booked(
      path,
      bookingsOf(state, row => row.queueId === id),
    );
  }
  for (const id of gone(setup.counters, next.counters)) {
    const path = `counters/${id}`;
    used(
      path,
      ticketsOf(state, leg => leg.counterId === id),
    );
    const now = state.counters.get(id);
    if (now && now.state !== 'closed') faults.push({ path, code: 'counter-open' });
  }
  return faults;
}

/** Numbers on paper are called by their series: it is nobody else's, and nothing else, that day. */
function series(state: BuildingState, next: Setup): SetupFault[] {
  const { queues } = setupOf(state);
  const usedBy = new Map(
    [...queues.values()]
      .filter(row => numbersGiven(state, row.id) > 0)
      .map(row => [row.series, row.id]),
  );
  return next.queues.flatMap((queue): SetupFault[] => {
    const before = queues.get(queue.id)?.series;
    if (before === queue.series) return [];
    const isOwn = before !== undefined && usedBy.get(before) === queue.id;
    const user = isOwn ? queue.id : usedBy.get(queue.series);
    if (user === undefined || (user === queue.id && !isOwn)) return [];
    const facts = { series: isOwn ? before : queue.series };
    return [{ path: `queues/${queue.id}/series`, code: 'series-in-use', facts }];
  });
}

function timeZone(state: BuildingState, next: Setup): SetupFault[] {
  const before = setupOf(state).setup.building.timeZone;
  const tickets = state.visits.size;
  if (before === next.building.timeZone || tickets === 0) return [];
  return [{ path: 'building/timeZone', code: 'used-today', facts: { tickets } }];
}

/** Why a set-up cannot take the place of the one in force on this day; nothing where it can. */
export const faultsInUse = (state: BuildingState, next: Setup): SetupFault[] => [
  ...takenOut(state, next),
  ...series(state, next),
  ...timeZone(state, next),
];
