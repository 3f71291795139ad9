import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What is done about paper, over a whole server with a printer made of software. */

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

const take = async () =>
  (await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] })).json;
const paperOf = (jobId: number): string | undefined =>
  server.app.building.state.paper.jobs.get(jobId)?.state;
const legState = (id: string) => server.app.building.state.visits.get(id)?.legs[0]?.state;

/** A number whose paper did not come, because the roll is at its end. */
async function unprinted() {
  server.app.demoPrinter!.virtual.setFault({ paperEnd: true });
  const { ticket, print } = await take();
  await until(() => paperOf(print.jobId) === 'not-sent', 'the paper to fail');
  server.app.demoPrinter!.virtual.setFault({ paperEnd: false });
  return ticket;
}

describe('a number without paper', () => {
  test('CLAIM-2: nobody took it within a minute: it is cancelled and never called', async () => {
    const ticket = await unprinted();
    server.clock.advance(30);
    const later = await unprinted();
    server.clock.advance(31);
    await until(() => legState(ticket.id) === 'cancelled', 'the ghost to go', 4_000);
    expect(legState(later.id)).toBe('waiting');
    const { json } = await supervisor.get(`/api/v1/journal?after=${server.seq() - 1}`);
    expect(json.entries[0]).toMatchObject({ type: 'leg-cancelled', data: { by: 'system' } });
  });

  test('CLAIM-1: noted at the kiosk, or opened on a phone, it stays', async () => {
    const noted = await unprinted();
    expect((await kiosk.post(`/api/v1/tickets/${noted.id}/claim`)).status).toBe(200);
    const carried = await unprinted();
    await kiosk.get(`/api/v1/track/${carried.token}`);
    const ghost = await unprinted();
    server.clock.advance(61);
    await until(() => legState(ghost.id) === 'cancelled', 'the ghost to go', 4_000);
    expect([legState(noted.id), legState(carried.id)]).toEqual(['waiting', 'waiting']);
    const { json } = await supervisor.get('/api/v1/journal?limit=1000');
    const claims = json.entries.filter((row: { type: string }) => row.type === 'ticket-claimed');
    expect(claims.map((row: { data: object }) => row.data)).toEqual([
      { how: 'noted' },
      { how: 'phone' },
    ]);
  });
});

describe('printing again', () => {
  test('PRINT-13: a copy says that it is one, is in the journal, and is limited', async () => {
    const { ticket, print } = await take();
    await until(() => paperOf(print.jobId) === 'printed', 'the first paper');
    for (let copies = 1; copies <= 3; copies += 1) {
      const answer = await officer.post(`/api/v1/tickets/${ticket.id}/reprint`);
      expect(answer.status).toBe(200);
      await until(() => paperOf(answer.json.print.jobId) === 'printed', 'the copy');
    }
    const { papers } = (await kiosk.get('/api/v1/demo/papers')).json;
    expect(papers[0].text).toMatch(/salinan|cetak ulang/i);
    const refused = await officer.post(`/api/v1/tickets/${ticket.id}/reprint`);
    expect([refused.status, refused.json.code]).toEqual([409, 'reprint-limit']);
    const unknown = await officer.post(`/api/v1/tickets/${ticket.id}/reprint`, { printerId: 'x' });
    expect([unknown.status, unknown.json.code]).toEqual([404, 'unknown-printer']);
  });
});

describe('printers', () => {
  test('HEALTH-1: what a printer says is kept in the journal, with since when', async () => {
    const stands = () => server.app.building.state.paper.printers.get('printer-kiosk-1');
    await until(() => stands()?.state === 'ready', 'the printer', 8_000);
    server.app.demoPrinter!.virtual.setFault({ coverOpen: true });
    await until(() => stands()?.fault === 'cover-open', 'the cover', 8_000);
    const [printer] = (await officer.get('/api/v1/printers')).json.printers;
    expect(printer).toMatchObject({ state: 'fault', fault: 'cover-open' });
    expect(printer.since).toBe((await supervisor.get('/api/v1/overview')).json.printers[0].since);
    server.app.demoPrinter!.virtual.setFault({ coverOpen: false });
    await until(() => stands()?.state === 'ready', 'the cover closed', 8_000);
    const { json } = await supervisor.get('/api/v1/journal?limit=1000');
    const faults = json.entries
      .filter((row: { type: string }) => row.type === 'printer-changed')
      .map((row: { data: { fault: string | null } }) => row.data.fault);
    expect(faults).toContain('cover-open');
  });
});

describe('numbers of paper sheets', () => {
  const enter = (more: object = {}) =>
    officer.post('/api/v1/manual-tickets', {
      serviceId: 'service-a01',
      number: 907,
      takenAt: '2026-11-23T08:30:00+08:00',
      ...more,
    });

  test('MANUAL-1, MANUAL-2: one joins the line with the time it was taken at', async () => {
    const later = (await take()).ticket;
    const entered = await enter();
    expect([entered.status, entered.json.ticket.label]).toEqual([201, 'A907']);
    await officer.post('/api/v1/counters/counter-1/open');
    const { ticket } = (await officer.post('/api/v1/counters/counter-1/call-next')).json;
    expect(ticket.label).toBe('A907');
    const next = (await take()).ticket;
    expect(Number(next.label.slice(1))).toBe(Number(later.label.slice(1)) + 1);
  });

  test('MANUAL-3: a double, a time to come or of another day, and other numbers are refused', async () => {
    expect((await enter()).json.code).toBe('already-entered');
    for (const wrong of [
      { takenAt: '2026-11-23T23:00:00+08:00' },
      { takenAt: '2026-11-22T09:00:00+08:00' },
      { number: 900 },
      { number: 1000 },
    ]) {
      expect((await enter({ number: 908, ...wrong })).status).toBe(422);
    }
  });
});
