import { expect, test } from 'vitest';
import type { Setup } from '../../contract/setup.ts';
import { editsBetween } from '../../server/domain/setup-parts.ts';
import { setupOf } from '../../server/domain/state.ts';
import { BookedRoom, bookedSetup } from './booked-room.ts';
import { deskOf, everyScreen } from './every-screen.ts';
import { everywhere, MemoryBuilding } from './memory-building.ts';

const administrator = { role: 'administrator', staffId: 'staff-a' } as const;

/** Changes the set-up as the office does, and gives what it was refused by. */
function change(building: MemoryBuilding, to: (setup: Setup) => void): string | null {
  const { setup } = setupOf(building.state);
  const wished = structuredClone(setup);
  to(wished);
  const edits = editsBetween(setup, wished);
  const command = { type: 'edit-setup', actor: administrator, from: null, planId: 'plan' } as const;
  return building.refusalOf({ ...command, edits })?.refused ?? null;
}

/** The line A goes, with its services and with counters that have no other. */
function withoutLineA(setup: Setup): void {
  setup.queues = setup.queues.filter(({ id }) => id !== 'qa');
  setup.services = setup.services.filter(({ queueId }) => queueId !== 'qa');
  setup.counters = setup.counters.flatMap(counter => {
    const queueIds = counter.queueIds.filter(id => id !== 'qa');
    return queueIds.length === 0 ? [] : { ...counter, queueIds };
  });
}

test('SETUP-23: a line whose numbers were given today stays, also where all of them went elsewhere', () => {
  const building = new MemoryBuilding().open('c2');
  const visitId = building.issue('a1');
  building.callNext('c2');
  building.must({ type: 'change-service', actor: everywhere, visitId, serviceId: 'b1' });
  // Its only errand stands in the other line, and its paper still says A001.
  expect(change(building, withoutLineA)).toBe('setup-refused');
  expect(change(new MemoryBuilding(), withoutLineA)).toBeNull();
});

test('SETUP-28: a desk is told where visitors of the service usually go on to, also of one changed now', () => {
  const building = new MemoryBuilding().open('c1');
  building.issue('a1');
  building.callNext('c1');
  const then = () => deskOf(building, 'c1').ticket?.thenServiceId;
  expect(then()).toBeNull();
  const goes = (setup: Setup): void => {
    setup.services[0]!.thenServiceId = 'b1';
  };
  expect(change(building, goes)).toBeNull();
  expect(then()).toBe('b1');
});

test('SETUP-24: what a press did is not undone where its service was taken out since', () => {
  const building = new MemoryBuilding().open('c2');
  const visitId = building.issue('a1');
  building.callNext('c2');
  building.must({ type: 'change-service', actor: everywhere, visitId, serviceId: 'b1' });
  const without = (setup: Setup): void => {
    setup.services = setup.services.filter(({ id }) => id !== 'a1');
  };
  expect(change(building, without)).toBeNull();
  const undo = { type: 'undo', actor: everywhere, counterId: 'c2' } as const;
  expect(building.refusalOf(undo)?.refused).toBe('cannot-undo');
  everyScreen(building.state, building.now);
});

test('SETUP-25: a booking that is moved takes a place of the line its service waits in by now', () => {
  const setup = bookedSetup(({ queues }) => {
    queues[1]!.booking = { ...queues[0]!.booking!, placesPerSlot: 1 };
  });
  const building = new BookedRoom(setup);
  const bookingId = building.book(60);
  const moves = (now: Setup): void => {
    now.services[0]!.queueId = 'qb';
  };
  expect(change(building, moves)).toBeNull();
  const startsAt = building.bookCommand(120).startsAt;
  building.must({ type: 'move-booking', actor: { role: 'visitor' }, bookingId, startsAt });
  // The slot of the new line has one place.
  expect(building.refusalOf(building.bookCommand(120))?.refused).toBe('slot-full');
  expect(building.refusalOf(building.bookCommand(120, { serviceId: 'a2' }))).toBeNull();
});
