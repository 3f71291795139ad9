import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actorOf } from '../../server/auth/access.ts';
import { deviceWord } from '../../server/auth/device-word.ts';
import { cameOverTls } from '../../server/auth/origin.ts';
import { sessionsPerMemberMax } from '../../server/auth/staff-sessions.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { TestAccounts } from './open-accounts.ts';

let building: TestAccounts;

beforeEach(async () => {
  building = await new TestAccounts().open();
});
afterEach(() => building.store.close());

const of = (staffId = 'staff-wayan') => building.accounts.sessions.of(staffId);
const actor = { role: 'officer', staffId: 'staff-wayan' } as const;

describe('ending sessions', () => {
  test('AUTH-10: all others end, with one note and one word to who listens', async () => {
    const told: (readonly string[])[] = [];
    building.accounts.sessions.onEnd(ids => told.push(ids));
    const [one, two, kept] = [
      await building.session('wayan'),
      await building.session('wayan'),
      await building.session('wayan'),
    ];
    building.notes = [];
    const ask = () =>
      building.accounts.endSessions({ staffId: 'staff-wayan', actor, keptId: kept.id });
    expect(await ask()).toBe(2);
    expect(of().map(({ id }) => id)).toEqual([kept.id]);
    expect(told.map(ids => [...ids].sort())).toEqual([[one.id, two.id].sort()]);
    expect(building.notes).toEqual([{ what: 'sessions-ended', staffId: 'staff-wayan', actor }]);
    expect(await ask()).toBe(0);
    expect(building.notes).toHaveLength(1);
  });

  test('AUTH-10: one ends, and nobody ends another’s by its id', async () => {
    const [own, others] = [await building.session('wayan'), await building.session('made')];
    const end = (onlyId: string) =>
      building.accounts.endSessions({ staffId: 'staff-wayan', actor, onlyId });
    expect(await end(others.id)).toBe(0);
    expect(of('staff-made')).toHaveLength(1);
    expect(await end(own.id)).toBe(1);
    expect(of()).toEqual([]);
  });

  test('AUTH-10: a busy building ends nothing and tells nobody', async () => {
    const session = await building.session('wayan');
    building.accounts.sessions.onEnd(() => expect.unreachable());
    building.isBusy = true;
    expect(await building.accounts.signOut(session)).toEqual({ refused: 'busy' });
    expect(of()).toHaveLength(1);
  });

  test('AUTH-10: a member has twenty at most; a further one ends the oldest', async () => {
    const first = await building.session('wayan');
    for (let at = 1; at < sessionsPerMemberMax; at += 1) {
      building.now += 1_000;
      await building.session('wayan');
    }
    expect(of()).toHaveLength(sessionsPerMemberMax);
    building.now += 1_000;
    await building.session('wayan');
    expect(of()).toHaveLength(sessionsPerMemberMax);
    expect(of().map(({ id }) => id)).not.toContain(first.id);
  });
});

describe('when a session was last in use', () => {
  test('AUTH-10: is kept once a minute at most', async () => {
    const result = await building.signIn('wayan');
    if (isRefusal(result)) throw new Error('refused');
    const { sessions } = building.accounts;
    const begun = building.now;
    for (const [seconds, kept] of [
      [59, 0],
      [60, 60],
      [119, 60],
      [300, 300],
    ] as const) {
      building.now = begun + seconds * 1000;
      sessions.find(result.token);
      expect(of()[0]!.lastSeenAt, `${seconds} s`).toBe(begun + kept * 1000);
    }
  });

  test('AUTH-2: a session that is used never lives longer', async () => {
    const result = await building.signIn('wayan');
    if (isRefusal(result)) throw new Error('refused');
    const { sessions } = building.accounts;
    building.now += 12 * 3_600_000 - 1;
    const session = sessions.find(result.token)!;
    expect(sessions.isExpired(session)).toBe(false);
    building.now += 1;
    expect(sessions.find(result.token)).toBeUndefined();
    expect(sessions.isExpired(session)).toBe(true);
  });
});

describe('what was done', () => {
  test('AUTH-12: signing in and out, by whom', async () => {
    const session = await building.session('wayan');
    await building.accounts.signOut(session);
    expect(building.notes).toEqual([
      { what: 'signed-in', staffId: 'staff-wayan', actor },
      { what: 'signed-out', staffId: 'staff-wayan', actor },
    ]);
  });
});

test.each([
  [
    'Chrome, Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  ],
  [
    'Edge, Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
  ],
  ['Firefox, Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  [
    'Safari, macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  ],
  [
    'Safari, iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  ],
  [
    'Samsung Internet, Android',
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
  ],
  [null, 'curl/8.5.0'],
  [null, undefined],
])('AUTH-10: a device in a few words: %s', (word, userAgent) => {
  expect(deviceWord(userAgent)).toBe(word);
});

test('AUTH-14: only a proxy on the same computer says that the connection was encrypted', () => {
  const forwarded = { 'x-forwarded-proto': 'https' };
  expect(cameOverTls(forwarded, '127.0.0.1')).toBe(true);
  expect(cameOverTls({ 'x-forwarded-proto': 'https, http' }, '::1')).toBe(true);
  expect(cameOverTls(forwarded, '10.0.0.7')).toBe(false);
  expect(cameOverTls({ 'x-forwarded-proto': 'http' }, '127.0.0.1')).toBe(false);
  expect(cameOverTls({}, '127.0.0.1')).toBe(false);
});

test('AUTH-15: an officer’s skills go with what they ask; who steers is held by none', () => {
  const staff = {
    id: 's1',
    username: 'x',
    name: 'X',
    role: 'officer',
    counterIds: ['c1'],
    serviceIds: ['service-a01'],
    agencyIds: [],
    mustChange: false,
  } as const;
  const from = { deviceId: null, address: '' };
  expect(actorOf({ ...from, staff })).toEqual({
    role: 'officer',
    staffId: 's1',
    counterIds: ['c1'],
    serviceIds: ['service-a01'],
  });
  expect(actorOf({ ...from, staff: { ...staff, serviceIds: null } })).not.toHaveProperty(
    'serviceIds',
  );
  expect(actorOf({ ...from, staff: { ...staff, role: 'supervisor' } })).toEqual({
    role: 'supervisor',
    staffId: 's1',
  });
});
