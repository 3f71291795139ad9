import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { newToken } from './citizen-desk.ts';

/** A browser without an account: one random word brings it back to its own bookings. */

const cookieName = 'pengunjung';
const keepMs = 90 * 24 * 3_600_000;
const word = /^[\w-]{22}$/;

export function visitorOf({ headers }: Pick<Request, 'headers'>): string | null {
  const found = parseCookie(headers.cookie ?? '')[cookieName];
  return found !== undefined && word.test(found) ? found : null;
}

/** The browser's word, a new one where it has none yet. */
export function visitorWord(request: Request, response: Response, isSecure: boolean): string {
  const visitor = visitorOf(request) ?? newToken();
  response.cookie(cookieName, visitor, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    maxAge: keepMs,
    path: '/',
  });
  return visitor;
}
