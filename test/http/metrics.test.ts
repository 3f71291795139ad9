import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, until, type TestApp } from './open-test-app.ts';

/** What a monitoring system reads. */

const metricsKey = 'a-key-of-a-monitoring-system';
let server: TestApp;

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true, metricsKey });
});
afterAll(() => server?.close());

const read = (headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.app.port}/metrics`, { headers });

test('METRICS-1: every line is a comment or a sample, and tells queues, counters and printers', async () => {
  await server.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  const { paper } = server.app.building.state;
  await until(() => paper.printers.size === 1, 'the printer to be known', 8_000);
  const response = await read();
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  for (const line of text.trim().split('\n')) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) mpp_\w+ .+|mpp_\w+(\{(\w+="[^"]*",?)+\})? -?\d+(\.\d+)?)$/,
    );
  }
  expect(text).toContain('mpp_queue_waiting{queue="queue-a",series="A"} 1');
  expect(text).toContain('mpp_printer_ready{printer="printer-kiosk-1"} 1');
  expect(text).toContain('mpp_counters{state="closed"} 41');
});

test('METRICS-2: through a proxy only the key opens it, and a wrong one does not', async () => {
  const forwarded = { 'X-Forwarded-For': '203.0.113.7' };
  expect((await read(forwarded)).status).toBe(403);
  expect((await read({ ...forwarded, Authorization: 'Bearer another' })).status).toBe(403);
  expect((await read({ ...forwarded, Authorization: `Bearer ${metricsKey}` })).status).toBe(200);
});
