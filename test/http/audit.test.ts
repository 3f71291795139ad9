import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audit, AuditAbout, AuditEntry } from '../../contract/audit.ts';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What the office did, as supervisors and auditors read it. */

let server: TestApp;
let admin: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

const path = '/api/v1/admin/audit';
const audit = async (query = ''): Promise<Audit> => (await supervisor.get(path + query)).json;
const newest = async (query = ''): Promise<AuditEntry> => (await audit(query)).entries[0]!;
type Configured = Extract<AuditAbout, { type: 'building-configured' }>;
const setupNow = (): Setup => setupOf(server.app.building.state).setup;

async function save(minutes: number, from: string | null = null) {
  const row = setupNow().services.find(({ id }) => id === 'service-a01')!;
  const edit = { path: 'services/service-a01', before: row, after: { ...row, minutes } };
  const body = { edits: [edit], from };
  const { json } = await admin.post('/api/v1/admin/setup/edits', body);
  expect(json.code, JSON.stringify(json)).toBe(undefined);
  return json;
}

/** Sessions end with the day. */
async function nextDay(): Promise<void> {
  server.clock.advance(24 * 3_600);
  admin = await server.signedIn('admin');
  supervisor = await server.signedIn('supervisor');
}

describe('an entry', () => {
  test('AUDIT-1: a change of the set-up is told with who, when, and each thing before and after', async () => {
    const was = setupNow().services.find(({ id }) => id === 'service-a01')!.minutes;
    await save(21);
    const entry = await newest('?kind=setup');
    expect(entry.by).toEqual({ id: 'staff-admin', name: expect.any(String) });
    const about = entry.about as Configured;
    expect(about).toMatchObject({ canUndo: true, undoes: null, isFirst: false, plans: [] });
    expect(about.edits).toHaveLength(1);
    expect(about.edits[0]).toMatchObject({ before: { minutes: was }, after: { minutes: 21 } });
  });

  test('AUDIT-2: taken back it is said what was taken back, and the first cannot be again', async () => {
    await save(22);
    const { seq } = await newest('?kind=setup');
    const undone = await admin.post(`/api/v1/admin/setup/changes/${seq}/undo`);
    expect(undone.status).toBe(200);
    const [back, first] = (await audit('?kind=setup')).entries;
    expect((back!.about as Configured).undoes).toBe(seq);
    expect((first!.about as Configured).canUndo).toBe(false);
  });

  test('AUDIT-3: what is planned, made on its day, removed or failed is told', async () => {
    const plansOf = async () => ((await newest('?kind=setup')).about as Configured).plans;
    const { planId } = await save(23, '2026-11-24');
    expect(await plansOf()).toEqual([
      { id: planId, from: '2026-11-24', edits: 1, what: 'planned' },
    ]);
    await admin.post(`/api/v1/admin/setup/plans/${planId}/remove`);
    expect(await plansOf()).toMatchObject([{ id: planId, what: 'removed' }]);
    const next = await save(24, '2026-11-24');
    const late = await save(25, '2026-11-25');
    await nextDay();
    const made = await newest('?kind=setup');
    expect(made.by).toBe(null);
    expect(made.about).toMatchObject({
      plans: [{ id: next.planId, what: 'made' }],
      edits: [{ after: { minutes: 24 } }],
    });
    await nextDay();
    expect(await plansOf()).toMatchObject([{ id: late.planId, what: 'failed' }]);
  });

  test('AUDIT-1: accounts, devices, partners and what the screens were told', async () => {
    await admin.post('/api/v1/devices/pairing-codes', { kind: 'kiosk', name: 'Kiosk utara' });
    const body = { partnerName: 'Portal Karang Asri', scopes: ['catalogue'] };
    await admin.post('/api/v1/admin/partner-keys', body);
    const told = { text: { id: 'Parkir penuh', en: 'Car park full' } };
    const until = '2026-11-25T12:00:00+08:00';
    await supervisor.post('/api/v1/displays/message', { ...told, until });
    expect(await newest('?kind=screens')).toMatchObject({
      by: { id: 'staff-supervisor' },
      about: { type: 'screens-told', text: told.text, zoneIds: [] },
    });
    expect((await newest('?kind=partners')).about).toMatchObject({
      type: 'partner-key-changed',
      what: 'made',
      partner: { name: 'Portal Karang Asri' },
    });
    expect((await newest('?kind=sign-ins')).about).toMatchObject({
      type: 'staff-account',
      what: 'signed-in',
    });
    expect((await audit('?kind=accounts')).entries).toEqual([]);
  });
});

describe('the list', () => {
  test('AUDIT-4: fifty on a page, newest first, none twice and none left out', async () => {
    for (let times = 0; times < 35; times += 1) await save(30 + (times % 2));
    const seen: number[] = [];
    let query = '';
    for (;;) {
      const page = await audit(query);
      expect(page.entries.length).toBeLessThanOrEqual(50);
      seen.push(...page.entries.map(({ seq }) => seq));
      if (page.nextBefore === null) break;
      query = `?before=${page.nextBefore}`;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => other - one));
    const setups = seen.length - (await all('sign-ins')) - (await all('partners'));
    expect(setups - (await all('screens'))).toBe(await all('setup'));
  });

  const all = async (kind: string): Promise<number> => {
    let count = 0;
    let before: number | null = 1_000_000;
    while (before !== null) {
      const page: Audit = await audit(`?kind=${kind}&before=${before}`);
      count += page.entries.length;
      before = page.nextBefore;
    }
    return count;
  };

  test('AUDIT-4: by member, whoever did it and whoever it was done to', async () => {
    const { entries, members } = await audit('?staffId=staff-supervisor');
    expect(members.some(({ id }) => id === 'staff-supervisor')).toBe(true);
    expect(entries.length).toBeGreaterThan(1);
    for (const { by } of entries) expect(by?.id).toBe('staff-supervisor');
    expect((await audit('?staffId=nobody')).entries).toEqual([]);
  });

  test('AUDIT-5: for supervisors, administrators and auditors; officers may not', async () => {
    expect((await admin.get(path)).status).toBe(200);
    const officer = await server.signedIn('petugas-1');
    expect((await officer.get(path)).json.code).toBe('not-allowed');
    expect((await supervisor.get(`${path}?kind=everything`)).status).toBe(422);
    expect((await supervisor.get(`${path}?before=0`)).status).toBe(422);
  });
});
