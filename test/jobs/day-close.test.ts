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
  readonly data: { readonly businessDate?: string };
}
const journalOf = async (client: TestClient, after: number): Promise<Entry[]> =>
  (await client.get(`/api/v1/journal?after=${after}`)).json.entries;

describe('midnight', () => {
  test('DAY-2: waiting and called expire, who is served is finished, counters close', async () => {
    const display = await follow(server, 'display');
    expect(display.view.calls).toHaveLength(2);
    left = newDataDir();
    cpSync(server.dataDir, left, { recursive: true });
    const before = server.seq();
    server.clock.advance(15 * 3600 - 1);
    // The calendar is looked at every second: a tick later than that nothing has happened yet.
    await until(() => display.ticks.length > 0, 'a tick', 5_000);
    expect(server.seq()).toBe(before);
    server.clock.advance(1);
    await until(() => server.seq() > before, 'the day to end', 3_000);
    const entries = await journalOf(await server.signedIn('admin'), before);
    expect(entries.map(entry => entry.type)).toEqual([
      'leg-expired',
      'leg-finished',
      'leg-expired',
      'counter-closed',
      'counter-closed',
      'day-opened',
    ]);
    for (const { at } of entries) expect(at).toBe('2026-11-24T00:00:00.000+08:00');
    expect(entries.at(-1)!.data.businessDate).toBe('2026-11-24');
    await display.reached(server.seq());
    expect(display.view.calls).toEqual([]);
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

  test('DAY-2: a server that was off at midnight ends the day when it starts', async () => {
    const clock = new HandClock(Date.parse('2026-11-24T07:30:00+08:00'));
    const again = await openTestApp({ dataDir: left, clock });
    expect(again.app.building.state.businessDate).toBe('2026-11-24');
    const counters = [...again.app.building.state.counters.values()];
    expect(counters.every(counter => counter.state === 'closed')).toBe(true);
    await again.close();
  });
});
