import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Alert } from '../../contract/alerts.ts';
import type { Overview } from '../../contract/overview.ts';
import { openBuilding } from '../../server/building.ts';
import { openAlertWatch } from '../../server/jobs/alert-watch.ts';
import { openLog } from '../../server/log.ts';
import { openStore } from '../../server/store/store.ts';
import { newFolder } from '../store/folder.ts';
import { HandClock, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Alerts from the watch that raises them to the board, the history, and a start after that. */

const dataDir = newFolder();
const clock = new HandClock();
let server: TestApp;
let supervisor: TestClient;
let lookMs = 0;

/** A watch that looks when it is told to, on the building that a server has left. */
function raise(): void {
  const store = openStore(dataDir, clock.now());
  const building = openBuilding(store, clock, openLog('silent'));
  let changes = 0;
  const options = {
    building,
    table: store.alerts,
    staffName: () => 'Ni Luh Ayu',
    machines: () => [],
    changed: () => void (changes += 1),
    log: openLog('silent'),
  };
  const watch = openAlertWatch(options);
  watch.look();
  expect(watch.standing).toEqual([]);
  clock.advance(16 * 60);
  watch.look();
  clock.advance(30);
  watch.look();
  watch.look();
  expect(watch.standing).toMatchObject([{ kind: 'no-counter', facts: { waiting: 1 } }]);
  expect(changes).toBe(1);
  const begun = performance.now();
  for (let look = 0; look < 50; look += 1) watch.look();
  lookMs = (performance.now() - begun) / 50;
  watch.close();
  store.close();
}

beforeAll(async () => {
  const first = await openTestApp({ dataDir, clock });
  await first.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  await first.app.close();
  raise();
  server = await openTestApp({ dataDir, clock });
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

const board = async (): Promise<Alert[]> =>
  ((await supervisor.get('/api/v1/overview')).json as Overview).alerts;
const acknowledge = (id: string) => supervisor.post(`/api/v1/alerts/${id}/acknowledge`);
const history = async (from: string, to: string) =>
  supervisor.get(`/api/v1/alerts?from=${from}&to=${to}`);

test('ALERT-7: a look at the demo building takes no time that anybody could notice', () => {
  // The bound is for a computer that does other things too.
  expect(lookMs).toBeLessThan(10);
});

test('ALERT-8, ALERT-9: it stands after a start, is acknowledged once, and stays so', async () => {
  const [alert] = await board();
  expect(alert).toMatchObject({ kind: 'no-counter', acknowledged: null, endedAt: null });
  const { status, json } = await acknowledge(alert!.id);
  expect(status).toBe(200);
  expect(json.alert.acknowledged).toEqual({ at: expect.any(String), byName: expect.any(String) });
  const again = await acknowledge(alert!.id);
  expect([again.status, again.json.code]).toEqual([409, 'already-acknowledged']);
  expect(again.json.facts.byName).toBe(json.alert.acknowledged.byName);
  expect((await acknowledge('nobody')).json.code).toBe('unknown-alert');
  const day = '2026-11-23';
  const told = (await history(day, day)).json as { alerts: Alert[] };
  expect(told.alerts).toEqual([json.alert]);
  expect(JSON.stringify(told)).not.toMatch(/visitId|ticketId/);
  const metrics = await server.client().call('GET', '/metrics');
  expect(metrics.text).toContain('mpp_alerts{kind="no-counter"} 1');
});

test('ALERT-9: a range that is reversed, or of ten years, is refused', async () => {
  for (const [from, to] of [
    ['2026-11-24', '2026-11-23'],
    ['2016-11-23', '2026-11-23'],
  ] as const) {
    const { status, json } = await history(from, to);
    expect([status, json.code]).toEqual([422, 'range-refused']);
  }
  expect((await history('2026-11-32', '2026-11-23')).status).toBe(422);
  expect((await history('2026-01-01', '2026-02-01')).json).toEqual({ alerts: [], isCut: false });
});
