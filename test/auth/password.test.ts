import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { weaknessOf } from '../../server/auth/password-rules.ts';
import { hashPassword, verifyPassword } from '../../server/auth/passwords.ts';
import { password, TestAccounts } from './open-accounts.ts';

let building: TestAccounts;

beforeEach(async () => {
  building = await new TestAccounts().open();
});
afterEach(() => building.store.close());

const next = 'selendang-49-biru';
const change = async (from = password, to = next, address = '10.0.0.1') => {
  const session = await building.session('wayan');
  building.notes = [];
  return building.accounts.changePassword(session, { current: from, next: to, address });
};

describe('what is too weak', () => {
  test.each([
    ['too-short', 'a'],
    ['too-short', 'Ab3$efghi'],
    ['too-short', '😀😀😀😀😀'],
    ['user-name', 'petugas-11'],
    ['user-name', 'PETUGAS11!!2026'],
    ['obvious', 'password123'],
    ['obvious', 'Indonesia1945'],
    ['obvious', 'kata sandi 1'],
    ['obvious', '1234567890'],
    ['obvious', 'aaaaaaaaaaaa'],
    ['obvious', '----------'],
    [null, 'bambu-kuning-27'],
    [null, 'tiga gajah lewat'],
    [null, 'Ab3$efghij'],
  ])('AUTH-7: %s: %s', (weakness, text) => {
    expect(weaknessOf(text, 'petugas-11')).toBe(weakness);
  });

  test('AUTH-7: a user name of figures alone is no password either', () => {
    expect(weaknessOf('0812345678', '0812345678')).toBe('user-name');
  });
});

describe('changing it', () => {
  test('AUTH-7: the new one opens, the old one no longer', async () => {
    expect(await change()).toBeNull();
    expect(await building.tried('wayan', password)).toBe('wrong-credentials');
    expect(await building.tried('wayan', next)).toBe('signed-in');
    expect(await building.tried('made', password)).toBe('signed-in');
  });

  test('AUTH-7: every other session of the member ends, this one goes on', async () => {
    const ended: string[] = [];
    building.accounts.sessions.onEnd(ids => ended.push(...ids));
    const [first, second] = [await building.session('wayan'), await building.session('wayan')];
    const of = await building.session('made');
    await building.accounts.changePassword(second, { current: password, next, address: '' });
    expect(building.accounts.sessions.of('staff-wayan').map(({ id }) => id)).toEqual([second.id]);
    expect(building.accounts.sessions.of('staff-made').map(({ id }) => id)).toEqual([of.id]);
    expect(ended).toEqual([first.id]);
  });

  test('AUTH-7: why a new one is refused', async () => {
    expect(await change(password, 'short')).toEqual({
      refused: 'password-too-weak',
      facts: { reason: 'too-short', charactersMin: 10 },
    });
    expect(await change(password, password)).toEqual({ refused: 'same-password' });
    expect(building.notes).toEqual([]);
  });

  test('AUTH-3, AUTH-7: a wrong current one counts as a wrong try', async () => {
    const session = await building.session('wayan');
    const asked = { current: 'wrong', next, address: '10.0.0.1' };
    const codes: (string | undefined)[] = [];
    for (let at = 0; at < 6; at += 1) {
      codes.push((await building.accounts.changePassword(session, asked))?.refused);
    }
    expect(codes).toEqual([
      ...Array(4).fill('wrong-credentials'),
      ...Array(2).fill('too-many-attempts'),
    ]);
    expect(await building.tried('wayan')).toBe('too-many-attempts');
    await building.triedWrong('wayan', 15);
    const right = { current: password, next, address: '10.8.0.1' };
    expect((await building.accounts.changePassword(session, right))?.refused).toBe(
      'account-locked',
    );
  });

  test('AUTH-7: two changes at once have one winner and one note', async () => {
    const [one, two] = [await building.session('wayan'), await building.session('wayan')];
    building.notes = [];
    const answers = await Promise.all([
      building.accounts.changePassword(one, { current: password, next, address: 'a' }),
      building.accounts.changePassword(two, { current: password, next: `${next}!`, address: 'b' }),
    ]);
    expect(answers.filter(answer => answer === null)).toHaveLength(1);
    expect(building.whats).toEqual(['password-changed staff-wayan']);
  });

  test('AUTH-7: by the old one nothing is done while the new one is on its way', async () => {
    const [one, two] = [await building.session('wayan'), await building.session('wayan')];
    building.notes = [];
    building.waiting = 0;
    const gate = Promise.withResolvers<void>();
    building.held = gate.promise;
    const first = building.accounts.changePassword(one, { current: password, next, address: '' });
    await vi.waitFor(() => expect(building.waiting).toBe(1));
    const asked = { current: password, next: `${next}!`, address: '' };
    const second = await building.accounts.changePassword(two, asked);
    expect(second).toEqual({ refused: 'wrong-credentials' });
    expect(await building.tried('wayan', password)).toBe('wrong-credentials');
    gate.resolve();
    expect(await first).toBeNull();
    expect(building.whats).toEqual(['password-changed staff-wayan']);
  });

  test('AUTH-7: nobody signs in by the old one while it is being changed', async () => {
    const session = await building.session('wayan');
    const asked = { current: password, next, address: '' };
    const [changed, ...tries] = await Promise.all([
      building.accounts.changePassword(session, asked),
      ...Array.from({ length: 6 }, (_, at) => building.tried('wayan', password, `10.6.0.${at}`)),
    ]);
    expect(changed).toBeNull();
    const open = building.accounts.sessions.of('staff-wayan').map(({ id }) => id);
    expect(open, String(tries)).toEqual([session.id]);
  });

  test('AUTH-7: a building that is busy changes nothing', async () => {
    const session = await building.session('wayan');
    building.isBusy = true;
    const asked = { current: password, next, address: '' };
    expect(await building.accounts.changePassword(session, asked)).toEqual({ refused: 'busy' });
    building.isBusy = false;
    expect(await building.tried('wayan', password)).toBe('signed-in');
  });

  test('AUTH-1, AUTH-7: no password is found on disk, and the hash is argon2id', async () => {
    expect(await change()).toBeNull();
    await building.tried('wayan', 'a-wrong-one-to-look-for');
    building.store.close();
    const bytes = readdirSync(building.folder)
      .map(name => readFileSync(join(building.folder, name)).toString('latin1'))
      .join('');
    for (const secret of [password, next, 'a-wrong-one-to-look-for']) {
      expect(bytes).not.toContain(secret);
    }
    expect(bytes).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    await building.open();
  });

  test('AUTH-1: the same letters fit however they were composed', async () => {
    const stored = await hashPassword('caf\u00e9-kopi-hitam');
    expect(await verifyPassword(stored, 'cafe\u0301-kopi-hitam')).toBe(true);
  });
});
