import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HandClock, newDataDir, openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow } from '../realtime/follower.ts';

/** The day ends at midnight, also where nobody is there to end it. */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;
let left = '';

beforeAll(async () => {
  server = await openTestApp();
  // Half an hour before the last one of the day.
  server.clock.advance(13.5 * 3600);
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
  for (const counterId of ['counter-7', 'counter-8']) {
    await supervisor.post(`/api/v1/counters/${counterId}/open`);
  }
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { json } = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-b01'] });
    ids.push(json.ticket.id);
  }
  await supervisor.post('/api/v1/counters/counter-7/call-next');
  await supervisor.post('/api/v1/counters/counter-8/call-next');
  await supervisor.post(`/api/v1/tickets/${ids[1]}/start`);
});
afterAll(async () => {
  await server?.close();
  if (left) rmSync(left, { recursive: true, force: true });
});

interface Entry {
  readonly type: string;
  readonly at: string;
  readonly data: { readonly businessDate?: string; readonly reason?: string };
}
const journalOf = async (client: TestClient, after: number): Promise<Entry[]> =>
  (await client.get(`/api/v1/journal?after=${after}`)).json.entries;

describe('midnight', () => {
  test('DAY-2: what is not over goes on in the new day, with its number and its counter', async () => {
    const display = await follow(server, 'display');
    expect(display.view.calls).toHaveLength(2);
    left = newDataDir();
    cpSync(server.dataDir, left, { recursive: true });
    const before = server.seq();
    server.clock.advance(1.5 * 3600 - 1);
    // The calendar is looked at every second: a tick later than that nothing has happened yet.
    await until(() => display.ticks.length > 0, 'a tick', 5_000);
    expect(server.seq()).toBe(before);
    server.clock.advance(1);
    await until(() => server.seq() > before, 'the day to end', 3_000);
    const entries = await journalOf(await server.signedIn('admin'), before);
    const opened = entries.find(entry => entry.type === 'day-opened');
    expect(entries[0]).toBe(opened);
    expect(opened!.at).toBe('2026-11-24T00:00:00.000+08:00');
    expect(opened!.data.businessDate).toBe('2026-11-24');
    const { state } = server.app.building;
    const states = [...state.legs.values()].map(leg => leg.state).sort();
    expect(states).toEqual(['called', 'serving', 'waiting']);
    expect(state.counters.get('counter-8')!.leg?.state).toBe('serving');
    await display.reached(server.seq());
    expect(display.view).toEqual(await display.fresh());
    display.close();
  });

  test('NUM-4: the first number of the new day is 1 again, and the day ends only once', async () => {
    const { json } = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-b01'] });
    expect([json.ticket.label, json.ticket.businessDate]).toEqual(['B001', '2026-11-24']);
    const before = server.seq();
    const display = await follow(server, 'display');
    await until(() => display.ticks.length > 0, 'a tick', 5_000);
    display.close();
    expect(server.seq()).toBe(before);
  });

  test('DAY-4: two hours after the closing numbers end, and nobody who is served', async () => {
    const admin = await server.signedIn('admin');
    const before = server.seq();
    server.clock.advance(2 * 3600);
    await until(() => server.seq() > before, 'the late numbers to end', 3_000);
    const entries = (await journalOf(admin, before)).filter(row => !row.type.startsWith('staff'));
    expect(entries.map(entry => [entry.type, entry.data.reason])).toEqual([
      ['leg-expired', 'after-closing'],
      ['leg-expired', 'after-closing'],
    ]);
    const { state } = server.app.building;
    expect(state.counters.get('counter-8')!.leg?.state).toBe('serving');
    // An agency that never closes leaves its counters open.
    expect(state.counters.get('counter-7')).toMatchObject({ state: 'open', leg: null });
  });

  test('DAY-2, DAY-4: a server that was off at midnight ends what is late when it starts', async () => {
    const clock = new HandClock(Date.parse('2026-11-24T07:30:00+08:00'));
    const again = await openTestApp({ dataDir: left, clock });
    const { state } = again.app.building;
    expect(state.businessDate).toBe('2026-11-24');
    // The visitor who was being served is not sent away by the clock.
    expect([...state.legs.values()].filter(leg => leg.state === 'waiting')).toEqual([]);
    expect(state.counters.get('counter-8')!.leg?.state).toBe('serving');
    await again.close();
  });
});
