import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** The names other programs rely on, one by one, as they are frozen. */

let server: TestApp;
let kiosk: TestClient;
let officer: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  kiosk = server.client();
  officer = await server.signedIn('petugas-1');
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/;
const counter = '/api/v1/counters/counter-1';
const issue = async (...serviceIds: string[]) =>
  (await kiosk.post('/api/v1/tickets', { serviceIds })).json.ticket;

describe('anyone', () => {
  test('GET /healthz says who and where the journal is', async () => {
    const { status, json } = await kiosk.get('/healthz');
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual([
      'buildingId',
      'journalSeq',
      'status',
      'uptimeSeconds',
      'version',
    ]);
    expect(json.status).toBe('ok');
    expect(json.journalSeq).toBe(server.seq());
    expect(Number.isInteger(json.uptimeSeconds)).toBe(true);
  });

  test('GET /api/v1/track/:token shows a visitor their own visit and nobody else’s', async () => {
    const ticket = await issue('service-b01');
    const { status, json } = await kiosk.get(`/api/v1/track/${ticket.token}`);
    expect(status).toBe(200);
    expect(json.label).toBe(ticket.label);
    expect(json.legs).toHaveLength(1);
    expect(json.legs[0]).toMatchObject({ serviceId: 'service-b01', state: 'waiting' });
    expect(json.issuedAt).toMatch(rfc3339);
    const forged = `${ticket.token.slice(0, -1)}${ticket.token.endsWith('A') ? 'B' : 'A'}`;
    for (const token of [forged, ticket.id, 'x']) {
      const answer = await kiosk.get(`/api/v1/track/${token}`);
      expect([answer.status, answer.json.code]).toEqual([404, 'unknown-ticket']);
    }
  });

  test('POST /api/v1/track/:token/cancel takes the visitor out of the line, once', async () => {
    const ticket = await issue('service-b01');
    const first = await kiosk.post(`/api/v1/track/${ticket.token}/cancel`);
    expect(first.json.ticket.legs[0].state).toBe('cancelled');
    const again = await kiosk.post(`/api/v1/track/${ticket.token}/cancel`);
    expect([again.status, again.json.code]).toEqual([409, 'wrong-state']);
  });
});

describe('kiosk', () => {
  test('GET /api/v1/catalogue', async () => {
    const { status, json } = await kiosk.get('/api/v1/catalogue');
    expect(status).toBe(200);
    for (const agency of json.agencies) {
      for (const key of ['id', 'code', 'name', 'services']) expect(agency).toHaveProperty(key);
      expect(agency.services.length).toBeGreaterThan(0);
      for (const service of agency.services) {
        expect(Object.keys(service)).toEqual(
          expect.arrayContaining([
            'id',
            'code',
            'name',
            'queueId',
            'availability',
            'waiting',
            'estimate',
          ]),
        );
        expect(typeof service.availability.open).toBe('boolean');
        if (!service.availability.open) expect(typeof service.availability.reason).toBe('string');
        if (service.estimate !== null) {
          const { fromMinutes, toMinutes } = service.estimate;
          expect(fromMinutes).toBeLessThanOrEqual(toMinutes);
        }
      }
    }
  });

  test('POST /api/v1/tickets gives 201, a number, a token and a print job', async () => {
    const body = {
      serviceIds: ['service-a01', 'service-b01'],
      class: 'vulnerable',
      need: 'elderly',
      language: 'en',
    };
    const { status, json } = await kiosk.post('/api/v1/tickets', body);
    expect(status).toBe(201);
    const { ticket, print } = json;
    expect(ticket.label).toMatch(/^A\d{3}$/);
    expect(ticket.businessDate).toBe('2026-11-23');
    expect(ticket.issuedAt).toMatch(rfc3339);
    expect(ticket.token.length).toBeGreaterThan(16);
    expect(ticket.trackUrl).toBe(`${server.app.url}/t/${ticket.token}`);
    expect(ticket.legs.map((leg: { serviceId: string }) => leg.serviceId)).toEqual(body.serviceIds);
    for (const leg of ticket.legs) {
      expect(leg.state).toBe('waiting');
      expect(Number.isInteger(leg.ahead)).toBe(true);
      expect(leg).toHaveProperty('estimate');
    }
    expect(print).toEqual({ jobId: expect.any(Number), state: 'queued' });
  });

  test('ISSUE-2: a closed service refuses with its reason and the next opening', async () => {
    server.clock.advance(5 * 3600);
    const { status, json } = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-f01'] });
    expect([status, json.code]).toEqual([409, 'service-closed']);
    expect(json.facts.reason).toBe('outside-hours');
    expect(json.facts.opensAt).toMatch(rfc3339);
  });

  test('ISSUE-3, ISSUE-4: what cannot be issued names the field at fault', async () => {
    const cases: [object, string, string][] = [
      [{ serviceIds: ['service-a01', 'service-a01'] }, 'duplicate-service', 'serviceIds'],
      [{ serviceIds: ['service-zz'] }, 'unknown-service', 'serviceIds'],
      [
        { serviceIds: ['service-a01'], class: 'walk-in', need: 'elderly' },
        'need-without-class',
        'need',
      ],
    ];
    for (const [body, code, path] of cases) {
      const { status, json } = await kiosk.post('/api/v1/tickets', body);
      expect([status, json.code, json.errors[0].path]).toEqual([422, code, path]);
    }
  });

  test('POST /api/v1/check-ins knows no booking by a code that stands for none', async () => {
    const { status, json } = await kiosk.post('/api/v1/check-ins', { code: 'ABC' });
    expect([status, json.code]).toEqual([404, 'unknown-booking']);
  });
});

describe('staff', () => {
  test('POST, GET, DELETE /api/v1/session', async () => {
    const client = server.client();
    const body = { username: 'petugas-2', password: 'demo-petugas-2' };
    const { status, json } = await client.post('/api/v1/session', body);
    expect(status).toBe(200);
    expect(json).toEqual({
      user: {
        id: expect.any(String),
        username: 'petugas-2',
        name: expect.any(String),
        role: 'officer',
        counterIds: ['counter-2'],
      },
    });
    expect((await client.get('/api/v1/session')).json).toEqual(json);
    const { cookie } = client;
    expect((await client.call('DELETE', '/api/v1/session')).json).toEqual(json);
    client.cookie = cookie;
    expect((await client.get('/api/v1/session')).status).toBe(401);
  });

  test('GET /api/v1/counters/:id, open, pause, close', async () => {
    const shape = {
      counter: {
        id: 'counter-1',
        code: '1',
        name: { id: 'Loket 1', en: 'Counter 1' },
        state: 'closed',
        queueIds: ['queue-a'],
      },
      ticket: null,
      queues: [
        { id: 'queue-a', waiting: expect.any(Number), longestWaitSeconds: expect.any(Number) },
      ],
    };
    expect((await officer.get(counter)).json).toEqual(shape);
    for (const [action, body, state] of [
      ['open', undefined, 'open'],
      ['pause', { reason: 'prayer' }, 'paused'],
      ['close', {}, 'closed'],
    ] as const) {
      const { status, json } = await officer.post(`${counter}/${action}`, body);
      expect(status).toBe(200);
      expect(json).toEqual({ ...shape, counter: { ...shape.counter, state } });
    }
  });

  test('CALL-1: call-next gives ticket and reason, and ticket null where nobody waits', async () => {
    await officer.post(`${counter}/open`);
    const labels: string[] = [];
    for (;;) {
      const { status, json } = await officer.post(`${counter}/call-next`);
      expect(status).toBe(200);
      if (json.ticket === null) {
        expect(json).toEqual({ ticket: null });
        break;
      }
      labels.push(json.ticket.label);
      expect(Object.keys(json.reason)).toEqual(
        expect.arrayContaining(['class', 'passedOver', 'policy', 'urgency', 'waitedSeconds']),
      );
      const { id } = json.ticket;
      expect((await officer.get(counter)).json.ticket.id).toBe(id);
      await officer.post(`/api/v1/tickets/${id}/start`);
      await officer.post(`/api/v1/tickets/${id}/finish`);
    }
    expect(labels.length).toBeGreaterThan(0);
  });

  test('call takes a chosen ticket; its second caller hears already-called', async () => {
    const other = await server.signedIn('petugas-2');
    await other.post('/api/v1/counters/counter-2/open');
    await issue('service-a01');
    const ticket = await issue('service-a01');
    const { status, json } = await officer.post(`${counter}/call`, { ticketId: ticket.id });
    expect(status).toBe(200);
    expect(json.ticket.id).toBe(ticket.id);
    expect(json.reason.policy).toBe('chosen');
    expect(json.reason.passedOver).toHaveLength(1);
    const second = await other.post('/api/v1/counters/counter-2/call', { ticketId: ticket.id });
    expect([second.status, second.json.code]).toEqual([409, 'already-called']);
    const foreign = await other.post(`/api/v1/tickets/${ticket.id}/start`);
    expect([foreign.status, foreign.json.code]).toEqual([403, 'not-this-counter']);
    await officer.post(`/api/v1/tickets/${ticket.id}/cancel`);
  });

  test('CALL-8, CALL-9: recall and no-show keep their times', async () => {
    const { id } = (await officer.post(`${counter}/call-next`)).json.ticket;
    const act = (name: string) => officer.post(`/api/v1/tickets/${id}/${name}`);
    expect((await act('recall')).json.code).toBe('recall-too-soon');
    expect((await act('no-show')).json).toMatchObject({
      code: 'no-show-too-soon',
      facts: { callsMissing: 1, waitSeconds: 180 },
    });
    for (let recalls = 1; recalls <= 3; recalls += 1) {
      server.clock.advance(10);
      expect((await act('recall')).status).toBe(200);
    }
    server.clock.advance(10);
    expect((await act('recall')).json.code).toBe('recall-limit');
    server.clock.advance(180);
    const { status, json } = await act('no-show');
    expect([status, json.ticket.legs[0].state]).toEqual([200, 'no-show']);
    expect((await act('start')).json.code).toBe('wrong-state');
  });

  test('start, finish and cancel give the ticket', async () => {
    const ticket = await issue('service-a01');
    await officer.post(`${counter}/call-next`);
    const act = (name: string, body?: object) =>
      officer.post(`/api/v1/tickets/${ticket.id}/${name}`, body);
    expect((await act('finish')).json.code).toBe('wrong-state');
    expect((await act('start')).json.ticket).toMatchObject({
      id: ticket.id,
      legs: [{ state: 'serving', counterId: 'counter-1' }],
    });
    expect((await act('cancel')).json.code).toBe('wrong-state');
    expect((await act('finish', { outcome: 'incomplete' })).json.ticket.legs[0].state).toBe('done');
    const waiting = await issue('service-a01');
    const cancelled = await officer.post(`/api/v1/tickets/${waiting.id}/cancel`);
    expect(cancelled.json.ticket.legs[0].state).toBe('cancelled');
    expect((await officer.post('/api/v1/tickets/nobody/start')).json.code).toBe('unknown-ticket');
  });
});

describe('supervisor', () => {
  test('STORE-2: GET /api/v1/journal gives every entry in order, page by page', async () => {
    const seqs: number[] = [];
    const types = new Set<string>();
    for (let after = 0; ;) {
      const { json } = await supervisor.get(`/api/v1/journal?after=${after}&limit=7`);
      if (json.entries.length === 0) {
        expect(json).toEqual({ entries: [], nextAfter: after });
        break;
      }
      expect(json.entries.length).toBeLessThanOrEqual(7);
      for (const entry of json.entries) {
        seqs.push(entry.seq);
        types.add(entry.type);
        expect(entry.at).toMatch(rfc3339);
      }
      after = json.nextAfter;
    }
    expect(seqs).toEqual(Array.from({ length: server.seq() }, (_, index) => index + 1));
    for (const type of ['ticket-issued', 'leg-called', 'leg-started', 'leg-finished']) {
      expect(types).toContain(type);
    }
  });

  test('the journal’s limit is at most 1000 and says so', async () => {
    expect((await supervisor.get('/api/v1/journal?limit=1000')).status).toBe(200);
    for (const query of ['limit=1001', 'limit=0', 'limit=ten', 'after=-1', 'after=1.5']) {
      const { status, json } = await supervisor.get(`/api/v1/journal?${query}`);
      expect(status).toBe(422);
      expect(json.errors[0].path).toBe(`query.${query.split('=')[0]}`);
    }
  });

  test('the journal holds no token that opens a visitor’s page', async () => {
    const ticket = await issue('service-c01');
    const { text } = await supervisor.get('/api/v1/journal?limit=1000');
    expect(text).toContain(ticket.id);
    expect(text).not.toContain(ticket.token);
  });

  test('GET /api/v1/overview', async () => {
    const { status, json } = await supervisor.get('/api/v1/overview');
    expect(status).toBe(200);
    expect(json.counters).toHaveLength(41);
  });
});
