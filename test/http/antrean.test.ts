import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalSentences } from '../../server/http/antrean-envelope.ts';
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
import { HandClock, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What a system that speaks the Antrean service does here: 09.00 WITA on Monday 23 November. */

let server: TestApp;
let admin: TestClient;
let own: AntreanCaller;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  expect((await setUpAntrean(admin, { enabled: true, mappings })).status).toBe(201);
  own = await openCaller(server, admin);
});
afterAll(() => server?.close());

const at = (time: string, day = '24'): number => Date.parse(`2026-11-${day}T${time}:00+08:00`);
const take = (more: object = {}, by = own) =>
  by.ask('ambilantrean', { ...asked, ...citizen(), ...more });

async function advanceTo(time: string, day = '24'): Promise<void> {
  server.clock.advance((at(time, day) - server.clock.now()) / 1000);
  await own.renewToken();
  // Nobody is signed in for as long as the clock of this hall jumps.
  admin = await server.signedIn('admin');
}

describe('switched off', () => {
  test('ANTREAN-1: there is nothing until an administrator turns it on, and again after', async () => {
    const fresh = await openTestApp({ clock: new HandClock() });
    const office = await fresh.signedIn('admin');
    for (const name of ['token', 'statusantrean', 'ambilantrean']) {
      const method = name === 'token' ? 'GET' : 'POST';
      const answer = await fresh.client().call(method, `${antreanPath}/${name}`, {});
      expect([answer.status, answer.json.code]).toEqual([404, 'not-found']);
    }
    await setUpAntrean(office, { enabled: true, mappings });
    const caller = await openCaller(fresh, office);
    expect(await caller.ask('statusantrean', asked)).toMatchObject({ code: 200 });
    await setUpAntrean(office, { enabled: false, mappings });
    expect((await caller.send('statusantrean', { body: asked })).status).toBe(404);
    await fresh.close();
  });

  test.each([
    ['a service that is not there', { mappings: [{ poliCode: 'X', serviceId: 'nobody' }] }],
    ['a code twice', { mappings: [mappings[0], mappings[0]] }],
    ['a code with a blank', { mappings: [{ poliCode: 'A B', serviceId: 'service-b01' }] }],
    [
      'hours that end before they begin',
      {
        mappings: [
          {
            poliCode: 'X',
            serviceId: 'service-b01',
            sessions: [{ doctorCode: '1', doctorName: 'X', opens: '12:00', closes: '08:00' }],
          },
        ],
      },
    ],
  ])('ANTREAN-1: %s is refused in the set-up', async (_what, antrean) => {
    const { status, json } = await setUpAntrean(admin, { enabled: true, ...antrean });
    expect([status, json.code]).toEqual([422, 'invalid-input']);
  });

  test('ANTREAN-1: who saw an older set-up changes nothing', async () => {
    const answer = await admin.post('/api/v1/admin/antrean', {
      setupSeq: 1,
      antrean: { enabled: false },
    });
    expect([answer.status, answer.json.code]).toEqual([409, 'setup-changed']);
  });
});

describe('tokens', () => {
  const ask = async (headers: Record<string, string>) =>
    expectEnvelope(await server.client().get(`${antreanPath}/token`, headers), 'token').metadata;

  test('ANTREAN-2: an id and the secret of a key give a token for half an hour', async () => {
    const brief = await openCaller(server, admin);
    server.clock.advance(29 * 60);
    expect((await brief.ask('statusantrean', asked)).code).toBe(200);
    server.clock.advance(60);
    expect(await brief.ask('statusantrean', asked)).toMatchObject({
      code: 201,
      message: expect.stringContaining('Token tidak berlaku'),
    });
    await brief.renewToken();
    await own.renewToken();
    expect((await brief.ask('statusantrean', asked)).code).toBe(200);
  });

  test('ANTREAN-2: whatever is wrong with who comes, the answer is the same', async () => {
    const brief = await openCaller(server, admin);
    const same = { code: 201, message: 'Username atau password tidak sesuai.' };
    expect(await ask({})).toEqual(same);
    expect(await ask({ 'x-username': brief.keyId })).toEqual(same);
    expect(await ask({ 'x-username': brief.keyId, 'x-password': own.secret })).toEqual(same);
    expect(await ask({ 'x-username': 'nobody', 'x-password': brief.secret })).toEqual(same);
    const foreign = { 'x-username': brief.keyId, 'x-token': own.token };
    const told = await brief.send('statusantrean', { body: asked, headers: foreign });
    expect(expectEnvelope(told, 'foreign').metadata.code).toBe(201);
    await admin.post(`/api/v1/admin/partner-keys/${brief.keyId}/revoke`);
    expect(await ask({ 'x-username': brief.keyId, 'x-password': brief.secret })).toEqual(same);
    expect((await brief.ask('statusantrean', asked)).message).toContain('Token tidak berlaku');
  });

  test('ANTREAN-2: many made-up secrets are asked to wait, and a right one is not', async () => {
    const messages: string[] = [];
    for (let tried = 0; tried < 40; tried += 1) {
      const headers = { 'x-username': own.keyId, 'x-password': `mppk_${tried}` };
      messages.push((await ask(headers)).message);
    }
    expect(messages.at(-1)).toMatch(
      /Terlalu banyak percobaan yang salah\. Coba lagi dalam \d+ detik/,
    );
    await own.renewToken();
  });
});

describe('ambil antrean', () => {
  test('ANTREAN-3: books the earliest free place of the practice, in milliseconds and local time', async () => {
    const before = server.seq();
    const { code, message, response } = await take({ norm: '123345', nomorreferensi: '0001R' });
    expect([code, message]).toEqual([200, 'Ok']);
    expect(response).toEqual({
      nomorantrean: response.kodebooking,
      angkaantrean: 1,
      kodebooking: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/),
      norm: '123345',
      namapoli: expect.any(String),
      namadokter: 'Sesi pagi',
      estimasidilayani: at('08:00'),
      sisakuotajkn: 15,
      kuotajkn: 16,
      sisakuotanonjkn: 15,
      kuotanonjkn: 16,
      keterangan: 'Check-in antara 07.45 dan 08.30 WITA untuk mendapat nomor antrean.',
    });
    const { json } = await admin.get(`/api/v1/journal?after=${before}`);
    expect(json.entries.at(-1)).toMatchObject({ type: 'booking-made' });
    expect(JSON.stringify(json)).not.toMatch(/51030145|85635228888|0001234567890|123345|0001R/);
  });

  test('ANTREAN-3: one person takes one place of a service and a day', async () => {
    const person = citizen();
    expect((await take({ ...person, tanggalperiksa: '2026-11-25' })).code).toBe(200);
    expect(await take({ ...person, tanggalperiksa: '2026-11-25' })).toMatchObject({
      code: 201,
      message: expect.stringContaining('satu kali'),
    });
    expect((await take({ ...person, tanggalperiksa: '2026-11-26' })).code).toBe(200);
  });

  test('ANTREAN-3: a full slot gives the next one, a full practice is refused, and no place is given twice', async () => {
    const of = { tanggalperiksa: '2026-11-27', kodedokter: '67890', jampraktek: '13:00-14:00' };
    const told = await Promise.all(Array.from({ length: 12 }, () => take(of)));
    const good = told.filter(({ code }) => code === 200);
    expect(good.map(({ response }) => response.estimasidilayani).sort((a, b) => a - b)).toEqual([
      at('13:00', '27'),
      at('13:00', '27'),
      at('13:30', '27'),
      at('13:30', '27'),
    ]);
    expect(new Set(good.map(({ response }) => response.kodebooking)).size).toBe(4);
    for (const { code, message } of told.filter(row => row.code !== 200)) {
      expect([code, message]).toEqual([201, refusalSentences['slot-full']]);
    }
  });

  test.each([
    ['a poli that is not mapped', { kodepoli: 'ANA' }, 'Poli tidak ditemukan'],
    ['a service that takes no bookings', { kodepoli: 'TANPA' }, 'tidak menerima booking'],
    ['another doctor', { kodedokter: '1' }, 'Kode dokter dan jam praktek'],
    ['other hours', { jampraktek: '08:00-16:00' }, 'Kode dokter dan jam praktek'],
    ['a day that is over', { tanggalperiksa: '2026-11-22' }, 'sudah lewat'],
    ['a day too far ahead', { tanggalperiksa: '2026-12-20' }, 'sudah atau belum dapat'],
    ['a practice of today that is over', { tanggalperiksa: '2026-11-23' }, 'sudah atau belum'],
    ['a service that asks for more', { kodepoli: 'PINDAH', nohp: '' }, 'nama, nomor HP'],
  ])('ANTREAN-3: %s is refused with its own sentence', async (what, more, sentence) => {
    if (what.startsWith('a practice')) await advanceTo('11:50', '23');
    const before = server.seq();
    const { code, message } = await take(more);
    expect([code, message]).toEqual([201, expect.stringContaining(sentence)]);
    expect(server.seq()).toBe(before);
  });

  test('ANTREAN-3: a service that asks for a name takes it as an addition of ours', async () => {
    const { code, response } = await take({ kodepoli: 'PINDAH', nama: 'Ni Made Sukerti' });
    expect([code, response?.estimasidilayani]).toEqual([200, at('08:00')]);
    const journal = await admin.get('/api/v1/journal?limit=1000');
    expect(journal.text).not.toMatch(/Sukerti/);
  });
});

describe('status, sisa, check-in, batal', () => {
  test('ANTREAN-4: the status of a later day tells who has booked, of today the line', async () => {
    const later = { ...asked, tanggalperiksa: '2026-11-28' };
    await take({ tanggalperiksa: '2026-11-28' });
    expect((await own.ask('statusantrean', later)).response).toEqual({
      namapoli: expect.any(String),
      namadokter: 'Sesi pagi',
      totalantrean: 1,
      sisaantrean: 1,
      antreanpanggil: '-',
      sisakuotajkn: 15,
      kuotajkn: 16,
      sisakuotanonjkn: 15,
      kuotanonjkn: 16,
      keterangan: 'Jumlah booking pada tanggal itu.',
    });
    const issued = await server.client().post('/api/v1/tickets', { serviceIds: ['service-b01'] });
    const today = { ...asked, tanggalperiksa: '2026-11-23' };
    expect((await own.ask('statusantrean', today)).response).toMatchObject({
      totalantrean: 1,
      sisaantrean: 1,
      antreanpanggil: '-',
      sisakuotajkn: 0,
    });
    const { token } = issued.json.ticket;
    expect((await server.client().post(`/api/v1/track/${token}/cancel`)).status).toBe(200);
  });

  test('ANTREAN-5: from the booking through check-in and call to its end', async () => {
    const { response: taken } = await take({ tanggalperiksa: '2026-11-29' });
    const { kodebooking } = taken;
    const waktu = server.clock.now();
    const checkIn = () => own.ask('checkinantrean', { kodebooking, waktu });
    expect(await checkIn()).toMatchObject({
      code: 201,
      message: 'Check-in hanya pada tanggal periksa.',
    });
    await advanceTo('07:30', '29');
    expect(await checkIn()).toMatchObject({
      code: 201,
      message: 'Belum waktunya check-in. Check-in dibuka pukul 07.45.',
    });
    expect((await own.ask('sisaantrean', { kodebooking })).response).toEqual({
      nomorantrean: kodebooking,
      namapoli: taken.namapoli,
      namadokter: 'Sesi pagi',
      sisaantrean: 0,
      antreanpanggil: '-',
      waktutunggu: 1800,
      keterangan: taken.keterangan,
    });
    await advanceTo('07:50', '29');
    // A clock that is off by a year is the caller's own matter.
    expect(
      await own.ask('checkinantrean', { kodebooking, waktu: waktu + 31_536_000_000 }),
    ).toMatchObject({ code: 200, message: 'Ok', response: undefined });
    const place = (await own.ask('sisaantrean', { kodebooking })).response;
    expect(place).toMatchObject({
      nomorantrean: expect.stringMatching(/^B\d{3}$/),
      sisaantrean: 0,
    });
    expect(place.waktutunggu % 300).toBe(0);
    expect(await checkIn()).toMatchObject({
      code: 201,
      message: `Antrean ini sudah check-in. Nomor ${place.nomorantrean}.`,
    });
    expect((await own.ask('batalantrean', { kodebooking, keterangan: 'x' })).code).toBe(201);
    const counter = '/api/v1/counters/counter-7';
    await admin.post(`${counter}/open`);
    const called = await admin.post(`${counter}/call-next`);
    expect(called.json.ticket.label).toBe(place.nomorantrean);
    expect((await own.ask('sisaantrean', { kodebooking })).response).toMatchObject({
      sisaantrean: 0,
      waktutunggu: 0,
      antreanpanggil: place.nomorantrean,
      keterangan: expect.stringMatching(/^Silakan menuju .*7/),
    });
    await admin.post(`/api/v1/tickets/${called.json.ticket.id}/start`);
    await admin.post(`/api/v1/tickets/${called.json.ticket.id}/finish`);
    expect((await own.ask('sisaantrean', { kodebooking })).response.keterangan).toBe(
      'Sudah dilayani.',
    );
  });

  test('ANTREAN-6: a cancelled place is free at once; cancelling again changes nothing', async () => {
    const of = { tanggalperiksa: '2026-11-30' };
    const { response } = await take(of);
    const { kodebooking } = response;
    const cancel = () => own.ask('batalantrean', { kodebooking, keterangan: 'Ni Made sakit' });
    expect(await cancel()).toMatchObject({ code: 200, message: 'Ok' });
    const before = server.seq();
    expect((await cancel()).code).toBe(200);
    expect(server.seq()).toBe(before);
    expect((await own.ask('statusantrean', { ...asked, ...of })).response.sisakuotajkn).toBe(16);
    const waktu = server.clock.now();
    for (const name of ['sisaantrean', 'checkinantrean']) {
      expect(await own.ask(name, { kodebooking, waktu })).toMatchObject({
        code: 201,
        message: expect.stringContaining('dibatalkan'),
      });
    }
    expect((await admin.get('/api/v1/journal?limit=1000')).text).not.toContain('sakit');
  });
});

describe('what a key may', () => {
  test('ANTREAN-7: scopes, agencies and the minute of its key hold', async () => {
    const later = { ...asked, tanggalperiksa: '2026-12-02' };
    const reader = await openCaller(server, admin, { scopes: ['queues'] });
    expect((await reader.ask('statusantrean', later)).code).toBe(200);
    expect(await take(later, reader)).toMatchObject({
      code: 201,
      message: refusalSentences['not-allowed'],
    });
    const elsewhere = await openCaller(server, admin, { agencyIds: ['agency-a'] });
    expect((await elsewhere.ask('statusantrean', later)).message).toBe('Poli tidak ditemukan.');
    const slow = await openCaller(server, admin, { requestsPerMinute: 2 });
    expect((await slow.ask('statusantrean', later)).code).toBe(200);
    const limited = await slow.send('statusantrean', { body: later });
    expect(expectEnvelope(limited, 'limit').metadata.message).toMatch(/^Terlalu banyak permintaan/);
    expect(Number(limited.headers['retry-after'])).toBe(30);
  });

  test('ANTREAN-7: a booking of others is not there, and codes cannot be found by trying', async () => {
    const { response } = await take({ tanggalperiksa: '2026-12-01' });
    const other = await openCaller(server, admin);
    const { kodebooking } = response;
    const messages: string[] = [];
    for (const name of ['sisaantrean', 'batalantrean', 'checkinantrean']) {
      const told = await other.ask(name, { kodebooking, waktu: server.clock.now() });
      messages.push(told.message);
    }
    expect(new Set(messages)).toEqual(new Set(['Kode booking tidak ditemukan.']));
    for (let tried = 0; tried < 18; tried += 1) {
      messages.push((await other.ask('sisaantrean', { kodebooking: 'AAAA-AAAA' })).message);
    }
    expect(messages.at(-1)).toMatch(/^Terlalu banyak percobaan/);
    expect((await own.ask('sisaantrean', { kodebooking })).code).toBe(200);
  });

  test('ANTREAN-7: a sandbox key acts on a shadow, and the building does not notice', async () => {
    const sandbox = await openCaller(server, admin, { isSandbox: true });
    const before = server.seq();
    const { code, response } = await take({ tanggalperiksa: '2026-12-02' }, sandbox);
    expect(code).toBe(200);
    const { kodebooking } = response;
    expect((await sandbox.ask('sisaantrean', { kodebooking })).code).toBe(200);
    expect((await own.ask('sisaantrean', { kodebooking })).code).toBe(201);
    expect(server.seq()).toBe(before);
  });
});

test('ANTREAN-8: whatever a partner’s booking is refused for has a sentence of its own', () => {
  const codes = server.app.routes
    .filter(row => row.path.startsWith('/api/v1/partner/bookings') && row.method !== 'patch')
    .flatMap(({ refusals }) => refusals);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter(code => !(code in refusalSentences))).toEqual([]);
});

test('ANTREAN-9: times are those of the building’s zone', async () => {
  const { building } = server.app;
  const { setup } = building.state.index!;
  const zones = { 'Asia/Jakarta': ['+07:00', 'WIB'], 'Asia/Jayapura': ['+09:00', 'WIT'] } as const;
  for (const [timeZone, [offset, zoneName]] of Object.entries(zones)) {
    await building.execute({
      command: {
        type: 'configure',
        actor: { role: 'system' },
        setup: {
          ...setup,
          building: { ...setup.building, timeZone: timeZone as 'Asia/Jakarta' | 'Asia/Jayapura' },
        },
      },
      answer: () => ({ status: 200, body: '' }),
    });
    const { response } = await take({ tanggalperiksa: '2026-12-03' });
    expect(response.estimasidilayani).toBe(Date.parse(`2026-12-03T08:00:00${offset}`));
    expect(response.keterangan).toContain(`08.30 ${zoneName}`);
  }
});
