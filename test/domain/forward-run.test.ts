import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseNext } from '../../server/domain/calling.ts';
import {
  forwardRun,
  walkMinutes,
  type RunCounter,
  type RunInput,
  type RunTicket,
} from '../../server/domain/forward-run.ts';
import { drawMinutes, drawRemaining, serviceFactors } from '../../server/domain/service-times.ts';
import { visitClasses } from '../../server/domain/state.ts';
import type { Leg } from '../../server/domain/visit.ts';
import { MemoryBuilding, minuteMs } from './memory-building.ts';
import { buildRoom, roomOf, type Room } from './waiting-room.ts';

const minutesOf = (building: MemoryBuilding, leg: Leg): number =>
  building.state.index!.services.get(leg.serviceId)!.minutes;

/** The run's input as the estimate makes it, for counters that are open or busy. */
function inputOf(building: MemoryBuilding, ghosts: RunInput['ghosts'] = []): RunInput {
  const { state, now } = building;
  const { counters, queues } = state.index!.setup;
  return {
    queues,
    counters: counters.map((counter): RunCounter => {
      const { leg } = state.counters.get(counter.id)!;
      const elapsed = leg ? (now - (leg.startedAt ?? leg.calledAt ?? now)) / minuteMs : 0;
      const busy = leg && { meanMinutes: minutesOf(building, leg), elapsed, order: leg.order };
      return { queueIds: counter.queueIds, availableIn: 0, busy };
    }),
    lines: queues.flatMap(queue =>
      visitClasses.flatMap(name => {
        const tickets = [...state.queues.get(queue.id)!.lines[name]].map((leg): RunTicket => ({
          legId: leg.id,
          queueId: leg.queueId,
          class: leg.class,
          waited: (now - leg.ref) / minuteMs,
          order: leg.order,
          meanMinutes: minutesOf(building, leg),
        }));
        return tickets.length > 0 ? [tickets] : [];
      }),
    ),
    ghosts,
  };
}

/** Every counter opened, so that what a run decides the real policy can be asked as well. */
function openRoom(room: Room): MemoryBuilding {
  const counters = room.counters.map(row => {
    const isHeld = row.state === 'busy' || row.state === 'called';
    return { ...row, state: isHeld ? ('busy' as const) : ('open' as const) };
  });
  return buildRoom({ ...room, counters });
}

test('EST-1: a run calls whom calling.ts calls, decision by decision', () => {
  let decisions = 0;
  fc.assert(
    fc.property(roomOf(50), fc.nat({ max: 39 }), (room, run) => {
      const building = openRoom(room);
      const { state } = building;
      const begin = building.now;
      const input = inputOf(building);
      const outcome = forwardRun(input, run, false);
      const freeAt = input.counters.map(({ busy }) =>
        busy ? drawRemaining(busy.meanMinutes, busy.elapsed, run, busy.order) : 0,
      );
      // Those at the counters are gone by the time anybody is called there.
      for (const counter of state.counters.values()) {
        if (counter.leg) building.finish(counter.leg.visitId);
      }
      const finds = () => freeAt.indexOf(Math.min(...freeAt));
      for (let place = finds(); freeAt[place]! < Infinity; place = finds()) {
        const at = begin + freeAt[place]! * minuteMs;
        const leg = chooseNext(state, input.counters[place]!.queueIds, at)?.leg;
        if (!leg) {
          // Nobody enters this room any more: the counter has nothing left to do.
          freeAt[place] = Infinity;
          continue;
        }
        expect(outcome.calls.get(leg.id)?.minutes, leg.id).toBeCloseTo(freeAt[place]!, 6);
        freeAt[place]! += walkMinutes + drawMinutes(minutesOf(building, leg), run, leg.order);
        building.on('cancel', leg.visitId);
        decisions += 1;
      }
      const left = [...state.legs.values()].filter(({ state: now }) => now === 'waiting');
      expect(left).toEqual([]);
    }),
    { seed: 64, numRuns: 150 },
  );
  expect(decisions).toBeGreaterThan(1_000);
});

test('EST-1: a newcomer is told what one who really joins would be told by the same run', () => {
  fc.assert(
    fc.property(roomOf(40), fc.nat({ max: 39 }), (room, run) => {
      const building = openRoom(room);
      const ghosts = ['qa', 'qb'].flatMap(queueId =>
        visitClasses.map(name => ({ queueId, class: name })),
      );
      const input = inputOf(building, ghosts);
      const told = forwardRun(input, run, false).ghosts;
      ghosts.forEach((ghost, index) => {
        const ticket: RunTicket = {
          ...ghost,
          legId: 'newcomer',
          waited: 0,
          order: building.state.seq + 1,
          meanMinutes: 8,
        };
        const lines = input.lines.map(line =>
          line[0]!.queueId === ghost.queueId && line[0]!.class === ghost.class
            ? [...line, ticket]
            : line,
        );
        if (lines.every((line, place) => line === input.lines[place])) lines.push([ticket]);
        const real = forwardRun({ ...input, lines, ghosts: [] }, run, false).calls.get('newcomer')!;
        expect(told[index]!.minutes, `${ghost.queueId} ${ghost.class}`).toBeCloseTo(
          real.minutes,
          6,
        );
        expect(told[index]!.ahead).toBe(real.ahead);
      });
    }),
    { seed: 65, numRuns: 150 },
  );
});

test('EST-1: service times have the mean of the service, and what is left is never nothing', () => {
  const mean = serviceFactors.reduce((sum, factor) => sum + factor, 0) / serviceFactors.length;
  expect(mean).toBeCloseTo(1, 9);
  const draws = Array.from({ length: 4_000 }, (_, order) => drawMinutes(10, order % 40, order));
  expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeGreaterThan(9.5);
  expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeLessThan(10.5);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 600, noNaN: true }),
      fc.nat(39),
      fc.nat(9_999),
      (...row) => {
        const [elapsed, run, order] = row;
        const left = drawRemaining(8, elapsed, run, order);
        return left > 0 && left <= 8 * serviceFactors.at(-1)!;
      },
    ),
    { seed: 66, numRuns: 500 },
  );
});
