import { randomUUID } from 'node:crypto';
import { demoSetup } from '../server/demo/demo-setup.ts';
import {
  bookingBody,
  bookingsPath,
  dayFromNow,
  Office,
  slotsOf,
  slotsPath,
  type Slot,
} from './booked-places.ts';
import { median, medianRatio, nowMs, quantile, rowOf, type Row } from './figures.ts';
import { HttpConnection } from './http-connection.ts';
import { load, type LoadResult, type Work } from './load.ts';
import { sides, ticketsPath, withServer, type BenchOptions, type Side } from './sides.ts';
import { postOnce, takingTickets } from './visitors.ts';

const service = 'service-b01';
const queue = 'queue-b';

// ---- bookings per second, against the floor of the tickets

interface Level {
  readonly connections: number;
  readonly bookings: number;
}

const levels: readonly Level[] = [
  { connections: 1, bookings: 2_000 },
  { connections: 64, bookings: 8_000 },
];
const warmUpBookings = 8_000;
const rounds = 3;

/** Citizens of a portal, each with a place of their own, spread over the days ahead. */
async function booking(port: number): Promise<Work> {
  const office = await Office.open(port);
  await office.takeBookings([queue], 200);
  const key = await office.newKey();
  office.close();
  const connection = await HttpConnection.open(port);
  const slots = await slotsOf(connection, key, service, dayFromNow(1), 31);
  connection.close();
  const bodies = slots.map(({ startsAt }) => bookingBody(service, startsAt));
  let turn = 0;
  return async own => {
    const body = bodies[turn % bodies.length]!;
    turn += 1;
    const begunMs = nowMs();
    await postOnce(own, bookingsPath, body, key);
    return nowMs() - begunMs;
  };
}

async function book(side: Side, options: BenchOptions): Promise<LoadResult[]> {
  const share = options.quick ? 0.02 : 1;
  return withServer(side, options, async ({ port }) => {
    const work = side === 'ours' ? await booking(port) : takingTickets(ticketsPath[side]);
    await load(port, 64, Math.ceil(warmUpBookings * share), work);
    const results: LoadResult[] = [];
    for (const { connections, bookings } of levels) {
      results.push(await load(port, connections, Math.ceil(bookings * share), work));
    }
    return results;
  });
}

async function measureRate(options: BenchOptions): Promise<Row[]> {
  const results: Record<Side, LoadResult[][]> = { ours: [], floor: [] };
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) results[side].push(await book(side, options));
  }
  return levels.flatMap(({ connections }, level) => {
    const rates = (side: Side): number[] => results[side].map(round => round[level]!.perSecond);
    const p99 = (side: Side): number =>
      median(results[side].map(round => quantile(round[level]!.latenciesMs, 0.99)));
    const [ours, floor] = [rates('ours'), rates('floor')];
    const name = `book places, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
    const figures = { ours: median(ours), floor: median(floor), ratio: medianRatio(ours, floor) };
    return [
      rowOf(name, 'bookings/s', figures),
      rowOf(`${name}, p99`, 'ms', { ours: p99('ours'), floor: p99('floor') }),
    ];
  });
}

// ---- free slots of 30 days, for each of the 97 services

const slotDays = 30;
const sweeps = 10;

async function measureSlots(options: BenchOptions): Promise<Row[]> {
  const setup = demoSetup();
  const latenciesMs = await withServer('ours', options, async ({ port }) => {
    const office = await Office.open(port);
    await office.takeBookings(
      setup.queues.map(({ id }) => id),
      4,
    );
    const key = await office.newKey();
    office.close();
    const paths = setup.services.map(({ id }) => slotsPath(id, dayFromNow(1), slotDays));
    let turn = 0;
    const ask: Work = async connection => {
      const path = paths[turn % paths.length]!;
      turn += 1;
      const begunMs = nowMs();
      const { status } = await connection.get(path, key);
      if (status !== 200) throw new Error(`${path} was answered ${status}`);
      return nowMs() - begunMs;
    };
    await load(port, 1, paths.length, ask);
    return (await load(port, 1, paths.length * (options.quick ? 1 : sweeps), ask)).latenciesMs;
  });
  const name = `slots of ${slotDays} days, any of ${setup.services.length} services`;
  return [
    rowOf(`${name}, p50`, 'ms', { ours: quantile(latenciesMs, 0.5) }),
    rowOf(`${name}, p99`, 'ms', { ours: quantile(latenciesMs, 0.99) }, { oursMax: 100 }),
  ];
}

// ---- everybody at once, when the places of a day are opened

const citizens = 5_000;
/** As many as a portal keeps open to a building. */
const portalConnections = 256;
const placesPerSlot = 40;
/** Who finds a place gone looks again, as a page would, and no more often. */
const looksMax = 40;

interface Rush {
  given: number;
  faults: number;
  readonly bookMs: number[];
  readonly lookMs: number[];
  /** From the opening to each citizen's last answer. */
  readonly waitedMs: number[];
}

const freeOf = (slots: readonly Slot[]): Slot[] => slots.filter(({ left }) => left > 0);

async function look(connection: HttpConnection, key: string, rush: Rush): Promise<Slot[]> {
  const begunMs = nowMs();
  const slots = await slotsOf(connection, key, service, dayFromNow(1), 1);
  rush.lookMs.push(nowMs() - begunMs);
  return freeOf(slots);
}

/** Looks, chooses, books; where somebody was quicker, looks again, until there is a place or none. */
async function citizen(connection: HttpConnection, key: string, turn: number, rush: Rush) {
  for (let looks = 0; looks < looksMax; looks += 1) {
    const free = await look(connection, key, rush);
    if (free.length === 0) return;
    const { startsAt } = free[(turn * 7 + looks) % free.length]!;
    const begunMs = nowMs();
    const headers = `${key}Idempotency-Key: ${randomUUID()}\r\n`;
    const { status } = await connection.post(bookingsPath, bookingBody(service, startsAt), headers);
    rush.bookMs.push(nowMs() - begunMs);
    if (status >= 500) rush.faults += 1;
    if (status !== 201) continue;
    rush.given += 1;
    return;
  }
}

/**
 * A portal's connections stand before the opening: the runtime accepts one new connection in each turn
 * of its loop, so that under load the last of many would be heard seconds late.
 */
async function connectionsOf(port: number, count: number): Promise<HttpConnection[]> {
  const open: HttpConnection[] = [];
  while (open.length < count) {
    const connection = await HttpConnection.open(port);
    await connection.get('/healthz');
    open.push(connection);
  }
  return open;
}

async function rushOf(port: number, key: string, count: number): Promise<Rush> {
  const rush: Rush = { given: 0, faults: 0, bookMs: [], lookMs: [], waitedMs: [] };
  const open = await connectionsOf(port, Math.min(portalConnections, count));
  let turn = 0;
  const openedMs = nowMs();
  await Promise.all(
    open.map(async connection => {
      while (turn < count) {
        turn += 1;
        await citizen(connection, key, turn, rush);
        rush.waitedMs.push(nowMs() - openedMs);
      }
    }),
  );
  for (const connection of open) connection.close();
  return rush;
}

async function measureOpening(options: BenchOptions): Promise<Row[]> {
  const count = options.quick ? 100 : citizens;
  const each = options.quick ? 1 : placesPerSlot;
  return withServer('ours', options, async ({ port }) => {
    const office = await Office.open(port);
    await office.takeBookings([queue], each);
    const key = await office.newKey();
    office.close();
    const connection = await HttpConnection.open(port);
    const before = await slotsOf(connection, key, service, dayFromNow(1), 1);
    const places = before.reduce((sum, slot) => sum + slot.places, 0);
    const rush = await rushOf(port, key, count);
    const after = freeOf(await slotsOf(connection, key, service, dayFromNow(1), 1));
    connection.close();
    const left = after.reduce((sum, slot) => sum + slot.left, 0);
    const name = `${count} citizens, ${places} places opened at once`;
    const none = { oursMax: 0 };
    return [
      rowOf(`${name}, a booking’s answer p99`, 'ms', { ours: quantile(rush.bookMs, 0.99) }),
      rowOf(`${name}, a look’s answer p99`, 'ms', { ours: quantile(rush.lookMs, 0.99) }),
      rowOf(`${name}, all is over for p99`, 'ms', { ours: quantile(rush.waitedMs, 0.99) }),
      rowOf(`${name}, answers of 5xx`, 'answers', { ours: rush.faults }, none),
      rowOf(`${name}, given but not there`, 'places', { ours: rush.given - places + left }, none),
      rowOf(`${name}, there but not given`, 'places', { ours: left }, none),
    ];
  });
}

/** Bookings over the interface of the portals: how many, how quickly, and never one too many. */
export async function measureBooking(options: BenchOptions): Promise<Row[]> {
  const rate = await measureRate(options);
  const slots = await measureSlots(options);
  return [...rate, ...slots, ...(await measureOpening(options))];
}
