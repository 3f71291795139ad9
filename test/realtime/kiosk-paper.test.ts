import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { PaperTold } from '../../contract/views.ts';
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
const wordsOf = (jobId: number): string[] => printsOf(jobId).map(wordsOfPrint);
const printsOf = (jobId: number): PaperTold[] =>
  told.changes.flatMap(({ patch }) => (patch?.print?.jobId === jobId ? [patch.print] : []));

function wordsOfPrint({ state, fault = '', number, printer }: PaperTold): string {
  const where = printer === null ? 'nowhere' : printer.isOther ? `at ${printer.name}` : '';
  return [state, fault, number === 'open' ? '' : number, where].filter(Boolean).join(' ');
}
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
  await saysLast(noted.jobId, 'not-sent paper-end noted');
  const carried = await unprinted();
  await kiosk.get(`/api/v1/track/${carried.token}`);
  await saysLast(carried.jobId, 'not-sent paper-end phone');
});

test('KIOSK-23: the kiosk is told when a number without paper ends, by the building’s clock', async () => {
  const { jobId } = await unprinted();
  const keptUntil = Date.parse(printsOf(jobId).at(-1)?.keptUntil ?? '');
  expect(keptUntil).toBe(server.clock.now() + 60_000);
  expect(printsOf(jobId).at(-1)?.printer).toEqual({ name: 'Printer Kiosk 1', isOther: false });
});

test('KIOSK-31: a phone that opens a number whose paper is not proven is told', async () => {
  const virtual = server.app.demoPrinter!.virtual;
  virtual.setFault({ later: { afterDotLines: 300, faults: { coverOpen: true } } });
  const answer = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  const { ticket, print } = answer.json as IssuedAnswer;
  await saysLast(print!.jobId, 'unknown cover-open');
  expect(printsOf(print!.jobId).at(-1)?.keptUntil).toBeNull();
  await kiosk.get(`/api/v1/track/${ticket.token}`);
  await saysLast(print!.jobId, 'unknown cover-open phone');
  virtual.setFault({ coverOpen: false });
});

test('KIOSK-28: a number that ended unclaimed is told to its kiosk', async () => {
  const { jobId } = await unprinted();
  server.clock.advance(61);
  await until(() => wordsOf(jobId).at(-1) === 'not-sent paper-end cancelled', 'the end', 4_000);
});

test('KIOSK-29: a copy at the same printer is told as the paper of the first job', async () => {
  const { id, jobId } = await unprinted();
  expect((await supervisor.post(`/api/v1/tickets/${id}/reprint`)).status).toBe(200);
  await saysLast(jobId, 'printed');
  expect(wordsOf(jobId).slice(-3)).toEqual(['queued', 'printing', 'printed']);
});

test('KIOSK-29: a paper that moves to a printer that is set up no more is told to be nowhere', async () => {
  const { id, jobId } = await unprinted();
  await say({ type: 'move-print', actor, jobId, printerId: 'printer-2', fault: 'offline' });
  await saysLast(jobId, 'queued nowhere');
  await say({ type: 'print-ended', actor, jobId, outcome: 'not-sent', fault: 'offline' });
  // The first printer is another one now.
  await say({ type: 'reprint', actor, visitId: id, printerId: 'printer-3' });
  await saysLast(jobId, 'queued nowhere');
});

test('KIOSK-32: a kiosk that was away is told what became of its last papers', async () => {
  const { jobId } = await unprinted();
  const back = await follow(server, 'kiosk');
  const toldNow = (): PaperTold | undefined =>
    back.refreshes.flatMap(({ patch }) => patch?.print ?? []).find(row => row.jobId === jobId);
  await until(() => toldNow() !== undefined, 'the paper to be told again');
  expect(toldNow()).toMatchObject({ state: 'not-sent', fault: 'paper-end', number: 'open' });
  back.close();
  server.clock.advance(181);
  const later = await follow(server, 'kiosk');
  await later.fresh();
  expect(later.refreshes.some(({ patch }) => patch?.print !== undefined)).toBe(false);
  later.close();
});
