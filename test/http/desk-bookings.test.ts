import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskBooking, DeskBookings } from '../../contract/desk-bookings.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Bookings at the front desk: 09.00 on Monday 23 November. */

let server: TestApp;
let supervisor: TestClient;
let portal: TestClient;
let headers: Record<string, string>;

const path = '/api/v1/reception/bookings';
const at = (time: string, day = '23'): string => `2026-11-${day}T${time}:00.000+08:00`;

beforeAll(async () => {
  server = await openTestApp();
  const admin = await server.signedIn('admin');
  supervisor = await server.signedIn('supervisor');
  portal = server.client();
  const body = { partnerName: 'Portal', scopes: ['catalogue', 'bookings'] };
  const { secret } = (await admin.post('/api/v1/admin/partner-keys', body)).json;
  headers = { Authorization: `Bearer ${secret}` };
  const { setup } = setupOf(server.app.building.state);
  const services = setup.services.map(service =>
    service.id === 'service-b01'
      ? { ...service, asks: ['name', 'nik', 'phone'] as const }
      : service,
  );
  const asking = { ...setup, services: services.map(row => ({ ...row, asks: [...row.asks] })) };
  await server.app.building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup: asking },
    answer: () => ({ status: 200, body: '' }),
  });
});
afterAll(() => server?.close());

const wayan = { name: 'I Wayan Sudarma', nik: '5103010101800001', phone: '0812 3456 7890' };

async function booked(time: string, day = '23', person = wayan): Promise<string> {
  const body = { serviceId: 'service-b01', startsAt: at(time, day), person };
  const { json } = await portal.post('/api/v1/partner/bookings', body, headers);
  expect(json.code).toBe(undefined);
  return json.booking.code;
}

async function list(date = '2026-11-23', by = supervisor): Promise<DeskBookings> {
  return (await by.get(`${path}?date=${date}`)).json;
}
const withCode = async (code: string, date?: string): Promise<DeskBooking> =>
  (await list(date)).bookings.find(row => row.code === code)!;

test('DESKBOOK-1: a day’s bookings with the name and the last four digits', async () => {
  const code = await booked('13:00');
  const row = await withCode(code);
  expect(row).toMatchObject({
    serviceId: 'service-b01',
    startsAt: at('13:00'),
    status: 'booked',
    label: null,
    person: { name: wayan.name, nikLast4: '0001', phoneLast4: '7890' },
  });
  expect(JSON.stringify(await list())).not.toContain('5103010101800001');
  const times = (await list()).bookings.map(({ startsAt }) => startsAt);
  expect(times).toEqual(times.toSorted());
});

test('DESKBOOK-1: whoever does not work at the front desk sees nobody', async () => {
  const { setup } = setupOf(server.app.building.state);
  const desk = setup.counters.find(({ showsPrinters }) => showsPrinters)!;
  const other = setup.counters.find(({ showsPrinters }) => !showsPrinters)!;
  const officer = await server.signedIn(`petugas-${other.number}`);
  expect((await officer.get(path)).json.code).toBe('not-this-counter');
  const atDesk = await server.signedIn(`petugas-${desk.number}`);
  expect((await list('2026-11-23', atDesk)).bookings.length).toBeGreaterThan(0);
});

test('DESKBOOK-2: a booking is moved for whoever made it, and its place is free at once', async () => {
  const code = await booked('13:30', '24');
  const { id } = await withCode(code, '2026-11-24');
  const { slots } = (await supervisor.get(`${path}/${id}/slots?date=2026-11-25`)).json;
  const free = slots.find(({ left }: { left: number }) => left > 0);
  const moved = await supervisor.post(`${path}/${id}/move`, { startsAt: free.startsAt });
  expect(moved.json.booking).toMatchObject({ id, startsAt: free.startsAt, status: 'booked' });
  expect(await withCode(code, '2026-11-24')).toBe(undefined);
  const { booking } = (await portal.get(`/api/v1/partner/bookings/${code}`, headers)).json;
  expect(booking.startsAt).toBe(free.startsAt);
  const never = await supervisor.post(`${path}/${id}/move`, { startsAt: at('13:07', '25') });
  expect(never.json.code).toBe('unknown-slot');
});

test('DESKBOOK-2: a cancelled booking stays cancelled, and the journal says by whom', async () => {
  const code = await booked('14:00', '26');
  const { id } = await withCode(code, '2026-11-26');
  const cancelled = await supervisor.post(`${path}/${id}/cancel`);
  expect(cancelled.json.booking.status).toBe('cancelled');
  const again = await supervisor.post(`${path}/${id}/move`, { startsAt: at('14:30', '26') });
  expect(again.json.code).toBe('booking-cancelled');
  const { json } = await supervisor.get(`/api/v1/journal?after=${server.seq() - 1}`);
  expect(json.entries.at(-1)).toMatchObject({ type: 'booking-ended', data: { by: 'staff' } });
});

test('DESKBOOK-3: what is kept of a person is erased everywhere, and the journal tells nothing of it', async () => {
  const person = { name: 'Ni Luh Ayu', nik: '5103016508850002', phone: '+62 811 222 3333' };
  const codes = [await booked('15:00', '24', person), await booked('15:00', '25', person)];
  const { id } = await withCode(codes[0]!, '2026-11-24');
  const officer = await server.signedIn('petugas-1');
  expect((await officer.post(`${path}/${id}/erase`)).json.code).toBe('not-allowed');
  const erased = await supervisor.post(`${path}/${id}/erase`);
  expect(erased.json.booking).toMatchObject({ id, status: 'booked', person: null });
  expect((await withCode(codes[1]!, '2026-11-25')).person).toBe(null);
  const { text, json } = await supervisor.get(`/api/v1/journal?after=${server.seq() - 1}`);
  expect(json.entries.at(-1).type).toBe('person-erased');
  expect(text).not.toContain('Ayu');
});

test('DESKBOOK-2: a booking that is nobody’s', async () => {
  for (const step of ['move', 'cancel', 'erase']) {
    const body = step === 'move' ? { startsAt: at('15:00') } : {};
    const { status, json } = await supervisor.post(`${path}/nobody/${step}`, body);
    expect([status, json.code]).toEqual([404, 'unknown-booking']);
  }
  const slots = await supervisor.get(`${path}/nobody/slots?date=2026-11-23`);
  expect(slots.json.code).toBe('unknown-booking');
});
