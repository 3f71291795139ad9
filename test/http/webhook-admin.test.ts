import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartnerWebhook } from '../../contract/webhook-admin.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Where partners are told, in the administrator's hands. */

let server: TestApp;
let admin: TestClient;
let partnerId = '';
let headers: Record<string, string>;

const path = '/api/v1/admin/webhooks';
/** Nobody listens there, and partners may not be told there. */
const nowhere = 'http://127.0.0.1:9/hook';

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  const body = { partnerName: 'Portal', scopes: ['webhooks'] };
  const { key, secret } = (await admin.post('/api/v1/admin/partner-keys', body)).json;
  partnerId = key.partnerId;
  headers = { Authorization: `Bearer ${secret}` };
});
afterAll(() => server?.close());

async function made(more: object = {}): Promise<{ webhook: PartnerWebhook; secret: string }> {
  const body = { partnerId, isSandbox: false, url: nowhere, types: null, ...more };
  const answer = await admin.post(path, body);
  expect(answer.status).toBe(201);
  return answer.json;
}
const list = async (): Promise<PartnerWebhook[]> => (await admin.get(path)).json.webhooks;
const lastEntry = async () => {
  const { json } = await admin.get(`/api/v1/journal?after=${server.seq() - 1}`);
  return json.entries.at(-1);
};

test('HOOK-6: a webhook is made, renewed and removed by the administrator, and the journal says so', async () => {
  const { webhook, secret } = await made();
  expect(secret).toMatch(/^whsec_/);
  expect(await lastEntry()).toMatchObject({
    type: 'webhook-changed',
    data: { webhookId: webhook.id, partnerId, what: 'made' },
  });
  const own = await server.client().get('/api/v1/partner/webhooks', headers);
  expect(own.json.webhooks.map((row: { id: string }) => row.id)).toEqual([webhook.id]);
  const renewed = await admin.post(`${path}/${webhook.id}/rotate`, { graceHours: 1 });
  expect(renewed.json.secret).toMatch(/^whsec_/);
  expect(renewed.json.secret).not.toBe(secret);
  expect((await lastEntry()).data.what).toBe('rotated');
  expect(JSON.stringify(await list())).not.toContain('whsec_');
  const removed = await admin.call('DELETE', `${path}/${webhook.id}`);
  expect(removed.json.webhooks).toEqual([]);
  expect((await lastEntry()).data.what).toBe('removed');
  expect((await admin.call('DELETE', `${path}/${webhook.id}`)).json.code).toBe('unknown-webhook');
});

test('HOOK-6: the same key makes it once; a partner that is nobody has none', async () => {
  const once = { 'Idempotency-Key': 'once-and-only' };
  const body = { partnerId, isSandbox: false, url: nowhere, types: ['booking.created'] };
  const [one, other] = [await admin.post(path, body, once), await admin.post(path, body, once)];
  expect(other.json).toEqual(one.json);
  expect(await list()).toHaveLength(1);
  await admin.call('DELETE', `${path}/${one.json.webhook.id}`);
  const nobody = await admin.post(path, { ...body, partnerId: 'nobody' });
  expect([nobody.status, nobody.json.code]).toEqual([404, 'unknown-key']);
});

test('HOOK-6: webhooks of a sandbox key stand beside the others, marked', async () => {
  const body = { partnerName: 'Coba', scopes: ['webhooks'], isSandbox: true };
  const { key } = (await admin.post('/api/v1/admin/partner-keys', body)).json;
  const { webhook } = await made({ partnerId: key.partnerId, isSandbox: true });
  expect(webhook).toMatchObject({ isSandbox: true, partnerId: key.partnerId });
  expect((await list()).map(({ id }) => id)).toEqual([webhook.id]);
  await admin.call('DELETE', `${path}/${webhook.id}`);
  const wrong = await admin.post(path, { partnerId, isSandbox: true, url: nowhere, types: null });
  expect(wrong.json.code).toBe('unknown-key');
});

test('HOOK-6: what could not be told is seen, and sent again one by one or all at once', async () => {
  const { id } = (await made()).webhook;
  const deliveries = async (state: string) =>
    (await admin.get(`${path}/${id}/deliveries?state=${state}`)).json.deliveries;
  const counts = async () => {
    const { pending, dead } = (await list())[0]!;
    return { pending, dead };
  };
  // A press whose answer was lost is sent again, and is one.
  for (let tries = 0; tries < 2; tries += 1) {
    await admin.post(`${path}/${id}/test`, {}, { 'Idempotency-Key': 'one-press' });
  }
  expect(await deliveries('pending')).toHaveLength(1);
  await expect.poll(async () => (await deliveries('pending'))[0]?.attempts).toBe(1);
  // A day later it is tried once more, and then it is dead.
  server.clock.advance(25 * 3_600);
  admin = await server.signedIn('admin');
  await admin.post(`${path}/${id}/test`);
  await expect.poll(() => deliveries('dead')).toHaveLength(1);
  const [dead] = await deliveries('dead');
  expect(await counts()).toEqual({ pending: 1, dead: 1 });
  const one = await admin.post(`/api/v1/admin/deliveries/${dead.id}/replay`);
  expect(one.json).toEqual({ deliveryId: dead.id });
  expect((await lastEntry()).data.what).toBe('replayed');
  expect(await counts()).toEqual({ pending: 2, dead: 0 });

  server.clock.advance(25 * 3_600);
  admin = await server.signedIn('admin');
  await admin.post(`${path}/${id}/test`);
  await expect.poll(() => deliveries('dead')).toHaveLength(2);
  const all = await admin.post(`${path}/${id}/replay-dead`);
  expect(all.json).toEqual({ replayed: 2 });
  expect(await counts()).toEqual({ pending: 3, dead: 0 });
});
