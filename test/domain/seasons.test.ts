import { agencyView } from '../../server/views/kiosk-view.ts';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../contract/commands.ts';
import { setupSchema, type Hours, type Setup } from '../../contract/setup.ts';
import { availabilityOf } from '../../server/domain/availability.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf } from '../../server/domain/state.ts';
import { hallHours } from '../../server/views/hall-hours.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';
import {
  alwaysOpen,
  dayOff,
  hourMs,
  MemoryBuilding,
  minuteMs,
  setupWith,
} from './memory-building.ts';

/** Seasons, agencies that work on a holiday, and services that kiosks do not offer for now. */

const weekdays = [1, 2, 3, 4, 5];
const openFrom = (opens: string, closes: string, lastTicketMinutes = 30): Hours => ({
  periods: [{ days: weekdays, opens, closes }],
  lastTicketMinutes,
});
const usual = openFrom('08:00', '16:00');
const ramadan: Setup['building']['seasons'][number] = {
  id: 'ramadan',
  name: { id: 'Ramadan', en: 'Ramadan' },
  from: '2026-03-03',
  until: '2026-03-05',
  hours: openFrom('08:00', '14:00', 15),
  agencies: [
    { agencyId: 'short', hours: openFrom('09:00', '12:00', 0) },
    { agencyId: 'keeps', hours: null },
  ],
};

/** Queue qa is of `agency`; lines of three more agencies: `short`, `keeps` and `own`. */
const seasonal = (change: (setup: Setup) => void = () => undefined): Setup =>
  setupWith(setup => {
    setup.building.hours = usual;
    setup.building.seasons = [ramadan];
    for (const [at, id] of ['short', 'keeps', 'own'].entries()) {
      const series = 'CDE'[at]!;
      setup.agencies.push({ ...setup.agencies[0]!, id, code: series });
      setup.queues.push({ ...setup.queues[0]!, id: `q-${id}`, agencyId: id, series });
      setup.counters[0]!.queueIds.push(`q-${id}`);
    }
    setup.agencies.find(({ id }) => id === 'own')!.hours = openFrom('10:00', '20:00', 0);
    change(setup);
  });

const instantOf = (local: string): number => Date.parse(`${local}:00+08:00`);

function reasonAt(local: string, queueId: string, setup: Setup = seasonal()): string {
  const now = instantOf(local);
  const { state } = new MemoryBuilding(setup, now);
  return availabilityOf(state, queueId, now).reason ?? 'open';
}

test('the set-up of these tests is a valid one', () => {
  expect(setupSchema.parse(seasonal())).toEqual(seasonal());
});

describe('a season', () => {
  // 3 to 5 March 2026 are Tuesday to Thursday.
  test.each([
    ['the day before', '2026-03-02T15:00', 'qa', 'open'],
    ['its first day', '2026-03-03T15:00', 'qa', 'outside-hours'],
    ['its last ticket', '2026-03-03T13:45', 'qa', 'last-ticket-passed'],
    ['a minute before that', '2026-03-03T13:44', 'qa', 'open'],
    ['its last day', '2026-03-05T15:00', 'qa', 'outside-hours'],
    ['the day after', '2026-03-06T15:00', 'qa', 'open'],
    ['one that differs, before it opens', '2026-03-04T08:30', 'q-short', 'not-open-yet'],
    ['one that differs, open', '2026-03-04T11:59', 'q-short', 'open'],
    ['one that differs, over', '2026-03-04T12:00', 'q-short', 'outside-hours'],
    ['one that keeps the usual', '2026-03-04T15:00', 'q-keeps', 'open'],
    ['one with hours of its own follows it', '2026-03-04T15:00', 'q-own', 'outside-hours'],
    ['and has its own again afterwards', '2026-03-06T19:00', 'q-own', 'open'],
  ])('HOURS-7: %s, %s %s', (_name, local, queueId, expected) => {
    expect(reasonAt(local, queueId)).toBe(expected);
  });

  test('HOURS-7: one that keeps its usual hours keeps its own', () => {
    const setup = seasonal(row => {
      row.building.seasons[0] = { ...ramadan, agencies: [{ agencyId: 'own', hours: null }] };
    });
    expect(reasonAt('2026-03-04T09:00', 'q-own', setup)).toBe('not-open-yet');
    expect(reasonAt('2026-03-04T19:00', 'q-own', setup)).toBe('open');
  });

  test('HOURS-3, HOURS-7: what opens next is told by the hours of that day', () => {
    const opensAt = (local: string, queueId: string): string | undefined => {
      const now = instantOf(local);
      return availabilityOf(new MemoryBuilding(seasonal(), now).state, queueId, now).opensAt;
    };
    expect(opensAt('2026-03-02T17:00', 'q-short')).toBe('2026-03-03T09:00:00.000+08:00');
    expect(opensAt('2026-03-05T17:00', 'q-short')).toBe('2026-03-06T08:00:00.000+08:00');
    expect(opensAt('2026-03-05T17:00', 'q-own')).toBe('2026-03-06T10:00:00.000+08:00');
  });

  test('HOURS-6, HOURS-7: a building that never closes has hours and holidays in its season', () => {
    const setup = seasonal(row => {
      row.building.hours = alwaysOpen;
      row.building.holidays = [dayOff('2026-03-02'), dayOff('2026-03-04')];
    });
    expect(reasonAt('2026-03-02T23:00', 'qa', setup)).toBe('open');
    expect(reasonAt('2026-03-03T23:00', 'qa', setup)).toBe('outside-hours');
    expect(reasonAt('2026-03-04T10:00', 'qa', setup)).toBe('holiday');
  });

  test('BOOK-4, HOURS-7: slots are within the hours of the season, until its last ticket', () => {
    const setup = bookedSetup(row => {
      row.building.hours = usual;
      row.building.seasons = [ramadan];
    });
    const room = new BookedRoom(setup, instantOf('2026-03-02T10:00'));
    const queue = setupOf(room.state).queues.get('qa')!;
    const ends = (local: string): string => {
      const last = slotsOf(room.state, queue, instantOf(local)).at(-1)!;
      return new Date(last.startsAt + last.minutes * minuteMs + 8 * hourMs).toISOString();
    };
    expect(ends('2026-03-02T00:00')).toBe('2026-03-02T15:30:00.000Z');
    expect(ends('2026-03-03T00:00')).toBe('2026-03-03T13:30:00.000Z');
  });

  test('DAY-4, HOURS-7: numbers hold until the season’s closing and the tolerance after it', () => {
    const building = new MemoryBuilding(seasonal(), instantOf('2026-03-03T13:30'));
    const visit = building.issue('a1');
    const stateAt = (local: string): string | undefined => {
      building.now = instantOf(local);
      building.do({ type: 'roll-day', actor: { role: 'system' } });
      return building.state.visits.get(visit)?.legs[0]?.state;
    };
    expect(stateAt('2026-03-03T15:59')).toBe('waiting');
    expect(stateAt('2026-03-03T16:00')).toBe('expired');
  });

  test('HOURS-7: the hall is told the hours of the season', () => {
    const at = (local: string) =>
      hallHours(new MemoryBuilding(seasonal(), instantOf(local)).state, instantOf(local));
    expect(at('2026-03-04T08:00')).toMatchObject({
      closesAt: '2026-03-04T14:00:00.000+08:00',
      lastTicketAt: '2026-03-04T13:45:00.000+08:00',
      reopensAt: '2026-03-05T08:00:00.000+08:00',
    });
    expect(at('2026-03-06T08:00').closesAt).toBe('2026-03-06T16:00:00.000+08:00');
  });
});

describe('a holiday on which some agencies work', () => {
  const feast = (exceptAgencyIds: string[]) =>
    seasonal(setup => {
      setup.building.holidays = [{ ...dayOff('2026-03-09'), exceptAgencyIds }];
    });
  const hall = (setup: Setup, local = '2026-03-09T09:00') =>
    hallHours(new MemoryBuilding(setup, instantOf(local)).state, instantOf(local));

  test('HOURS-8: those it does not bind are open as on any such day, all others are not', () => {
    const setup = feast(['own']);
    expect(reasonAt('2026-03-09T11:00', 'qa', setup)).toBe('holiday');
    expect(reasonAt('2026-03-09T09:00', 'q-own', setup)).toBe('not-open-yet');
    expect(reasonAt('2026-03-09T11:00', 'q-own', setup)).toBe('open');
    expect(reasonAt('2026-03-09T20:00', 'q-own', setup)).toBe('outside-hours');
  });

  test('HOURS-8: a day off that is given with a holiday binds as one', () => {
    const setup = seasonal(row => {
      row.building.holidays = [{ ...dayOff('2026-03-09'), kind: 'collective-leave' }];
    });
    expect(reasonAt('2026-03-09T11:00', 'qa', setup)).toBe('holiday');
  });

  test('HOURS-8: the hall is not told that it is closed while somebody works', () => {
    const times = { opensAt: null, closesAt: null, holidayToday: dayOff('2026-03-09').name };
    expect(hall(feast([]))).toMatchObject(times);
    expect(hall(feast(['own']))).toMatchObject({
      opensAt: '2026-03-09T10:00:00.000+08:00',
      closesAt: '2026-03-09T20:00:00.000+08:00',
      holidayToday: null,
    });
    expect(hall(feast([]), '2026-03-08T09:00').holidayTomorrow).toEqual(dayOff('').name);
    expect(hall(feast(['own']), '2026-03-08T09:00').holidayTomorrow).toBe(null);
  });
});

describe('a service that is not offered for now', () => {
  const notOffered = () => {
    const setup = bookedSetup(row => {
      row.services.find(({ id }) => id === 'a1')!.isOffered = false;
    });
    return new BookedRoom(setup);
  };
  const ask = (room: BookedRoom, actor: Actor, serviceId: string) =>
    room.do({
      type: 'issue-ticket',
      actor,
      visitId: `v${room.state.visits.size}`,
      serviceIds: [serviceId],
      class: 'walk-in',
      language: 'id',
    });

  test('HOURS-9: a kiosk gives no number for it, for others of its line it does', () => {
    const room = notOffered();
    const kiosk: Actor = { role: 'device', deviceId: 'kiosk-1' };
    expect(ask(room, kiosk, 'a1')).toEqual({
      refused: 'service-closed',
      facts: { serviceId: 'a1', reason: 'paused' },
    });
    expect(isRefusal(ask(room, kiosk, 'a2'))).toBe(false);
  });

  test('HOURS-9: an agency of which nothing is offered is closed on its tile', () => {
    const room = notOffered();
    const tile = () => agencyView(room.state, 'agency', room.now);
    expect(tile().availability).toEqual({ open: true });
    for (const row of setupOf(room.state).setup.services) row.isOffered = false;
    expect(tile()).toMatchObject({
      availability: { open: false, reason: 'paused' },
      estimate: null,
    });
  });

  test('HOURS-9: who booked it checks in', () => {
    const room = notOffered();
    const booking = room.book(30);
    expect(isRefusal(room.at(20).checkIn(booking))).toBe(false);
  });

  test.each<Actor>([
    { role: 'officer', staffId: 's1', counterIds: ['c1'] },
    { role: 'supervisor', staffId: 's2' },
  ])('HOURS-9: $role gives one all the same', actor => {
    expect(isRefusal(ask(notOffered(), actor, 'a1'))).toBe(false);
  });
});
