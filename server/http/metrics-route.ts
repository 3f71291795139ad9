import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { isLoopback } from '../auth/access.ts';
import { sendReply } from './dispatch.ts';
import { problemAnswer } from './problem.ts';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The same time for every wrong key. */
const isKey = (given: string, key: string): boolean => timingSafeEqual(hashOf(given), hashOf(key));

/** GET /metrics: from the same computer, or from anywhere with the key of the environment. */
export function metricsHandler(key: string | null, text: () => string): RequestHandler {
  return (request, response) => {
    const [scheme, given = ''] = (request.headers.authorization ?? '').split(' ');
    const hasKey = key !== null && scheme === 'Bearer' && isKey(given, key);
    // A proxy on this computer would make everybody look like it: then only the key counts.
    const isForwarded = request.headers['x-forwarded-for'] !== undefined;
    if (!hasKey && (isForwarded || !isLoopback(request.socket.remoteAddress ?? ''))) {
      sendReply(response, problemAnswer('not-allowed'));
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.type('text/plain; version=0.0.4; charset=utf-8').send(text());
  };
}
