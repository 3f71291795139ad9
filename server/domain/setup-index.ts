import type { Agency, Counter, Queue, Service, Setup, Zone } from '../../contract/setup.ts';

/** Queues and counters that touch each other: one forward run estimates them together. */
export interface Pool {
  readonly id: string;
  readonly queues: readonly Queue[];
  readonly counters: readonly Counter[];
}

/** The set-up with its cross references resolved once, when it changes. */
export interface SetupIndex {
  readonly setup: Setup;
  readonly zones: ReadonlyMap<string, Zone>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly services: ReadonlyMap<string, Service>;
  /** As they serve today: a supervisor may have moved some. */
  readonly counters: ReadonlyMap<string, Counter>;
  readonly countersOfQueue: ReadonlyMap<string, readonly Counter[]>;
  /** Whatever was moved for today: what is promised for other days counts with these. */
  readonly ownCountersOfQueue: ReadonlyMap<string, readonly Counter[]>;
  readonly servicesOfQueue: ReadonlyMap<string, readonly Service[]>;
  readonly queuesOfAgency: ReadonlyMap<string, readonly Queue[]>;
  readonly poolOfQueue: ReadonlyMap<string, Pool>;
  readonly pools: readonly Pool[];
}

/** Queues of the counters that were moved for today. */
export type Moved = ReadonlyMap<string, readonly string[]>;

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map(row => [row.id, row]));

/** Counters as they serve today: some of them for other queues than the set-up says. */
function countersToday(setup: Setup, moved: Moved): readonly Counter[] {
  if (moved.size === 0) return setup.counters;
  const known = new Set(setup.queues.map(queue => queue.id));
  return setup.counters.map(counter => {
    const queueIds = moved.get(counter.id)?.filter(id => known.has(id)) ?? [];
    if (queueIds.length === 0) return counter;
    const preferences = counter.preferences.filter(row => queueIds.includes(row.queueId));
    return { ...counter, queueIds, preferences };
  });
}

const withQueue = (counters: readonly Counter[], setup: Setup) =>
  new Map(
    setup.queues.map(queue => [
      queue.id,
      counters.filter(counter => counter.queueIds.includes(queue.id)),
    ]),
  );

function poolsOf(setup: Setup, today: readonly Counter[]): Pool[] {
  const left = new Set(setup.queues.map(queue => queue.id));
  const pools: Pool[] = [];
  for (const queue of setup.queues) {
    if (!left.has(queue.id)) continue;
    const queueIds = new Set([queue.id]);
    const counters = new Set<Counter>();
    for (let grown = true; grown;) {
      grown = false;
      for (const counter of today) {
        if (counters.has(counter) || !counter.queueIds.some(id => queueIds.has(id))) continue;
        counters.add(counter);
        for (const id of counter.queueIds) queueIds.add(id);
        grown = true;
      }
    }
    for (const id of queueIds) left.delete(id);
    pools.push({
      id: queue.id,
      queues: setup.queues.filter(row => queueIds.has(row.id)),
      counters: [...counters],
    });
  }
  return pools;
}

export function indexSetup(setup: Setup, moved: Moved = new Map()): SetupIndex {
  const today = countersToday(setup, moved);
  const pools = poolsOf(setup, today);
  return {
    setup,
    zones: byId(setup.zones),
    agencies: byId(setup.agencies),
    queues: byId(setup.queues),
    services: byId(setup.services),
    counters: byId(today),
    countersOfQueue: withQueue(today, setup),
    ownCountersOfQueue: withQueue(setup.counters, setup),
    servicesOfQueue: new Map(
      setup.queues.map(queue => [
        queue.id,
        setup.services.filter(service => service.queueId === queue.id),
      ]),
    ),
    queuesOfAgency: new Map(
      setup.agencies.map(agency => [
        agency.id,
        setup.queues.filter(queue => queue.agencyId === agency.id),
      ]),
    ),
    poolOfQueue: new Map(pools.flatMap(pool => pool.queues.map(queue => [queue.id, pool]))),
    pools,
  };
}
