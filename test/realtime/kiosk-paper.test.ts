import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow, type Follower } from './follower.ts';

/** What kiosks are told of paper, over a server with a printer made of software. */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;
let told: Follower<'kiosk'>;

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
  told = await follow(server, 'kiosk');
});
afterAll(async () => {
  told.close();
  await server.close();
});

const actor = { role: 'system', deviceId: 'printer-2' } as const;
const say = (command: Command) =>
  server.app.building.execute({ command, answer: () => ({ status: 200, body: '' }) });

/** States and reasons under one job, in the order in which they were told. */
const wordsOf = (jobId: number): string[] =>
  told.changes.flatMap(({ patch }) =>
    patch?.print?.jobId === jobId ? [`${patch.print.state} ${patch.print.fault ?? ''}`.trim()] : [],
  );
const saysLast = (jobId: number, words: string): Promise<void> =>
  until(() => wordsOf(jobId).at(-1) === words, `the kiosk to hear ${words}`);

async function unprinted(): Promise<{ id: string; token: string; jobId: number }> {
  server.app.demoPrinter!.virtual.setFault({ paperEnd: true });
  const answer = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  const { ticket, print } = answer.json as IssuedAnswer;
  await until(() => wordsOf(print!.jobId).at(-1) === 'not-sent paper-end', 'the paper to fail');
  server.app.demoPrinter!.virtual.setFault({ paperEnd: false });
  return { id: ticket.id, token: ticket.token, jobId: print!.jobId };
}

test('KIOSK-27: who noted a number or opened it on a phone is told to its kiosk', async () => {
  const noted = await unprinted();
  await kiosk.post(`/api/v1/tickets/${noted.id}/claim`);
  await saysLast(noted.jobId, 'not-sent noted');
  const carried = await unprinted();
  await kiosk.get(`/api/v1/track/${carried.token}`);
  await saysLast(carried.jobId, 'not-sent phone');
});

test('KIOSK-28: a number that ended unclaimed is told to its kiosk', async () => {
  const { jobId } = await unprinted();
  server.clock.advance(61);
  await until(() => wordsOf(jobId).at(-1) === 'not-sent cancelled', 'the end', 4_000);
});

test('KIOSK-29: a copy at the same printer is told as the paper of the first job', async () => {
  const { id, jobId } = await unprinted();
  expect((await supervisor.post(`/api/v1/tickets/${id}/reprint`)).status).toBe(200);
  await saysLast(jobId, 'printed');
  expect(wordsOf(jobId).slice(-3)).toEqual(['queued', 'printing', 'printed']);
});

test('KIOSK-29: a paper that moves to another printer is told as moved', async () => {
  const { id, jobId } = await unprinted();
  await say({ type: 'move-print', actor, jobId, printerId: 'printer-2', fault: 'offline' });
  await saysLast(jobId, 'queued moved');
  await say({ type: 'print-ended', actor, jobId, outcome: 'not-sent', fault: 'offline' });
  // The first printer is another one now.
  await say({ type: 'reprint', actor, visitId: id, printerId: 'printer-3' });
  await saysLast(jobId, 'queued moved');
});
