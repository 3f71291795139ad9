import * as fc from 'fast-check';
import type { Setup } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { everywhere, MemoryBuilding, minuteMs, setupWith, tenOClock } from './memory-building.ts';

/** A waiting room at one instant: who waits since when, and what each counter does. */
export interface Room {
  readonly waiting: readonly { service: 'a1' | 'a2' | 'b1'; name: VisitClass; ago: number }[];
  readonly counters: readonly {
    state: 'open' | 'busy' | 'called' | 'paused' | 'closed';
    for: number;
  }[];
  readonly maxWaitMinutes: number;
}

const counterState = fc.constantFrom(
  'open' as const,
  'busy' as const,
  'busy' as const,
  'called' as const,
  'paused' as const,
  'closed' as const,
);

export const roomOf = (waitingMax: number): fc.Arbitrary<Room> =>
  fc.record({
    waiting: fc.array(
      fc.record({
        service: fc.constantFrom('a1' as const, 'a1' as const, 'a2' as const, 'b1' as const),
        name: fc.constantFrom('walk-in' as const, 'walk-in' as const, 'vulnerable' as const),
        // An odd number of milliseconds: urgencies of two rates do not tie by chance.
        ago: fc.integer({ min: 0, max: 2_700_000 }).map(ms => ms * 2 + 1),
      }),
      { maxLength: waitingMax, size: 'max' },
    ),
    counters: fc.tuple(
      ...[1, 2, 3].map(() => fc.record({ state: counterState, for: fc.nat({ max: 30 }) })),
    ),
    maxWaitMinutes: fc.constantFrom(20, 60, 600),
  });

const setupOfRoom = (room: Room): Setup =>
  setupWith(setup => {
    for (const queue of setup.queues) queue.maxWaitMinutes = room.maxWaitMinutes;
  });

const series = { a1: 'A', a2: 'A', b1: 'B' } as const;

/** Somebody who joined `ago` ms before ten o'clock, as the journal would say it. */
export function join(
  building: MemoryBuilding,
  service: 'a1' | 'a2' | 'b1',
  name: VisitClass,
  at: number,
): string {
  const visitId = `r${building.state.seq}`;
  const letter = series[service];
  const queueId = letter === 'A' ? 'qa' : 'qb';
  const number = building.state.queues.get(queueId)!.lastNumber + 1;
  building.keep([
    {
      type: 'ticket-issued',
      at,
      visitId,
      data: {
        businessDate: '2026-03-04',
        queueId,
        series: letter,
        number,
        label: `${letter}${number}`,
        class: name,
        need: null,
        language: 'id',
        ref: at,
        legs: [{ legId: `${visitId}-1`, serviceId: service, queueId, quote: null, ahead: 0 }],
        print: null,
      },
    },
  ]);
  return visitId;
}

/** The room as a building at ten o'clock. */
export function buildRoom(room: Room): MemoryBuilding {
  const begin = Date.parse('2026-03-04T01:00:00+08:00');
  const building = new MemoryBuilding(setupOfRoom(room), begin);
  room.counters.forEach((row, place) => {
    const counterId = `c${place + 1}`;
    building.now = tenOClock - row.for * minuteMs;
    if (row.state === 'closed') return;
    building.open(counterId);
    if (row.state === 'paused') {
      building.must({ type: 'pause-counter', actor: everywhere, counterId });
    }
    if (row.state !== 'busy' && row.state !== 'called') return;
    const visitId = join(building, counterId === 'c3' ? 'b1' : 'a1', 'walk-in', building.now);
    building.must({ type: 'call-ticket', actor: everywhere, counterId, visitId });
    if (row.state === 'busy') building.on('start', visitId);
  });
  building.now = tenOClock;
  for (const { service, name, ago } of room.waiting) join(building, service, name, tenOClock - ago);
  return building;
}
