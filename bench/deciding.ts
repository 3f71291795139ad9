import type { Destination } from '../contract/commands.ts';
import type { QueuePolicy, Setup } from '../contract/setup.ts';
import type { VisitClass } from '../contract/values.ts';
import { isRefusal } from '../server/domain/decision.ts';
import { numberAfter } from '../server/domain/numbering.ts';
import { decide } from '../server/domain/queue.ts';
import { waitingCount, type BuildingState } from '../server/domain/state.ts';
import {
  everywhere,
  MemoryBuilding,
  smallSetup,
  tenOClock,
} from '../test/domain/memory-building.ts';
import { nowMs, quantile, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

const waiting = 10_000;
const blocked = 5_000;
const policies: readonly QueuePolicy[] = [
  { kind: 'accumulating' },
  { kind: 'strict' },
  { kind: 'fifo' },
  { kind: 'ratio', prioritisedPerWalkIn: 3 },
];
/** As many as a set-up may have: every one of them holds somebody whom others must not call. */
const counters = 200;
const queues = 4;
/** Of one visitor; together with the one at a counter fewer than a visit may have. */
const legsElsewhere = 10;
const decidedMsMax = 5;

const ordinals = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
/** In tens: seven walk-ins, one booking, two vulnerable. */
const classOf = (place: number): VisitClass =>
  place % 10 < 7 ? 'walk-in' : place % 10 < 8 ? 'booked' : 'vulnerable';

/** Counter 1 serves four queues; each other counter serves them too, and one of its own. */
function setupOf(policy: QueuePolicy): Setup {
  const setup = smallSetup();
  const [queue, service, counter] = [setup.queues[0]!, setup.services[0]!, setup.counters[0]!];
  const queueIds = ordinals(queues).map(number => `q${number}`);
  setup.queues = [...queueIds, 'elsewhere'].map(id => ({ ...queue, id, policy }));
  setup.services = setup.queues.flatMap(({ id }) =>
    ordinals(legsElsewhere).map(number => ({
      ...service,
      id: `${id}-${number}`,
      queueId: id,
    })),
  );
  setup.counters = ordinals(counters).map(number => ({
    ...counter,
    id: `c${number}`,
    number: Math.min(number, 199),
    queueIds: number === 1 ? queueIds : [...queueIds, 'elsewhere'],
  }));
  return setup;
}

type Keeper = Exclude<Destination, { kind: 'service' }>;
/** The last of all counters, so that whoever looks for them looks at every one. */
const keepers: readonly Keeper[] = [
  { kind: 'counter', counterId: `c${counters}` },
  { kind: 'officer', staffId: `s${counters - 1}` },
];

/** A building with one policy, filled by the journal as a day would. */
class CrowdedHall {
  readonly building: MemoryBuilding;
  #place = 0;

  constructor(policy: QueuePolicy) {
    this.building = new MemoryBuilding(setupOf(policy), tenOClock - 3_600_000 * 9);
    for (const number of ordinals(counters)) {
      const actor = { role: 'officer', staffId: `s${number}` } as const;
      this.building.must({ type: 'open-counter', actor, counterId: `c${number}` });
    }
    this.building.now = tenOClock - 3_600_000;
  }

  get state(): BuildingState {
    return this.building.state;
  }

  /** Everybody came a third of a second after the one before. */
  join(serviceIds: readonly string[]): string {
    const { building } = this;
    this.#place += 1;
    building.now += 330;
    const visitId = `v${this.#place}`;
    const number = numberAfter(building.state.queues.get('q1')!.lastNumber);
    building.keep([
      {
        type: 'ticket-issued',
        at: building.now,
        visitId,
        data: {
          businessDate: building.state.businessDate!,
          queueId: 'q1',
          series: 'A',
          number,
          label: `A${number}`,
          class: classOf(this.#place),
          need: null,
          language: 'id',
          ref: building.now,
          legs: serviceIds.map((serviceId, leg) => ({
            legId: `${visitId}-${leg + 1}`,
            serviceId,
            queueId: serviceId.slice(0, serviceId.lastIndexOf('-')),
            quote: null,
            ahead: 0,
          })),
          print: null,
        },
      },
    ]);
    return visitId;
  }

  /** A visitor at another counter, with all the errands that a visit holds waiting here. */
  holdElsewhere(counterId: string): void {
    const here = ordinals(legsElsewhere).map(number => `q${(number % queues) + 1}-${number}`);
    const visitId = this.join(['elsewhere-1', ...here]);
    this.building.must({ type: 'call-ticket', actor: everywhere, counterId, visitId });
  }

  /** Sent to one of the last counters or its officer, who is there: nobody else may call them. */
  keepForAnother(serviceId: string, to: Keeper): void {
    const { building } = this;
    const visitId = this.join([serviceId]);
    const first = `${visitId}-1`;
    const queueId = serviceId.slice(0, serviceId.lastIndexOf('-'));
    building.keep([
      {
        type: 'leg-transferred',
        at: building.now,
        visitId,
        legId: first,
        counterId: 'c2',
        data: {
          to,
          place: 'order',
          returns: false,
          noteId: null,
          leg: {
            legId: `${visitId}-2`,
            serviceId,
            queueId,
            quote: null,
            ahead: 0,
            ref: building.now,
            isFirst: false,
            isCounted: false,
            target: to.kind === 'counter' ? { counterId: to.counterId } : { staffId: to.staffId },
            returnTo: null,
          },
        },
      },
    ]);
  }

  fill(until: number): void {
    const many = () => ordinals(queues).reduce((sum, number) => sum + this.#waitingIn(number), 0);
    for (let left = until - many(); left > 0; left -= 1) this.join([`q${(left % queues) + 1}-1`]);
    if (many() !== until) throw new Error(`${many()} wait, not ${until}`);
  }

  #waitingIn(queue: number): number {
    return waitingCount(this.state.queues.get(`q${queue}`)!);
  }
}

function mixedHall(policy: QueuePolicy): CrowdedHall {
  const hall = new CrowdedHall(policy);
  hall.fill(waiting);
  return hall;
}

/** Nobody of the first half may be called: they are with others, or kept for another. */
function worstHall(policy: QueuePolicy): CrowdedHall {
  const hall = new CrowdedHall(policy);
  for (const number of ordinals(counters).slice(1)) hall.holdElsewhere(`c${number}`);
  const elsewhere = (counters - 1) * legsElsewhere;
  for (let kept = elsewhere; kept < blocked; kept += 1) {
    const to = keepers[kept % keepers.length]!;
    hall.keepForAnother(`q${(kept % queues) + 1}-1`, to);
  }
  hall.fill(waiting);
  return hall;
}

/** How often the same decision is made, of which the quickest counts: other programs are no part. */
const tries = 9;

/** The least milliseconds of some tries. */
function quickest(work: () => void): number {
  let least = Infinity;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const begunMs = nowMs();
    work();
    least = Math.min(least, nowMs() - begunMs);
  }
  return least;
}

/** Milliseconds of each decision; nothing of it is kept, so that the hall stays as it is. */
function timesOf({ state, building }: CrowdedHall, turns: number): number[] {
  const command = { type: 'call-next', actor: everywhere, counterId: 'c1' } as const;
  return ordinals(turns).map(turn =>
    quickest(() => {
      const decision = decide(state, command, building.now + turn);
      if (isRefusal(decision) || decision[0]?.type !== 'leg-called') throw new Error('Nobody came');
    }),
  );
}

/** The least of so many numbers in a plain array: what any choice among all of them costs. */
function floorTimes(turns: number): number[] {
  const urgencies = ordinals(waiting).map(place => (place * 7_919) % 10_007);
  return ordinals(turns).map(() =>
    quickest(() => {
      let least = Infinity;
      for (const urgency of urgencies) if (urgency < least) least = urgency;
      if (least === Infinity) throw new Error('There was no least');
    }),
  );
}

/** Deciding who is called next, alone: no disk, no network, nothing kept. */
export function measureDeciding({ quick }: BenchOptions): Row[] {
  const turns = quick ? 20 : 150;
  const floor = floorTimes(turns);
  const halls = { 'any policy': mixedHall, 'half not to be called': worstHall };
  return Object.entries(halls).flatMap(([name, make]) => {
    const ours = policies.flatMap(policy => timesOf(make(policy), turns));
    const row = (of: string, q: number, mustHold = true): Row => {
      const figures = { ours: quantile(ours, q), floor: quantile(floor, q) };
      const title = `decide call-next, 10,000 wait, ${name}, ${of}`;
      return rowOf(title, 'ms', figures, mustHold ? { oursMax: decidedMsMax } : undefined);
    };
    return [row('p50', 0.5, false), row('p99', 0.99), row('max', 1)];
  });
}
