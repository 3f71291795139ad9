import { describe, expect, test } from 'vitest';
import { StaffCall } from '../../kiosk-ui/staff-call.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** A kiosk's call for staff, before a server whose answers the test gives. */

function bench() {
  const asked: string[] = [];
  const answers: ((answer: Answer<unknown>) => void)[] = [];
  const call = new StaffCall(((_method, path) => {
    asked.push(path);
    return new Promise<Answer<unknown>>(resolve => answers.push(resolve));
  }) as typeof send);
  const answer = async (body: Answer<unknown>): Promise<void> => {
    answers.shift()!(body);
    await new Promise(resolve => setImmediate(resolve));
  };
  return { call, asked, answer };
}

const seen = (isSeen: boolean): Answer<unknown> => ({ ok: true, status: 200, body: { isSeen } });
const lost: Answer<unknown> = { ok: false, problem: { code: 'unreachable', status: 0 } };

describe('calling staff to a kiosk', () => {
  test('HELP-5: it is told only where a screen shows it; else the visitor has to go there', async () => {
    const { call, asked, answer } = bench();
    void call.ask('v1');
    void call.ask('v1');
    expect([call.state.value, asked]).toEqual(['sending', ['/tickets/v1/help']]);
    await answer(seen(true));
    expect(call.state.value).toBe('told');
    for (const [said, becomes] of [
      [seen(false), 'lost'],
      [lost, 'lost'],
      [seen(true), 'told'],
    ] as const) {
      void call.ask('v1');
      await answer(said);
      expect(call.state.value).toBe(becomes);
    }
  });

  test('HELP-5: a late answer is none of the next visitor’s', async () => {
    const { call, answer } = bench();
    void call.ask('v1');
    call.forget();
    await answer(seen(true));
    expect(call.state.value).toBe('none');
  });
});
