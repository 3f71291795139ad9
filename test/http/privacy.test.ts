import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audit } from '../../contract/audit.ts';
import type { FoundPerson, PersonExport, Privacy } from '../../contract/privacy.ts';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What is kept of people, who looked at it, and each person's right to it. */

let server: TestApp;
let admin: TestClient;
let supervisor: TestClient;
let portal: TestClient;
let headers: Record<string, string>;

const at = (time: string, day = '24'): string => `2026-11-${day}T${time}:00.000+08:00`;

const configure = (change: (setup: Setup) => Setup) =>
  server.app.building.execute({
    command: {
      type: 'configure',
      actor: { role: 'system' },
      setup: change(setupOf(server.app.building.state).setup),
    },
    answer: () => ({ status: 200, body: '' }),
  });

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  supervisor = await server.signedIn('supervisor');
  portal = server.client();
  const body = { partnerName: 'Portal', scopes: ['catalogue', 'bookings'] };
  const { secret } = (await admin.post('/api/v1/admin/partner-keys', body)).json;
  headers = { Authorization: `Bearer ${secret}` };
  await configure(setup => ({
    ...setup,
    services: setup.services.map(service =>
      service.id === 'service-b01' ? { ...service, asks: ['name', 'nik', 'phone'] } : service,
    ),
  }));
});
afterAll(() => server?.close());

interface Person {
  readonly name?: string;
  readonly nik?: string;
  readonly phone?: string;
}

async function booked(person: Person, time: string, day = '24'): Promise<string> {
  const body = { serviceId: 'service-b01', startsAt: at(time, day), person };
  const { json } = await portal.post('/api/v1/partner/bookings', body, headers);
  expect(json.code, JSON.stringify(json)).toBe(undefined);
  return json.booking.code;
}

const find = (given: object, by = admin) => by.post('/api/v1/admin/people/find', given);
const exported = (given: object, by = admin) => by.post('/api/v1/admin/people/export', given);
const looks = async (): Promise<Audit['entries']> =>
  (await supervisor.get('/api/v1/admin/audit?kind=people')).json.entries;

const wayan = { name: 'I Made Purnawa', nik: '5103010101800001', phone: '081234567890' };

describe('who looked', () => {
  test('PRIVACY-1: a list of people is in the audit with who asked for it and how many', async () => {
    await booked(wayan, '09:00');
    const list = '/api/v1/reception/bookings?date=2026-11-24';
    expect((await supervisor.get(list)).json.bookings[0].person.name).toBe(wayan.name);
    const [entry] = await looks();
    expect(entry).toMatchObject({
      by: { id: 'staff-supervisor' },
      about: { type: 'person-seen', what: 'listed', subjects: 1 },
    });
    expect(JSON.stringify(entry)).not.toMatch(/Purnawa|0001|7890/);
  });

  test('PRIVACY-1: asked again and again it is one entry in five minutes, and one for what came beside it', async () => {
    const before = (await looks()).length;
    const list = '/api/v1/reception/bookings?date=2026-11-24';
    await booked({ ...wayan, nik: '5103010101800002', name: 'Made' }, '09:30');
    await booked({ ...wayan, nik: '5103010101800003', name: 'Nyoman' }, '10:00');
    for (let times = 0; times < 5; times += 1) await supervisor.get(list);
    expect(await looks()).toHaveLength(before);
    server.clock.advance(301);
    await server.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    await supervisor.get('/api/v1/admin/audit');
    const told = await looks();
    expect(told).toHaveLength(before + 1);
    expect(told[0]!.about).toMatchObject({ what: 'listed', subjects: 2 });
  });

  test('PRIVACY-1: where nobody’s data is shown nothing is noted', async () => {
    const before = server.seq();
    await supervisor.get('/api/v1/reception/bookings?date=2026-11-27');
    expect((await find({ nik: '5103019999999999' })).json.code).toBe('unknown-person');
    expect(server.seq()).toBe(before);
  });
});

describe('one person', () => {
  test('PRIVACY-3: is found by NIK, phone or code, and shown masked', async () => {
    const code = await booked(
      { name: 'Ni Luh Ayu', nik: '5103016508850002', phone: '0811 222 3333' },
      '11:00',
    );
    for (const given of [{ nik: '5103016508850002' }, { phone: '+62 811 222 3333' }, { code }]) {
      const { json, text } = await find(given);
      const found: FoundPerson = json;
      expect(found).toMatchObject({ names: ['N• L•• A••'], nikLast4: '0002', phoneLast4: '3333' });
      expect(found.held).toHaveLength(1);
      expect(found.held[0]).toMatchObject({
        of: 'booking',
        at: at('11:00'),
        fields: ['name', 'nik', 'phone'],
        notes: 0,
        keptUntil: at('11:00', '24').replace('-11-24', '-12-24'),
      });
      expect(text).not.toMatch(/Ayu|5103016508850002|8112223333/);
    }
    const [entry] = await looks();
    expect(entry).toMatchObject({ about: { what: 'looked-up', subjects: 1 } });
  });

  test('PRIVACY-4: is told everything that is kept of them, and nothing of anybody else', async () => {
    const ketut = { name: 'Ketut Rai', nik: '5103011212700004', phone: '081355550000' };
    const code = await booked(ketut, '13:00', '25');
    const visit = await supervisor.post('/api/v1/reception/tickets', {
      serviceIds: ['service-b01'],
      person: ketut,
      note: 'Membawa fotokopi akta',
    });
    const other = await supervisor.post('/api/v1/reception/tickets', {
      serviceIds: ['service-b01'],
      person: wayan,
      note: 'Minta dipanggil terakhir',
    });
    const { json, text } = await exported({ nik: ketut.nik });
    const told: PersonExport = json;
    expect(told.details.map(({ of, name, phone }) => [of, name, phone])).toEqual([
      ['booking', 'Ketut Rai', '+6281355550000'],
      ['visit', 'Ketut Rai', '+6281355550000'],
    ]);
    expect(told.bookings).toMatchObject([{ code, status: 'booked', startsAt: at('13:00', '25') }]);
    expect(told.visits).toMatchObject([
      { label: visit.json.ticket.label, notes: [{ text: 'Membawa fotokopi akta' }] },
    ]);
    expect(text).not.toContain(other.json.ticket.label);
    expect(text).not.toContain('dipanggil terakhir');
    expect(text).not.toContain(ketut.nik);
    expect((await looks())[0]!.about).toMatchObject({ what: 'exported', subjects: 1 });
  });

  test('PRIVACY-5: of a telephone that several people share nobody is told or shown', async () => {
    const phone = '081399990000';
    await booked({ name: 'Gede', nik: '5103010101010001', phone }, '14:00', '26');
    await booked({ name: 'Sri', nik: '5103010101010002', phone }, '14:30', '26');
    for (const ask of [find, exported]) {
      const { status, json } = await ask({ phone });
      expect([status, json.code, json.facts]).toEqual([409, 'several-people', { people: 2 }]);
    }
    const sri = await exported({ nik: '5103010101010002' });
    expect(sri.json.details.map((row: Person) => row.name)).toEqual(['Sri']);
    expect(sri.text).not.toContain('Gede');
  });

  test('PRIVACY-4: what was told is kept for no retry', async () => {
    const key = { 'Idempotency-Key': 'look-once' };
    const given = { nik: wayan.nik };
    const first = await admin.post('/api/v1/admin/people/export', given, key);
    expect(first.json.details[0].name).toBe(wayan.name);
    await admin.post('/api/v1/admin/people/erase', given);
    const again = await admin.post('/api/v1/admin/people/export', given, key);
    expect(again.json.code).toBe('unknown-person');
    const other = await admin.post('/api/v1/admin/people/export', { phone: wayan.phone }, key);
    expect(other.json.code).toBe('idempotency-conflict');
  });

  test('PRIVACY-5: is found, exported and erased by an administrator alone', async () => {
    const given = { nik: '5103016508850002' };
    for (const who of ['petugas-1', 'supervisor']) {
      const client = await server.signedIn(who);
      for (const ask of [find, exported]) {
        expect((await ask(given, client)).json.code, who).toBe('not-allowed');
      }
    }
    const erased = await admin.post('/api/v1/admin/people/erase', given);
    expect(erased.json.erased).toBe(1);
    const { json } = await find(given);
    expect(json.code).toBe('unknown-person');
  });
});

describe('what is kept', () => {
  const rowOf = async (kind: string) => {
    const { rows } = (await supervisor.get('/api/v1/admin/privacy')).json as Privacy;
    return rows.find(row => row.kind === kind)!;
  };

  test('PRIVACY-2: each kind with how many, since when and until when, by the present settings', async () => {
    const before = await rowOf('details');
    await booked({ name: 'Putu', nik: '5103010101990009', phone: '081300001111' }, '15:00', '24');
    const row = await rowOf('details');
    expect(row.rows).toBe(before.rows + 1);
    expect(row.keepHours).toBe(30 * 24);
    expect(row.nextWipeAt).toMatch(/^2026-1[12]-\d\dT00:00:00\.000\+08:00$/);
    expect((await rowOf('accounts')).rows).toBeGreaterThan(40);
    const privacy: Privacy = (await supervisor.get('/api/v1/admin/privacy')).json;
    expect(privacy.asking.find(({ field }) => field === 'nik')!.services).toBeGreaterThan(0);
    expect(privacy.looks.entries).toBe((await looks()).filter(isLook).length);
  });

  test('PRIVACY-6: a shorter time holds for what is kept already, a longer one only for what comes', async () => {
    const shorten = (personDays: number) =>
      configure(setup => ({ ...setup, rules: { ...setup.rules, personDays } }));
    const untilOf = async (): Promise<string> =>
      (await exported({ nik: '5103010101990009' })).json.details[0].keptUntil;
    expect(await untilOf()).toBe('2026-12-24T15:00:00.000+08:00');
    await shorten(7);
    expect(await untilOf()).toBe('2026-12-01T15:00:00.000+08:00');
    await shorten(60);
    expect(await untilOf()).toBe('2026-12-01T15:00:00.000+08:00');
    await shorten(7);
    expect(await untilOf()).toBe('2026-12-01T15:00:00.000+08:00');
    expect((await rowOf('details')).nextWipeAt).toBe('2026-12-01T00:00:00.000+08:00');
    server.clock.advance(12 * 24 * 3_600);
    admin = await server.signedIn('admin');
    supervisor = await server.signedIn('supervisor');
    expect((await find({ nik: '5103010101990009' })).json.code).toBe('unknown-person');
    expect((await rowOf('details')).rows).toBe(0);
  });

  test('PRIVACY-1: neither the journal nor the audit holds anything of anybody', async () => {
    const journal = await supervisor.get('/api/v1/journal?limit=1000');
    const audit = await supervisor.get('/api/v1/admin/audit');
    const secrets = ['Purnawa', 'Ketut Rai', 'Luh Ayu', '5103010', '81355550000', 'fotokopi akta'];
    for (const { text } of [journal, audit]) {
      expect(secrets.filter(secret => text.includes(secret))).toEqual([]);
    }
  });
});

const isLook = ({ about }: Audit['entries'][number]): boolean => about.type === 'person-seen';
