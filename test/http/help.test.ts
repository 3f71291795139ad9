import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FrontDesk, HelpCall } from '../../contract/help.ts';
import { helpMsMax, HelpCalls } from '../../server/realtime/help-calls.ts';
import { follow, type Follower } from '../realtime/follower.ts';
import { mondayMorning, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Visitors at a kiosk who call for staff, and papers that are scanned at a desk. */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;
let front: TestClient;
let elsewhere: TestClient;
let desk: Follower<'desk'>;
let plainDesk: Follower<'desk'>;
let board: Follower<'overview'>;

const take = async (serviceId = 'service-a01') =>
  (await kiosk.post('/api/v1/tickets', { serviceIds: [serviceId] })).json.ticket as {
    id: string;
    label: string;
    token: string;
  };
const lastView = <Name extends 'desk' | 'overview'>(follower: Follower<Name>) =>
  follower.refreshes.at(-1)?.patch?.view as Follower<Name>['view'] | undefined;
const frontDesk = (): FrontDesk | null => lastView(desk)?.frontDesk ?? null;
const labels = (calls: readonly HelpCall[] | undefined): string[] =>
  (calls ?? []).map(({ label }) => label);

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
  front = await server.signedIn('petugas-1');
  elsewhere = await server.signedIn('petugas-3');
  const ofCounter = (counterId: string, { cookie }: TestClient) =>
    follow(server, 'desk', { query: { counterId }, cookie });
  desk = await ofCounter('counter-1', front);
  plainDesk = await ofCounter('counter-3', elsewhere);
  board = await follow(server, 'overview', { cookie: supervisor.cookie });
});
afterAll(async () => {
  for (const follower of [desk, plainDesk, board]) follower?.close();
  await server?.close();
});

describe('a call for staff', () => {
  test('HELP-1: it shows at the front desk and on the board at once, and nowhere else', async () => {
    expect(desk.view.frontDesk).toEqual({ printers: [], calls: [] });
    expect(plainDesk.view.frontDesk).toBeNull();
    const seq = server.seq();
    const ticket = await take();
    const { status, json } = await kiosk.post(`/api/v1/tickets/${ticket.id}/help`);
    expect([status, json]).toEqual([200, { since: '2026-11-23T09:00:00.000+08:00', isSeen: true }]);
    await until(() => labels(frontDesk()?.calls).includes(ticket.label), 'the front desk');
    await until(() => labels(lastView(board)?.helpCalls).includes(ticket.label), 'the board');
    expect(frontDesk()!.calls[0]).toMatchObject({ kioskName: 'Kiosk 1', isOver: false });
    // It is about who stands there now: the journal knows nothing of it.
    const entries = (await supervisor.get(`/api/v1/journal?after=${seq}`)).json.entries;
    expect(JSON.stringify(entries)).not.toContain('help');
    await front.call('DELETE', `/api/v1/help-calls/${ticket.id}`);
    await until(() => frontDesk()?.calls.length === 0, 'the end at the front desk');
    await until(() => lastView(board)?.helpCalls.length === 0, 'the end on the board');
  });

  test('HELP-1: pressed again it stands once, from the first time on', async () => {
    const ticket = await take();
    const first = await kiosk.post(`/api/v1/tickets/${ticket.id}/help`);
    server.clock.advance(30);
    const again = await kiosk.post(`/api/v1/tickets/${ticket.id}/help`);
    expect(again.json.since).toBe(first.json.since);
    const calls = (await supervisor.get('/api/v1/overview')).json.helpCalls as HelpCall[];
    expect(labels(calls)).toEqual([ticket.label]);
    await supervisor.call('DELETE', `/api/v1/help-calls/${ticket.id}`);
  });

  test('HELP-2: whether paper came out and whether the number stands is told as it is', async () => {
    server.app.demoPrinter!.virtual.setFault({ paperEnd: true });
    const ticket = await take();
    await kiosk.post(`/api/v1/tickets/${ticket.id}/help`);
    const call = (): HelpCall | undefined =>
      frontDesk()?.calls.find(({ ticketId }) => ticketId === ticket.id) ??
      desk.view.frontDesk?.calls.find(({ ticketId }) => ticketId === ticket.id);
    await until(() => call()?.paper === 'none', 'no paper to be told');
    await until(() => (frontDesk()?.printers.length ?? 0) === 1, 'the printer to be told');
    expect(frontDesk()!.printers[0]).toMatchObject({ fault: 'paper-end', ticketsLeft: null });
    await supervisor.post(`/api/v1/tickets/${ticket.id}/cancel`);
    const isOver = (): boolean =>
      [lastView(desk), desk.view].some(view =>
        view?.frontDesk?.calls.some(row => row.ticketId === ticket.id && row.isOver),
      );
    await until(isOver, 'the end of the number to be told');
    server.app.demoPrinter!.virtual.setFault({ paperEnd: false });
    await until(() => frontDesk()?.printers.length === 0, 'the printer to be well', 15_000);
    await front.call('DELETE', `/api/v1/help-calls/${ticket.id}`);
  });

  test('HELP-3: only its own kiosk calls, and only the front desk or who steers ends it', async () => {
    const ticket = await take();
    const code = (
      await supervisor.post('/api/v1/devices/pairing-codes', { kind: 'kiosk', name: 'Kiosk 9' })
    ).json.code;
    const { token } = (await server.client().post('/api/v1/devices/pair', { code })).json;
    const headers = { Authorization: `Bearer ${token}` };
    const foreign = await kiosk.post(`/api/v1/tickets/${ticket.id}/help`, undefined, headers);
    expect([foreign.status, foreign.json.code]).toEqual([403, 'not-allowed']);
    const nobody = await kiosk.post('/api/v1/tickets/nobody/help');
    expect([nobody.status, nobody.json.code]).toEqual([404, 'unknown-ticket']);
    await kiosk.post(`/api/v1/tickets/${ticket.id}/help`);
    const path = `/api/v1/help-calls/${ticket.id}`;
    const refused = await elsewhere.call('DELETE', path);
    expect([refused.status, refused.json.code]).toEqual([403, 'not-this-counter']);
    expect((await front.call('DELETE', path)).status).toBe(200);
    expect((await supervisor.call('DELETE', path)).status).toBe(200);
  });

  test('HELP-1: where no such screen is open the kiosk is told so', async () => {
    const quiet = await openTestApp();
    const client = quiet.client();
    const body = { serviceIds: ['service-a01'] };
    const { ticket } = (await client.post('/api/v1/tickets', body)).json;
    const answer = await client.post(`/api/v1/tickets/${ticket.id}/help`);
    expect([answer.status, answer.json.isSeen]).toEqual([200, false]);
    await quiet.close();
  });

  test('HELP-1: the front desk is the one that is set up', async () => {
    const setup = structuredClone(server.app.building.state.index!.setup);
    setup.counters = setup.counters.map(row => ({ ...row, showsPrinters: row.number === 3 }));
    const command = { type: 'configure', actor: { role: 'system' }, setup } as const;
    await server.app.building.execute({ command, answer: () => ({ status: 200, body: '' }) });
    await until(() => plainDesk.view.frontDesk !== null, 'the new front desk');
    expect(desk.view.frontDesk).toBeNull();
  });
});

describe('how long calls stand', () => {
  test('HELP-4: each ends by itself after ten minutes, and more than fifty do not fit', () => {
    let steady = 0;
    let changes = 0;
    const calls = new HelpCalls(() => steady);
    calls.onChange(() => (changes += 1));
    for (let count = 0; count < 50; count += 1) {
      expect(calls.ask(`v${count}`, mondayMorning)?.since).toBe(mondayMorning);
    }
    expect([calls.ask('v50', mondayMorning), calls.standing.length]).toEqual([null, 50]);
    // Who stands already is told so, however full it is.
    expect(calls.ask('v7', mondayMorning + 5_000)?.since).toBe(mondayMorning);
    steady = helpMsMax - 1;
    calls.tick();
    expect(calls.standing).toHaveLength(50);
    expect([calls.done('v0'), calls.done('v0'), changes]).toEqual([true, false, 51]);
    calls.ask('late', mondayMorning);
    steady = helpMsMax;
    calls.tick();
    expect(calls.standing.map(({ visitId }) => visitId)).toEqual(['late']);
  });
});

describe('a scanned paper', () => {
  const find = (client: TestClient, token: string) =>
    client.get(`/api/v1/tickets/by-token/${token}`);

  test('SCAN-12: any officer learns whose it is, and where they are', async () => {
    const ticket = await take('service-b01');
    const { status, json } = await find(elsewhere, ticket.token);
    expect(status).toBe(200);
    expect(json).toMatchObject({ ticketId: ticket.id, label: ticket.label, class: 'walk-in' });
    expect(json.errand).toMatchObject({ state: 'waiting', counterNumber: null });
    expect(json.errand.counters).toMatch(/\d/);
    const counter = server.app.building.state.index!.setup.counters.find(({ queueIds }) =>
      queueIds.includes(server.app.building.state.visits.get(ticket.id)!.legs[0]!.queueId),
    )!;
    await supervisor.post(`/api/v1/counters/${counter.id}/open`);
    await supervisor.post(`/api/v1/counters/${counter.id}/call`, { ticketId: ticket.id });
    const called = (await find(elsewhere, ticket.token)).json.errand;
    expect(called).toMatchObject({ state: 'called', counterNumber: counter.number });
    await supervisor.post(`/api/v1/tickets/${ticket.id}/start`);
    await supervisor.post(`/api/v1/tickets/${ticket.id}/finish`);
    const done = (await find(elsewhere, ticket.token)).json.errand;
    expect(done).toMatchObject({ state: 'done', counterNumber: counter.number });
  });

  test('SCAN-12: a foreign code and one of another day are told apart', async () => {
    const { id, token: paper } = await take();
    await supervisor.post(`/api/v1/tickets/${id}/cancel`);
    expect((await find(elsewhere, paper)).json.errand.state).toBe('cancelled');
    server.clock.advance(86_400);
    await take();
    const officer = await server.signedIn('petugas-3');
    const old = await find(officer, paper);
    expect([old.status, old.json.code]).toEqual([409, 'ticket-other-day']);
    const forged = paper.slice(0, -1) + (paper.endsWith('-') ? '_' : '-');
    for (const token of ['abc', forged, 'x'.repeat(64), '%00', '..%2f']) {
      const answer = await find(officer, token);
      expect(answer.status, token).toBe(404);
    }
    expect((await find(kiosk, paper)).status).toBe(401);
  });
});
