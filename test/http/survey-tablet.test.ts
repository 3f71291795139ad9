import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessOf, type Caller } from '../../server/auth/access.ts';
import { unknownCodesMax } from '../../server/auth/code-tries.ts';
import { follow } from '../realtime/follower.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Rating a visit at the exit. */

let server: TestApp;
let supervisor: TestClient;
let tablet: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  tablet = server.client();
});
afterAll(() => server?.close());

const find = (body: object) => tablet.post('/api/v1/survey/visits', body);
const give = (body: object) => tablet.post('/api/v1/survey/answers', body);
const answers = { time: 4, conduct: 3 };

async function issue(): Promise<{ id: string; label: string; token: string }> {
  const issued = await tablet.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  return issued.json.ticket;
}

async function served() {
  const ticket = await issue();
  await supervisor.post('/api/v1/counters/counter-1/open');
  const body = { ticketId: ticket.id, reason: 'other' };
  await supervisor.post('/api/v1/counters/counter-1/call', body);
  await supervisor.post(`/api/v1/tickets/${ticket.id}/start`);
  expect((await supervisor.post(`/api/v1/tickets/${ticket.id}/finish`)).status).toBe(200);
  return ticket;
}

describe('the tablet at the exit', () => {
  test('SURVEY-9: a visit is found by the code on its paper, and by its number however it is typed', async () => {
    const early = await issue();
    expect((await find({ token: early.token })).json.state).toBe('nothing-finished');
    expect((await give({ token: early.token, answers })).json.code).toBe('wrong-state');
    const { label, token } = await served();
    const short = label.replace(/^([A-Z]+)0*/, (_, series: string) => `${series.toLowerCase()} `);
    for (const body of [{ token }, { label }, { label: short }]) {
      const { status, json } = await find(body);
      expect([status, json.state, json.label], JSON.stringify(body)).toEqual([200, 'open', label]);
      expect(json.services).toHaveLength(1);
    }
  });

  test('SURVEY-9: rated once, whichever way it was, and nothing leads back', async () => {
    const { label, token } = await served();
    const before = server.seq();
    const key = { 'Idempotency-Key': 'tablet-1' };
    const body = { label, answers, respondent: { gender: 'female' }, language: 'en' };
    const first = await tablet.post('/api/v1/survey/answers', body, key);
    expect([first.status, first.json]).toEqual([201, { state: 'answered' }]);
    const again = await tablet.post('/api/v1/survey/answers', body, key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await give({ token, answers })).json.code).toBe('already-answered');
    const phone = await tablet.post(`/api/v1/track/${token}/survey`, { answers });
    expect([phone.status, phone.json.code]).toEqual([409, 'already-answered']);
    expect((await find({ token })).json.state).toBe('answered');
    expect(server.seq()).toBe(before);
  });

  test('SURVEY-9: wrong ones are refused by their field', async () => {
    const { token } = await served();
    const wrong: [object, string][] = [
      [{}, 'label'],
      [{ token, label: 'A001' }, 'token'],
      [{ label: '' }, 'label'],
      [{ label: 'A'.repeat(13) }, 'label'],
    ];
    for (const [body, path] of wrong) {
      const { status, json } = await find(body);
      expect([status, json.errors?.[0]?.path], JSON.stringify(body)).toEqual([422, path]);
    }
    const bad: [object, string][] = [
      [{ time: 0 }, 'answers.time'],
      [{ time: 5 }, 'answers.time'],
      [{ time: 2.5 }, 'answers.time'],
      [{ time: '4' }, 'answers.time'],
      [{}, 'answers'],
    ];
    for (const [given, path] of bad) {
      const { status, json } = await give({ token, answers: given });
      expect([status, json.errors?.[0]?.path]).toEqual([422, path]);
    }
    expect((await give({ token, answers, serviceId: 'service-b01' })).status).toBe(422);
    expect((await find({ token: `${token.slice(0, -1)}x` })).json.code).toBe('unknown-ticket');
  });

  test('SURVEY-9: only the numbers of today are found by typing', async () => {
    const { label, token } = await served();
    server.clock.advance(24 * 3_600);
    supervisor = await server.signedIn('supervisor');
    expect((await find({ label })).json.code).toBe('unknown-ticket');
    expect((await find({ token })).json.state).toBe('open');
    server.clock.advance(8 * 24 * 3_600);
    supervisor = await server.signedIn('supervisor');
    expect((await give({ token, answers })).json.code).toBe('too-late');
  });

  test('SURVEY-10: so many numbers a minute are typed at one tablet, and no more', async () => {
    const codes: string[] = [];
    for (let at = 0; at <= unknownCodesMax; at += 1) {
      const { json } = await find({ label: `Z${900 + at}` });
      codes.push(json.code);
    }
    expect(codes.at(-1)).toBe('too-many-attempts');
    const blocked = await find({ label: 'A001' });
    expect([blocked.status, Number(blocked.headers['retry-after']) > 0]).toEqual([429, true]);
  });

  test('SURVEY-10: any paired screen of the building may be the tablet, and nobody else', () => {
    const nobody: Caller = { staff: null, deviceId: null, screenId: null, address: '10.0.0.9' };
    const display: Caller = { ...nobody, screenId: 'device-1' };
    expect(accessOf('screen', nobody, false, false)).toBe('not-signed-in');
    expect(accessOf('screen', display, false, false)).toBe('allowed');
    // A display takes no tickets.
    expect(accessOf('kiosk', display, false, false)).toBe('not-signed-in');
  });

  test('SURVEY-10: it follows the building, is told nothing of the queue and is no display of the hall', async () => {
    const displaysBefore = (await supervisor.get('/api/v1/overview')).json.displays;
    const screen = await follow(server, 'survey', { query: { survey: '1' } });
    expect(screen.view).toMatchObject({ building: { short: expect.any(String) } });
    expect(screen.view.letters).toMatch(/^[A-HJ-NP-Z]+$/);
    expect(Object.keys(screen.view).toSorted()).toEqual(['building', 'letters']);
    expect((await supervisor.get('/api/v1/overview')).json.displays).toBe(displaysBefore);
    screen.close();
  });
});
