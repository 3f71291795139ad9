import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SetupChanges, SetupCheck, SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

let building: TestApp;
let admin: TestClient;

beforeAll(async () => {
  building = await openTestApp();
  admin = await building.signedIn('admin');
});
afterAll(() => building?.close());

const setup = (): Setup => setupOf(building.app.building.state).setup;
const service = (id: string) => setup().services.find(row => row.id === id)!;
const queue = (id: string) => setup().queues.find(row => row.id === id)!;

function serviceEdit(id: string, change: object): SetupEdit {
  const before = service(id);
  return { path: `services/${id}`, before, after: { ...before, ...change } };
}
function queueEdit(id: string, change: object): SetupEdit {
  const before = queue(id);
  return { path: `queues/${id}`, before, after: { ...before, ...change } };
}

const check = async (edits: readonly SetupEdit[]): Promise<SetupCheck> => {
  const { status, json } = await admin.post('/api/v1/admin/setup/check', { edits });
  expect(status).toBe(200);
  return json as SetupCheck;
};
const save = (edits: readonly SetupEdit[]) => admin.post('/api/v1/admin/setup/edits', { edits });
const changes = async (): Promise<SetupChanges> =>
  (await admin.get('/api/v1/admin/setup/changes')).json as SetupChanges;

test('SETUP-15: what a change would do is told, and nothing is changed', async () => {
  const kiosk = building.client();
  for (let at = 0; at < 3; at += 1) {
    await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  }
  const { queueId } = service('service-a01');
  const seq = building.seq();
  const told = await check([
    serviceEdit('service-a01', { minutes: 60 }),
    queueEdit(queueId, { quotaPerDay: 40 }),
  ]);
  expect(told.faults).toEqual([]);
  expect(told.conflicts).toEqual([]);
  expect(told.effects).toContainEqual({ kind: 'waiting', queueId, tickets: 3 });
  expect(told.effects).toContainEqual({ kind: 'quota', queueId, issued: 3, quota: 40 });
  const plain = setup().queues.find(({ booking }) => booking === null)!.id;
  const { effects } = await check([queueEdit(plain, { quotaPerDay: 0 })]);
  expect(effects).toContainEqual({ kind: 'closes', queueId: plain, reason: 'quota-reached' });
  expect(building.seq()).toBe(seq);
});

test('SETUP-16: a change takes effect at once, is told with before and after, and taken back', async () => {
  const before = service('service-b01');
  const { status, json } = await save([serviceEdit('service-b01', { minutes: 33 })]);
  expect([status, json.changed]).toEqual([200, 1]);
  const catalogue = await building.client().get('/api/v1/catalogue');
  expect(catalogue.status).toBe(200);
  const [newest] = (await changes()).changes;
  expect(newest).toMatchObject({
    by: { id: 'staff-admin', name: 'Ratna Puspita Manoppo' },
    canUndo: true,
  });
  expect(newest!.edits).toEqual([
    { path: 'services/service-b01', before, after: { ...before, minutes: 33 } },
  ]);
  const undone = await admin.post(`/api/v1/admin/setup/changes/${newest!.seq}/undo`, {});
  expect(undone.status).toBe(200);
  expect(service('service-b01')).toEqual(before);
});

test('SETUP-16: what was changed again since cannot be taken back', async () => {
  await save([serviceEdit('service-b01', { minutes: 34 })]);
  const [first] = (await changes()).changes;
  await save([serviceEdit('service-b01', { minutes: 35 })]);
  const seen = await changes();
  expect(seen.changes.slice(0, 2).map(({ canUndo }) => canUndo)).toEqual([true, false]);
  const undone = await admin.post(`/api/v1/admin/setup/changes/${first!.seq}/undo`, {});
  expect([undone.status, undone.json.code]).toEqual([409, 'setup-changed']);
  expect(service('service-b01').minutes).toBe(35);
  const none = await admin.post('/api/v1/admin/setup/changes/1/undo', {});
  expect([none.status, none.json.code]).toEqual([404, 'unknown-change']);
});

test('SETUP-17: three things that are wrong are all told with their path, and nothing is done', async () => {
  const seq = building.seq();
  const { status, json } = await save([
    serviceEdit('service-a01', { minutes: 0 }),
    serviceEdit('service-a02', { name: { id: 'x'.repeat(500), en: 'x' } }),
    queueEdit('queue-b', { series: 'OI' }),
  ]);
  expect([status, json.code]).toEqual([422, 'setup-refused']);
  const { errors } = json as { errors: { path: string; code: string }[] };
  expect(errors.map(({ path, code }) => [path, code])).toEqual([
    ['services/service-a01/minutes', 'invalid'],
    ['services/service-a02/name/id', 'invalid'],
    ['queues/queue-b/series', 'invalid'],
  ]);
  const rules = await save([
    serviceEdit('service-a01', { queueId: 'queue-none' }),
    serviceEdit('service-a02', { code: 'A03' }),
    queueEdit('queue-b', { series: 'A' }),
  ]);
  const told = (rules.json as { errors: { path: string; code: string }[] }).errors;
  expect(told.map(({ code }) => code).sort()).toEqual([
    'duplicate',
    'duplicate',
    'series-in-use',
    'unknown-reference',
  ]);
  expect(building.seq()).toBe(seq);
});

test('SETUP-11: what is planned for a later day stands in the set-up until then, and can be taken out', async () => {
  const body = { edits: [serviceEdit('service-c01', { minutes: 44 })], from: '2026-11-30' };
  const { json } = await admin.post('/api/v1/admin/setup/edits', body);
  expect(setup().planned).toMatchObject([
    { id: json.planId, from: '2026-11-30', staffId: 'staff-admin' },
  ]);
  expect(service('service-c01').minutes).not.toBe(44);
  const dropped = await admin.post(`/api/v1/admin/setup/plans/${json.planId}/remove`, {});
  expect(dropped.status).toBe(200);
  expect(setup().planned).toEqual([]);
});
