import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WaitingScreen } from '../../contract/waiting-screens.ts';
import { WaitingScreens } from '../../server/auth/waiting-screens.ts';
import { follow } from '../realtime/follower.ts';
import { openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Screens without keys: they show a code, and whoever steers takes them in. */

let server: TestApp;
let admin: TestClient;
const place = '/api/v1/devices/waiting-screens';

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

async function waiting(): Promise<{ client: TestClient; shown: WaitingScreen }> {
  const client = server.client();
  const { status, json } = await client.post(place);
  expect(status).toBe(201);
  return { client, shown: json };
}

async function takenIn(name: string) {
  const { client, shown } = await waiting();
  expect((await admin.post(`${place}/take-in`, { code: shown.code, name })).status).toBe(200);
  const { json } = await client.post(`${place}/ask`, { secret: shown.secret });
  const paired = await client.post('/api/v1/devices/pair', { code: json.pairingCode });
  expect(paired.status).toBe(201);
  return { client, deviceId: paired.json.deviceId as string, token: paired.json.token as string };
}

describe('a screen that shows a code', () => {
  test('PAIR-11: it is told what pairs it once somebody who steers has typed its code', async () => {
    const { client, shown } = await waiting();
    expect(shown.code).toMatch(/^[ACDEFGHJKMNPRTWXY34679]{8}$/);
    const ask = () => client.post(`${place}/ask`, { secret: shown.secret });
    expect((await ask()).json).toEqual({ pairingCode: null });
    const typed = `${shown.code.slice(0, 4)}-${shown.code.slice(4)}`.toLowerCase();
    const body = { code: typed, name: 'TV Zona Biru' };
    expect((await admin.post(`${place}/take-in`, body)).json).toEqual({ name: 'TV Zona Biru' });
    const { pairingCode } = (await ask()).json;
    expect(pairingCode).not.toBe(shown.code);
    const { json } = await client.post('/api/v1/devices/pair', { code: pairingCode });
    expect(json).toMatchObject({ name: 'TV Zona Biru' });
    const { devices } = (await admin.get('/api/v1/devices')).json;
    expect(devices.find((row: { id: string }) => row.id === json.deviceId)).toMatchObject({
      kind: 'display',
      name: 'TV Zona Biru',
    });
    // Once: neither code is good for another.
    expect((await admin.post(`${place}/take-in`, body)).status).toBe(404);
    expect((await client.post('/api/v1/devices/pair', { code: pairingCode })).status).toBe(404);
  });

  test('PAIR-11: the code that is shown lets nobody in, and no other secret is told anything', async () => {
    const { shown } = await waiting();
    const stranger = server.client();
    expect((await stranger.post('/api/v1/devices/pair', { code: shown.code })).status).toBe(404);
    expect((await stranger.post(`${place}/ask`, { secret: shown.code })).status).toBe(404);
    const asked = await stranger.post(`${place}/take-in`, { code: shown.code, name: 'Bukan TV' });
    expect(asked.status).toBe(401);
    const officer = await server.signedIn('petugas-1');
    expect((await officer.post(`${place}/take-in`, { code: shown.code, name: 'x' })).status).toBe(
      403,
    );
  });

  test('PAIR-11: ten minutes, then it is over', () => {
    const screens = new WaitingScreens();
    const shown = screens.open('10.0.0.9', 0);
    if (!('secret' in shown)) throw new Error('no code');
    expect(screens.ask(shown.secret, 599_999)).toEqual({ pairingCode: null });
    expect(screens.ask(shown.secret, 600_000)).toMatchObject({ refused: 'unknown-code' });
    const made = screens.takeIn(shown.code, 'a', 600_000, () => ({ code: 'X' }));
    expect(made).toMatchObject({ refused: 'unknown-code' });
  });

  test('PAIR-12: a flood of codes from one address and wrong codes from one are held off', () => {
    const screens = new WaitingScreens();
    for (let asked = 0; asked < 40; asked += 1) screens.open('10.0.0.9', asked);
    expect(screens.open('10.0.0.9', 50)).toMatchObject({ refused: 'too-many-attempts' });
    expect(screens.open('10.0.0.8', 50)).toHaveProperty('secret');
    const take = (address: string) => screens.takeIn('NOBODY', address, 60, () => ({ code: 'X' }));
    for (let tried = 0; tried < 5; tried += 1) {
      expect(take('10.0.0.7')).toMatchObject({ refused: 'unknown-code' });
    }
    expect(take('10.0.0.7')).toMatchObject({
      refused: 'too-many-attempts',
      facts: { waitSeconds: 60 },
    });
    expect(take('10.0.0.6')).toMatchObject({ refused: 'unknown-code' });
  });
});

describe('the set-up of screens', () => {
  const choices = { name: 'TV lantai 2', zoneId: 'zone-merah', isSpeaker: true };
  const view = async () => (await admin.get('/api/v1/admin/displays')).json;
  const save = async (more: Record<string, unknown>, id: string | null = null) => {
    const { setupSeq, usual } = await view();
    const body = { setupSeq, id, choices: { ...usual, ...choices, ...more } };
    return admin.post('/api/v1/admin/displays', body);
  };

  test('DSET-1: a paired screen becomes what it is set up for, at once', async () => {
    const { deviceId, token } = await takenIn('TV baru');
    const screen = await follow(server, 'display', { cookie: `mpp_device=${token}` });
    expect(screen.view).toMatchObject({ display: null, zoneId: null });
    const { status, json } = await save({ deviceId });
    expect(status).toBe(201);
    await until(() => screen.changes.some(row => row.patch?.view), 'the new view');
    const told = screen.changes.findLast(row => row.patch?.view)!.patch!.view!;
    expect(told).toMatchObject({
      zoneId: 'zone-merah',
      display: { id: json.display.id, name: 'TV lantai 2' },
    });
    screen.close();
  });

  test('MEDIA-8: a screen is told its files in the order in which they were chosen', async () => {
    const { deviceId, token } = await takenIn('TV bergambar');
    const screen = await follow(server, 'display', { cookie: `mpp_device=${token}` });
    const playlist = ['b.png', 'a video (2).webm', 'a.jpg'];
    const { json } = await save({ deviceId, layout: 'split', playlist, pictureSeconds: 20 });
    await until(() => screen.changes.some(row => row.patch?.view), 'the new view');
    const told = screen.changes.findLast(row => row.patch?.view)!.patch!.view!;
    expect(told.display).toMatchObject({ layout: 'split', playlist, pictureSeconds: 20 });
    const none = await save({ deviceId, playlist: [] }, json.display.id);
    expect([none.status, none.json.display.playlist]).toEqual([201, []]);
    const many = Array.from({ length: 101 }, (_, at) => `${at}.png`);
    for (const wrong of [['../secret.png'], ['.hidden.png'], ['page.html'], many]) {
      const refused = await save({ deviceId, playlist: wrong }, json.display.id);
      expect([refused.status, refused.json.code]).toEqual([422, 'invalid-input']);
    }
    screen.close();
  });

  test('DSET-2: a computer is one screen; what is unknown is refused by its field', async () => {
    const { deviceId } = await takenIn('TV berpindah');
    const first = (await save({ deviceId, name: 'Satu' })).json.display;
    await save({ deviceId, name: 'Dua' });
    const { displays } = await view();
    const deviceOf = (name: string) =>
      displays.find((row: { name: string }) => row.name === name).deviceId;
    expect([deviceOf('Satu'), deviceOf('Dua')]).toEqual([null, deviceId]);
    expect((await save({ deviceId: 'nobody' })).json.code).toBe('unknown-device');
    expect((await save({ zoneId: 'nowhere' })).json.errors[0].path).toBe('choices.zoneId');
    expect((await save({ counterId: 'nobody' })).json.errors[0].path).toBe('choices.counterId');
    expect((await save({}, 'nobody')).json.code).toBe('unknown-device');
    const { setupSeq } = await view();
    const path = `/api/v1/admin/displays/${first.id}/remove`;
    expect((await admin.post(path, { setupSeq: setupSeq - 1 })).json.code).toBe('setup-changed');
    expect((await admin.post(path, { setupSeq })).status).toBe(200);
    expect((await view()).displays.some((row: { id: string }) => row.id === first.id)).toBe(false);
  });
});
