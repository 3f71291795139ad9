import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from './access.ts';

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

/**
 * Whether the browser's own connection is encrypted. This server speaks plain HTTP; what encrypts
 * stands before it on the same computer, and only from there it is believed.
 */
export function cameOverTls(headers: IncomingHttpHeaders, address: string): boolean {
  const { 'x-forwarded-proto': protocol } = headers;
  return (
    isLoopback(address) &&
    String(protocol ?? '')
      .split(',')[0]!
      .trim() === 'https'
  );
}
