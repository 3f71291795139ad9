import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../http/open-test-app.ts';
import { startServer, type ServerChild } from './server-child.ts';

/** A first start, later ones, and every way to end. */

let root = '';
let dataDir = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mpp-start-'));
  dataDir = join(root, 'below', 'data');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const closeMsMax = 5_000;

async function stop({ child, ended }: ServerChild, signal: NodeJS.Signals) {
  const begun = performance.now();
  child.kill(signal);
  const end = await ended;
  return { ...end, ms: performance.now() - begun };
}

const take = async (url: string): Promise<{ label: string; token: string }> => {
  const answer = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ serviceIds: ['service-b01'] }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { ticket: { label: string; token: string } }).ticket;
};

describe('starting and ending', () => {
  test('START-5: SIGTERM and SIGINT end it with 0 within five seconds, and work is kept', async () => {
    const labels: string[] = [];
    let token = '';
    for (const [round, signal] of (['SIGTERM', 'SIGINT'] as const).entries()) {
      const begun = performance.now();
      const server = startServer([], { DATA_DIR: dataDir });
      const url = await server.ready();
      console.info(`start ${round + 1}: ready after ${Math.round(performance.now() - begun)} ms`);
      if (token !== '') expect((await fetch(`${url}/api/v1/track/${token}`)).status).toBe(200);
      const ticket = await take(url);
      labels.push(ticket.label);
      token = ticket.token;
      const { code, signal: by, err, out, ms } = await stop(server, signal);
      expect([code, by, err]).toEqual([0, null, '']);
      expect(ms).toBeLessThan(closeMsMax);
      for (const path of ['/kiosk', '/display', '/counter', '/supervisor', '/api/docs']) {
        expect(out).toContain(`${url}${path}`);
      }
      expect(out).toContain('demo-petugas-1');
      expect(out).toContain('demo-supervisor');
      expect(out).toContain('demo-admin');
    }
    expect(labels).toEqual(['B001', 'B002']);
  }, 60_000);

  test('START-5: neither open sockets nor idle or half-sent requests hold it up', async () => {
    const server = startServer([], { DATA_DIR: dataDir });
    const url = await server.ready();
    const port = Number(new URL(url).port);
    const display = io(`${url}/display`, { transports: ['websocket'], reconnection: false });
    let isTold = false;
    display.on('snapshot', () => (isTold = true));
    await until(() => isTold, 'a snapshot');
    const idle = connect(port, '127.0.0.1');
    const half = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v1/tickets' });
    half.setHeader('Content-Length', '100');
    half.setHeader('Content-Type', 'application/json');
    half.on('error', () => undefined);
    half.write('{');
    await Promise.all([take(url), take(url), take(url)]);
    const { code, err, ms } = await stop(server, 'SIGTERM');
    expect([code, err]).toEqual([0, '']);
    expect(ms).toBeLessThan(closeMsMax);
    await until(() => !display.connected, 'the display to hear of it');
    idle.destroy();
    half.destroy();
  }, 60_000);

  test('START-5: pressing Ctrl-C twice is pressing it once', async () => {
    const server = startServer([], { DATA_DIR: dataDir });
    await server.ready();
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    const { code, err } = await stop(server, 'SIGTERM');
    expect([code, err]).toEqual([0, '']);
  }, 60_000);

  test('START-5: a signal while it is starting ends it cleanly, too', async () => {
    const fresh = join(root, 'fresh');
    for (const waitMs of [50, 400, 700]) {
      const server = startServer([], { DATA_DIR: fresh });
      await new Promise(resolve => setTimeout(resolve, waitMs));
      await stop(server, 'SIGTERM');
    }
    const server = startServer([], { DATA_DIR: fresh });
    const url = await server.ready();
    expect((await take(url)).label).toBe('B001');
    expect((await stop(server, 'SIGTERM')).code).toBe(0);
  }, 60_000);

  test('START-3: with DEMO_PUBLIC=1 a demo building is served to others', async () => {
    const environment = { DATA_DIR: dataDir, HOST: '0.0.0.0', DEMO_PUBLIC: '1' };
    const server = startServer([], environment);
    const url = await server.ready();
    const { port } = new URL(url);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await stop(server, 'SIGTERM')).code).toBe(0);
  }, 60_000);
});
