import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PartnerKeyView } from '../../contract/partner.ts';
import type { PartnerWebhook } from '../../contract/webhook-admin.ts';
import { isKeyGood, PartnerKeyList, partnersOf } from '../../admin-ui/partner-keys.ts';
import { isWebAddress, PartnerWebhookList } from '../../admin-ui/partner-webhooks.ts';
import { ToldSecret } from '../../admin-ui/told-secret.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The administrator’s page for portals and apps, without a screen. */

const key = (id: string, more: Partial<PartnerKeyView> = {}): PartnerKeyView => ({
  id,
  partnerId: 'portal',
  partnerName: 'Portal',
  scopes: ['catalogue'],
  agencyIds: null,
  isSandbox: false,
  requestsPerMinute: 600,
  madeAt: '2026-11-23T09:00:00.000+08:00',
  lastUsedAt: null,
  endsAt: null,
  ...more,
});
const webhook: PartnerWebhook = {
  id: 'w1',
  partnerId: 'portal',
  isSandbox: false,
  url: 'https://portal.example/hook',
  types: null,
  isActive: true,
  madeAt: '2026-11-23T09:00:00.000+08:00',
  pending: 0,
  dead: 2,
};
const now = '2026-11-23T09:00:00.000+08:00';

type Sent = readonly [method: string, path: string, body: unknown];

/** A server made of answers; what nobody prepared is refused. */
function bench(always: Record<string, unknown> = {}) {
  const sent: Sent[] = [];
  const answers: Answer<unknown>[] = [];
  const ask = (async (method, path, body) => {
    const known = always[`${method} ${path}`];
    if (known !== undefined) return { ok: true, status: 200, body: known };
    sent.push([method, path, body]);
    return answers.shift() ?? { ok: false, problem: { code: 'fault', status: 503 } };
  }) as typeof send;
  const copied: string[] = [];
  const secret = new ToldSecret(async text => void copied.push(text));
  return { ask, sent, answers, secret, copied };
}
const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 201, body });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function keysBench(keys: readonly PartnerKeyView[] = [key('k1')]) {
  const made = bench({
    'GET /admin/partner-keys': { keys, now },
    'GET /catalogue': { agencies: [] },
  });
  const list = new PartnerKeyList(made.ask, made.secret);
  list.start();
  await vi.advanceTimersByTimeAsync(0);
  return { ...made, list };
}

describe('keys', () => {
  test('KEYPAGE-1: keys of one partner stand together, and one that has ended is no good', () => {
    const other = key('k3', { partnerId: 'app', partnerName: 'Aplikasi' });
    const partners = partnersOf([key('k1'), other, key('k2')]);
    expect(partners.map(({ name, keys }) => [name, keys.map(({ id }) => id)])).toEqual([
      ['Aplikasi', ['k3']],
      ['Portal', ['k1', 'k2']],
    ]);
    const at = Date.parse(now);
    expect(isKeyGood(key('k1', { endsAt: now }), at)).toBe(false);
    expect(isKeyGood(key('k1', { endsAt: now }), at - 1)).toBe(true);
  });

  test('KEYPAGE-2: nothing is made without a name, a right, and an agency where they are chosen', async () => {
    const { list, sent, answers } = await keysBench();
    list.begin(null);
    expect(list.isReady.value).toBe(false);
    list.change({ partnerName: '  Portal Baru ' });
    expect(list.isReady.value).toBe(true);
    list.change({ agencyIds: [] });
    expect(list.isReady.value).toBe(false);
    list.toggleAgency('agency-a');
    for (const scope of ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'] as const) {
      list.toggleScope(scope);
    }
    expect(list.isReady.value).toBe(false);
    await list.make();
    expect(sent).toEqual([]);
    list.toggleScope('queues');
    answers.push(good({ key: key('k9'), secret: 'mppk_x' }));
    await list.make();
    const body = {
      partnerName: 'Portal Baru',
      scopes: ['queues'],
      agencyIds: ['agency-a'],
      isSandbox: false,
      requestsPerMinute: 600,
    };
    expect(sent).toEqual([['POST', '/admin/partner-keys', body]]);
    list.close();
  });

  test('KEYPAGE-3: a secret stands there until somebody has it, and nowhere afterwards', async () => {
    const { list, answers, secret, copied, sent } = await keysBench();
    list.rotating.value = { id: 'k1', graceHours: 24 };
    answers.push(good({ key: key('k2'), secret: 'mppk_new' }));
    await list.rotate();
    expect(sent).toEqual([['POST', '/admin/partner-keys/k1/rotate', { graceHours: 24 }]]);
    expect(secret.now.value).toEqual({ kind: 'key', secret: 'mppk_new', of: 'Portal' });
    await secret.copy();
    expect([copied, secret.isCopied.value]).toEqual([['mppk_new'], true]);
    secret.forget();
    expect([secret.now.value, secret.isCopied.value]).toEqual([null, null]);
    list.close();
  });

  test('KEYPAGE-3: where a browser lets no page copy, it says so', async () => {
    const secret = new ToldSecret(() => Promise.reject(new Error('no')));
    secret.show({ kind: 'key', secret: 'mppk_x', of: 'Portal' });
    await secret.copy();
    expect(secret.isCopied.value).toBe(false);
  });

  test('KEYPAGE-4: a key ends only after the question, and another partner ends the question', async () => {
    const { list, answers, sent } = await keysBench();
    await list.revoke();
    expect(sent).toEqual([]);
    list.revoking.value = 'k1';
    list.choose('portal');
    expect(list.revoking.value).toBe(null);
    list.revoking.value = 'k1';
    answers.push(good({ keys: [key('k1', { endsAt: now })], now }));
    await list.revoke();
    expect(sent).toEqual([['POST', '/admin/partner-keys/k1/revoke', {}]]);
    expect(isKeyGood(list.keys.value![0]!, list.now.value)).toBe(false);
    list.close();
  });
});

describe('webhooks', () => {
  async function hooksBench() {
    const made = bench({ 'GET /admin/webhooks': { webhooks: [webhook] } });
    const list = new PartnerWebhookList(made.ask, made.secret);
    list.start();
    await vi.advanceTimersByTimeAsync(0);
    return { ...made, list };
  }

  test.each([
    ['https://portal.go.id/hook', true],
    [' http://10.0.0.4:8080/hook ', true],
    ['portal.go.id', false],
    ['ftp://portal.go.id', false],
    ['https://', false],
    ['', false],
  ])('KEYPAGE-5: %j is an address of the web: %s', (text, is) => {
    expect(isWebAddress(text)).toBe(is);
  });

  test('KEYPAGE-5: a webhook is made for an address alone', async () => {
    const { list, sent, answers, secret } = await hooksBench();
    list.begin('portal', false);
    await list.make();
    expect(sent).toEqual([]);
    list.draft.value = { ...list.draft.value!, url: ' https://portal.example/hook ' };
    answers.push(good({ webhook, secret: 'whsec_x' }));
    await list.make();
    const body = { partnerId: 'portal', isSandbox: false, url: webhook.url, types: null };
    expect(sent).toEqual([['POST', '/admin/webhooks', body]]);
    expect(secret.now.value).toMatchObject({ kind: 'webhook', secret: 'whsec_x' });
    list.close();
  });

  test('KEYPAGE-6: dead letters are looked at and sent again, and how many is said', async () => {
    const { list, sent, answers } = await hooksBench();
    const row = { id: 'd1', seq: 7, type: 'booking.created', state: 'dead', attempts: 9 };
    answers.push(good({ deliveries: [row], nextAfter: 'd1' }));
    await list.look('w1', 'dead');
    expect(sent[0]).toEqual([
      'GET',
      '/admin/webhooks/w1/deliveries?limit=50&state=dead',
      undefined,
    ]);
    expect(list.deliveries.value).toMatchObject({ rows: [row], hasMore: true });
    answers.push(good({ replayed: 2 }), good({ deliveries: [], nextAfter: null }));
    await list.replayDead('w1');
    expect(sent[1]).toEqual(['POST', '/admin/webhooks/w1/replay-dead', {}]);
    expect(list.replayed.value).toBe(2);
    expect(list.deliveries.value).toMatchObject({ rows: [], hasMore: false });
    list.close();
  });

  test('KEYPAGE-6: a late answer about one state is none of another’s', async () => {
    const { list, answers } = await hooksBench();
    answers.push(good({ deliveries: [{ id: 'old' }], nextAfter: null }));
    const first = list.look('w1', 'dead');
    answers.push(good({ deliveries: [], nextAfter: null }));
    await Promise.all([first, list.look('w1', 'pending')]);
    expect(list.deliveries.value).toMatchObject({ state: 'pending', rows: [] });
    list.close();
  });
});
