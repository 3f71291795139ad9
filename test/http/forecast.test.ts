import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What will happen, what if, and a day once more, as a supervisor asks for them. */

let server: TestApp;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  await supervisor.post('/api/v1/counters/counter-1/open');
  for (let count = 0; count < 12; count += 1) {
    await supervisor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  }
});
afterAll(() => server?.close());

test('FORECAST-7: the whole building and each queue, at most half a minute old', async () => {
  const { status, json } = await supervisor.get('/api/v1/forecast');
  expect(status).toBe(200);
  expect(json).toMatchObject({ pastDays: 0, businessDate: '2026-11-23' });
  const row = json.queues.find((one: { queueId: string }) => one.queueId === 'queue-a');
  expect(row).toMatchObject({ waiting: 12, counters: 1 });
  expect(row.last.p50 <= row.last.p90).toBe(true);
  expect(row.longestWait.p50).toBeGreaterThan(10);
  const now = json.waiting.find((point: { isPast: boolean }) => !point.isPast);
  expect(now.waiting.p50).toBeGreaterThanOrEqual(11);
  await supervisor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  expect((await supervisor.get('/api/v1/forecast')).json).toEqual(json);
  server.clock.advance(31);
  const later = (await supervisor.get('/api/v1/forecast')).json;
  expect(later.at).not.toBe(json.at);
  expect(later.queues.find((one: { queueId: string }) => one.queueId === 'queue-a').waiting).toBe(
    13,
  );
});

test('WHATIF-5: the day as it is beside the day as it would be, with what could be opened', async () => {
  const plain = await supervisor.get('/api/v1/queues/queue-a/forecast');
  expect(plain.json).toMatchObject({ changed: null, policy: 'accumulating', alertMinutes: 60 });
  const base = plain.json.base;
  expect(base.counters).toBe(1);
  const path = '/api/v1/queues/queue-a/forecast?counters=3&policy=ratio&prioritisedPerWalkIn=2';
  const { json } = await supervisor.get(path);
  expect(json.base.counters).toBe(1);
  expect(json.changed.counters).toBe(3);
  expect(json.changed.longestWait.p50).toBeLessThan(json.base.longestWait.p50);
  expect(json.closedCounters.length).toBeGreaterThan(1);
  const late = await supervisor.get('/api/v1/queues/queue-a/forecast?counters=3&from=13:00');
  expect(late.json.from).toContain('T13:00:00');
  const stopped = await supervisor.get('/api/v1/queues/queue-a/forecast?stopAt=09:00');
  const last = (curve: { last: { p90: string } }): number => Date.parse(curve.last.p90);
  expect(last(stopped.json.changed)).toBeLessThan(last(stopped.json.base));
});

test('WHATIF-6: of one member’s questions about a queue only the newest is answered', async () => {
  const ask = (counters: number) =>
    supervisor.get(`/api/v1/queues/queue-a/forecast?counters=${counters}`);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(ask));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.at(-1)).toBe(200);
  expect(answers.at(-1)!.json.changed.counters).toBe(5);
  for (const { status, json } of answers) {
    if (status !== 200) expect(json.code).toBe('overtaken');
  }
  // The building goes on giving numbers meanwhile, and the thread answers the next question.
  expect((await ask(2)).status).toBe(200);
});

test('FORECAST-8, REPLAY-4: what cannot be looked at is refused with its reason', async () => {
  const refused = async (path: string) => {
    const { status, json } = await supervisor.get(`/api/v1/${path}`);
    return [status, json.code];
  };
  expect(await refused('queues/queue-none/forecast')).toEqual([404, 'not-found']);
  expect(await refused('queues/queue-a/forecast?counters=41')).toEqual([422, 'invalid-input']);
  expect(await refused('queues/queue-a/forecast?from=25:00')).toEqual([422, 'invalid-input']);
  expect(await refused('queues/queue-a/forecast?policy=random')).toEqual([422, 'invalid-input']);
  const day = 'replay?queueId=queue-a&date';
  expect(await refused(`${day}=2026-11-23`)).toEqual([409, 'day-not-over']);
  expect(await refused(`${day}=2027-01-01`)).toEqual([409, 'day-not-over']);
  expect(await refused(`${day}=2026-11-20`)).toEqual([409, 'day-without-data']);
  expect(await refused(`${day}=2026-02-30`)).toEqual([422, 'invalid-input']);
  expect(await refused('replay?queueId=queue-none&date=2026-11-20')).toEqual([404, 'not-found']);
  expect((await supervisor.get('/api/v1/replay/days')).json).toEqual({ days: [] });
});

test('REPLAY-5: yesterday can be played, with its numbers and no person', async () => {
  const called = await supervisor.post('/api/v1/counters/counter-1/call-next');
  expect(called.status).toBe(200);
  const { leg } = server.app.building.state.counters.get('counter-1')!;
  await supervisor.post(`/api/v1/tickets/${leg!.visitId}/start`);
  server.clock.advance(300);
  await supervisor.post(`/api/v1/tickets/${leg!.visitId}/finish`, { outcome: 'completed' });
  await supervisor.post('/api/v1/counters/counter-1/close');
  server.clock.advance(24 * 3_600);
  // Who was signed in yesterday is not today.
  supervisor = await server.signedIn('supervisor');
  await supervisor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  // The tables of days that are over follow the journal a moment later.
  const days = async () => (await supervisor.get('/api/v1/replay/days')).json.days;
  await expect.poll(days).toEqual([{ date: '2026-11-23', tickets: 13 }]);
  const path = '/api/v1/replay?queueId=queue-a&date=2026-11-23&counters=2&policy=fifo';
  await expect.poll(async () => (await supervisor.get(path)).json.countersMost).toBe(1);
  const { status, json } = await supervisor.get(path);
  expect(status).toBe(200);
  expect(json).toMatchObject({ countersMost: 1, actual: { all: { people: 1 } } });
  expect(json.tickets).toHaveLength(13);
  expect(json.changed.all.people).toBe(1);
});
