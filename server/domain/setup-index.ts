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
  readonly counters: ReadonlyMap<string, Counter>;
  readonly countersOfQueue: ReadonlyMap<string, readonly Counter[]>;
  readonly servicesOfQueue: ReadonlyMap<string, readonly Service[]>;
  readonly queuesOfAgency: ReadonlyMap<string, readonly Queue[]>;
  readonly poolOfQueue: ReadonlyMap<string, Pool>;
  readonly pools: readonly Pool[];
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map(row => [row.id, row]));

function poolsOf(setup: Setup): Pool[] {
  const left = new Set(setup.queues.map(queue => queue.id));
  const pools: Pool[] = [];
  for (const queue of setup.queues) {
    if (!left.has(queue.id)) continue;
    const queueIds = new Set([queue.id]);
    const counters = new Set<Counter>();
    for (let grown = true; grown;) {
      grown = false;
      for (const counter of setup.counters) {
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

export function indexSetup(setup: Setup): SetupIndex {
  const pools = poolsOf(setup);
  return {
    setup,
    zones: byId(setup.zones),
    agencies: byId(setup.agencies),
    queues: byId(setup.queues),
    services: byId(setup.services),
    counters: byId(setup.counters),
    countersOfQueue: new Map(
      setup.queues.map(queue => [
        queue.id,
        setup.counters.filter(counter => counter.queueIds.includes(queue.id)),
      ]),
    ),
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
