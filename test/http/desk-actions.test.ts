import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What an officer does with a counter and a visitor, over a whole server. */

let server: TestApp;
let kiosk: TestClient;
let officer: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  kiosk = server.client();
  officer = await server.signedIn('petugas-1');
  supervisor = await server.signedIn('supervisor');
  await officer.post(`${counter}/open`);
});
afterAll(() => server?.close());

const counter = '/api/v1/counters/counter-1';
const issue = async (...serviceIds: string[]) =>
  (await kiosk.post('/api/v1/tickets', { serviceIds })).json.ticket;
const act = (id: string, name: string, body?: object) =>
  officer.post(`/api/v1/tickets/${id}/${name}`, body);
const legsOf = (answer: { json: { ticket: { legs: { state: string }[] } } }): string[] =>
  answer.json.ticket.legs.map(leg => leg.state);

/** Issues, calls and starts one visitor; they are the only one in the line. */
async function serving(...serviceIds: string[]) {
  const ticket = await issue(...serviceIds);
  const { json } = await officer.post(`${counter}/call`, { ticketId: ticket.id });
  expect(json.ticket.id).toBe(ticket.id);
  await act(ticket.id, 'start');
  return ticket;
}

async function emptyCounter(): Promise<void> {
  const { json } = await officer.get(counter);
  if (!json.ticket) return;
  const { id, legs } = json.ticket;
  const isCalled = legs.some((leg: { state: string }) => leg.state === 'called');
  await act(id, isCalled ? 'cancel' : 'finish');
}

describe('finishing', () => {
  test('FINISH-2, FINISH-3: services served along end with it, and the way on is told', async () => {
    const ticket = await serving('service-a01', 'service-a02', 'service-b01');
    const answer = await act(ticket.id, 'finish', {
      outcome: 'completed',
      deliveredServiceIds: ['service-a01', 'service-a02'],
    });
    expect(legsOf(answer)).toEqual(['done', 'done', 'waiting']);
    expect(answer.json.next).toMatchObject({ serviceName: { id: expect.any(String) } });
    expect(answer.json.next.estimate.toMinutes).toBeGreaterThan(0);
    const last = await serving('service-a01');
    expect((await act(last.id, 'finish')).json.next).toBeNull();
  });

  test('FINISH-4: one press finishes and calls the next, and undoing takes back both', async () => {
    const first = await serving('service-a01');
    const second = await issue('service-a01');
    const answer = await officer.post(`${counter}/call-next`, { finish: { outcome: 'continued' } });
    expect(answer.json.ticket.id).toBe(second.id);
    expect(answer.json.reason.sentence).toEqual({ id: expect.any(String), en: expect.any(String) });
    const undone = await officer.post(`${counter}/undo`);
    expect([undone.status, undone.json.ticket.id]).toEqual([200, first.id]);
    const { json } = await officer.get(counter);
    expect(json.ticket).toMatchObject({ id: first.id, legs: [{ state: 'serving' }] });
    expect((await officer.post(`${counter}/undo`)).json.code).toBe('nothing-to-undo');
    await act(second.id, 'cancel');
    await emptyCounter();
  });
});

describe('aside and back', () => {
  test('PARK-1, PARK-2: set aside with reason and note, then called again from there', async () => {
    const ticket = await serving('service-a01');
    const parked = await act(ticket.id, 'park', { reason: 'copies', minutes: 5, note: 'Foto KK' });
    expect(legsOf(parked)).toEqual(['parked']);
    expect((await officer.get(counter)).json.ticket).toBeNull();
    expect((await officer.post(`${counter}/call-next`)).json.ticket).toBeNull();
    const back = await officer.post(`${counter}/call`, { ticketId: ticket.id });
    expect(legsOf(back)).toEqual(['called']);
    expect(legsOf(await act(ticket.id, 'requeue'))).toEqual(['waiting']);
    expect((await act(ticket.id, 'unpark')).json.code).toBe('wrong-state');
    await act(ticket.id, 'cancel');
  });

  test('NOTE-1: a note’s text is nowhere but in its own table', async () => {
    const text = 'Surat kuasa atas nama Prameswari-Q';
    const ticket = await serving('service-a01');
    const noted = await act(ticket.id, 'note', { text });
    expect(noted.status).toBe(200);
    expect(noted.text).not.toContain('Prameswari-Q');
    await act(ticket.id, 'finish');
    const { text: journal } = await supervisor.get('/api/v1/journal?limit=1000');
    expect(journal).toContain('note-added');
    expect(journal).not.toContain('Prameswari-Q');
    const database = new Sqlite(join(server.dataDir, 'building.sqlite'), { readonly: true });
    const tables = database
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all();
    const holding = tables.filter(({ name }) =>
      JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all()).includes('Prameswari-Q'),
    );
    database.close();
    expect(holding.map(({ name }) => name)).toEqual(['visit_note']);
  });
});

describe('sending on', () => {
  test('SEND-1, SEND-4: with a note and a way back, and the preview says what comes', async () => {
    const ticket = await serving('service-a01');
    const path = `/api/v1/tickets/${ticket.id}/transfer-preview?serviceId=service-b01&place=first`;
    const preview = (await officer.get(path)).json;
    expect(preview).toMatchObject({ place: 1, series: 'B' });
    const sent = await act(ticket.id, 'transfer', {
      serviceId: 'service-b01',
      place: 'first',
      returns: true,
      note: 'Mohon dibuatkan surat kehilangan',
    });
    expect(legsOf(sent)).toEqual(['done', 'waiting']);
    await supervisor.post('/api/v1/counters/counter-7/open');
    const there = await supervisor.post('/api/v1/counters/counter-7/call-next');
    expect(there.json).toMatchObject({ ticket: { id: ticket.id }, reason: { policy: 'first' } });
    await supervisor.post(`/api/v1/tickets/${ticket.id}/start`);
    await issue('service-a01');
    const done = await supervisor.post(`/api/v1/tickets/${ticket.id}/finish`);
    expect(done.json.next.counters).toBe('1');
    const back = await officer.post(`${counter}/call-next`);
    expect(back.json.ticket.id).toBe(ticket.id);
    await act(ticket.id, 'start');
    await act(ticket.id, 'finish');
  });

  test('DESK-23: a preview refuses what the transfer itself would refuse', async () => {
    const ticket = await serving('service-a01', 'service-b01');
    const path = `/api/v1/tickets/${ticket.id}/transfer-preview?serviceId=service-b01`;
    const preview = await officer.get(path);
    const sent = await act(ticket.id, 'transfer', { serviceId: 'service-b01' });
    expect([preview.status, preview.json.code]).toEqual([409, 'already-in-visit']);
    expect(sent.json.code).toBe(preview.json.code);
    await act(ticket.id, 'finish');
  });

  test('SEND-3: a closed agency refuses and says why; nothing changes', async () => {
    const ticket = await serving('service-a01');
    const before = server.seq();
    // Imigrasi is open on Mondays until noon: closed in the afternoon.
    server.clock.advance(5 * 3600);
    const closed = await act(ticket.id, 'transfer', { serviceId: 'service-f01' });
    expect([closed.status, closed.json.code]).toEqual([409, 'destination-closed']);
    expect(closed.json.facts.reason).toBe('outside-hours');
    const same = await act(ticket.id, 'transfer', { serviceId: 'service-a01' });
    expect(same.json.code).toBe('same-destination');
    const two = await act(ticket.id, 'transfer', { serviceId: 'service-b01', staffId: 'x' });
    expect([two.status, two.json.errors[0].path]).toEqual([422, 'serviceId']);
    const gone = await act(ticket.id, 'transfer', { staffId: 'nobody' });
    expect(gone.json.code).toBe('officer-not-here');
    expect(server.seq()).toBe(before);
    await emptyCounter();
  });

  test('the counters of the building, for who sends somebody on', async () => {
    const { json } = await officer.get('/api/v1/counters');
    expect(json.counters).toHaveLength(41);
    expect(json.counters[0]).toMatchObject({
      id: 'counter-1',
      number: 1,
      state: 'open',
      officer: { name: expect.any(String) },
    });
  });
});

describe('without a ticket, and whose counter it is', () => {
  test('DIRECT-1: a walk-in gets the next number and is served without a call', async () => {
    await emptyCounter();
    const before = await issue('service-a01');
    const answer = await officer.post(`${counter}/walk-in`, {
      serviceId: 'service-a01',
      need: 'elderly',
    });
    expect(answer.status).toBe(201);
    expect(answer.json.ticket.class).toBe('vulnerable');
    expect(legsOf(answer)).toEqual(['serving']);
    const number = (label: string) => Number(label.slice(1));
    expect(number(answer.json.ticket.label)).toBe(number(before.label) + 1);
    const { json } = await supervisor.get(`/api/v1/journal?after=${server.seq() - 2}`);
    expect(json.entries.map((entry: { type: string }) => entry.type)).toEqual([
      'ticket-issued',
      'leg-seated',
    ]);
    await emptyCounter();
  });

  test('TAKE-1: another officer is refused until they ask to take over', async () => {
    const { staff } = (await supervisor.get('/api/v1/staff')).json;
    expect(staff.find((row: { username: string }) => row.username === 'petugas-1')).toBeDefined();
    const database = new Sqlite(join(server.dataDir, 'building.sqlite'));
    database
      .prepare(`UPDATE staff SET counter_ids = '["counter-1","counter-2"]' WHERE username = ?`)
      .run('petugas-2');
    database.close();
    const other = await server.signedIn('petugas-2');
    const refused = await other.post(`${counter}/call-next`);
    expect([refused.status, refused.json.code]).toEqual([409, 'counter-taken']);
    expect((await other.post(`${counter}/open`)).json.code).toBe('counter-taken');
    expect((await other.post(`${counter}/open`, { takeOver: true })).status).toBe(200);
    expect((await officer.post(`${counter}/pause`)).json.code).toBe('counter-taken');
    expect((await other.post(`${counter}/pause`, { reason: 'prayer' })).status).toBe(200);
    // A supervisor acts for whoever works there, and the journal says who did.
    expect((await supervisor.post(`${counter}/open`)).status).toBe(200);
    const { json } = await supervisor.get(`/api/v1/journal?after=${server.seq() - 1}`);
    expect(json.entries[0]).toMatchObject({ type: 'counter-opened', staffId: expect.any(String) });
    expect((await officer.post(`${counter}/open`, { takeOver: true })).status).toBe(200);
  });

  test('CALL-15: a counter that calls by itself does so when somebody comes', async () => {
    await emptyCounter();
    while ((await officer.post(`${counter}/call-next`)).json.ticket) await emptyCounter();
    await officer.post(`${counter}/auto-call`, { on: true });
    const ticket = await issue('service-a01');
    expect((await officer.get(counter)).json.ticket?.id).toBe(ticket.id);
    await officer.post(`${counter}/auto-call`, { on: false });
    await emptyCounter();
  });
});
