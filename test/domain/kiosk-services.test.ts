import { describe, expect, test } from 'vitest';
import type { Actor } from '../../contract/commands.ts';
import { kioskSetupSchema } from '../../contract/printers.ts';
import type { Setup } from '../../contract/setup.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';

/** Kiosks that give numbers for some of the building's agencies only. */

const kiosk = (id: string, agencyIds: string[] | null) =>
  kioskSetupSchema.parse({ id, name: `Kiosk ${id}`, printerIds: [], agencyIds });

/** Service b1 is of an agency that the kiosk "narrow" gives no numbers for. */
const roomWith = (kiosks: Setup['kiosks']): BookedRoom =>
  new BookedRoom(
    bookedSetup(setup => {
      setup.agencies.push({ ...setup.agencies[0]!, id: 'other', code: 'X' });
      setup.services.find(({ id }) => id === 'b1')!.agencyId = 'other';
      setup.kiosks = kiosks;
    }),
  );

const narrow: Actor = { role: 'device', deviceId: 'narrow' };

function ask(room: BookedRoom, actor: Actor, ...serviceIds: string[]) {
  const visitId = `v${room.state.visits.size}`;
  return room.do({
    type: 'issue-ticket',
    actor,
    visitId,
    serviceIds,
    class: 'walk-in',
    language: 'id',
  });
}

describe('a kiosk of some agencies', () => {
  const kiosks = [kiosk('narrow', ['agency']), kiosk('wide', null)];

  test('FLOW-13: it gives no number of another agency, and names a kiosk that does', () => {
    const room = roomWith(kiosks);
    const facts = { serviceId: 'b1', kiosk: 'Kiosk wide' };
    expect(ask(room, narrow, 'b1')).toEqual({ refused: 'not-at-this-kiosk', facts });
    expect(ask(room, narrow, 'a1', 'b1')).toEqual({ refused: 'not-at-this-kiosk', facts });
    expect(room.state.visits.size).toBe(0);
    expect(isRefusal(ask(room, narrow, 'a1'))).toBe(false);
  });

  test('FLOW-13: where no kiosk does, none is named', () => {
    const room = roomWith([kiosk('narrow', ['agency'])]);
    const facts = { serviceId: 'b1' };
    expect(ask(room, narrow, 'b1')).toEqual({ refused: 'not-at-this-kiosk', facts });
  });

  test.each<[string, Actor]>([
    ['a kiosk of all agencies', { role: 'device', deviceId: 'wide' }],
    ['a kiosk that nobody has set up', { role: 'device', deviceId: 'new' }],
    ['staff at that kiosk', { role: 'officer', staffId: 's1', deviceId: 'narrow' }],
    ['the front desk', { role: 'supervisor', staffId: 's2' }],
  ])('FLOW-13: %s is not bound by it', (_name, actor) => {
    expect(isRefusal(ask(roomWith(kiosks), actor, 'b1'))).toBe(false);
  });

  test('FLOW-13: a booking of another agency is not checked in there, at whatever time', () => {
    const room = roomWith([kiosk('narrow', ['other']), kiosk('wide', null)]);
    const bookingId = room.book(60);
    const checkIn = () =>
      room.do({ type: 'check-in', actor: narrow, bookingId, visitId: 'v', asWalkIn: false });
    const refusal = { refused: 'not-at-this-kiosk', facts: { kiosk: 'Kiosk wide' } };
    expect(room.at(10) && checkIn()).toMatchObject(refusal);
    expect(room.at(55) && checkIn()).toMatchObject(refusal);
    expect(room.at(100) && checkIn()).toMatchObject(refusal);
    expect(isRefusal(room.at(55).checkIn(bookingId))).toBe(false);
    // What is true of the booking itself is said first.
    expect(checkIn()).toMatchObject({ refused: 'booking-used' });
  });
});
