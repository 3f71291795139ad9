import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HoldMessage } from '../../contract/sockets.ts';
import { DeskHolds } from '../../server/realtime/desk-holds.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { connectTo } from './follower.ts';

/** Two windows of one desk: one of them works, the other one waits until it is asked for. */

let server: TestApp;
let officer: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  officer = await server.signedIn('petugas-1');
});
afterAll(() => server?.close());

function openWindow(windowId: string) {
  const query = { counterId: 'counter-1', windowId };
  const socket = connectTo(server, '/counter', { query, cookie: officer.cookie });
  const told: HoldMessage['by'][] = [];
  socket.on('hold', (message: HoldMessage) => told.push(message.by));
  return { socket, told };
}

test('TAKE-2: the second window is told to wait, and takes the desk when asked', async () => {
  const first = openWindow('window-1');
  await until(() => first.told.length === 1, 'the first window', 3_000);
  const second = openWindow('window-2');
  await until(() => second.told.length === 1, 'the second window', 3_000);
  expect([first.told, second.told]).toEqual([['here'], ['elsewhere']]);
  const path = '/api/v1/counters/counter-1/hold';
  const answer = await officer.post(path, { windowId: 'window-2' });
  expect([answer.status, answer.json]).toEqual([200, { by: 'here' }]);
  await until(() => first.told.length + second.told.length === 4, 'both to be told', 3_000);
  expect([first.told, second.told]).toEqual([
    ['here', 'elsewhere'],
    ['elsewhere', 'here'],
  ]);
  const other = await server.signedIn('petugas-2');
  expect((await other.post(path, { windowId: 'window-3' })).json.code).toBe('not-this-counter');
  first.socket.close();
  second.socket.close();
});

test('TAKE-2: a window that is reloaded keeps its desk; one that stays away loses it', () => {
  let now = 0;
  const holds = new DeskHolds(() => now);
  holds.join('c1', 'one');
  holds.leave('c1', 'one');
  now = 4_000;
  holds.join('c1', 'two');
  expect(holds.isHeldBy('c1', 'one')).toBe(true);
  holds.join('c1', 'one');
  holds.leave('c1', 'one');
  now = 9_000;
  holds.join('c1', 'two');
  expect(holds.isHeldBy('c1', 'two')).toBe(true);
});
