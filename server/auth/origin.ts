import type { IncomingHttpHeaders } from 'node:http';

/**
 * A page from elsewhere must not act here: where a browser says where it comes from, it must be this
 * server. Programs that send no Origin are not browsers and carry no cookie of ours by accident.
 */
export function isForeignOrigin(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === 'cross-site';
  if (!host) return true;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}
