import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Rating a service, from the finished errand to the row that leads back to nobody. */

const dataDir = newDataDir();
let server: TestApp;
let visitor: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp({ dataDir });
  visitor = server.client();
  supervisor = await server.signedIn('supervisor');
});
afterAll(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const issue = async (...serviceIds: string[]) =>
  (await visitor.post('/api/v1/tickets', { serviceIds })).json.ticket;

/** Serves the visitor for one errand at a counter of it. */
async function serve(ticketId: string, counterId = 'counter-1'): Promise<void> {
  await supervisor.post(`/api/v1/counters/${counterId}/open`);
  const called = await supervisor.post(`/api/v1/counters/${counterId}/call`, {
    ticketId,
    reason: 'other',
  });
  expect(called.status).toBe(200);
  await supervisor.post(`/api/v1/tickets/${ticketId}/start`);
  expect((await supervisor.post(`/api/v1/tickets/${ticketId}/finish`)).status).toBe(200);
}

const surveyOf = (token: string) => `/api/v1/track/${token}/survey`;
const look = async (token: string) => (await visitor.get(surveyOf(token))).json;
const good = { answers: { requirements: 4, time: 3, complaints: 2 } };
const rows = (): Record<string, unknown>[] => {
  const database = new Database(join(dataDir, 'building.sqlite'), { readonly: true });
  const found = database.prepare('SELECT * FROM survey_answer').all();
  database.close();
  return found as Record<string, unknown>[];
};

describe('survey', () => {
  test('SURVEY-1: it opens with the first finished service', async () => {
    const ticket = await issue('service-a01');
    expect(await look(ticket.token)).toMatchObject({ state: 'nothing-finished', services: [] });
    const early = await visitor.post(surveyOf(ticket.token), good);
    expect([early.status, early.json.code]).toEqual([409, 'wrong-state']);
    await serve(ticket.id);
    const view = await look(ticket.token);
    expect(view).toMatchObject({ state: 'open', businessDate: '2026-11-23', label: ticket.label });
    expect(view.services).toEqual([
      { serviceId: 'service-a01', serviceName: expect.anything(), agencyShort: 'Dukcapil' },
    ]);
  });

  test('SURVEY-2: wrong answers are refused by the name of their element', async () => {
    const ticket = await issue('service-a01');
    await serve(ticket.id);
    const wrong: [object, string][] = [
      [{ answers: { time: 0 } }, 'answers.time'],
      [{ answers: { conduct: 5 } }, 'answers.conduct'],
      [{ answers: { cost: 2.5 } }, 'answers.cost'],
      [{ answers: { cost: '4' } }, 'answers.cost'],
      [{ answers: { speed: 4 } }, 'answers.speed'],
      [{ answers: {} }, 'answers'],
      [{}, 'answers'],
      [{ ...good, comment: 'x'.repeat(501) }, 'comment'],
      [{ ...good, respondent: { age: '40' } }, 'respondent.age'],
      [{ ...good, respondent: { name: 'Siti' } }, 'respondent.name'],
      [{ ...good, visitId: ticket.id }, 'visitId'],
      [{ ...good, serviceId: 'service-b01' }, 'serviceId'],
    ];
    for (const [body, path] of wrong) {
      const { status, json } = await visitor.post(surveyOf(ticket.token), body);
      expect([status, json.errors?.[0]?.path], JSON.stringify(body)).toEqual([422, path]);
    }
    expect((await look(ticket.token)).state).toBe('open');
    expect(rows()).toEqual([]);
  });

  test('SURVEY-2: answered once, also where the answer was lost on its way', async () => {
    const ticket = await issue('service-a01');
    await serve(ticket.id);
    const key = { 'Idempotency-Key': 'survey-1' };
    const body = {
      ...good,
      comment: ' Cepat\u0000dan ramah ',
      respondent: { age: '30-44', gender: 'female', education: 'sma', occupation: 'private' },
      language: 'en',
    };
    const first = await visitor.post(surveyOf(ticket.token), body, key);
    expect([first.status, first.json]).toEqual([201, { state: 'answered' }]);
    const again = await visitor.post(surveyOf(ticket.token), body, key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    const twice = await visitor.post(surveyOf(ticket.token), good);
    expect([twice.status, twice.json.code]).toEqual([409, 'already-answered']);
    expect((await look(ticket.token)).state).toBe('answered');
    expect(rows()).toEqual([
      {
        answer_id: expect.stringMatching(/^[0-9a-f]{24}$/),
        business_date: '2026-11-23',
        service_id: 'service-a01',
        agency_id: 'agency-a',
        language: 'en',
        requirements: 4,
        procedure: null,
        time: 3,
        cost: null,
        product: null,
        competence: null,
        conduct: null,
        facilities: null,
        complaints: 2,
        comment: 'Cepat dan ramah',
        age: '30-44',
        gender: 'female',
        education: 'sma',
        occupation: 'private',
      },
    ]);
  });

  test('SURVEY-5: of several errands the one that is named is rated, else the last one', async () => {
    const ticket = await issue('service-a01', 'service-b01');
    await serve(ticket.id);
    server.clock.advance(60);
    await serve(ticket.id, 'counter-7');
    const { services } = await look(ticket.token);
    expect(services.map((service: { serviceId: string }) => service.serviceId)).toEqual([
      'service-b01',
      'service-a01',
    ]);
    const body = { ...good, serviceId: 'service-a01' };
    expect((await visitor.post(surveyOf(ticket.token), body)).status).toBe(201);
    const other = await issue('service-b01');
    await serve(other.id, 'counter-7');
    expect((await visitor.post(surveyOf(other.token), good)).status).toBe(201);
    const rated = rows().map(row => String(row['service_id']));
    expect(rated.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'service-a01',
      'service-a01',
      'service-b01',
    ]);
  });

  test('SURVEY-3: an answer leaves no entry in the journal, and no trace of it elsewhere', async () => {
    const ticket = await issue('service-a01');
    await serve(ticket.id);
    const before = server.seq();
    const key = { 'Idempotency-Key': 'survey-2' };
    expect((await visitor.post(surveyOf(ticket.token), good, key)).status).toBe(201);
    expect(server.seq()).toBe(before);
    const database = new Database(join(dataDir, 'building.sqlite'), { readonly: true });
    const kept = database.prepare('SELECT key FROM answer_given WHERE key = ?').all('survey-2');
    database.close();
    expect(kept).toEqual([]);
  });

  test('SURVEY-1: it stays open for seven days after the visit, also over a restart', async () => {
    const [one, other, never] = [
      await issue('service-a01'),
      await issue('service-a01'),
      await issue('service-a01'),
    ];
    await serve(one.id);
    await serve(other.id);
    const toNextDay = async (date: string): Promise<void> => {
      server.clock.advance(24 * 3600);
      await supervisor.post('/api/v1/counters/counter-1/open');
      await until(() => server.app.building.state.businessDate === date, date);
    };
    await toNextDay('2026-11-24');
    const { clock } = server;
    await server.close();
    server = await openTestApp({ dataDir, clock });
    visitor = server.client();
    supervisor = await server.signedIn('supervisor');
    const past = await visitor.get(`/api/v1/track/${one.token}`);
    expect(past.json.facts).toMatchObject({ businessDate: '2026-11-23', survey: true });
    expect((await visitor.get(`/api/v1/track/${never.token}`)).json.facts.survey).toBe(false);
    expect(await look(one.token)).toMatchObject({ state: 'open', label: one.label });
    for (let day = 25; day <= 30; day += 1) await toNextDay(`2026-11-${day}`);
    expect((await visitor.post(surveyOf(one.token), good)).status).toBe(201);
    expect((await visitor.get(`/api/v1/track/${one.token}`)).json.facts.survey).toBe(false);
    await toNextDay('2026-12-01');
    expect((await look(other.token)).state).toBe('over');
    const late = await visitor.post(surveyOf(other.token), good);
    expect([late.status, late.json.code]).toEqual([409, 'too-late']);
    // Who has answered is forgotten by then, and still nobody answers twice.
    expect((await visitor.post(surveyOf(one.token), good)).json.code).toBe('too-late');
  });
});
