import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hashPassword } from '../../server/auth/passwords.ts';
import { openBuilding } from '../../server/building.ts';
import { newBuilding } from '../../server/http/new-building.ts';
import { openLog } from '../../server/log.ts';
import { openStore } from '../../server/store/store.ts';
import { goodBodies } from './good-bodies.ts';
import { HandClock, newDataDir, openTestApp } from './open-test-app.ts';

const password = 'selendang-49-biru';

/** A real building on the day it was made: nothing stands in it yet. */
async function emptyBuilding(dataDir: string, clock: HandClock): Promise<void> {
  const store = openStore(dataDir, clock.now());
  const building = openBuilding(store, clock, openLog('silent'));
  const setup = newBuilding({
    name: { line1: 'Mal Pelayanan Publik', line2: 'Kabupaten Karang Asri' },
    short: 'MPP Karang Asri',
    timeZone: 'Asia/Makassar',
    languages: ['id', 'en'],
    hours: {
      periods: [{ days: [1], opens: '08:00', closes: '15:00' }],
      lastTicketMinutes: 30,
    },
  });
  await building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup },
    answer: () => ({ status: 200, body: '' }),
  });
  const member = {
    id: 'staff-1',
    username: 'wirawan',
    name: 'Putu Wirawan',
    role: 'administrator' as const,
    counterIds: [],
    serviceIds: null,
    agencyIds: [],
    mustChange: false,
  };
  store.staff.add(member, await hashPassword(password));
  await building.close();
  store.close();
}

test('FIRST-7: a building in which nothing is set up yet answers everything without a fault', async () => {
  const [clock, dataDir] = [new HandClock(), newDataDir()];
  await emptyBuilding(dataDir, clock);
  const server = await openTestApp({ dataDir, clock, mode: 'production' });
  const admin = server.client();
  const signIn = { username: 'wirawan', password };
  expect((await admin.post('/api/v1/session', signIn)).status).toBe(200);
  let asked = 0;
  for (const { method, path, body } of server.app.routes) {
    if (path.endsWith('/session') && method === 'delete') continue;
    const schema = body instanceof z.ZodDefault ? body.unwrap() : body;
    const id = schema instanceof z.ZodObject ? (z.globalRegistry.get(schema)?.id ?? '') : '';
    const good = goodBodies[id] as { setupSeq?: number } | undefined;
    const now = good?.setupSeq === undefined ? good : { ...good, setupSeq: 1 };
    const address = path.replaceAll(/:\w+/g, 'nobody');
    const options = good === undefined ? {} : { body: now };
    const answer = await admin.call(method.toUpperCase(), address, options);
    expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(100);
  for (const path of ['/healthz', '/metrics', '/api/v1/catalogue', '/api/v1/overview']) {
    expect((await admin.get(path)).status, path).toBe(200);
  }
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('FIRST-9: the example catalogue becomes the building’s own, where there is none', async () => {
  const [clock, dataDir] = [new HandClock(), newDataDir()];
  await emptyBuilding(dataDir, clock);
  const server = await openTestApp({ dataDir, clock, mode: 'production' });
  const admin = server.client();
  await admin.post('/api/v1/session', { username: 'wirawan', password });
  const take = () => admin.post('/api/v1/admin/setup/example', {});
  expect((await take()).status).toBe(200);
  const { setup, faults } = (await admin.get('/api/v1/admin/setup')).json;
  expect(faults).toEqual([]);
  expect(setup.agencies).toHaveLength(20);
  expect(setup.services).toHaveLength(97);
  expect(setup.counters).toHaveLength(41);
  expect(setup.building).toMatchObject({ short: 'MPP Karang Asri', demo: false });
  expect(setup.building.hours.periods[0].opens).toBe('08:00');
  expect(setup.agencies.every((row: { hours: unknown }) => row.hours === null)).toBe(true);
  expect(await take()).toMatchObject({ status: 409, json: { code: 'already-set-up' } });
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});
