import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Staff who issue numbers for visitors of the whole building. */

const dataDir = newDataDir();
let server: TestApp;
let front: TestClient;
let other: TestClient;
let printerId = '';

/** A service that asks for name, NIK and phone, and one of another agency that asks nothing. */
const asking = 'service-f01';
const plain = 'service-a01';
const path = '/api/v1/reception/tickets';

beforeAll(async () => {
  server = await openTestApp({ dataDir, hasPrinter: true });
  front = await server.signedIn('petugas-1');
  other = await server.signedIn('petugas-3');
  printerId = (await front.get('/api/v1/reception')).json.printers[0].id;
});
afterAll(() => server?.close());

const journal = async (after: number) =>
  (await (await server.signedIn('supervisor')).get(`/api/v1/journal?after=${after}`)).text;
const printed = async (jobId: number): Promise<string> => {
  let state = '';
  await until(() => {
    const job = server.app.building.state.paper.jobs.get(jobId);
    state = job?.state ?? '';
    return state !== 'queued' && state !== 'printing';
  }, `the end of job ${jobId}`);
  return state;
};

describe('the front desk', () => {
  test('FRONT-1: its officers issue for every agency, other officers do not', async () => {
    const { status, json } = await front.post(path, { serviceIds: [asking, plain] });
    expect([status, json.print]).toEqual([201, null]);
    expect(json.ticket.legs.map((leg: { serviceId: string }) => leg.serviceId)).toEqual([
      asking,
      plain,
    ]);
    for (const refused of [
      await other.post(path, { serviceIds: [plain] }),
      await other.get('/api/v1/reception'),
      await other.post('/api/v1/reception/check-ins', { code: 'ABCD2345' }),
      await other.get(`/api/v1/reception/labels/${json.ticket.label}`),
    ]) {
      expect([refused.status, refused.json.code]).toEqual([403, 'not-this-counter']);
    }
    const supervisor = await server.signedIn('supervisor');
    expect((await supervisor.post(path, { serviceIds: [plain] })).status).toBe(201);
  });

  test('FRONT-1: nothing is half issued, and the same press twice is one number', async () => {
    const seq = server.seq();
    const unknown = await front.post(path, { serviceIds: [plain, 'service-none'] });
    const needless = await front.post(path, { serviceIds: [plain], printerId: 'printer-none' });
    const mixed = await front.post(path, {
      serviceIds: [plain],
      class: 'walk-in',
      need: 'elderly',
    });
    expect([unknown.json.code, needless.json.code, mixed.json.code]).toEqual([
      'unknown-service',
      'unknown-printer',
      'need-without-class',
    ]);
    expect(server.seq()).toBe(seq);
    const key = { 'Idempotency-Key': 'front-1' };
    const body = { serviceIds: [plain], need: 'elderly', note: 'Mohon dibantu' };
    const first = await front.post(path, body, key);
    expect((await front.post(path, body, key)).text).toBe(first.text);
    expect(first.json.ticket).toMatchObject({ class: 'vulnerable', need: 'elderly' });
  });

  test('FRONT-2: what a service asks is kept in its one table and nowhere else', async () => {
    const seq = server.seq();
    const person = { name: 'Ni Luh Ayu', nik: '5107 0123 4567 8901', phone: '0812-3456-7890' };
    const note = 'Membawa surat kuasa';
    const asked = await front.post(path, { serviceIds: [asking], person, note, printerId });
    expect(asked.status).toBe(201);
    expect(asked.text).not.toMatch(/Luh|5107|8901|3456|kuasa/);
    const entries = await journal(seq);
    expect(entries).toContain('note-added');
    expect(entries).not.toMatch(/Luh|5107|8901|3456|kuasa/);
    expect(await printed(asked.json.print.jobId)).toBe('printed');
    expect(server.app.demoPrinter!.papers()[0]?.text).not.toMatch(/Luh|5107|8901|3456|kuasa/);
    const database = new Sqlite(join(dataDir, 'building.sqlite'), { readonly: true });
    const row = database
      .prepare('SELECT name, nik_hash, nik_last4, phone FROM person_detail WHERE subject_id = ?')
      .get(asked.json.ticket.id) as Record<string, string>;
    expect(row).toMatchObject({ name: 'Ni Luh Ayu', nik_last4: '8901', phone: '+6281234567890' });
    expect(row['nik_hash']).toMatch(/^[0-9a-f]{64}$/);
    // What no chosen service asks for is not kept at all.
    const plainly = await front.post(path, { serviceIds: [plain], person });
    const none = database
      .prepare('SELECT count(*) AS rows FROM person_detail WHERE subject_id = ?')
      .get(plainly.json.ticket.id);
    expect(none).toEqual({ rows: 0 });
    database.close();
  });

  test('FRONT-2: a wrong NIK or phone is named by its place, and nothing is issued', async () => {
    const seq = server.seq();
    for (const [field, value] of [
      ['nik', '123'],
      ['phone', 'rumah'],
      ['name', ''],
    ] as const) {
      const answer = await front.post(path, { serviceIds: [asking], person: { [field]: value } });
      expect([answer.status, answer.json.errors[0].path]).toEqual([422, `person.${field}`]);
    }
    expect(server.seq()).toBe(seq);
  });

  test('FRONT-3: its paper is followed, printed again as a copy, and found by number', async () => {
    const first = await front.post(path, { serviceIds: [asking], printerId });
    const { id, label } = first.json.ticket;
    expect(await printed(first.json.print.jobId)).toBe('printed');
    expect(server.app.demoPrinter!.papers()[0]?.text).toContain('Diambil di Meja informasi');
    const told = await front.get(`/api/v1/reception/prints/${first.json.print.jobId}`);
    expect(told.json).toEqual({ state: 'printed', fault: null });
    const found = await front.get(`/api/v1/reception/labels/${label.toLowerCase()}`);
    expect(found.json).toMatchObject({ ticketId: id, label, errand: { state: 'waiting' } });
    const again = await front.post(`/api/v1/reception/tickets/${id}/reprint`, { printerId });
    expect(again.status).toBe(200);
    expect(await printed(again.json.print.jobId)).toBe('printed');
    expect(server.app.demoPrinter!.papers()[0]?.text).toMatch(/salinan|cetak ulang/i);
    expect((await front.get('/api/v1/reception/labels/ZZ999')).json.code).toBe('unknown-ticket');
    expect((await front.get('/api/v1/reception/prints/999999')).status).toBe(404);
  });

  test('FRONT-4: a number whose paper failed here stays once the desk has it', async () => {
    server.app.demoPrinter!.virtual.setFault({ paperEnd: true });
    const { json } = await front.post(path, { serviceIds: [asking], printerId });
    expect(await printed(json.print.jobId)).toBe('not-sent');
    const claim = `/api/v1/reception/tickets/${json.ticket.id}/claim`;
    expect((await other.post(claim)).json.code).toBe('not-this-counter');
    expect((await front.post(claim)).status).toBe(200);
    server.app.demoPrinter!.virtual.setFault({ paperEnd: false });
    expect(server.app.building.state.paper.claimed.get(json.ticket.id)).toBe('noted');
  });

  test('FRONT-5: a code that is no booking is refused with what it is', async () => {
    for (const code of ['ABCD-2345', 'MPP:other-building:ABCD2345', 'x', '☃']) {
      const answer = await front.post('/api/v1/reception/check-ins', { code });
      expect([400, 404, 409, 422]).toContain(answer.status);
      expect(['unknown-booking', 'other-building']).toContain(answer.json.code);
    }
  });
});
