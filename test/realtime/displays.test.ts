import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DisplaySetup } from '../../contract/displays.ts';
import { displaySetupSchema } from '../../contract/displays.ts';
import type { Setup } from '../../contract/setup.ts';
import type { DisplayView } from '../../contract/views.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow } from './follower.ts';

let server: TestApp;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

async function configure(change: (setup: Setup) => void): Promise<void> {
  const { building } = server.app;
  const setup = structuredClone(setupOf(building.state).setup);
  change(setup);
  await building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup },
    answer: () => ({ status: 200, body: '' }),
  });
}

const display = (rest: Partial<DisplaySetup>): DisplaySetup =>
  displaySetupSchema.parse({ id: 'tv-1', name: 'TV pintu masuk', ...rest });
const issue = (serviceId: string) =>
  server.client().post('/api/v1/tickets', { serviceIds: [serviceId] });

describe('screens of the set-up', () => {
  test('DISPLAY-27: a screen is what it is set up as, and follows a new set-up at once', async () => {
    await configure(setup =>
      setup.displays.push(display({ zoneId: 'zone-biru', layout: 'split' })),
    );
    const screen = await follow(server, 'display', { query: { display: 'tv-1' } });
    expect(screen.view).toMatchObject({ zoneId: 'zone-biru', display: { layout: 'split' } });
    expect(screen.view.rows.every(row => row.zoneId === 'zone-biru')).toBe(true);
    await configure(setup => {
      setup.displays = [display({ zoneId: 'zone-merah', layout: 'board', viewingDistanceM: 6 })];
    });
    await screen.reached(server.seq());
    expect(screen.view).toMatchObject({ zoneId: 'zone-merah', display: { viewingDistanceM: 6 } });
    // Calls of its new zone reach it, those of the old one do not.
    await issue('service-r01');
    await issue('service-a01');
    for (const counter of ['counter-36', 'counter-1']) {
      await supervisor.post(`/api/v1/counters/${counter}/open`);
      await supervisor.post(`/api/v1/counters/${counter}/call-next`);
    }
    await screen.reached(server.seq());
    const called = screen.view.calls.map(call => call.counterId);
    expect(called).toEqual(['counter-36']);
    expect(screen.view).toEqual(await screen.fresh());
    screen.close();
  });

  test('DISPLAY-27: a screen that may not speak is never heard', async () => {
    await configure(setup => {
      setup.displays = [display({ isSpeaker: false }), display({ id: 'tv-2' })];
    });
    const mute = await follow(server, 'display', { query: { display: 'tv-1' } });
    const heard = await follow(server, 'display', { query: { display: 'tv-2' } });
    mute.socket.emit('audio', { unlocked: true });
    heard.socket.emit('audio', { unlocked: true });
    const overview = async () => (await supervisor.get('/api/v1/overview')).json;
    await until(() => heard.ticks.length > 0, 'a tick');
    expect((await overview()).displays).toBe(2);
    heard.close();
    mute.close();
  });

  test('DISPLAY-27: a screen of an unknown name shows the whole building', async () => {
    const screen = await follow(server, 'display', { query: { display: 'tv-9' } });
    expect(screen.view).toMatchObject({ display: null, zoneId: null });
    screen.close();
  });
});

test('DISPLAY-28: each line tells who comes next, in calling order, three at most', async () => {
  const screen = await follow(server, 'display');
  const rowOf = (view: DisplayView) => view.rows.find(row => row.agencyId === 'agency-b')!;
  const labels: string[] = [];
  for (let made = 0; made < 4; made += 1) {
    labels.push((await issue('service-b01')).json.ticket.label as string);
  }
  await screen.reached(server.seq());
  const lines = rowOf(screen.view).queues;
  expect(lines).toEqual([{ series: labels[0]![0], next: labels.slice(0, 3), waiting: 4 }]);
  await supervisor.post('/api/v1/counters/counter-7/open');
  await supervisor.post('/api/v1/counters/counter-7/call-next');
  await screen.reached(server.seq());
  expect(rowOf(screen.view).queues[0]).toMatchObject({ next: labels.slice(1), waiting: 3 });
  screen.close();
});

test('DISPLAY-25: screens of the zones are told of a message at once, others are not', async () => {
  const blue = await follow(server, 'display', { query: { zone: 'biru' } });
  const red = await follow(server, 'display', { query: { zone: 'merah' } });
  const whole = await follow(server, 'display');
  const text = { id: 'Mohon ke meja informasi', en: 'Please come to the desk' };
  const end = new Date(server.clock.now() + 60_000).toISOString();
  const told = await supervisor.post('/api/v1/displays/message', {
    text,
    zoneIds: ['zone-biru'],
    until: end,
  });
  for (const screen of [blue, red, whole]) await screen.reached(server.seq());
  const messagesOf = (screen: typeof blue) => screen.changes.at(-1)?.patch?.messages;
  expect(messagesOf(blue)).toMatchObject([{ text }]);
  expect(messagesOf(whole)).toMatchObject([{ text }]);
  expect(messagesOf(red)).toEqual([]);
  expect((await blue.fresh()).messages).toEqual(messagesOf(blue));
  await supervisor.call('DELETE', `/api/v1/displays/messages/${told.json.message.id}`);
  await blue.reached(server.seq());
  expect(messagesOf(blue)).toEqual([]);
  for (const screen of [blue, red, whole]) screen.close();
});

describe('signs', () => {
  test('SIGN-11: a sign is told of its counter alone, by id or number', async () => {
    await configure(setup => {
      setup.displays = [display({ counterId: 'counter-9', arrow: 'left' })];
    });
    const sign = await follow(server, 'sign', { query: { sign: '9' } });
    const byId = await follow(server, 'sign', { query: { sign: 'counter-9' } });
    const none = await follow(server, 'sign', { query: { sign: '999' } });
    expect(sign.view.counter).toMatchObject({ number: 9, state: 'closed', arrow: 'left' });
    expect(none.view.counter).toBeNull();
    await issue('service-b08');
    await supervisor.post('/api/v1/counters/counter-9/open');
    await supervisor.post('/api/v1/counters/counter-9/call-next');
    await sign.reached(server.seq());
    const { label, callId } = sign.view.counter!;
    expect(sign.view.counter).toMatchObject({ state: 'called' });
    expect(label).toMatch(/^[A-Z]+\d{3}$/);
    expect(callId).toBeGreaterThan(0);
    await byId.reached(server.seq());
    expect(byId.view).toEqual(sign.view);
    const changes = sign.changes.filter(change => change.patch).length;
    await supervisor.post('/api/v1/counters/counter-41/open');
    await sign.reached(server.seq());
    expect(sign.changes.filter(change => change.patch)).toHaveLength(changes);
    expect(sign.view).toEqual(await sign.fresh());
    for (const screen of [sign, byId, none]) screen.close();
  });

  test('SIGN-11: signs do not count as screens of the hall', async () => {
    const before = (await supervisor.get('/api/v1/overview')).json.displays;
    const sign = await follow(server, 'sign', { query: { sign: '1' } });
    expect((await supervisor.get('/api/v1/overview')).json.displays).toBe(before);
    sign.close();
  });
});
