import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueNow } from '../../contract/queue-now.ts';
import type { Comparison, Stories, Story, StoryStep } from '../../contract/stories.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What a supervisor asks of numbers: their story, and why one went before another. */

let server: TestApp;
let supervisor: TestClient;
let kiosk: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  kiosk = server.client();
});
afterAll(() => server?.close());

const minutes = (count: number): void => server.clock.advance(count * 60);

async function issue(
  serviceIds: string[],
  need?: 'elderly',
): Promise<{ id: string; label: string }> {
  const body = { serviceIds, ...(need ? { class: 'vulnerable', need } : {}) };
  const { status, json } = await kiosk.post('/api/v1/tickets', body);
  expect(status, JSON.stringify(json)).toBe(201);
  return json.ticket;
}

async function act(
  path: string,
  body: unknown = {},
): Promise<{ readonly ticket: { readonly label: string } }> {
  const { status, json } = await supervisor.post(`/api/v1/${path}`, body);
  expect(status, `${path}: ${JSON.stringify(json)}`).toBeLessThan(300);
  return json;
}

const story = async (id: string, who = supervisor): Promise<Story> => {
  const { status, json } = await who.get(`/api/v1/tickets/${id}/story`);
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
};
const compare = async (first: string, second: string): Promise<Comparison> => {
  const { status, json } = await supervisor.get(
    `/api/v1/comparisons?first=${first}&second=${second}`,
  );
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
};
const stories = async (query: string): Promise<Stories> =>
  (await supervisor.get(`/api/v1/stories${query}`)).json;
const now = async (queueId: string): Promise<QueueNow> =>
  (await supervisor.get(`/api/v1/queues/${queueId}/now`)).json;
const whatOf = ({ steps }: Story): StoryStep['what'][] => steps.map(({ what }) => what);

describe('a morning in one line', () => {
  let first: { id: string; label: string };
  let elderly: { id: string; label: string };
  let queueId: string;

  beforeAll(async () => {
    await act('counters/counter-1/open');
    first = await issue(['service-a01']);
    minutes(20);
    elderly = await issue(['service-a01'], 'elderly');
    const visit = server.app.building.state.visits.get(first.id)!;
    queueId = visit.legs[0]!.queueId;
  });

  test('STORY-5: the line in the order of calling, with classes, urgency and counters', async () => {
    minutes(10);
    const { queue, tickets, counters } = await now(queueId);
    expect(tickets.map(({ label }) => label)).toEqual([elderly.label, first.label]);
    expect(tickets.map(row => [row.class, row.urgency / 60, row.waitedSeconds / 60])).toEqual([
      ['vulnerable', 40, 10],
      ['walk-in', 30, 30],
    ]);
    expect(queue).toMatchObject({ id: queueId, waiting: 2, longestWaitSeconds: 1800 });
    expect(counters.find(({ id }) => id === 'counter-1')).toMatchObject({ state: 'open' });
    expect((await supervisor.get('/api/v1/queues/nowhere/now')).json.code).toBe('unknown-queue');
  });

  test('WHY-7: of two whom nobody has called it is said who would be first, and why', async () => {
    const told = await compare(first.id, elderly.id);
    expect(told.call).toBe(null);
    expect([told.first.label, told.second.label]).toEqual([elderly.label, first.label]);
    expect(told.cause.kind).toBe('urgency');
  });

  test('WHY-2: the call, both urgencies as the reason keeps them, and when they crossed', async () => {
    const called = await act('counters/counter-1/call-next');
    expect(called.ticket.label).toBe(elderly.label);
    for (const pair of [
      [first.id, elderly.id],
      [elderly.id, first.id],
    ] as const) {
      const told = await compare(...pair);
      expect(told.first.label).toBe(elderly.label);
      expect(told.cause.kind).toBe('urgency');
      expect(told.call).toMatchObject({
        counter: { id: 'counter-1', number: 1 },
        by: { id: 'staff-supervisor' },
        reason: { policy: 'accumulating', passedOver: [first.label] },
      });
      expect(told.first.urgency).toMatchObject({ rate: 4, value: 2400, stored: 2400 });
      expect(told.second.urgency).toMatchObject({ rate: 1, value: 1800, stored: 1800 });
      expect(told.agrees).toBe(true);
      // 4 × (t − 20) = t: after 26 minutes and 40 seconds.
      const crossed = Date.parse(told.crossedAt!) - Date.parse(told.second.urgency!.ref);
      expect(crossed).toBe(1_600_000);
      expect(Date.parse(told.second.overdueAt!) - Date.parse(told.at)).toBe(30 * 60_000);
      expect(told.behindMinutes).toBeGreaterThan(0);
    }
    const row = (await now(queueId)).tickets[0]!;
    expect(row.passedBy).toEqual({ ticketId: elderly.id, label: elderly.label });
  });

  test('STORY-1: each step of a visit stands in its story, in order, to what comes next', async () => {
    await act(`tickets/${elderly.id}/recall`).catch(() => {});
    server.clock.advance(15);
    await act(`tickets/${elderly.id}/start`);
    minutes(6);
    await act(`tickets/${elderly.id}/finish`, { outcome: 'completed' });
    const told = await story(elderly.id);
    expect(whatOf(told).filter(what => what !== 'recalled' && what !== 'paper')).toEqual([
      'issued',
      'called',
      'started',
      'finished',
    ]);
    const [issued] = told.steps;
    expect(issued).toMatchObject({ how: 'kiosk', deviceName: 'Kiosk 1', hasPaper: false });
    const finished = told.steps.at(-1);
    expect(finished).toMatchObject({ servedSeconds: 360, counter: { number: 1 } });
    expect(told.now).toEqual([]);
    expect(told.legs).toMatchObject([{ state: 'done', waitedSeconds: 600, servedSeconds: 360 }]);
    const waiting = await story(first.id);
    expect(waiting.now).toMatchObject([{ state: 'waiting', ahead: 0 }]);
    expect(waiting.now[0]!.overdueAt).not.toBe(null);
  });

  test('STORY-2: parked, sent on, put back and undone are told, each with its facts', async () => {
    await act('counters/counter-1/call-next');
    await act(`tickets/${first.id}/start`);
    await act('counters/counter-1/undo');
    await act(`tickets/${first.id}/start`);
    await act(`tickets/${first.id}/park`, { reason: 'copies' });
    minutes(3);
    await act('counters/counter-1/call', { ticketId: first.id });
    await act(`tickets/${first.id}/start`);
    await act(`tickets/${first.id}/transfer`, { serviceId: 'service-b01', place: 'order' });
    const told = await story(first.id);
    expect(
      whatOf(told)
        .slice(1)
        .filter(what => what !== 'paper'),
    ).toEqual([
      'called',
      'started',
      'undone',
      'started',
      'parked',
      'called',
      'started',
      'transferred',
    ]);
    expect(told.steps.find(({ what }) => what === 'parked')).toMatchObject({ reason: 'copies' });
    expect(told.steps.at(-1)).toMatchObject({ to: 'service', place: 'order', returns: false });
    expect(told.legs.map(({ state }) => state)).toEqual(['done', 'waiting']);
    expect(told.legs[1]!.queue.id).not.toBe(queueId);
  });

  test('STORY-3: an auditor reads it without the officers', async () => {
    const auditor = await server.signedIn('auditor');
    const [hidden, open] = [await story(elderly.id, auditor), await story(elderly.id)];
    expect(hidden.steps.map(({ by }) => by)).toEqual(hidden.steps.map(() => null));
    expect(open.steps.some(({ by }) => by?.id === 'staff-supervisor')).toBe(true);
    const officer = await server.signedIn('petugas-1');
    expect((await officer.get(`/api/v1/tickets/${elderly.id}/story`)).status).toBe(403);
  });

  test('STORY-4: numbers are found as they are typed, by series or in every series', async () => {
    const { label } = first;
    const typed = [label, label.toLowerCase(), `${label[0]} ${Number(label.slice(1))}`];
    for (const query of typed) {
      const { found } = await stories(`?label=${encodeURIComponent(query)}`);
      expect(
        found.map(row => row.label),
        query,
      ).toEqual([label]);
    }
    expect((await stories('?label=1')).found.map(row => row.label)).toContain(label);
    expect((await stories('?label=Z999')).found).toEqual([]);
    expect((await supervisor.get('/api/v1/stories?label=hello')).status).toBe(422);
    expect((await supervisor.get('/api/v1/stories?date=2026-02-30')).status).toBe(422);
  });

  test('WHY-8: who cannot be compared is refused, and nobody is guessed', async () => {
    const refused = async (query: string) =>
      (await supervisor.get(`/api/v1/comparisons?${query}`)).json.code;
    expect(await refused(`first=${first.id}&second=nobody`)).toBe('unknown-ticket');
    expect(await refused(`first=${first.id}&second=${first.id}`)).toBe('not-comparable');
    expect(await refused(`first=${first.id}`)).toBe('invalid-input');
    expect((await supervisor.get('/api/v1/tickets/nobody/story')).json.code).toBe('unknown-ticket');
  });

  test('STORY-6: a day that is over is told as it was told on its day', async () => {
    const [was, why] = [await story(elderly.id), await compare(first.id, elderly.id)];
    server.clock.advance(26 * 3_600);
    supervisor = await server.signedIn('supervisor');
    const date = was.businessDate;
    const next = await issue(['service-a01']);
    expect(
      (await stories(`?label=${elderly.label}`)).found.map(({ ticketId }) => ticketId),
    ).toEqual(elderly.label === next.label ? [next.id] : []);
    const { found } = await stories(`?label=${elderly.label}&date=${date}`);
    expect(found.map(({ ticketId }) => ticketId)).toEqual([elderly.id]);
    expect(await story(elderly.id)).toEqual(was);
    expect(await compare(first.id, elderly.id)).toEqual(why);
    const across = `first=${next.id}&second=${elderly.id}`;
    const { json } = await supervisor.get(`/api/v1/comparisons?${across}`);
    expect(json.code).toBe('not-comparable');
  });
});
