import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nineOClock, TestAccounts } from './open-accounts.ts';

let building: TestAccounts;

beforeEach(async () => {
  building = await new TestAccounts().open();
});
afterEach(() => building.store.close());

const minutes = (count: number): number => count * 60_000;

describe('twenty wrong passwords within an hour', () => {
  test('AUTH-8: lock the account for a quarter of an hour, from every address', async () => {
    const codes = await building.triedWrong('wayan', 20);
    expect(codes.slice(0, 19)).toEqual(Array(19).fill('wrong-credentials'));
    expect(codes[19]).toBe('account-locked');
    building.now += minutes(1);
    expect(await building.signIn('wayan', undefined, '10.9.9.9')).toEqual({
      refused: 'account-locked',
      facts: { waitSeconds: 14 * 60 },
    });
    expect(await building.tried('made')).toBe('signed-in');
    building.now = nineOClock + minutes(15);
    expect(await building.tried('wayan')).toBe('signed-in');
  });

  test('AUTH-8: what was tried and the lock survive a restart', async () => {
    await building.triedWrong('wayan', 19);
    await building.restart();
    expect(await building.triedWrong('wayan', 1)).toEqual(['account-locked']);
    await building.restart();
    expect(await building.tried('wayan')).toBe('account-locked');
  });

  test('AUTH-8: tries older than an hour are forgotten', async () => {
    await building.triedWrong('wayan', 10);
    building.now += minutes(61);
    expect(await building.triedWrong('wayan', 19)).not.toContain('account-locked');
    expect(await building.tried('wayan')).toBe('signed-in');
  });

  test('AUTH-8: a right password in between does not give the guesser more tries', async () => {
    await building.triedWrong('wayan', 15);
    expect(await building.tried('wayan')).toBe('signed-in');
    expect((await building.triedWrong('wayan', 5)).at(-1)).toBe('account-locked');
  });

  test('AUTH-8: guesses sent at once do not outrun the lock', async () => {
    const guesses = Array.from({ length: 40 }, (_, at) =>
      building.tried('wayan', at === 39 ? undefined : 'wrong', `10.2.0.${at}`),
    );
    const codes = await Promise.all(guesses);
    expect(codes.filter(code => code === 'wrong-credentials')).toHaveLength(19);
    expect(codes.filter(code => code === 'account-locked')).toHaveLength(21);
    expect(building.whats).toEqual(['locked staff-wayan']);
  });

  test('AUTH-8: tries during a lock do not make it longer, and are not counted after it', async () => {
    await building.triedWrong('wayan', 20);
    building.now += minutes(14);
    await building.triedWrong('wayan', 25);
    building.now += minutes(1);
    expect(await building.triedWrong('wayan', 19)).not.toContain('account-locked');
    expect(await building.tried('wayan', undefined, '10.3.0.1')).toBe('signed-in');
  });

  test('AUTH-8: sessions that are open stay open', async () => {
    const session = await building.session('wayan');
    await building.triedWrong('wayan', 20);
    expect(building.accounts.sessions.of('staff-wayan').map(({ id }) => id)).toEqual([session.id]);
  });

  test('AUTH-8: what is left is the least of what is left here and anywhere', async () => {
    await building.triedWrong('wayan', 18);
    const left = await building.signIn('wayan', 'wrong');
    expect(left).toEqual({ refused: 'wrong-credentials', facts: { triesLeft: 1 } });
  });

  test('AUTH-3, AUTH-8: a name that belongs to nobody locks the same way', async () => {
    const nobody = await building.triedWrong('nobody', 25);
    const wayan = await building.triedWrong('wayan', 25);
    expect(nobody).toEqual(wayan);
    expect(await building.signIn('NOBODY')).toEqual(await building.signIn('WAYAN'));
    expect(building.whats).toEqual(['locked staff-wayan']);
  });

  test('AUTH-12: thousands of wrong passwords leave one note', async () => {
    await building.triedWrong('wayan', 60);
    expect(building.notes).toEqual([
      { what: 'locked', staffId: 'staff-wayan', actor: { role: 'system' } },
    ]);
  });

  test('AUTH-9: once unlocked, the right password opens at once, also where it was stopped', async () => {
    for (let at = 0; at < 5; at += 1) await building.tried('wayan', 'wrong', '10.0.0.1');
    await building.triedWrong('wayan', 15);
    expect(await building.tried('wayan')).toBe('account-locked');
    building.accounts.unlock(building.store.staff.byId('staff-wayan')!);
    expect(await building.tried('wayan')).toBe('signed-in');
    expect(await building.triedWrong('wayan', 19)).not.toContain('account-locked');
  });
});

test('AUTH-8: during a lock the right password takes as long as a wrong one', async () => {
  await building.triedWrong('wayan', 20);
  const msOf = async (given: string | undefined, address: string): Promise<number> => {
    const begun = performance.now();
    expect(await building.tried('wayan', given, address)).toBe('account-locked');
    return performance.now() - begun;
  };
  // In turns, and the least of each: what else the computer does only ever adds to it.
  let [wrong, right] = [Infinity, Infinity];
  for (let at = 0; at < 9; at += 1) {
    wrong = Math.min(wrong, await msOf('wrong', `10.4.0.${at}`));
    right = Math.min(right, await msOf(undefined, `10.5.0.${at}`));
  }
  // Comparing takes tens of milliseconds, not comparing takes none.
  expect(right / wrong).toBeGreaterThan(0.4);
  expect(right / wrong).toBeLessThan(2.5);
});
