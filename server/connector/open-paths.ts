import type { HubRequest } from '../../contract/hub.ts';
import { refusals, type RefusalCode } from '../../contract/refusals.ts';

/** What a hub may ask of a building, before the building's own door decides who is asking. */

/** Nothing else leads in: no screen, no desk, no office, no measurements. */
const isOpenPath = (pathname: string): boolean =>
  pathname === '/api/v1/openapi.json' || pathname.startsWith('/api/v1/partner/');

/** Dots and slashes that only look like something else lead nowhere. */
const segmentPattern =
  /^(?:[A-Za-z0-9._~:!$'()*+,;=@-]|%(?!2[eEfF]|5[cC]|0[0-9A-Fa-f])[0-9A-Fa-f]{2})+$/;

function isPlainPath(pathname: string): boolean {
  const [, ...segments] = pathname.split('/');
  return segments.every(
    segment => segmentPattern.test(segment) && segment !== '.' && segment !== '..',
  );
}

/** A session's cookie or an address from outside must not come along. */
const openHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
]);

export const openHeadersOf = (headers: HubRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => openHeaders.has(name)),
  );

interface Complaint {
  readonly path: string;
  readonly message: string;
}

export interface RefusedRequest {
  readonly status: number;
  readonly body: string;
}

/** In the words of the API, since the hub passes it on as an answer of the API. */
export function refusedRequest(
  code: RefusalCode,
  title: string,
  errors?: readonly Complaint[],
): RefusedRequest {
  const status = refusals[code];
  const type = `/api/docs#problem-${code}`;
  return { status, body: JSON.stringify({ type, title, status, code, ...(errors && { errors }) }) };
}

/**
 * Why a request of the hub does not get to the API; null where it does. A request may be handed out
 * twice, so what makes something new must carry the key by which it is made once.
 */
export function refusalOf({ method, path, headers }: HubRequest): RefusedRequest | null {
  const [pathname = ''] = path.split('?', 1);
  if (!isOpenPath(pathname) || !isPlainPath(pathname)) {
    return refusedRequest('not-found', 'Not found');
  }
  const hasKey = Object.keys(headers).some(name => name.toLowerCase() === 'idempotency-key');
  if (method === 'POST' && !hasKey) {
    return refusedRequest('invalid-input', 'The input is not valid', [
      { path: 'Idempotency-Key', message: 'Required on a POST that comes through a hub' },
    ]);
  }
  return null;
}
