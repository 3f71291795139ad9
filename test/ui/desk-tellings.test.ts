import { expect, test } from 'vitest';
import type { DeskTelling } from '../../contract/steering.ts';
import { Tellings } from '../../counter-ui/tellings.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** What a desk answers to its supervisor. */

class Asked {
  readonly paths: string[] = [];
  code: string | null = null;
  readonly send: typeof send = async <Body>(_method: string, path: string, body?: unknown) => {
    await Promise.resolve();
    this.paths.push(`${path} ${JSON.stringify(body)}`);
    return this.code === null
      ? ({ ok: true, status: 200, body: {} } as Answer<Body>)
      : { ok: false, problem: { code: this.code, status: 409 } };
  };
}

const message = { id: 'm1', text: 'Mohon percepat', at: '2026-11-23T10:00:00+08:00', byName: null };
const ask = {
  id: 'a1',
  queue: null,
  reason: 'crowding',
  at: message.at,
  until: '2026-11-23T10:10:00+08:00',
  byName: null,
} as const;

test('MESSAGE-3: Y reads the oldest message; without one it leads to the request', async () => {
  const server = new Asked();
  const tellings = new Tellings(server.send, 'c1');
  const telling: DeskTelling = { messages: [message], asks: [ask] };
  tellings.key(telling);
  // A held key, or a second press while the first is under way, asks once.
  tellings.key(telling);
  await Promise.resolve();
  await Promise.resolve();
  expect(server.paths).toEqual(['/counters/c1/messages/m1/read {}']);
  tellings.key({ messages: [], asks: [ask] });
  expect(tellings.focusAsked.value).toBe(1);
  tellings.key({ messages: [], asks: [] });
  expect(tellings.focusAsked.value).toBe(1);
  expect(server.paths).toHaveLength(1);
});

test('STEER-8: a request is accepted, or declined with a reason; why it failed is said', async () => {
  const server = new Asked();
  const tellings = new Tellings(server.send, 'c1');
  await tellings.accept('a1');
  tellings.declining.value = 'a1';
  await tellings.decline('a1', 'leaving');
  expect(tellings.declining.value).toBeNull();
  expect(server.paths).toEqual([
    '/counters/c1/asks/a1/answer {"accept":true}',
    '/counters/c1/asks/a1/answer {"accept":false,"why":"leaving"}',
  ]);
  for (const [code, state] of [
    ['ask-over', 'over'],
    ['not-trained', 'not-trained'],
    ['counter-taken', 'failed'],
  ] as const) {
    server.code = code;
    await tellings.accept('a1');
    expect(tellings.states.value.get('a1')).toBe(state);
  }
});
