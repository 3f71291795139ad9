import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './route.ts';

/** Names exactly this body [RFC 9110, 8.8.3]. */
export const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const rowsOf = (header: string | undefined): string[] =>
  (header ?? '').split(',').map(one => one.trim());

const names = (header: string | undefined, etag: string): boolean =>
  rowsOf(header).some(one => one.replace(/^W\//, '') === etag || one === '*');

/** The reply with its ETag, or 304 where whoever asks has this very answer already. */
export function withEtag(reply: Reply, headers: IncomingHttpHeaders): Reply {
  const etag = etagOf(reply.body);
  const own = { ...reply.headers, ETag: etag };
  return names(headers['if-none-match'], etag)
    ? { status: 304, body: '', headers: own }
    : { ...reply, headers: own };
}

/** Whether a change was asked for something that has changed since it was read. */
export const isOutdated = (body: string, headers: IncomingHttpHeaders): boolean =>
  headers['if-match'] !== undefined &&
  // A weak name is not good enough for a change [RFC 9110, 13.1.1].
  !rowsOf(headers['if-match']).some(one => one === etagOf(body) || one === '*');
