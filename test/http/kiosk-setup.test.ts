import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KioskChoices, KioskSetupView, SetUpKiosk } from '../../contract/kiosk-setup.ts';
import type { OrderMessage } from '../../contract/sockets.ts';
import type { KioskView } from '../../contract/views.ts';
import { connectTo, follow } from '../realtime/follower.ts';
import { openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Kiosks of the set-up, the computers that they are, and what is asked of these from afar. */

let server: TestApp;
let admin: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const viewNow = async (): Promise<KioskSetupView> => (await admin.get('/api/v1/admin/kiosks')).json;

async function pairedKiosk(name: string): Promise<{ id: string; client: TestClient }> {
  const body = { kind: 'kiosk', name };
  const { code } = (await admin.post('/api/v1/devices/pairing-codes', body)).json;
  const client = server.client();
  const { deviceId } = (await client.post('/api/v1/devices/pair', { code })).json;
  return { id: deviceId, client };
}

interface Wish {
  readonly id?: string | null;
  readonly deviceId?: string | null;
  readonly choices?: Partial<KioskChoices>;
}

async function save({ id = null, deviceId = null, choices }: Wish): Promise<SetUpKiosk> {
  const { setupSeq, usual } = await viewNow();
  const body = { setupSeq, id, deviceId, choices: { ...usual, ...choices } };
  const answer = await admin.post('/api/v1/admin/kiosks', body);
  expect([answer.status, answer.json.code]).toEqual([201, undefined]);
  return answer.json.kiosk;
}

describe('kiosks of the set-up', () => {
  test('FLOW-13: who is set up for some agencies gets no number and no plan of another', async () => {
    const { id, client } = await pairedKiosk('Kiosk sempit');
    const choices = { name: 'Kiosk Sempit', agencyIds: ['agency-a'] };
    await save({ deviceId: id, choices });
    const refused = await client.post('/api/v1/tickets', { serviceIds: ['service-b01'] });
    expect([refused.status, refused.json.code]).toEqual([409, 'not-at-this-kiosk']);
    expect(refused.json.facts).toEqual({ serviceId: 'service-b01' });
    const plan = await client.get('/api/v1/plans?serviceIds=service-a01,service-b01');
    expect([plan.status, plan.json.code]).toEqual([409, 'not-at-this-kiosk']);
    const given = await client.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    expect(given.status).toBe(201);
    const byStaff = await admin.post('/api/v1/tickets', { serviceIds: ['service-b01'] });
    expect(byStaff.status).toBe(201);
  });

  test('KSET-1: a kiosk is set up, is the computer that it was given, and its page is told at once', async () => {
    const { id, client } = await pairedKiosk('Komputer kiosk utara');
    const screen = await follow(server, 'kiosk', { cookie: client.cookie });
    const kioskOf = (): KioskView => screen.view;
    expect(kioskOf().kiosk).toMatchObject({ id: null, startsInReach: false });
    const agencyIds = ['agency-a', 'agency-b'];
    const languages = ['jv', 'id', 'en'] as const;
    const saved = await save({
      deviceId: id,
      choices: { name: 'Kiosk Utara', agencyIds, languages: [...languages], startsInReach: true },
    });
    expect(saved).toMatchObject({ id, deviceId: id, name: 'Kiosk Utara' });
    await until(() => kioskOf().kiosk.id === id, 'the kiosk to be told');
    expect(kioskOf().kiosk).toMatchObject({ agencyIds, languages, startsInReach: true });
    expect(kioskOf().deviceName).toBe('Kiosk Utara');
    screen.close();
  });

  test('KSET-1: the demo building’s own kiosk is one of the computers', async () => {
    const screen = await follow(server, 'kiosk');
    const { computers } = await viewNow();
    expect(computers[0]).toEqual({ id: 'kiosk-1', name: 'Kiosk 1', isHere: true });
    await save({ deviceId: 'kiosk-1', choices: { name: 'Kiosk Lobi', volumePercent: 30 } });
    const kioskOf = (): KioskView => screen.view;
    await until(() => kioskOf().deviceName === 'Kiosk Lobi', 'the own kiosk to be told');
    expect(kioskOf().kiosk).toMatchObject({ id: 'kiosk-1', volumePercent: 30 });
    screen.close();
  });

  test('KSET-2: a new computer takes the place of a broken one, with all that was set up', async () => {
    const [old, next] = [await pairedKiosk('Lama'), await pairedKiosk('Baru')];
    const before = await save({ deviceId: old.id, choices: { name: 'Kiosk Timur', slot: 'left' } });
    const { usual: _usual, ...view } = await viewNow();
    const { id: _id, deviceId: _device, ...choices } = view.kiosks.find(row => row.id === old.id)!;
    const after = await save({ id: before.id, deviceId: next.id, choices });
    expect(after).toEqual({ ...before, id: next.id, deviceId: next.id });
    const { kiosks } = await viewNow();
    expect(kiosks.some(row => row.id === old.id)).toBe(false);
    expect(kiosks.filter(row => row.name === 'Kiosk Timur')).toHaveLength(1);
  });

  test('KSET-2: the kiosk whose computer was taken keeps what it is and has no computer', async () => {
    const { id } = await pairedKiosk('Satu-satunya');
    await save({ deviceId: id, choices: { name: 'Kiosk Selatan' } });
    await save({ deviceId: id, choices: { name: 'Kiosk Barat' } });
    const { kiosks } = await viewNow();
    const named = (name: string): SetUpKiosk => kiosks.find(row => row.name === name)!;
    expect(named('Kiosk Barat').deviceId).toBe(id);
    expect(named('Kiosk Selatan').deviceId).toBe(null);
    const parted = await save({ id, deviceId: null, choices: { name: 'Kiosk Barat' } });
    expect(parted.deviceId).toBe(null);
    expect(parted.id).not.toBe(id);
  });

  test('IDEM-1: a change whose answer was lost is answered again, and is made once', async () => {
    const { setupSeq, usual } = await viewNow();
    const body = {
      setupSeq,
      id: null,
      deviceId: null,
      choices: { ...usual, name: 'Kiosk sekali' },
    };
    const add = () => admin.post('/api/v1/admin/kiosks', body, { 'Idempotency-Key': 'kiosk-once' });
    const first = await add();
    expect(first.status).toBe(201);
    expect((await add()).text).toBe(first.text);
    const { id } = first.json.kiosk;
    const remove = () =>
      admin.post(
        `/api/v1/admin/kiosks/${id}/remove`,
        { setupSeq: first.json.setupSeq },
        { 'Idempotency-Key': 'kiosk-gone' },
      );
    const gone = await remove();
    expect(gone.status).toBe(200);
    expect((await remove()).text).toBe(gone.text);
    expect((await viewNow()).kiosks.some(row => row.id === id)).toBe(false);
  });

  test('KSET-3: what somebody else changed meanwhile is never overwritten', async () => {
    const { setupSeq, usual } = await viewNow();
    await save({ choices: { name: 'Kiosk orang lain' } });
    const body = { setupSeq, id: null, deviceId: null, choices: usual };
    const answer = await admin.post('/api/v1/admin/kiosks', body);
    expect([answer.status, answer.json.code]).toEqual([409, 'setup-changed']);
    const { kiosks } = await viewNow();
    const { id } = kiosks.find(row => row.name === 'Kiosk orang lain')!;
    const path = `/api/v1/admin/kiosks/${id}/remove`;
    expect((await admin.post(path, { setupSeq })).json.code).toBe('setup-changed');
    expect((await admin.post(path, { setupSeq: answer.json.facts.setupSeq })).status).toBe(200);
    expect((await viewNow()).kiosks.some(row => row.id === id)).toBe(false);
  });

  test('KSET-4: what does not exist is refused and changes nothing', async () => {
    const { usual } = await viewNow();
    const wrong: readonly (readonly [Wish, number, string])[] = [
      [{ id: 'kiosk-nobody' }, 404, 'unknown-device'],
      [{ deviceId: 'device-nobody' }, 404, 'unknown-device'],
      [{ choices: { agencyIds: ['agency-a', 'agency-nobody'] } }, 422, 'invalid-input'],
      [{ choices: { agencyIds: [] } }, 422, 'invalid-input'],
      [{ choices: { languages: ['id', 'id'] } }, 422, 'invalid-input'],
      [{ choices: { mountBottomMm: 199 } }, 422, 'invalid-input'],
      [{ choices: { volumePercent: 101 } }, 422, 'invalid-input'],
      [{ choices: { name: '   ' } }, 422, 'invalid-input'],
    ];
    const seq = server.seq();
    const { setupSeq } = await viewNow();
    for (const [{ id = null, deviceId = null, choices }, status, code] of wrong) {
      const body = { setupSeq, id, deviceId, choices: { ...usual, ...choices } };
      const answer = await admin.post('/api/v1/admin/kiosks', body);
      expect([answer.status, answer.json.code], JSON.stringify(choices)).toEqual([status, code]);
    }
    const gone = await admin.post('/api/v1/admin/kiosks/kiosk-nobody/remove', { setupSeq });
    expect([gone.status, gone.json.code]).toEqual([404, 'unknown-device']);
    expect(server.seq()).toBe(seq);
  });
});

describe('a computer of the building', () => {
  test('PAIR-7: it asks whom it is taken for, and its cookie begins anew', async () => {
    const { id, client } = await pairedKiosk('Kiosk tanya');
    const answer = await client.get('/api/v1/device');
    const device = { id, kind: 'kiosk', name: 'Kiosk tanya' };
    expect(answer.json).toEqual({ device, isOpenHere: true });
    expect(answer.headers['set-cookie']).toEqual([
      `${client.cookie}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict`,
    ]);
    const nobody = await server.client().get('/api/v1/device');
    expect(nobody.json).toEqual({ device: null, isOpenHere: true });
    expect(nobody.headers['set-cookie']).toBe(undefined);
    await admin.call('DELETE', `/api/v1/devices/${id}`);
    const after = await client.get('/api/v1/device');
    expect(after.json).toEqual({ device: null, isOpenHere: true });
    expect(after.headers['set-cookie']).toBe(undefined);
  });

  test('PAIR-8: it is called otherwise, and the journal says that somebody did so', async () => {
    const { id } = await pairedKiosk('Kiosk salah nama');
    const answer = await admin.post(`/api/v1/devices/${id}/name`, { name: ' Kiosk pintu barat ' });
    expect(answer.json).toEqual({ deviceId: id, name: 'Kiosk pintu barat' });
    const { devices } = (await admin.get('/api/v1/devices')).json;
    expect(devices.find((row: { id: string }) => row.id === id).name).toBe('Kiosk pintu barat');
    const { entries } = (await admin.get('/api/v1/journal?limit=1000')).json;
    expect(entries.at(-1)).toMatchObject({
      type: 'device-changed',
      staffId: 'staff-admin',
      data: { what: 'renamed', kind: 'kiosk' },
    });
    const unknown = await admin.post('/api/v1/devices/nobody/name', { name: 'x' });
    expect([unknown.status, unknown.json.code]).toEqual([404, 'unknown-device']);
  });

  test('PAIR-9: its screens are told to load anew or to say who they are, and nobody else’s', async () => {
    const { id, client } = await pairedKiosk('Kiosk yang disuruh');
    const other = await pairedKiosk('Kiosk lain');
    const orders: string[] = [];
    const listening = (cookie: string | null, name: string) => {
      const socket = connectTo(server, '/kiosk', { cookie });
      socket.on('order', ({ order }: OrderMessage) => orders.push(`${name} ${order}`));
      return socket;
    };
    const order = async (deviceId: string, what: string): Promise<number> =>
      (await admin.post(`/api/v1/devices/${deviceId}/orders`, { order: what })).json.screens;
    expect(await order(id, 'reload')).toBe(0);
    const sockets = [
      listening(client.cookie, 'one'),
      listening(other.client.cookie, 'other'),
      listening(null, 'own'),
    ];
    await until(() => sockets.every(socket => socket.connected), 'all to be connected');
    expect(await order(id, 'reload')).toBe(1);
    await until(() => orders.length === 1, 'the first order');
    expect(await order('kiosk-1', 'identify')).toBe(1);
    await until(() => orders.length === 2, 'the second order');
    expect(orders).toEqual(['one reload', 'own identify']);
    const { devices } = (await admin.get('/api/v1/devices')).json;
    const isHere = (deviceId: string) =>
      devices.find((row: { id: string }) => row.id === deviceId).isHere;
    expect([isHere(id), isHere(other.id)]).toEqual([true, true]);
    for (const socket of sockets) socket.close();
    const unknown = await admin.post('/api/v1/devices/nobody/orders', { order: 'reload' });
    expect([unknown.status, unknown.json.code]).toEqual([404, 'unknown-device']);
  });
});
