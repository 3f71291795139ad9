import { afterEach, describe, expect, test, vi } from 'vitest';
import { LockedAccounts } from '../../admin-ui/locked-accounts.ts';
import type { StaffMemberView, StaffSessionView } from '../../contract/staff.ts';
import { Account } from '../../ui-kit/account-model.ts';
import { passwordWords } from '../../ui-kit/account-texts.ts';
import type { Answer, Problem, send } from '../../ui-kit/api.ts';
import { clockAfter, clockOf, dayOfInstant } from '../../ui-kit/instant-time.ts';
import { language } from '../../ui-kit/language.ts';
import { signInTrouble } from '../../ui-kit/sign-in.tsx';

afterEach(() => {
  language.value = 'id';
});

const row = (id: string, isThis = false): StaffSessionView => ({
  id,
  openedAt: '2026-11-23T08:00:00+08:00',
  lastSeenAt: '2026-11-23T09:00:00+08:00',
  device: 'Chrome, Windows',
  isThis,
});

const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 200, body });
const bad = (code: string, facts: Problem['facts'] = {}, status = 422): Answer<unknown> => ({
  ok: false,
  problem: { code, status, facts },
});

/** A server that answers each call as told, and remembers what was asked of it. */
function openAccount(answers: Record<string, Answer<unknown>> = {}) {
  const asked: [string, unknown][] = [];
  const known = { 'GET /sessions': good({ sessions: [row('s2'), row('s1', true)] }), ...answers };
  const ask = (method: string, path: string, body?: unknown) => {
    asked.push([`${method} ${path}`, body]);
    return Promise.resolve(known[`${method} ${path}` as keyof typeof known]);
  };
  const ended = vi.fn<() => void>();
  return { account: new Account(ended, ask as typeof send), asked, ended, known };
}

const filled = { current: 'lama-sekali-1', next: 'baru-sekali-2', again: 'baru-sekali-2' };

describe('the own password', () => {
  test.each([
    ['current', 'empty', { ...filled, current: '' }, 'Isi kata sandi sekarang.'],
    ['next', 'empty', { ...filled, next: '' }, 'Isi kata sandi baru.'],
    ['again', 'different', { ...filled, again: 'x' }, 'Tidak sama dengan kata sandi baru di atas.'],
  ] as const)(
    'AUTH-16: %s is %s: nothing is asked of the server',
    async (field, problem, input, words) => {
      const { account, asked } = openAccount();
      account.askPassword();
      await account.changePassword(input);
      expect(account.trouble.value).toEqual({ field, problem });
      expect(passwordWords(account.trouble.value!)).toBe(words);
      expect(asked).toEqual([]);
    },
  );

  test.each([
    ['wrong-credentials', { triesLeft: 3 }, 'current', /tidak cocok\. 3 percobaan lagi\.$/],
    [
      'password-too-weak',
      { reason: 'too-short', charactersMin: 10 },
      'next',
      /sedikitnya 10 huruf/,
    ],
    ['password-too-weak', { reason: 'user-name' }, 'next', /nama pengguna/],
    ['password-too-weak', { reason: 'obvious' }, 'next', /mudah ditebak/],
    ['same-password', {}, 'next', /^Sama dengan/],
    ['too-many-attempts', { until: '2026-11-23T09:14:01+08:00' }, 'form', /lagi pukul 09\.15\./],
    [
      'account-locked',
      { until: '2026-11-23T09:30:00+08:00' },
      'form',
      /sampai pukul 09\.30 .*Supervisor/,
    ],
    ['unreachable', {}, 'form', /Server gedung/],
    ['invalid-input', {}, 'form', /^Belum berhasil/],
  ] as const)('AUTH-16: %s %o is said at %s', async (code, facts, field, words) => {
    const { account } = openAccount({ 'POST /session/password': bad(code, facts) });
    account.askPassword();
    await account.changePassword(filled);
    expect(account.step.value).toBe('asked');
    expect(account.trouble.value?.field).toBe(field);
    expect(passwordWords(account.trouble.value!)).toMatch(words);
  });

  test('AUTH-16: changed, the fields close and the devices are asked for again', async () => {
    const { account, asked } = openAccount({ 'POST /session/password': good({}) });
    account.askPassword();
    await account.changePassword(filled);
    expect(account.step.value).toBe('changed');
    const { current, next } = filled;
    expect(asked).toEqual([
      ['POST /session/password', { current, next }],
      ['GET /sessions', undefined],
    ]);
  });

  test('AUTH-16: a session that ended meanwhile leaves the screen', async () => {
    const { account, ended } = openAccount({
      'POST /session/password': bad('not-signed-in', {}, 401),
    });
    account.askPassword();
    await account.changePassword(filled);
    expect(ended).toHaveBeenCalledOnce();
    expect(account.trouble.value).toBeNull();
  });
});

describe('devices', () => {
  test('AUTH-16: this one stands first', async () => {
    const { account } = openAccount();
    await account.load();
    expect(account.sessions.value!.map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  test('AUTH-16: others are ended, and the list is asked for again', async () => {
    const { account, asked, known } = openAccount({ 'DELETE /sessions': good({ ended: 1 }) });
    await account.load();
    known['GET /sessions'] = good({ sessions: [row('s1', true)] });
    await Promise.all([account.endOthers(), account.endOthers()]);
    expect(account.endedCount.value).toBe(1);
    expect(account.sessions.value).toHaveLength(1);
    expect(asked.map(([call]) => call)).toEqual([
      'GET /sessions',
      'DELETE /sessions',
      'GET /sessions',
    ]);
  });

  test('AUTH-16: one that has ended by itself is no trouble, a lost server is', async () => {
    const { account, known } = openAccount({ 'DELETE /sessions/s2': bad('not-found', {}, 404) });
    await account.end('s2');
    expect(account.sessionsProblem.value).toBeNull();
    expect(account.sessions.value).toHaveLength(2);
    known['GET /sessions'] = bad('unreachable', {}, 0);
    await account.load();
    expect(account.sessionsProblem.value?.code).toBe('unreachable');
    expect(account.sessions.value).toHaveLength(2);
  });
});

test('AUTH-18: a refused sign-in says until when, and who can help', () => {
  const words = (code: string, facts: Problem['facts'] = {}) =>
    signInTrouble({ code, status: 429, facts });
  const until = '2026-11-23T09:29:30.500+08:00';
  expect(words('account-locked', { waitSeconds: 900, until })).toBe(
    'Akun ini terkunci sampai pukul 09.30 karena terlalu banyak kata sandi salah. ' +
      'Supervisor atau admin gedung bisa membukanya sekarang.',
  );
  expect(words('too-many-attempts', { until })).toMatch(/Coba lagi pukul 09\.30, .*supervisor/);
  language.value = 'en';
  expect(words('account-locked', { until })).toMatch(/until 09:30 .*supervisor/);
  expect(words('account-locked')).toMatch(/A supervisor/);
});

describe('the building’s clock in an instant', () => {
  test.each([
    ['2026-11-23T09:14:00+08:00', '09.14', '09.14'],
    ['2026-11-23T09:14:00.001+08:00', '09.14', '09.15'],
    ['2026-11-23T23:59:59+09:00', '23.59', '00.00'],
    ['2026-11-23T00:00:00+07:00', '00.00', '00.00'],
  ])('%s', (instant, shown, after) => {
    expect(clockOf(instant, 'id')).toBe(shown);
    expect(clockAfter(instant, 'id')).toBe(after);
    expect(clockOf(instant, 'en')).toBe(shown.replace('.', ':'));
    expect(dayOfInstant(instant)).toBe('2026-11-23');
  });
});

describe('locked accounts on the board', () => {
  const member = (username: string, lockedUntil: string | null): StaffMemberView => ({
    id: `staff-${username}`,
    username,
    name: username,
    role: 'officer',
    counterIds: [],
    serviceIds: null,
    lockedUntil,
    sessions: 0,
    agencyIds: [],
    lastSeenAt: null,
    mustChange: false,
    endedAt: null,
    version: 'v1',
  });

  test('AUTH-17: whose lock ends first comes first; an unlocked one leaves the line', async () => {
    let staff = [
      member('a', null),
      member('b', '2026-11-23T09:30:00+08:00'),
      member('c', '2026-11-23T09:20:00+08:00'),
    ];
    const asked: string[] = [];
    const locked = new LockedAccounts(((method: string, path: string) => {
      asked.push(`${method} ${path}`);
      if (method === 'POST') staff = staff.filter(({ id }) => !path.includes(id));
      return Promise.resolve(good({ staff }));
    }) as typeof send);
    locked.start();
    await vi.waitFor(() => expect(locked.rows.value.map(({ name }) => name)).toEqual(['c', 'b']));
    await locked.unlock('staff-c');
    expect(locked.rows.value.map(({ name }) => name)).toEqual(['b']);
    expect(asked).toEqual(['GET /staff', 'POST /staff/staff-c/unlock', 'GET /staff']);
    locked.close();
    expect(locked.rows.value).toEqual([]);
  });

  test('AUTH-17: an account that could not be opened says so', async () => {
    const locked = new LockedAccounts(((method: string) =>
      Promise.resolve(
        method === 'POST'
          ? bad('unreachable', {}, 0)
          : good({ staff: [member('b', '2026-11-23T09:30:00+08:00')] }),
      )) as typeof send);
    locked.start();
    await locked.unlock('staff-b');
    expect(locked.problem.value?.code).toBe('unreachable');
    expect(locked.rows.value).toHaveLength(1);
    locked.close();
  });
});
