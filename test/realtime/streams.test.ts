import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StreamName } from '../../contract/sockets.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { connectTo, follow, refusalOf, type Follower } from './follower.ts';

let server: TestApp;
let kiosk: TestClient;
let officer: TestClient;
let supervisor: TestClient;
let token = '';
const opened: { close(): void }[] = [];

beforeAll(async () => {
  server = await openTestApp();
  kiosk = server.client();
  officer = await server.signedIn('petugas-1');
  supervisor = await server.signedIn('supervisor');
  token = (await take('service-a01')).token;
});
afterEach(() => {
  for (const row of opened.splice(0)) row.close();
});
afterAll(() => server?.close());

const take = async (...serviceIds: string[]) =>
  (await kiosk.post('/api/v1/tickets', { serviceIds })).json.ticket;

async function open<Name extends StreamName>(
  name: Name,
  query: Record<string, string> = {},
  client: TestClient = supervisor,
): Promise<Follower<Name>> {
  const follower = await follow(server, name, { query, cookie: client.cookie });
  opened.push(follower);
  return follower;
}

const openAll = async (): Promise<Follower<StreamName>[]> => [
  await open('kiosk'),
  await open('display'),
  await open('display', { zone: 'biru' }),
  await open('desk', { counterId: 'counter-1' }),
  await open('overview'),
  await open('track', { token }),
];

describe('following', () => {
  test('LIVE-1: a snapshot on connecting, then one change per entry, seq by seq', async () => {
    const followers = await openAll();
    const start = server.seq();
    for (const follower of followers) {
      expect(follower.snapshots).toHaveLength(1);
      expect(follower.snapshots[0]).toMatchObject({ seq: start, clockRate: 1 });
      expect(follower.snapshots[0]!.at).toBe('2026-11-23T09:00:00.000+08:00');
    }
    await Promise.all(Array.from({ length: 40 }, () => take('service-b01', 'service-a02')));
    expect(server.seq()).toBe(start + 40);
    for (const follower of followers) {
      await follower.reached(start + 40);
      expect(follower.changes.map(change => change.seq)).toEqual(
        Array.from({ length: 40 }, (_, index) => start + 1 + index),
      );
    }
  });

  test('LIVE-1: every stream is of the same epoch, also a later connection', async () => {
    const followers = [...(await openAll()), ...(await openAll())];
    const epochs = followers.map(follower => follower.snapshots[0]!.epoch);
    expect(new Set(epochs).size).toBe(1);
  });

  test('LIVE-1: a call comes to the display of its zone, and only the seq to the others', async () => {
    const [biru, merah] = [
      await open('display', { zone: 'zone-biru' }),
      await open('display', { zone: 'merah' }),
    ];
    await officer.post('/api/v1/counters/counter-1/open');
    const { ticket } = (await officer.post('/api/v1/counters/counter-1/call-next')).json;
    const seq = server.seq();
    await biru.reached(seq);
    await merah.reached(seq);
    expect(biru.changes.at(-1)!.patch?.call).toMatchObject({
      callId: seq,
      ticketId: ticket.id,
      label: ticket.label,
      counterNumber: 1,
      calls: 1,
    });
    expect(merah.changes.at(-1)!.patch).toBeUndefined();
    server.clock.advance(10);
    await officer.post(`/api/v1/tickets/${ticket.id}/recall`);
    await biru.reached(seq + 1);
    expect(biru.changes.at(-1)!.patch?.call).toMatchObject({ callId: seq + 1, calls: 2 });
    await officer.post(`/api/v1/tickets/${ticket.id}/start`);
    await officer.post(`/api/v1/tickets/${ticket.id}/finish`);
  });

  test('LIVE-3: a tick every two seconds on every stream', async () => {
    const followers = await openAll();
    const begun = performance.now();
    await until(() => followers.every(row => row.ticks.length >= 2), 'two ticks', 8_000);
    expect(performance.now() - begun).toBeGreaterThan(1_500);
    for (const row of followers) {
      expect(row.ticks.at(-1)).toMatchObject({ seq: server.seq(), clockRate: 1 });
    }
  });

  test('LIVE-3: every agency is refreshed within a round, for waits grow by themselves', async () => {
    const [kioskStream, display, desk] = [
      await open('kiosk'),
      await open('display'),
      await open('desk', { counterId: 'counter-2' }),
    ];
    server.clock.advance(600);
    const agencies = display.snapshots[0]!.view.rows.length;
    const told = (): number =>
      new Set(display.refreshes.flatMap(row => row.patch?.rows?.map(next => next.agencyId) ?? []))
        .size;
    await until(() => told() === agencies, 'a round', 14_000);
    const waits = desk.refreshes.at(-1)!.patch!.view!.queues[0]!.longestWaitSeconds;
    expect(waits).toBeGreaterThanOrEqual(600);
    expect(kioskStream.refreshes.length).toBeGreaterThanOrEqual(agencies);
    for (const row of display.refreshes) expect(row.seq).toBe(server.seq());
  });
});

describe('resync', () => {
  test('LIVE-2: resync gives a new snapshot on every stream', async () => {
    for (const follower of await openAll()) {
      await follower.fresh();
      expect(follower.snapshots).toHaveLength(2);
      expect(follower.snapshots[1]!.seq).toBe(server.seq());
    }
  });

  test('LIVE-2: a flood of resyncs is answered at most five times a second', async () => {
    const follower = await open('display');
    const begun = performance.now();
    for (let sent = 0; sent < 300; sent += 1) {
      follower.socket.emit('resync', { a: sent }, () => undefined);
      if (sent % 10 === 0) await new Promise(resolve => setTimeout(resolve, 20));
    }
    const seconds = (performance.now() - begun) / 1000;
    await follower.fresh();
    expect(follower.snapshots.length - 2).toBeLessThanOrEqual(Math.ceil(seconds * 5) + 1);
  });
});

describe('who may listen', () => {
  test('LIVE-4: a page from elsewhere is refused on every namespace', async () => {
    const { cookie } = supervisor;
    for (const namespace of ['/', '/kiosk', '/display', '/counter', '/track']) {
      for (const origin of ['https://example.org', 'null', 'http://localhost:1']) {
        const query = { counterId: 'counter-1', token };
        const why = await refusalOf(server, namespace, { origin, cookie, query });
        expect(why, `${namespace} ${origin}`).toBe('websocket error');
      }
    }
    const origin = `http://127.0.0.1:${server.app.port}`;
    const own = await follow(server, 'display', { origin });
    own.close();
  });

  test('LIVE-5: a desk is told to its own officer and to who steers, and to nobody else', async () => {
    const query = { counterId: 'counter-1' };
    const { cookie } = await server.signedIn('petugas-2');
    expect(await refusalOf(server, '/counter', { query })).toBe('not-signed-in');
    expect(await refusalOf(server, '/counter', { query, cookie: 'mpp_session=x' })).toBe(
      'not-signed-in',
    );
    expect(await refusalOf(server, '/counter', { query, cookie })).toBe('not-allowed');
    for (const client of [officer, supervisor, await server.signedIn('admin')]) {
      const desk = await open('desk', query, client);
      expect(desk.view.counter.id).toBe('counter-1');
    }
  });

  test('LIVE-5: the overview is told to who steers only', async () => {
    const query = { view: 'overview' };
    expect(await refusalOf(server, '/counter', { query })).toBe('not-signed-in');
    const refused = await refusalOf(server, '/counter', { query, cookie: officer.cookie });
    expect(refused).toBe('not-allowed');
    await open('overview', {}, await server.signedIn('admin'));
  });

  test('LIVE-5: no counter, an unknown one and an absurd one are refused', async () => {
    const { cookie } = supervisor;
    const queries: Record<string, string>[] = [
      {},
      { counterId: 'counter-99' },
      { counterId: '__proto__' },
      { counterId: 'x'.repeat(4_000) },
      { view: 'everything' },
    ];
    for (const query of queries) {
      expect(await refusalOf(server, '/counter', { query, cookie })).toBe('not-allowed');
    }
  });

  test('LIVE-5: signing out ends the desk’s stream', async () => {
    const client = await server.signedIn('petugas-3');
    const desk = await open('desk', { counterId: 'counter-3' }, client);
    await client.call('DELETE', '/api/v1/session');
    await until(() => !desk.socket.connected, 'the stream to end', 5_000);
  });

  test('LIVE-5: a phone without the token of a ticket of today is refused', async () => {
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of ['', 'x', forged, token.slice(1), 'x'.repeat(4_000)]) {
      const why = await refusalOf(server, '/track', { query: { token: wrong } });
      expect(why).toBe('unknown-ticket');
    }
    const phone = await open('track', { token });
    const { json } = await kiosk.get(`/api/v1/track/${token}`);
    expect(phone.view).toEqual(json);
  });

  test('PHONE-24: after 30 different made-up tokens an address is held back, right ones are not', async () => {
    server.clock.advance(61);
    const whyOf = (sign: number) =>
      refusalOf(server, '/track', { query: { token: `nobody-${sign}` } });
    const first = await Promise.all(Array.from({ length: 30 }, (_, at) => whyOf(at)));
    expect(new Set(first)).toEqual(new Set(['unknown-ticket']));
    expect(await whyOf(31)).toBe('too-many-attempts');
    // The same one again is no new try.
    expect(await whyOf(3)).toBe('unknown-ticket');
    const phone = await open('track', { token });
    expect(phone.view).toMatchObject({ label: expect.any(String) as string });
    server.clock.advance(61);
    expect(await whyOf(32)).toBe('unknown-ticket');
  });

  test('LIVE-5: phones that come and go at once leave room for others', async () => {
    for (let count = 0; count < 20; count += 1) {
      const socket = connectTo(server, '/track', { query: { token } });
      socket.io.engine.on('open', () => socket.io.engine.close());
    }
    await open('track', { token });
  });

  test('no other namespace is there', async () => {
    for (const namespace of ['/admin', '/nothing', '/__proto__']) {
      expect(await refusalOf(server, namespace)).toBe('Invalid namespace');
    }
  });
});

describe('what a client says', () => {
  test('nothing it says is believed or breaks the server', async () => {
    const followers = await openAll();
    const seq = server.seq();
    const said: unknown[] = [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { callId: -1 },
      { callId: '1' },
      { callId: 1e300 },
      { callId: 999_999 },
      { announcementId: {} },
      { announcementId: 'call-999999' },
      { unlocked: 'yes' },
      Buffer.from('bytes'),
      { __proto__: { unlocked: true } },
    ];
    for (const { socket } of followers) {
      for (const event of ['shown', 'spoken', 'audio', 'resync', 'snapshot', 'change', 'x']) {
        for (const message of said) socket.emit(event, message);
        socket.emit(event);
        socket.emit(event, 1, 2, 3, () => undefined);
      }
    }
    for (const follower of followers) await follower.fresh();
    expect(server.seq()).toBe(seq);
  });

  test('a message over the limit ends that connection and no other', async () => {
    const [loud, quiet] = [await open('display'), await open('display')];
    loud.socket.emit('shown', { callId: 1, more: 'x'.repeat(100_000) });
    await until(() => !loud.socket.connected, 'the connection to end');
    await quiet.fresh();
  });

  test('LIVE-4: the long way of polling is not offered', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const path = '/socket.io/?EIO=4&transport=polling';
      request({ host: '127.0.0.1', port: server.app.port, path }, response => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });
});
