import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** A visitor's own page: who may see it, what is in it, and for how long. */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
  await supervisor.post('/api/v1/counters/counter-1/open');
});
afterAll(() => server?.close());

const issue = async (body: object = { serviceIds: ['service-a01'] }) =>
  (await kiosk.post('/api/v1/tickets', body)).json.ticket;
const track = (token: string) => kiosk.get(`/api/v1/track/${token}`);
const another = (sign: string) => (sign === 'A' ? 'B' : 'A');

describe('token', () => {
  test('PHONE-9: no sign of a token can be changed, and no two tokens mixed', async () => {
    const [one, other] = [await issue(), await issue()];
    const forged = [...one.token].map(
      (sign: string, at: number) =>
        one.token.slice(0, at) + another(sign) + one.token.slice(at + 1),
    );
    const mixed = [
      other.id + one.token.slice(one.id.length),
      one.id + other.token.slice(other.id.length),
      one.id,
      one.token.slice(0, -1),
      `${one.token}A`,
    ];
    for (const token of [...forged, ...mixed]) {
      const answer = await track(token);
      expect([404, 429], token).toContain(answer.status);
      expect(answer.text).not.toContain(one.label);
    }
    expect((await track(one.token)).json.label).toBe(one.label);
    expect((await track(other.token)).json.label).toBe(other.label);
    server.clock.advance(61);
  });

  test('PHONE-10: after 30 different wrong ones an address waits, and right ones open all the same', async () => {
    const { token } = await issue();
    const wrong = (at: number) => track(`nobody${at}xxxxxxxxxxxxxxxx`);
    for (let at = 0; at < 30; at += 1) expect((await wrong(at)).status).toBe(404);
    const limited = await wrong(30);
    expect([limited.status, limited.json.code]).toEqual([429, 'too-many-attempts']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await kiosk.post('/api/v1/track/nobody99/cancel')).status).toBe(429);
    expect((await track(token)).status).toBe(200);
    expect((await kiosk.post(`/api/v1/track/${token}/delay`)).status).toBe(200);
    // The same mistake again and again is one mistake.
    expect((await wrong(3)).status).toBe(404);
    server.clock.advance(60);
    expect((await wrong(30)).status).toBe(404);
    server.clock.advance(61);
  });
});

describe('what is told', () => {
  /** Every name of a field that may be in an answer to a phone. */
  const fieldsOf = (value: unknown, found = new Set<string>()): Set<string> => {
    if (Array.isArray(value)) for (const item of value) fieldsOf(item, found);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        found.add(name);
        fieldsOf(inner, found);
      }
    }
    return found;
  };

  test('PHONE-11: no answer to a phone holds who the visitor is or what they said of themselves', async () => {
    const ticket = await issue({
      serviceIds: ['service-a01', 'service-b01'],
      class: 'vulnerable',
      need: 'elderly',
    });
    const note = 'Bu Siti, kursi roda, NIK 7301014505600001';
    expect(
      (await supervisor.post(`/api/v1/tickets/${ticket.id}/note`, { text: note })).status,
    ).toBe(200);
    const answers = [
      await track(ticket.token),
      await kiosk.get(`/api/v1/track/${ticket.token}/survey`),
      await kiosk.post(`/api/v1/track/${ticket.token}/delay`),
      await kiosk.post(`/api/v1/track/${ticket.token}/cancel`),
    ];
    const secrets = ['elderly', 'vulnerable', 'Siti', '7301014505600001', 'kursi'];
    for (const { status, text, json } of answers) {
      expect(status).toBe(200);
      for (const secret of [...secrets, ticket.id, ticket.token]) {
        expect(text).not.toContain(secret);
      }
      const fields = fieldsOf(json);
      for (const name of ['name', 'nik', 'phone', 'need', 'class', 'staffId', 'note', 'deviceId']) {
        expect([...fields]).not.toContain(name);
      }
    }
  });

  test('PHONE-12: the page speaks the language of its ticket', async () => {
    const { token } = await issue({ serviceIds: ['service-a01'], language: 'en' });
    expect((await track(token)).json.language).toBe('en');
  });

  test('PHONE-13: a number of a day that is over is said to be of that day', async () => {
    const ticket = await issue();
    server.clock.advance(24 * 3600);
    await supervisor.post('/api/v1/counters/counter-1/open');
    await until(() => server.app.building.state.businessDate === '2026-11-24', 'the next day');
    const { status, json } = await track(ticket.token);
    expect([status, json.code]).toEqual([409, 'ticket-other-day']);
    expect(json.facts).toEqual({ label: ticket.label, businessDate: '2026-11-23', survey: false });
    const cancelled = await kiosk.post(`/api/v1/track/${ticket.token}/cancel`);
    expect([cancelled.status, cancelled.json.code]).toEqual([404, 'unknown-ticket']);
  });
});

describe('the own call', () => {
  test('PHONE-23: it is sound while the number is called, and nothing before, after or for others', async () => {
    const hall = await openTestApp({ hasVoice: true, speechEngine: null });
    const client = hall.client();
    const officer = await hall.signedIn('supervisor');
    const { ticket } = (await client.post('/api/v1/tickets', { serviceIds: ['service-a01'] })).json;
    const path = `/api/v1/track/${ticket.token}/call-sound`;
    const early = await client.get(path);
    expect([early.status, early.json.code]).toEqual([409, 'wrong-state']);
    await officer.post('/api/v1/counters/counter-1/open');
    await officer.post('/api/v1/counters/counter-1/call-next');
    const answer = await fetch(`${hall.app.url}${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
    expect((await client.get('/api/v1/track/nobody/call-sound')).status).toBe(404);
    await officer.post(`/api/v1/tickets/${ticket.id}/start`);
    expect((await client.get(path)).json.code).toBe('wrong-state');
    await hall.close();
  });

  test('PHONE-23: a building without a voice says that there is none', async () => {
    // The days before have ended every session.
    const officer = await server.signedIn('supervisor');
    await officer.post('/api/v1/counters/counter-2/open');
    const ticket = await issue();
    const call = { ticketId: ticket.id };
    const called = await officer.post('/api/v1/counters/counter-2/call', call);
    expect(called.status).toBe(200);
    const { json } = await kiosk.get(`/api/v1/track/${ticket.token}/call-sound`);
    expect(json.code).toBe('speech-unavailable');
  });
});
