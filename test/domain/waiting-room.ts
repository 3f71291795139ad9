import * as fc from 'fast-check';
import type { LegTarget } from '../../contract/events.ts';
import type { Preference, QueuePolicy, Setup } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { numberAfter } from '../../server/domain/numbering.ts';
import { everywhere, MemoryBuilding, minuteMs, setupWith, tenOClock } from './memory-building.ts';

type ServiceId = 'a1' | 'a2' | 'b1';

/** Somebody who waits. */
export interface Waiting {
  readonly service: ServiceId;
  readonly name: VisitClass;
  readonly ago: number;
  /** A second errand of the same visit. */
  readonly also: ServiceId | null;
  readonly isFirst: boolean;
  readonly target: LegTarget | null;
}

interface CounterOfRoom {
  readonly state: 'open' | 'busy' | 'called' | 'paused' | 'closed';
  readonly for: number;
  readonly skills: readonly ServiceId[] | null;
  /** How it takes part in queue A and in queue B; null: it does not, but in its own one. */
  readonly shares: readonly [Share | null, Share | null];
  /** The second errand of who is served there. */
  readonly also: ServiceId | null;
}

type Share = Omit<Preference, 'queueId'>;

/** A waiting room at one instant: who waits since when, and what each counter does. */
export interface Room {
  readonly waiting: readonly Waiting[];
  readonly counters: readonly CounterOfRoom[];
  readonly maxWaitMinutes: number;
  readonly policies: readonly [QueuePolicy, QueuePolicy];
  readonly inARow: number;
}

/** An odd number of milliseconds: urgencies of two rates do not tie by chance. */
const ago = fc.integer({ min: 0, max: 2_700_000 }).map(ms => ms * 2 + 1);
const service = fc.constantFrom<ServiceId[]>('a1', 'a1', 'a2', 'b1');
const counterState = fc.constantFrom<CounterOfRoom['state'][]>(
  'open',
  'busy',
  'busy',
  'called',
  'paused',
  'closed',
);
const held = { state: counterState, for: fc.nat({ max: 30 }) };
const maxWaitMinutes = fc.constantFrom(20, 60, 600);
const always: Share = { weight: 1, when: { kind: 'always' } };
const usualShares: CounterOfRoom['shares'][] = [
  [always, null],
  [always, always],
  [null, always],
];

/** Rooms as most of them are: by accumulated urgency, one errand each, everybody for everything. */
export const roomOf = (waitingMax: number): fc.Arbitrary<Room> =>
  fc.record({
    waiting: fc.array(
      fc.record({
        service,
        name: fc.constantFrom<VisitClass[]>('walk-in', 'walk-in', 'vulnerable'),
        ago,
        also: fc.constant(null),
        isFirst: fc.constant(false),
        target: fc.constant(null),
      }),
      { maxLength: waitingMax, size: 'max' },
    ),
    counters: fc.tuple(
      ...usualShares.map(shares =>
        fc.record({
          ...held,
          skills: fc.constant(null),
          shares: fc.constant(shares),
          also: fc.constant(null),
        }),
      ),
    ),
    maxWaitMinutes,
    policies: fc.constant<Room['policies']>([{ kind: 'accumulating' }, { kind: 'accumulating' }]),
    inARow: fc.constant(0),
  });

const seldom = <Value>(weight: number, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight }, { arbitrary: rare, weight: 1 });

const policy = fc.constantFrom<QueuePolicy[]>(
  { kind: 'accumulating' },
  { kind: 'strict' },
  { kind: 'fifo' },
  { kind: 'ratio', prioritisedPerWalkIn: 1 },
  { kind: 'ratio', prioritisedPerWalkIn: 3 },
);

const share: fc.Arbitrary<Share> = fc.record({
  weight: fc.constantFrom(1, 1, 0.5, 3),
  when: fc.constantFrom<Share['when'][]>(
    { kind: 'always' },
    { kind: 'always' },
    { kind: 'idle' },
    { kind: 'long', minutes: 10 },
    { kind: 'long', minutes: 45 },
  ),
});

const target: fc.Arbitrary<LegTarget> = fc.constantFrom<LegTarget[]>(
  { counterId: 'c1' },
  { counterId: 'c2' },
  { counterId: 'c3' },
  { staffId: 's1' },
  { staffId: 's2' },
  { staffId: 's3' },
);

/** Rooms with everything a set-up, an officer's training and a visitor sent on can bring. */
export const anyRoomOf = (waitingMax: number): fc.Arbitrary<Room> =>
  fc.record({
    waiting: fc.array(
      fc.record({
        service,
        name: fc.constantFrom<VisitClass[]>('walk-in', 'walk-in', 'booked', 'vulnerable'),
        ago,
        also: seldom(4, service),
        isFirst: fc.integer({ min: 0, max: 11 }).map(number => number === 0),
        target: seldom(7, target),
      }),
      { maxLength: waitingMax, size: 'max' },
    ),
    counters: fc.tuple(
      ...usualShares.map(([a, b]) =>
        fc.record({
          ...held,
          skills: seldom(3, fc.subarray<ServiceId>(['a1', 'a2', 'b1'], { minLength: 1 })),
          shares: fc.tuple(a ? share : seldom(1, share), b ? share : seldom(1, share)),
          also: seldom(3, service),
        }),
      ),
    ),
    maxWaitMinutes,
    policies: fc.tuple(policy, policy),
    inARow: fc.nat({ max: 3 }),
  });

const queueIds = ['qa', 'qb'] as const;
const queueOf = (id: ServiceId): 'qa' | 'qb' => (id === 'b1' ? 'qb' : 'qa');
const series = { qa: 'A', qb: 'B' } as const;

const setupOfRoom = (room: Room): Setup =>
  setupWith(setup => {
    setup.queues.forEach((queue, place) => {
      queue.maxWaitMinutes = room.maxWaitMinutes;
      queue.policy = room.policies[place]!;
    });
    setup.counters.forEach((counter, place) => {
      const rows = queueIds.flatMap((queueId, index) => {
        const taken = room.counters[place]!.shares[index];
        return taken ? [{ queueId, ...taken }] : [];
      });
      counter.queueIds = rows.map(({ queueId }) => queueId);
      counter.preferences = rows;
    });
  });

/** Somebody who joined at an instant, as the journal would say it. */
export function join(
  building: MemoryBuilding,
  services: ServiceId | readonly ServiceId[],
  name: VisitClass,
  at: number,
): string {
  const visitId = `r${building.state.seq}`;
  const serviceIds = typeof services === 'string' ? [services] : services;
  const queueId = queueOf(serviceIds[0]!);
  const number = numberAfter(building.state.queues.get(queueId)!.lastNumber);
  const legs = serviceIds.map((serviceId, place) => ({
    legId: `${visitId}-${place + 1}`,
    serviceId,
    queueId: queueOf(serviceId),
    quote: null,
    ahead: 0,
  }));
  building.keep([
    {
      type: 'ticket-issued',
      at,
      visitId,
      data: {
        businessDate: '2026-03-04',
        queueId,
        series: series[queueId],
        number,
        label: `${series[queueId]}${number}`,
        class: name,
        need: null,
        language: 'id',
        ref: at,
        legs,
        print: null,
      },
    },
  ]);
  return visitId;
}

const errands = (first: ServiceId, also: ServiceId | null): ServiceId[] =>
  also && also !== first ? [first, also] : [first];

/** Joins, and goes on to a place that was put first or kept for somebody. */
function joinAs(building: MemoryBuilding, row: Waiting): void {
  const at = tenOClock - row.ago;
  const visitId = join(building, errands(row.service, row.also), row.name, at);
  if (!row.isFirst && row.target === null) return;
  const { isFirst, target: keptFor } = row;
  const leg = {
    legId: `${visitId}-9`,
    serviceId: row.service,
    queueId: queueOf(row.service),
    quote: null,
    ahead: 0,
    ref: at,
    isFirst,
    isCounted: true,
    target: keptFor,
    returnTo: null,
  };
  building.keep([
    { type: 'leg-added', at, visitId, data: { why: 'added', leg } },
    {
      type: 'leg-cancelled',
      at,
      visitId,
      legId: `${visitId}-1`,
      data: { by: 'staff', state: 'waiting' },
    },
  ]);
}

function occupy(building: MemoryBuilding, counterId: string, row: CounterOfRoom): void {
  const serves = (id: ServiceId): boolean => {
    const isOwn = row.shares[queueOf(id) === 'qa' ? 0 : 1] !== null;
    return isOwn && (row.skills?.includes(id) ?? true);
  };
  const first = (['b1', 'a1', 'a2'] as const).find(serves);
  if (!first) return;
  const visitId = join(building, errands(first, row.also), 'walk-in', building.now);
  building.must({ type: 'call-ticket', actor: everywhere, counterId, visitId });
  if (row.state === 'busy') building.on('start', visitId);
}

/** The room as a building at ten o'clock. */
export function buildRoom(room: Room): MemoryBuilding {
  const begin = Date.parse('2026-03-04T01:00:00+08:00');
  const building = new MemoryBuilding(setupOfRoom(room), begin);
  room.counters.forEach((row, place) => {
    const counterId = `c${place + 1}`;
    building.now = tenOClock - row.for * minuteMs;
    if (row.state === 'closed') return;
    const staff = { role: 'officer', staffId: `s${place + 1}` } as const;
    const actor = row.skills ? { ...staff, serviceIds: [...row.skills] } : staff;
    building.must({ type: 'open-counter', actor, counterId });
    if (row.state === 'paused') {
      building.must({ type: 'pause-counter', actor: everywhere, counterId });
    }
    if (row.state === 'busy' || row.state === 'called') occupy(building, counterId, row);
  });
  building.now = tenOClock;
  for (const row of room.waiting) joinAs(building, row);
  for (const queueId of queueIds)
    building.state.queues.get(queueId)!.prioritisedInARow = room.inARow;
  return building;
}
