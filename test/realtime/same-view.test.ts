import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StreamName } from '../../contract/sockets.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { openTestApp, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow, type Follower } from './follower.ts';

/**
 * A screen that was told a snapshot and changes shows what a screen shows that has just come. The
 * clock stands still, so that waits do not grow meanwhile and the two can be compared exactly.
 */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;
const followers: Follower<StreamName>[] = [];
/** Those for which nobody must be signed in. */
const screens: Follower<StreamName>[] = [];
const counters = ['1', '3', '5', '6', '7', '9', '11', '26'].map(number => `counter-${number}`);
const services = ['a01', 'a02', 'a03', 'a05', 'b01', 'b08', 'c01', 'j01', 'r01'].map(
  code => `service-${code}`,
);

beforeAll(async () => {
  server = await openTestApp();
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
});
afterAll(async () => {
  for (const follower of followers) follower.close();
  await server?.close();
});

async function open(name: StreamName, query: Record<string, string> = {}) {
  const follower = await follow(server, name, { query, cookie: supervisor.cookie });
  followers.push(follower);
  if (name === 'kiosk' || name === 'display') screens.push(follower);
}

async function compare(): Promise<void> {
  const seq = server.seq();
  for (const follower of followers) {
    await follower.reached(seq);
    const fresh = await follower.fresh();
    expect(follower.seq).toBe(seq);
    expect(follower.view).toEqual(fresh);
  }
}

/** What staff and visitors do, in any order and many at once; refusals are part of it. */
function work(random: () => number, tickets: { id: string; token: string }[]) {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const post = (path: string, body?: unknown) => supervisor.post(`/api/v1/${path}`, body);
  const ticketAction = () =>
    post(`tickets/${pick(tickets).id}/${pick(['start', 'start', 'finish', 'finish', 'cancel'])}`);
  const actions: (() => Promise<unknown>)[] = [
    async () => {
      const first = Math.floor(random() * services.length);
      const legs = Math.floor(random() * 3) + 1;
      const serviceIds = Array.from(
        { length: legs },
        (_, leg) => services[(first + leg * 3) % services.length]!,
      );
      const need = random() < 0.2 ? { class: 'vulnerable', need: 'elderly' } : {};
      const { json } = await kiosk.post('/api/v1/tickets', { serviceIds, ...need });
      if (json.ticket) tickets.push(json.ticket);
    },
    () => post(`counters/${pick(counters)}/call-next`),
    () => post(`counters/${pick(counters)}/call-next`, { finish: {} }),
    () => post(`counters/${pick(counters)}/undo`),
    () => post(`counters/${pick(counters)}/walk-in`, { serviceId: pick(services) }),
    () => post(`counters/${pick(counters)}/auto-call`, { on: random() < 0.3 }),
    () => post(`tickets/${pick(tickets).id}/${pick(['park', 'unpark', 'requeue'])}`),
    () =>
      post(`tickets/${pick(tickets).id}/transfer`, { serviceId: pick(services), returns: true }),
    () => post(`tickets/${pick(tickets).id}/add-service`, { serviceId: pick(services) }),
    () => post(`tickets/${pick(tickets).id}/note`, { text: 'Berkas sudah lengkap' }),
    () => post(`counters/${pick(counters)}/call`, { ticketId: pick(tickets).id }),
    ticketAction,
    ticketAction,
    () => post(`counters/${pick(counters)}/${pick(['open', 'open', 'open', 'pause', 'close'])}`),
    () => kiosk.post(`/api/v1/track/${pick(tickets).token}/cancel`),
  ];
  return () => pick(actions)();
}

describe('snapshot and changes', () => {
  test('LIVE-6: equal a new snapshot on every stream, whatever happens at once', async () => {
    const tickets: { id: string; token: string }[] = [];
    for (const serviceIds of [['service-a01', 'service-j01'], ['service-b01']]) {
      tickets.push((await kiosk.post('/api/v1/tickets', { serviceIds })).json.ticket);
    }
    await open('kiosk');
    await open('display');
    await open('display', { zone: 'biru' });
    await open('display', { zone: 'merah' });
    for (const counterId of ['counter-1', 'counter-3', 'counter-5', 'counter-9', 'counter-26']) {
      await open('desk', { counterId });
    }
    for (const { token } of tickets) await open('track', { token });
    await open('overview');
    await compare();

    const next = work(seededRandom(20261123), tickets);
    for (let round = 0; round < 12; round += 1) {
      const before = server.seq();
      await Promise.all(Array.from({ length: 25 }, next));
      expect(server.seq()).toBeGreaterThan(before);
      await compare();
    }
    const states = new Set(
      [...server.app.building.state.legs.values()].map(leg => leg.state as string),
    );
    expect([...states].sort()).toEqual([
      'called',
      'cancelled',
      'done',
      'parked',
      'serving',
      'waiting',
    ]);
  }, 60_000);

  test('LIVE-6: also for a desk that shows a line it does not serve', async () => {
    const desk = await follow(server, 'desk', {
      query: { counterId: 'counter-36' },
      cookie: supervisor.cookie,
    });
    const take = (...serviceIds: string[]) => kiosk.post('/api/v1/tickets', { serviceIds });
    await supervisor.post('/api/v1/counters/counter-36/open');
    await supervisor.post('/api/v1/counters/counter-36/call', {
      ticketId: (await take('service-r02', 'service-v01')).json.ticket.id,
    });
    const waiting = () => desk.view.ticket?.legs[1]?.waiting;
    await desk.reached(server.seq());
    expect(waiting()).toBe(1);
    await take('service-v02');
    await desk.reached(server.seq());
    expect(desk.view).toEqual(await desk.fresh());
    expect(waiting()).toBe(2);
    desk.close();
  });

  test('LIVE-6: also over the end of a business day', async () => {
    server.clock.advance(16 * 3600);
    await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    const seq = server.seq();
    // Yesterday's visits have left, and with the night whoever was signed in: screens stay.
    for (const follower of screens) {
      await follower.reached(seq);
      expect(follower.view).toEqual(await follower.fresh());
    }
  });
});
