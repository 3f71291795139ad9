import type { UploadedLogo } from '../contract/ticket-setup.ts';
import type { Problem } from '../ui-kit/api.ts';

/** Pictures to and from the server: what `send` does for JSON. */

export type PictureAnswer =
  { readonly ok: true; readonly picture: Blob } | { readonly ok: false; readonly problem: Problem };

export type UploadAnswer =
  | { readonly ok: true; readonly body: UploadedLogo }
  | { readonly ok: false; readonly problem: Problem };

const pictureMsMax = 15_000;
const lost = { ok: false, problem: { code: 'unreachable', status: 0 } } as const;

async function problemOf(response: Response): Promise<Problem> {
  const read = (await response.json()) as Partial<Problem>;
  return { ...read, code: read.code ?? 'fault', status: response.status };
}

async function post(path: string, type: string, body: BodyInit): Promise<Response> {
  return fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(pictureMsMax),
  });
}

/** Asks for a picture that the server draws from `body`. */
export async function fetchPicture(path: string, body: unknown): Promise<PictureAnswer> {
  try {
    const response = await post(path, 'application/json', JSON.stringify(body));
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    return { ok: true, picture: await response.blob() };
  } catch {
    return lost;
  }
}

/** Sent as what it says it is: the server looks at its bytes. */
export async function uploadLogo(file: Blob): Promise<UploadAnswer> {
  try {
    const response = await post('/admin/ticket/logo', 'image/png', file);
    if (!response.ok) return { ok: false, problem: await problemOf(response) };
    return { ok: true, body: (await response.json()) as UploadedLogo };
  } catch {
    return lost;
  }
}
