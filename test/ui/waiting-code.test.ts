import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WaitingCode } from '../../display-ui/appliance/waiting-code.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The code that a screen shows, until somebody has typed it elsewhere. */

const lost: Answer<never> = { ok: false, problem: { code: 'unreachable', status: 0 } };
const unknown: Answer<never> = { ok: false, problem: { code: 'unknown-code', status: 404 } };
const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 200, body });

let asked: string[];
let answers: Record<string, Answer<unknown>>;
let pairedTimes: number;
let waiting: WaitingCode;

const after = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);
const show = (code: string): void => {
  answers['/devices/waiting-screens'] = good({ code, secret: `secret of ${code}`, expiresAt: '' });
};

beforeEach(() => {
  vi.useFakeTimers();
  [asked, pairedTimes] = [[], 0];
  answers = { '/devices/waiting-screens/ask': good({ pairingCode: null }) };
  show('ACDEFGHJ');
  const ask = (_method: string, path: string): Promise<Answer<unknown>> => {
    asked.push(path);
    return Promise.resolve(answers[path] ?? lost);
  };
  waiting = new WaitingCode({ send: ask as typeof send, paired: () => (pairedTimes += 1) });
});
afterEach(() => {
  waiting.close();
  vi.useRealTimers();
});

test('SHOW-1: without the server it says so, and shows its code once the server is there', async () => {
  delete answers['/devices/waiting-screens'];
  waiting.start();
  await after(0);
  expect([waiting.code.value, waiting.isSilent.value]).toEqual([null, true]);
  show('ACDEFGHJ');
  await after(2);
  expect([waiting.code.value, waiting.isSilent.value]).toEqual(['ACDEFGHJ', false]);
});

test('SHOW-1: a code that is over, or that a new server does not know, is followed by a new one', async () => {
  waiting.start();
  await after(0);
  expect(waiting.secondsLeft.value).toBe(600);
  show('KMNPRTWX');
  answers['/devices/waiting-screens/ask'] = unknown;
  await after(4);
  expect(waiting.code.value).toBe('KMNPRTWX');
  answers['/devices/waiting-screens/ask'] = good({ pairingCode: null });
  show('Y34679AC');
  await after(602);
  expect(waiting.code.value).toBe('Y34679AC');
});

test('SHOW-1: once its code was typed it pairs itself, and closed it asks no more', async () => {
  waiting.start();
  await after(2);
  answers['/devices/waiting-screens/ask'] = good({ pairingCode: 'WXY34679' });
  answers['/devices/pair'] = good({ deviceId: 'd1', name: 'TV', token: 't' });
  await after(2);
  expect([asked.at(-1), pairedTimes]).toEqual(['/devices/pair', 1]);
  waiting.close();
  const count = asked.length;
  await after(20);
  expect(asked).toHaveLength(count);
});
