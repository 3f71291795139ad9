import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { apiTypesOf } from '../../examples/booking-portal/make-api-types.ts';
import { openPortal, type Portal } from '../../examples/booking-portal/portal.ts';
import { hasOwnSentence } from '../../examples/booking-portal/refusal-texts.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { hiddenOf, PortalCitizen, slotsOn, type PortalPage } from './portal-citizen.ts';
import { PortalLine } from './portal-line.ts';

/** The reference client over a whole building: 09.00 on Monday 23 November. */

let server: TestApp;
let portal: Portal;
let line: PortalLine;
let lines: string[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'mpp-portal-'));

beforeAll(async () => {
  server = await openTestApp();
  line = new PortalLine(() => server.app.url);
  await line.open();
  // Signatures are held against the computer's own time, which here is the building's.
  vi.spyOn(Date, 'now').mockImplementation(() => server.clock.now());
  await start();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await portal?.close();
  await line?.close();
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  line.isCut = false;
  line.answersToLose = 0;
  // So many forms a minute are taken, and copies of the catalogue are as old.
  server.clock.advance(61);
  const home = async () => (await citizen().get('/antrean')).words;
  await expect.poll(home, { timeout: 5_000 }).not.toContain('tidak dapat dihubungi');
});

let port = 0;
async function start(): Promise<void> {
  lines = [];
  portal = await openPortal(
    { buildingUrl: line.url, key: null, host: '127.0.0.1', port, publicUrl: null, dataDir },
    { now: () => server.clock.now(), log: text => lines.push(text) },
  );
  port = Number(new URL(portal.url).port);
  await portal.enrolled;
}

const citizen = (): PortalCitizen => new PortalCitizen(() => portal.url);
const codeOf = ({ text }: PortalPage): string => /data-testid="code">([^<]+)</.exec(text)![1]!;
const phaseOf = ({ text }: PortalPage): string => /data-phase="([^"]+)"/.exec(text)![1]!;
const bookings = () => [...server.app.building.state.bookings.byId.values()];
const phaseComes = (by: PortalCitizen, page: PortalPage, phase: string) =>
  expect.poll(async () => phaseOf(await by.get(page.url)), { timeout: 10_000 }).toBe(phase);

/** What the portal keeps, read past it. */
function keptSetting(name: string): string {
  const database = new Database(join(dataDir, 'portal.sqlite'), { readonly: true });
  const row = database.prepare('SELECT value FROM setting WHERE name LIKE ?').get(`${name} %`);
  database.close();
  return (row as { value: string }).value;
}

describe('booking', () => {
  test('PORTAL-1: a booking has its page with code, QR and calendar entry, and its browser finds it', async () => {
    const by = citizen();
    const page = await by.book('service-b01', '2026-11-24');
    expect([page.status, phaseOf(page)]).toEqual([200, 'booked']);
    expect(page.words).toContain('Selasa, 24 November 2026');
    expect(page.text).toMatch(/<svg\s+class="qr"/);
    const code = codeOf(page);
    const calendar = await by.get(`${page.url}/jadwal.ics`);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect(calendar.text).toMatch(/DTSTART:20261123T160000Z\r\nDTEND:20261123T163000Z/);
    expect(calendar.text).toContain(code);
    expect((await by.get('/')).words).toContain('Booking Anda');
    expect((await citizen().get('/')).words).not.toContain('Booking Anda');
  });

  test('PORTAL-2: a form that is sent twice, or whose answer is lost, books once', async () => {
    const by = citizen();
    const path = '/layanan/service-b01?tanggal=2026-11-25';
    const form = await by.get(path);
    const fields = { key: hiddenOf(form, 'key'), startsAt: slotsOn(form)[0]! };
    const before = bookings().length;
    line.answersToLose = 1;
    const first = await by.send(path, fields);
    expect(phaseOf(first)).toBe('booked');
    expect((await by.send(path, fields)).url).toBe(first.url);
    expect(bookings()).toHaveLength(before + 1);
    // Every answer is lost: nothing is claimed, and the same form makes it certain.
    const other = await by.get(path);
    const wish = { key: hiddenOf(other, 'key'), startsAt: slotsOn(other)[1]! };
    line.answersToLose = 3;
    const unsure = await by.send(path, wish);
    expect([unsure.status, hiddenOf(unsure, 'key')]).toEqual([503, wish.key]);
    expect(unsure.words).toContain('Belum pasti apakah booking Anda tersimpan');
    expect(phaseOf(await by.send(path, wish))).toBe('booked');
    expect(bookings()).toHaveLength(before + 2);
  });

  test('PORTAL-3: what the service asks is asked, sent on, and kept nowhere here', async () => {
    const by = citizen();
    const empty = await by.book('service-a09', '2026-11-24');
    expect(empty.status).toBe(422);
    expect(empty.words).toContain('NIK terdiri dari 16 angka');
    const name = '<script>alert(1)</script> & "Ni Made"';
    const person = { name, nik: '12', phone: '0812 3456 789' };
    const wrong = await by.book('service-a09', '2026-11-24', person);
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('<script>alert');
    expect(wrong.text).toContain(
      'value="&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Ni Made&quot;"',
    );
    const nik = '5103014509880001';
    const made = await by.book('service-a09', '2026-11-24', { ...person, nik });
    expect(phaseOf(made)).toBe('booked');
    const again = await by.book('service-a09', '2026-11-24', { ...person, nik });
    expect(again.words).toContain('Anda sudah punya booking di hari itu');
    const database = new Database(join(dataDir, 'portal.sqlite'), { readonly: true });
    const kept = JSON.stringify(database.prepare('SELECT * FROM booking').all());
    database.close();
    expect(kept).not.toMatch(/Ni Made|510301|8123456/);
  });

  test('PORTAL-4: every refusal of booking, moving and cancelling has a sentence of its own', () => {
    const changes = server.app.routes.filter(
      ({ method, path }) =>
        method !== 'get' && /^\/api\/v1\/partner\/bookings(\/:code)?$/.test(path),
    );
    expect(changes).toHaveLength(3);
    const codes = changes.flatMap(({ refusals }) => refusals);
    expect(codes.filter(code => !hasOwnSentence(code))).toEqual([]);
  });

  test('PORTAL-4: a slot that has just become full says so and keeps the entries', async () => {
    const path = '/layanan/service-b01?tanggal=2026-11-26';
    const form = await citizen().get(path);
    const startsAt = slotsOn(form)[3]!;
    for (let taken = 0; taken < 2; taken += 1) {
      const own = citizen();
      const { key } = { key: hiddenOf(await own.get(path), 'key') };
      expect(phaseOf(await own.send(path, { key, startsAt }))).toBe('booked');
    }
    const late = await citizen().send(path, { key: hiddenOf(form, 'key'), startsAt });
    expect(late.status).toBe(409);
    expect(late.words).toContain('Jam itu baru saja penuh');
    expect(late.words).toContain('Jam, Kamis, 26 November 2026');
    expect(slotsOn(late)).not.toContain(startsAt);
    // The next try is a wish of its own.
    expect(hiddenOf(late, 'key')).not.toBe(hiddenOf(form, 'key'));
  });
});

describe('changing', () => {
  test('PORTAL-5: moved and cancelled as it was seen; what changed meanwhile is shown first', async () => {
    const by = citizen();
    const page = await by.book('service-d01', '2026-11-24');
    const move = await by.get(`${page.url}/ubah?tanggal=2026-11-25`);
    const cancel = await by.get(`${page.url}/batal`);
    const etag = hiddenOf(move, 'etag');
    expect(etag).toMatch(/^"/);
    const moved = await by.send(`${page.url}/ubah`, { etag, startsAt: slotsOn(move)[2]! });
    expect(moved.words).toContain('Rabu, 25 November 2026');
    expect((await by.get(`${page.url}/jadwal.ics`)).text).toContain('SEQUENCE:1');
    const blind = await by.send(`${page.url}/batal`, { etag: hiddenOf(cancel, 'etag') });
    expect(blind.status).toBe(409);
    expect(blind.words).toContain('Booking ini baru saja berubah');
    line.answersToLose = 1;
    const over = await by.send(`${page.url}/batal`, { etag: hiddenOf(blind, 'etag') });
    expect([over.status, phaseOf(over)]).toEqual([200, 'cancelled']);
    expect((await by.get(`${page.url}/jadwal.ics`)).text).toContain('STATUS:CANCELLED');
    expect(bookings().at(-1)!.status).toBe('cancelled');
  });
});

describe('webhooks', () => {
  const hook = (body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${portal.url}/webhooks`, { method: 'POST', body, headers });

  /** As the building would send it. */
  function signed(id: string, body: string, secondsAgo = 0): Record<string, string> {
    const at = new Date(server.clock.now() - secondsAgo * 1_000);
    const seconds = Math.floor(at.getTime() / 1_000);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': new Webhook(keptSetting('secret')).sign(id, at, body),
    };
  }

  test('PORTAL-6: what is not signed, not whole, too old or from elsewhere changes nothing', async () => {
    const by = citizen();
    const page = await by.book('service-b01', '2026-11-27');
    const booking = { code: codeOf(page), startsAt: '2026-11-27T00:00:00.000+08:00' };
    const body = JSON.stringify({ type: 'booking.cancelled', data: { seq: 1e6, booking } });
    const good = signed('msg-1', body);
    const foreign = new Webhook(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
    const bad: [string, Record<string, string>][] = [
      [body, {}],
      [body.replace('cancelled', 'fulfilled'), good],
      [body, { ...good, 'webhook-id': 'msg-2' }],
      [body, signed('msg-1', body, 301)],
      [body, signed('msg-1', body, -301)],
      [
        body,
        { ...good, 'webhook-signature': foreign.sign('msg-1', new Date(server.clock.now()), body) },
      ],
    ];
    for (const [sent, headers] of bad) expect((await hook(sent, headers)).status).toBe(401);
    for (const text of ['{', '[]', 'null', '{"type":"booking.moved"}']) {
      expect((await hook(text, signed('msg-3', text))).status).toBe(400);
    }
    // What this portal has nothing to do with is taken, so that it does not come again.
    const other = JSON.stringify({ type: 'waiting-list.offered', data: {} });
    expect((await hook(other, signed('msg-4', other))).status).toBe(204);
    expect((await hook('x'.repeat(1024 * 1024), {})).status).toBe(413);
    expect(phaseOf(await by.get(page.url))).toBe('booked');
  });

  test('PORTAL-7: one that comes again is taken and does nothing, an older one neither', async () => {
    const by = citizen();
    const page = await by.book('service-b01', '2026-11-28');
    const code = codeOf(page);
    const tell = (id: string, type: string, seq: number): Promise<Response> => {
      const booking = { code, startsAt: '2026-11-28T00:00:00.000+08:00', minutes: 30 };
      const body = JSON.stringify({ type, data: { seq, booking, label: 'B001' } });
      return hook(body, signed(id, body));
    };
    // Cut off from the building, only what is told counts.
    line.isCut = true;
    const shown = async () => phaseOf(await by.get(page.url));
    expect((await tell('msg-10', 'booking.called', 5_000)).status).toBe(204);
    expect(await shown()).toBe('called');
    expect((await tell('msg-11', 'booking.checked-in', 4_999)).status).toBe(204);
    expect(await shown()).toBe('called');
    expect((await tell('msg-12', 'booking.serving', 5_001)).status).toBe(204);
    expect((await tell('msg-10', 'booking.called', 5_002)).status).toBe(204);
    expect(await shown()).toBe('serving');
    line.isCut = false;
    expect((await tell('msg-13', 'booking.fulfilled', 5_003)).status).toBe(204);
    // The building's own word stands above what was told.
    await phaseComes(by, page, 'booked');
  });

  test('PORTAL-8: what happens to a booking at the building is on its page', async () => {
    const by = citizen();
    const page = await by.book('service-g01', '2026-11-24');
    const { building } = server.app;
    const { id: bookingId } = bookings().at(-1)!;
    await building.execute({
      command: { type: 'cancel-booking', actor: { role: 'system' }, bookingId },
      answer: () => ({ status: 200, body: '' }),
    });
    await phaseComes(by, page, 'cancelled');
  });
});

describe('without the building', () => {
  test('PORTAL-9: pages say that it is away and how old their word is, and go on when it is back', async () => {
    const by = citizen();
    const page = await by.book('service-j01', '2026-11-24');
    await by.get('/antrean');
    line.isCut = true;
    const change = await by.get(`${page.url}/batal`);
    expect(change.words).toContain('Gedung sedang tidak dapat dihubungi');
    expect(change.words).toContain('Yang tampil adalah keadaan pukul 09.');
    expect(phaseOf(change)).toBe('booked');
    expect((await by.get('/')).words).toContain('Gedung sedang tidak dapat dihubungi');
    expect((await by.get('/antrean')).words).toContain('Yang tampil adalah keadaan pukul 09.');
    expect((await by.get('/layanan/service-j01?tanggal=2026-11-30')).status).toBe(503);
    // A wish that may have arrived is kept on the page, to be sent again as it is.
    const day = '/layanan/service-j01?tanggal=2026-11-30';
    const startsAt = '2026-11-30T10:00:00.000+08:00';
    const key = '0123456789abcdefghijkl';
    const unsure = await by.send(day, { key, startsAt });
    expect([unsure.status, hiddenOf(unsure, 'key')]).toEqual([503, key]);
    expect(hiddenOf(unsure, 'startsAt')).toBe(startsAt);
    expect(unsure.words).toContain('Senin, 30 November 2026 pukul 10.00 WITA');
    line.isCut = false;
    expect(phaseOf(await by.send(day, { key, startsAt }))).toBe('booked');
    const asked = async () => (await by.get(`${page.url}/batal`)).words;
    await expect.poll(asked, { timeout: 5_000 }).toContain('Batalkan booking ini?');
    expect((await by.get(page.url)).words).not.toContain('tidak dapat dihubungi');
  });

  test('PORTAL-10: a restart keeps key, webhook and bookings, and learns what it missed', async () => {
    const by = citizen();
    const page = await by.book('service-j01', '2026-11-25');
    const key = keptSetting('key');
    const { id: bookingId } = bookings().at(-1)!;
    await portal.close();
    await server.app.building.execute({
      command: { type: 'cancel-booking', actor: { role: 'system' }, bookingId },
      answer: () => ({ status: 200, body: '' }),
    });
    await start();
    expect(lines).toEqual([]);
    expect(keptSetting('key')).toBe(key);
    await phaseComes(by, page, 'cancelled');
    expect((await by.get('/')).words).toContain('Booking Anda');
  });
});

describe('strangers', () => {
  test('PORTAL-11: forms of other sites, floods and addresses that are none get nothing', async () => {
    const by = citizen();
    const form = await by.get('/layanan/service-b01');
    const fields = { key: hiddenOf(form, 'key'), startsAt: slotsOn(form)[0]! };
    const before = bookings().length;
    for (const headers of [
      { Origin: 'https://elsewhere.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      expect((await by.send('/layanan/service-b01', fields, headers)).status).toBe(403);
    }
    expect((await by.send('/layanan/service-b01', { key: 'x'.repeat(9_000) })).status).toBe(413);
    expect(bookings()).toHaveLength(before);
    for (const path of [
      '/booking/nobody',
      '/booking/..%2f',
      '/layanan/none',
      '/x',
      '/booking/%00',
    ]) {
      const none = await by.get(path);
      expect([path, none.status, none.words.includes('Halaman ini tidak ada')]).toEqual([
        path,
        404,
        true,
      ]);
    }
    expect(form.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(by.cookie).toBe('');
    server.clock.advance(61);
    const statuses: number[] = [];
    for (let sent = 0; sent < 21; sent += 1) {
      statuses.push((await by.send('/layanan/none', {})).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(404), 429]);
  });

  test('PORTAL-3: a service with tags in its name shows its tags', async () => {
    const { building } = server.app;
    const setup = structuredClone(setupOf(building.state).setup);
    setup.services.find(({ id }) => id === 'service-b02')!.name.id = '<img src=x> & <b>Izin</b>';
    await building.execute({
      command: { type: 'configure', actor: { role: 'system' }, setup },
      answer: () => ({ status: 200, body: '' }),
    });
    server.clock.advance(61);
    const page = await citizen().book('service-b02', '2026-11-24');
    expect(page.words).toContain('<img src=x> & <b>Izin</b>');
    expect(page.text).not.toContain('<img');
  });
});

test('PORTAL-13: its types are those that the building publishes', async () => {
  const { json } = await server.client().get('/api/v1/openapi.json');
  // `npx vitest run --project parts test/http/booking-portal.test.ts -u` renews them.
  const path = '../../examples/booking-portal/api-types.ts';
  await expect(await apiTypesOf(json)).toMatchFileSnapshot(path);
});
