import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, until, type TestApp } from './open-test-app.ts';

/** What a technician asks of a building, and the file that is sent to whoever mends it. */

let server: TestApp;

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true, recentLog: () => ['{"level":40,"msg":"paper"}'] });
});
afterAll(() => server?.close());

const itemOf = (items: { kind: string; name: string | null }[], kind: string) =>
  items.filter(row => row.kind === kind);

test('HEALTH-10: every machine and program is told with its state and since when', async () => {
  const supervisor = await server.signedIn('supervisor');
  const { paper } = server.app.building.state;
  await until(() => paper.printers.size === 1, 'the printer to be known');
  const { status, json } = await supervisor.get('/api/v1/admin/health');
  expect(status).toBe(200);
  const kinds = new Set(json.items.map((row: { kind: string }) => row.kind));
  for (const kind of ['server', 'memory', 'database', 'disk', 'backup', 'second-place', 'setup']) {
    expect(kinds, kind).toContain(kind);
  }
  for (const kind of ['printer', 'zone', 'media', 'webhooks', 'hub']) {
    expect(kinds, kind).toContain(kind);
  }
  expect(itemOf(json.items, 'printer')).toMatchObject([
    { state: 'good', since: expect.any(String) },
  ]);
  expect(itemOf(json.items, 'database')).toMatchObject([
    { state: 'good', facts: { journalSeq: server.seq() } },
  ]);
  expect(itemOf(json.items, 'backup')).toMatchObject([{ state: 'off', since: null }]);
  // No screen is open here: its zones see no call.
  expect(itemOf(json.items, 'zone')[0]).toMatchObject({
    state: 'wrong',
    facts: { screens: 'blind' },
  });
  expect(itemOf(json.items, 'setup')).toMatchObject([{ state: 'good', facts: { faults: 0 } }]);
  expect((await (await server.signedIn('petugas-1')).get('/api/v1/admin/health')).status).toBe(403);
});

test('HEALTH-11: a paired screen that is away, and a backup, are told', async () => {
  const admin = await server.signedIn('admin');
  const body = { kind: 'display', name: 'TV Lobi Utara' };
  const { code } = (await admin.post('/api/v1/devices/pairing-codes', body)).json;
  expect((await server.client().post('/api/v1/devices/pair', { code })).status).toBe(201);
  await admin.post('/api/v1/admin/backups', {});
  const { items } = (await admin.get('/api/v1/admin/health')).json;
  expect(itemOf(items, 'display')).toMatchObject([
    { name: 'TV Lobi Utara', state: 'wrong', since: expect.any(String) },
  ]);
  expect(itemOf(items, 'backup')).toMatchObject([{ state: 'good', since: expect.any(String) }]);
});

test('DIAG-1, DIAG-2: the diagnosis tells how much of what, and nothing about people', async () => {
  const admin = await server.signedIn('admin');
  const officer = await server.signedIn('petugas-1');
  const people = ['Ni Wayan Sulastri', '5171014507850003', '081234567890', 'Made Sukarta'];
  const word = 'Ibu Sulastri minta dipanggil lewat suaminya';
  const asking = server.app.building.state.index!.setup.services.find(row => row.asks.length > 0)!;
  const ticket = await admin.post('/api/v1/reception/tickets', {
    serviceIds: [asking.id],
    note: word,
    person: { name: people[0], nik: people[1], phone: people[2] },
  });
  expect(ticket.status).toBe(201);
  await officer.post('/api/v1/counters/counter-1/open');
  const setup = (await admin.get('/api/v1/admin/setup')).json;
  const contact = 'Pak Made Sukarta, 0812-3456-7890';
  const edit = { path: 'building/contact', before: setup.setup.building.contact, after: contact };
  const saved = await admin.post('/api/v1/admin/setup/edits', { edits: [edit], from: null });
  expect(saved.status).toBe(200);
  const answer = await admin.get('/api/v1/admin/diagnosis');
  expect(answer.headers['content-disposition']).toMatch(/diagnosis-20261123T\d{4}\.zip/);
  const files = unzipSync(new Uint8Array(answer.bytes));
  expect(Object.keys(files).sort()).toEqual([
    'health.json',
    'journal-of-a-day.json',
    'log.txt',
    'metrics.txt',
    'rows.json',
    'setup.json',
    'versions.json',
  ]);
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
  const secrets = [...people, word, contact, '0812-3456', 'Sukarta', 'petugas-1', 'Supervisor'];
  for (const [name, said] of Object.entries(texts)) {
    for (const secret of secrets) expect(said.includes(secret), `${name}: ${secret}`).toBe(false);
  }
  const counts = JSON.parse(texts['journal-of-a-day.json']!);
  expect(counts).toMatchObject({ 'ticket-issued': 1, 'building-configured': 2 });
  expect(JSON.parse(texts['rows.json']!).person_detail).toBe(1);
  expect(JSON.parse(texts['versions.json']!).migrations[0]).toBe('0001-the-way-of-a-ticket.sql');
  expect(JSON.parse(texts['setup.json']!).building.contact).toBe('left out');
  expect(texts['metrics.txt']).toContain('mpp_backup_failed 0');
  expect(texts['log.txt']).toContain('paper');
});
