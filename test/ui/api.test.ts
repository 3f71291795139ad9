import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { newKey, send } from '../../ui-kit/api.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
}

let server: Server | undefined;
const realFetch = globalThis.fetch;

/** A real server on port 0; pages call by path, so fetch is given the origin. */
async function serve(
  answer: (response: ServerResponse, count: number, request: IncomingMessage) => void,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  const running = createServer((request, response) => {
    const key = request.headers['idempotency-key'];
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      key: typeof key === 'string' ? key : undefined,
    });
    request.resume();
    request.on('end', () => answer(response, seen.length, request));
  });
  server = running;
  await new Promise<void>(resolve => {
    running.listen(0, '127.0.0.1', resolve);
  });
  const { port } = running.address() as AddressInfo;
  globalThis.fetch = (input, init) => {
    if (typeof input !== 'string') throw new TypeError('a page calls by path');
    return realFetch(new URL(input, `http://127.0.0.1:${port}`), init);
  };
  return seen;
}

afterEach(async () => {
  globalThis.fetch = realFetch;
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise(resolve => {
    running.close(resolve);
  });
});

describe('calls of a page', () => {
  test('CALL-KEY-1: a lost answer is asked for again with the same key', async () => {
    const seen = await serve((response, count, request) => {
      if (count < 3) request.socket.destroy();
      else response.writeHead(201, { 'content-type': 'application/json' }).end('{"n":1}');
    });
    const answer = await send<{ n: number }>('POST', '/tickets', { a: 1 }, { key: 'k1' });
    expect(answer).toEqual({ ok: true, status: 201, body: { n: 1 } });
    expect(seen.map(one => one.key)).toEqual(['k1', 'k1', 'k1']);
    expect(seen[0]?.url).toBe('/api/v1/tickets');
  });

  test('CALL-KEY-2: an answer that does not come in time is lost too', async () => {
    const seen = await serve((response, count) => {
      if (count > 1) response.end('{}');
    });
    const answer = await send('POST', '/tickets', {}, { timeoutMs: 200 });
    expect(answer.ok).toBe(true);
    expect(seen.length).toBe(2);
    expect(seen[0]?.key).toBe(seen[1]?.key);
  });

  test('CALL-KEY-3: a refusal is an answer, not asked again', async () => {
    const seen = await serve(response => {
      response.writeHead(409).end('{"code":"service-closed","facts":{"reason":"paused"}}');
    });
    const answer = await send('POST', '/tickets', {});
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'service-closed', status: 409, facts: { reason: 'paused' } },
    });
    expect(seen.length).toBe(1);
  });

  test('CALL-KEY-4: when every answer is lost the code is unreachable', async () => {
    await serve((_, __, request) => request.socket.destroy());
    const answer = await send('GET', '/session', undefined, { tries: 2 });
    expect(answer).toEqual({ ok: false, problem: { code: 'unreachable', status: 0 } });
  });

  test('CALL-KEY-5: keys are 128 random bits', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
  });
});
