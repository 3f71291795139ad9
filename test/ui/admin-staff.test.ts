import { expect, test } from 'vitest';
import type { StaffMemberView } from '../../contract/staff.ts';
import { StaffPage } from '../../admin-ui/staff-page.ts';
import type { SendTable } from '../../admin-ui/staff-import.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import { StaffSession } from '../../ui-kit/sign-in.tsx';

/** The office's page of people, and a newcomer's first sign-in, without a browser. */

const member = (username: string, more: Partial<StaffMemberView> = {}): StaffMemberView => ({
  id: `staff-${username}`,
  username,
  name: `Nama ${username}`,
  role: 'officer',
  counterIds: ['counter-1'],
  serviceIds: null,
  agencyIds: [],
  lockedUntil: null,
  sessions: 0,
  lastSeenAt: null,
  mustChange: false,
  endedAt: null,
  version: 'v1',
  ...more,
});
const setup = {
  counters: [{ id: 'counter-1', number: 1, agencyId: 'agency-a' }],
  services: [],
  agencies: [{ id: 'agency-a', short: 'Dukcapil' }],
};
const good = (body: unknown): Answer<never> => ({ ok: true, status: 200, body: body as never });
const refused = (code: string): Answer<never> => ({ ok: false, problem: { code, status: 409 } });

type Asked = [method: string, path: string, body: unknown, key: string | undefined];

async function opened(answers: Readonly<Record<string, Answer<never>>>, table?: SendTable) {
  const asked: Asked[] = [];
  const staff = [
    member('b10'),
    member('b2'),
    member('z', { endedAt: '2026-11-20T08:00:00+08:00' }),
  ];
  const ask = (async (method: string, path: string, body: unknown, options?: { key?: string }) => {
    asked.push([method, path, body, options?.key]);
    if (path === '/staff' && method === 'GET') return good({ staff });
    if (path === '/admin/setup') return good({ setup });
    return answers[path] ?? refused('fault');
  }) as typeof send;
  const page = new StaffPage({
    send: ask,
    sendTable: table ?? (async () => refused('fault')),
    copy: async () => undefined,
  });
  await page.rows.load();
  return { page, asked };
}

test('STAFF-14: the list is in the order of numbers, found by name and counter, the ended apart', async () => {
  const { page } = await opened({});
  expect(page.rows.working.value.map(row => row.username)).toEqual(['b2', 'b10']);
  expect(page.rows.ended.value.map(row => row.username)).toEqual(['z']);
  page.rows.query.value = 'nama B10';
  expect(page.rows.working.value.map(row => row.username)).toEqual(['b10']);
  page.rows.query.value = '';
  page.rows.role.value = 'auditor';
  expect(page.rows.working.value).toEqual([]);
});

test('STAFF-14: a one-time password is shown until somebody has it, and then nowhere', async () => {
  const given = { member: member('baru', { mustChange: true }), password: 'k7mp-3xqr-t9vd' };
  const { page, asked } = await opened({ '/staff': good(given) });
  page.form.begin(null);
  page.form.change({ username: 'x y' });
  await page.form.save();
  expect(page.form.problem.value?.errors?.[0]?.path).toBe('username');
  page.form.change({ username: 'baru', name: ' Nama baru ' });
  await page.form.save();
  expect(asked.at(-1)?.[2]).toMatchObject({ username: 'baru', name: 'Nama baru' });
  expect(page.told.now.value?.people).toEqual([
    { username: 'baru', name: 'Nama baru', password: 'k7mp-3xqr-t9vd' },
  ]);
  expect(page.rows.byId('staff-baru')).toBeDefined();
  page.told.forget();
  expect(page.told.now.value).toBeNull();
});

test('STAFF-4, STAFF-14: somebody else’s change is told, and taken over by one key', async () => {
  const { page, asked } = await opened({ '/staff/staff-b2': refused('changed-meanwhile') });
  page.form.begin(page.rows.byId('staff-b2')!);
  expect(page.form.isChanged.value).toBe(false);
  page.form.toggle('counterIds', 'counter-1');
  expect(page.form.isChanged.value).toBe(true);
  await page.form.save();
  expect(asked.at(-1)?.[2]).toMatchObject({ version: 'v1', counterIds: [] });
  expect(page.form.problem.value?.code).toBe('changed-meanwhile');
  await page.form.beginAnew();
  expect(page.form.draft.value?.counterIds).toEqual(['counter-1']);
  expect(page.form.problem.value).toBeNull();
});

test('STAFF-14: an import whose answer was lost is asked again with the same key', async () => {
  const keys: string[] = [];
  let isLost = true;
  const made = [{ username: 'a1b', name: 'A', password: 'k7mp-3xqr-t9vd' }];
  const table: SendTable = async (path, _file, key) => {
    if (path.endsWith('/check')) return good({ rows: [], faults: [] });
    keys.push(key);
    if (isLost) return refused('unreachable');
    return good({ made, changed: 0, same: 0 });
  };
  const { page } = await opened({}, table);
  page.table.open();
  await page.table.choose(new File(['username'], 'a.csv'));
  await page.table.take();
  expect(page.table.problem.value?.code).toBe('unreachable');
  isLost = false;
  await page.table.take();
  expect(keys[0]).toBe(keys[1]);
  expect(page.told.now.value?.people).toEqual(made);
});

test('AUTH-21: a newcomer stays at the sign-in until they have chosen their own password', async () => {
  const user = { id: 's1', username: 'baru', name: 'B', role: 'officer', counterIds: [] };
  const sent: unknown[] = [];
  const session = new StaffSession(async (_method: string, path: string, body: unknown) => {
    sent.push(body);
    return good({ user: path === '/session' ? { ...user, mustChange: true } : user });
  });
  await session.signIn('baru', 'k7mp-3xqr-t9vd');
  expect([session.state.value, session.user.value]).toEqual(['signed-out', null]);
  expect([session.newcomer.value?.username, session.knowsGiven]).toEqual(['baru', true]);
  await session.choosePassword('selendang-49-biru', '');
  expect(sent.at(-1)).toEqual({ current: 'k7mp-3xqr-t9vd', next: 'selendang-49-biru' });
  expect([session.state.value, session.newcomer.value]).toEqual(['signed-in', null]);
});
