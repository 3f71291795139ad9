import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';

/** One request and its whole answer, with a limit on everything: neither end is trusted. */
export interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly msMax: number;
  readonly bytesMax: number;
  readonly signal: AbortSignal;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** Why there is no answer. */
export type ExchangeFault = 'unreachable' | 'timeout' | 'too-large';

export const isFault = (got: Got | ExchangeFault): got is ExchangeFault => typeof got === 'string';

interface FaultAsIs {
  readonly fault: ExchangeFault;
}

function readWhole(
  response: IncomingMessage,
  bytesMax: number,
  done: (got: string | FaultAsIs) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      done({ fault: 'too-large' });
      response.destroy();
    } else chunks.push(chunk);
  });
  response.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
  // Cut off in the middle: half an answer is none.
  response.on('error', () => done({ fault: 'unreachable' }));
  response.on('close', () => done({ fault: 'unreachable' }));
}

/** Redirects are not followed, encodings not asked for: what is limited is what is read. */
export function exchange(asked: Asked): Promise<Got | ExchangeFault> {
  const { url, method, headers, body, msMax, bytesMax, signal } = asked;
  return new Promise(resolve => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const length = body === null ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = send(url, { method, headers: { ...headers, ...length }, signal });
    const timer = setTimeout(() => end('timeout'), msMax);
    let isOver = false;
    const end = (got: Got | ExchangeFault): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      resolve(got);
      if (isFault(got)) request.destroy();
    };
    request.on('error', () => end('unreachable'));
    request.on('response', response => {
      readWhole(response, bytesMax, got => {
        if (typeof got !== 'string') end(got.fault);
        else end({ status: response.statusCode!, headers: response.headers, text: got });
      });
    });
    request.end(body ?? undefined);
  });
}
