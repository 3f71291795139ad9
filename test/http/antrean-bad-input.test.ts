import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { assert, asyncProperty, constantFrom, dictionary, jsonValue, oneof } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  antreanPath,
  asked,
  citizen,
  expectEnvelope,
  mappings,
  openCaller,
  setUpAntrean,
  type AntreanCaller,
} from './antrean-caller.ts';
import { besideTheTable } from './access-of-routes.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

/** Whatever is sent to the Antrean service: 201 with a sentence, and nothing in the journal. */

let server: TestApp;
let caller: AntreanCaller;

beforeAll(async () => {
  server = await openTestApp();
  const admin = await server.signedIn('admin');
  await setUpAntrean(admin, { enabled: true, mappings });
  caller = await openCaller(server, admin, { requestsPerMinute: 60_000 });
});
afterAll(() => server?.close());

const code = { kodebooking: 'AAAA-AAAA' };
const { nohp: _phone, nomorkartu: _card, ...person } = citizen();

/** Every operation with every field that it needs, and those that may be left out. */
const operations: Readonly<Record<string, { needs: object; may: readonly string[] }>> = {
  statusantrean: { needs: asked, may: [] },
  ambilantrean: {
    needs: { ...asked, ...person },
    may: ['nohp', 'nama', 'nomorkartu', 'norm', 'jeniskunjungan', 'nomorreferensi'],
  },
  sisaantrean: { needs: code, may: [] },
  batalantrean: { needs: code, may: ['keterangan'] },
  checkinantrean: { needs: { ...code, waktu: 1_795_395_600_000 }, may: [] },
};

const wrong: readonly unknown[] = [
  null,
  '',
  -1,
  true,
  {},
  [],
  [asked],
  'x'.repeat(300),
  '\u0000',
  '  ',
];
const hostile: readonly unknown[] = [
  "'; DROP TABLE booking; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '${7*7}',
  '💥',
];

async function expectRefused(name: string, body: unknown, what: string): Promise<void> {
  const seq = server.seq();
  const answer = await caller.send(name, { body });
  expect(expectEnvelope(answer, what).metadata.code, `${what}: ${answer.text}`).toBe(201);
  expect(server.seq(), what).toBe(seq);
}

test('ANTREAN-10: every operation and none other, and each with its own method', async () => {
  const names: readonly string[] = besideTheTable[antreanPath];
  expect([...Object.keys(operations), 'token'].toSorted()).toEqual(names.toSorted());
  for (const name of [...names, 'nothing', '', 'status/antrean', '%00', '..%2ftickets']) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const isKnown = names.includes(name) && method === (name === 'token' ? 'GET' : 'POST');
      if (isKnown) continue;
      const answer = await caller.send(name, {}, method);
      const { code: told } = expectEnvelope(answer, `${method} ${name}`).metadata;
      expect(told, `${method} ${name}`).toBe(201);
    }
  }
});

test('AUTH-4, ANTREAN-10: without a token nothing is looked at, whoever asks', async () => {
  const staff = await server.signedIn('admin');
  for (const [name, { needs }] of Object.entries(operations)) {
    const authorization = `Bearer ${caller.secret}`;
    for (const headers of [
      {},
      { authorization },
      { 'x-username': caller.keyId },
      { 'x-token': caller.token },
      { 'x-username': caller.keyId, 'x-token': caller.secret },
    ]) {
      const answer = await staff.call('POST', `${antreanPath}/${name}`, { body: needs, headers });
      expect(expectEnvelope(answer, name).metadata.message).toMatch(/^Token tidak berlaku/);
    }
  }
});

test('ANTREAN-10: every field wrong in every way', async () => {
  for (const [name, { needs }] of Object.entries(operations)) {
    for (const field of Object.keys(needs)) {
      await expectRefused(name, { ...needs, [field]: undefined }, `${name} without ${field}`);
      for (const value of [...wrong, ...hostile]) {
        const what = `${name} ${field} ${JSON.stringify(value).slice(0, 30)}`;
        await expectRefused(name, { ...needs, [field]: value }, what);
      }
    }
  }
});

test('ANTREAN-10: a field that may be left out is right or refused', async () => {
  const unmapped = { ...operations['ambilantrean']!.needs, kodepoli: 'ANA' };
  for (const [name, { needs, may }] of Object.entries(operations)) {
    for (const field of may) {
      for (const value of [...wrong, ...hostile, '1', 0]) {
        const body = { ...needs, ...(name === 'ambilantrean' ? unmapped : {}), [field]: value };
        await expectRefused(name, body, `${name} ${field} ${String(value).slice(0, 30)}`);
      }
    }
  }
});

test.each([
  ['a date that is none', { tanggalperiksa: '2026-02-30' }],
  ['a date in another order', { tanggalperiksa: '24-11-2026' }],
  ['a moment for a day', { tanggalperiksa: '2026-11-24T00:00:00Z' }],
  ['hours with a dot', { jampraktek: '08.00-12.00' }],
  ['hours backwards', { jampraktek: '12:00-08:00' }],
  ['no hours', { jampraktek: '08:00-08:00' }],
  ['an hour that is none', { jampraktek: '08:00-24:30' }],
  ['a NIK of 15 digits', { nik: '510301450988000' }],
  ['a NIK of letters', { nik: '510301450988000A' }],
])('ANTREAN-10: %s', async (what, more) => {
  await expectRefused('ambilantrean', { ...operations['ambilantrean']!.needs, ...more }, what);
});

test('ANTREAN-10: a time in seconds, far off or as a text of letters', async () => {
  for (const waktu of [1_795_395_600, 99_999_999_999_999, 1.5, 'sekarang', '1795395600']) {
    await expectRefused('checkinantrean', { ...code, waktu }, String(waktu));
  }
});

test('ANTREAN-10: bodies that are no JSON, too large, packed or of another type', async () => {
  const raws: readonly [string | Buffer, Record<string, string>][] = [
    ['{', {}],
    ['[1,', {}],
    ['"text"', {}],
    ['null', {}],
    ['[]', {}],
    ['', {}],
    ['<xml/>', { 'Content-Type': 'application/xml' }],
    ['{}', { 'Content-Type': 'text/plain; charset=koi8-r' }],
    [Buffer.from([0xff, 0xfe, 0x00]), {}],
    [Buffer.alloc(64, 1), { 'Content-Encoding': 'gzip' }],
    ['{}', { 'Content-Encoding': 'nothing' }],
    ['x'.repeat(1_000_000), {}],
    ['['.repeat(10_000), {}],
  ];
  for (const name of Object.keys(operations)) {
    for (const [raw, headers] of raws) {
      const answer = await caller.send(name, { raw, headers });
      expect(expectEnvelope(answer, `${name} ${raw.slice(0, 20).toString()}`).metadata.code).toBe(
        201,
      );
    }
  }
});

test('ANTREAN-10: a body of any type is read where it is JSON', async () => {
  const raw = JSON.stringify(asked);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await caller.send('statusantrean', { raw, headers: { 'Content-Type': type } });
    expect(expectEnvelope(answer, type).metadata.code).toBe(200);
  }
});

test('ANTREAN-10: whatever JSON comes', async () => {
  const fields = Object.keys({ ...asked, ...person, ...code, waktu: 0, keterangan: '' });
  const bodies = oneof(
    jsonValue(),
    dictionary(constantFrom(...fields), jsonValue(), { maxKeys: 8 }),
  );
  const property = asyncProperty(
    constantFrom(...Object.keys(operations)),
    bodies,
    async (name, body) => {
      await expectRefused(name, body, name);
    },
  );
  await assert(property, { numRuns: 150 });
});

test('ANTREAN-11: what the building cannot keep is a 503 in the envelope, and works again after', async () => {
  const database = new Sqlite(join(server.dataDir, 'building.sqlite'));
  const body = { ...asked, ...citizen() };
  const before = server.seq();
  database.exec('ALTER TABLE booking_code RENAME TO booking_code_away');
  // The usual client of the tests believes in problem details alone.
  const answer = await fetch(`http://127.0.0.1:${server.app.port}${antreanPath}/ambilantrean`, {
    method: 'POST',
    headers: { 'x-username': caller.keyId, 'x-token': caller.token },
    body: JSON.stringify(body),
  });
  database.exec('ALTER TABLE booking_code_away RENAME TO booking_code');
  database.close();
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { metadata: { message: 'Sistem sedang tidak dapat melayani.', code: 503 } },
  ]);
  expect(server.seq()).toBe(before);
  expect((await caller.ask('ambilantrean', body)).code).toBe(200);
});
