import { newKey, type Answer, type Problem } from '../ui-kit/api.ts';

/** Files to and from the building's server: what `send` does for JSON. */

/** A file of 2 MB is read for some seconds. */
const fileMsMax = 30_000;
const lost = { ok: false, problem: { code: 'unreachable', status: 0 } } as const;

async function asked<Body>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<Body>,
): Promise<Answer<Body>> {
  try {
    const signal = AbortSignal.timeout(fileMsMax);
    const response = await fetch(`/api/v1${path}`, { ...init, credentials: 'same-origin', signal });
    if (response.ok) return { ok: true, status: response.status, body: await read(response) };
    const problem = (await response.json()) as Partial<Problem>;
    return {
      ok: false,
      problem: { ...problem, code: problem.code ?? 'fault', status: response.status },
    };
  } catch {
    return lost;
  }
}

/** One press is one key, so that a file is never brought twice. */
export function uploadFile<Body>(path: string, type: string, file: Blob): Promise<Answer<Body>> {
  const headers = { 'content-type': type, 'idempotency-key': newKey() };
  const init = { method: 'POST', headers, body: file };
  return asked(path, init, async response => (await response.json()) as Body);
}

export const downloadFile = (path: string): Promise<Answer<Blob>> =>
  asked(path, { method: 'GET' }, response => response.blob());
