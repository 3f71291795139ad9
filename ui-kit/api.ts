/** What the screen may show of a call that did not succeed; it translates `code`. */
export interface Problem {
  readonly code: string;
  /** 0 where the server could not be reached. */
  readonly status: number;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly errors?: readonly {
    readonly path: string;
    readonly message: string;
    readonly code?: string;
    readonly facts?: Readonly<Record<string, string | number>>;
  }[];
}

export type Answer<Body> =
  | { readonly ok: true; readonly status: number; readonly body: Body }
  | { readonly ok: false; readonly problem: Problem };

export interface SendOptions {
  /** One per intent of the user; kept over retries, so that an intent happens once. */
  readonly key?: string;
  readonly tries?: number;
  readonly timeoutMs?: number;
}

const triesDefault = 3;
const timeoutMsDefault = 4_000;
const pauseMs = 400;

/** 128 random bits. `randomUUID` is missing where a page was not loaded over TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Calls the server under /api/v1; `path` begins after that ("/tickets"). A call whose answer was
 * lost, or that found the server busy, is made again with the same Idempotency-Key; when all tries
 * are lost the problem's code is `unreachable`, and whether it happened is unknown.
 */
export async function send<Body>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<Answer<Body>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['idempotency-key'] = options.key ?? newKey();
  if (body !== undefined) headers['content-type'] = 'application/json';
  const url = path.startsWith('/api/') ? path : `/api/v1${path}`;
  const tries = options.tries ?? triesDefault;
  let last: Answer<Body> = { ok: false, problem: { code: 'unreachable', status: 0 } };
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (attempt > 1) await pause(pauseMs * (attempt - 1));
    const answer = await tryOnce(url, {
      method,
      headers,
      signal: AbortSignal.timeout(options.timeoutMs ?? timeoutMsDefault),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer !== 'lost' && (answer.ok || answer.problem.status !== 503))
      return answer as Answer<Body>;
    if (answer !== 'lost') last = answer as Answer<Body>;
  }
  return last;
}

async function tryOnce(url: string, init: RequestInit): Promise<Answer<unknown> | 'lost'> {
  try {
    const response = await fetch(url, { ...init, credentials: 'same-origin', cache: 'no-store' });
    const text = await response.text();
    const read = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (response.ok) return { ok: true, status: response.status, body: read };
    return { ok: false, problem: { ...readProblem(read), status: response.status } };
  } catch {
    // No connection, no answer in time, or an answer cut short: all the same to the visitor.
    return 'lost';
  }
}

function readProblem(read: unknown): { code: string } {
  const known = typeof read === 'object' && read !== null && 'code' in read;
  return known && typeof read.code === 'string' ? { ...read, code: read.code } : { code: 'fault' };
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
