import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audit } from '../../contract/audit.ts';
import type { Overview } from '../../contract/overview.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** What a supervisor does to a day, over HTTP: with a reason, told in the trail, seen on the board. */

let server: TestApp;
let supervisor: TestClient;
let officer: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  officer = await server.signedIn('petugas-1');
});
afterAll(() => server?.close());

const why = { reason: 'crowding' } as const;
const steer = (path: string, body: object = {}): Promise<Answer> =>
  supervisor.post(`/api/v1/steer/${path}`, { ...why, ...body });
const board = async (): Promise<Overview> => (await supervisor.get('/api/v1/overview')).json;
const trail = async (): Promise<Audit> =>
  (await supervisor.get('/api/v1/admin/audit?kind=steering')).json;
const issue = (serviceId: string): Promise<Answer> =>
  server.client().post('/api/v1/tickets', { serviceIds: [serviceId] });
const ticketOf = async (serviceId: string): Promise<string> =>
  (await issue(serviceId)).json.ticket.id;

test('STEER-1, STEER-2: a line and a service are paused for kiosks too, and told on the board', async () => {
  const { id: queueId } = (await board()).queues.find(({ series }) => series === 'A')!;
  expect((await steer(`queues/${queueId}/pause`)).json.availability).toMatchObject({
    open: false,
    reason: 'paused',
  });
  expect((await issue('service-a01')).json).toMatchObject({
    code: 'service-closed',
    facts: { reason: 'paused' },
  });
  const row = (await board()).queues.find(({ id }) => id === queueId)!;
  expect(row.issuing).toMatchObject({ state: 'paused', reason: 'crowding' });
  expect(row.issuing.byName).toEqual(expect.any(String));
  await steer(`queues/${queueId}/limit`, { left: 1 });
  expect((await issue('service-a01')).status).toBe(201);
  expect((await issue('service-a01')).json.facts).toMatchObject({ reason: 'capacity-reached' });
  await steer(`queues/${queueId}/open`);
  await steer('services/service-a01/pause');
  const { agencies } = (await server.client().get('/api/v1/catalogue')).json;
  const services = agencies.flatMap((agency: { services: object[] }) => agency.services);
  const paused = services.find((service: { id: string }) => service.id === 'service-a01');
  expect(paused.availability).toMatchObject({ open: false, reason: 'paused' });
  expect((await steer('services/service-a01/open')).json.availability.open).toBe(true);
  expect((await steer('queues/nowhere/pause')).status).toBe(404);
});

test('STEER-3, STEER-4, STEER-5, STEER-7: a ticket is mended and ended, each told in the trail', async () => {
  const id = await ticketOf('service-a01');
  const changed = await steer(`tickets/${id}/class`, {
    class: 'vulnerable',
    need: 'elderly',
    note: 'Nenek Komang, 82 tahun',
  });
  expect(changed.status).toBe(200);
  expect((await steer(`tickets/${id}/service`, { serviceId: 'service-b01' })).status).toBe(200);
  expect((await steer(`tickets/${id}/end`, { reason: 'visitor-asked' })).status).toBe(200);
  expect((await steer(`tickets/${id}/end`)).json.code).toBe('wrong-state');
  expect((await steer('tickets/nobody/cancel')).json.code).toBe('unknown-ticket');
  const { entries } = await trail();
  const about = entries.slice(0, 3).map(entry => entry.about);
  expect(about).toMatchObject([
    { type: 'steered', what: 'end-ticket', reason: 'visitor-asked', note: null },
    { what: 'change-service', serviceId: 'service-b01' },
    { what: 'change-class', class: 'vulnerable', note: 'Nenek Komang, 82 tahun' },
  ]);
  // The word stands beside the journal, and goes with whatever is erased of the visitor.
  const { entries: journal } = (await supervisor.get('/api/v1/journal?after=0&limit=1000')).json;
  expect(JSON.stringify(journal)).not.toContain('Komang');
});

test('STEER-7: nothing is done without a reason', async () => {
  const id = await ticketOf('service-a01');
  const seq = server.seq();
  const answer = await supervisor.post(`/api/v1/steer/tickets/${id}/cancel`, {});
  expect(answer.status).toBe(422);
  expect(answer.json.errors[0].path).toBe('reason');
  expect(server.seq()).toBe(seq);
  await steer(`tickets/${id}/cancel`);
});

describe('at a counter', () => {
  test('STEER-6, STEER-9: it is opened, given other queues and finished for an officer who is away', async () => {
    await steer('counters/counter-1/open', { reason: 'officer-absent' });
    const row = (await board()).queues.find(({ counterIds }) => !counterIds.includes('counter-1'))!;
    const own = (await board()).counters.find(({ id }) => id === 'counter-1')!.queueIds;
    const moved = await steer('counters/counter-1/queues', { queueIds: [...own, row.id] });
    expect(moved.json.counter.queueIds).toEqual([...own, row.id]);
    expect((await board()).counters.find(({ id }) => id === 'counter-1')).toMatchObject({
      isMoved: true,
      queueIds: [...own, row.id],
    });
    await ticketOf('service-a01');
    const { id } = (await steer('counters/counter-1/call-next')).json.ticket;
    expect((await steer('counters/counter-1/finish')).json.code).toBe('wrong-state');
    expect((await steer('counters/counter-1/close')).json.code).toBe('counter-occupied');
    await steer(`tickets/${id}/end`);
    await steer('counters/counter-1/queues', { queueIds: null });
    expect((await steer('counters/counter-1/close')).json.counter.state).toBe('closed');
    expect((await steer('counters/nowhere/queues', { queueIds: own })).status).toBe(404);
  });

  test('STEER-8: it is asked, its officer declines, and the board says why', async () => {
    await officer.post('/api/v1/counters/counter-1/open');
    const { queues } = await board();
    const queueId = queues.find(({ counterIds }) => !counterIds.includes('counter-1'))!.id;
    const asked = await steer('counters/counter-1/ask', { queueId, minutes: 5 });
    expect(asked.status).toBe(201);
    const askId = asked.json.ask.id as string;
    const at = `/api/v1/counters/counter-1/asks/${askId}/answer`;
    expect((await officer.post(at, { accept: false, why: 'leaving' })).json.ask).toMatchObject({
      state: 'declined',
      why: 'leaving',
    });
    expect((await officer.post(at, { accept: true })).json.code).toBe('ask-over');
    expect((await board()).asks[0]).toMatchObject({ id: askId, state: 'declined' });
    const other = (await steer('counters/counter-1/ask', { queueId })).json.ask.id as string;
    expect((await supervisor.call('DELETE', `/api/v1/steer/asks/${other}`)).status).toBe(200);
  });
});

test('MESSAGE-1, MESSAGE-2: who was told and who has read it is seen on the board', async () => {
  const text = 'Mohon arahkan pengunjung ke Loket 3';
  const told = await supervisor.post('/api/v1/steer/messages', { text, counterIds: ['counter-1'] });
  expect(told.status).toBe(201);
  const { id } = told.json.message;
  const read = () => officer.post(`/api/v1/counters/counter-1/messages/${id}/read`);
  expect((await read()).json.message.read).toHaveLength(1);
  expect((await read()).json.message.read).toHaveLength(1);
  expect((await board()).counterMessages[0]).toMatchObject({ id, text, isEnded: false });
  expect((await trail()).entries[0]!.about).toMatchObject({ type: 'counters-told', text });
  expect((await supervisor.call('DELETE', `/api/v1/steer/messages/${id}`)).status).toBe(200);
  expect((await read()).status).toBe(404);
  const nobody = await supervisor.post('/api/v1/steer/messages', { text, agencyId: 'nobody' });
  expect(nobody.json.code).toBe('unknown-agency');
});
