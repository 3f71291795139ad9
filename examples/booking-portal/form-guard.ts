import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What every answer and every form is held to. */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function guardHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // Addresses of bookings open them: they are told to nobody else. A form still says where it is from.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
}

/** A form of another site acts for nobody here: a browser says where it comes from. */
export function isForeign({ headers }: Pick<Request, 'headers'>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

const windowMs = 60_000;
const sentMax = 20;
const addressesMax = 10_000;

/** So many forms a minute from one address; `now` in milliseconds. */
export class FormLimit {
  readonly #now: () => number;
  #sent = new Map<string, number>();
  #begunAt = -Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  isOver(address: string): boolean {
    if (this.#now() - this.#begunAt >= windowMs || this.#sent.size >= addressesMax) {
      this.#sent = new Map();
      this.#begunAt = this.#now();
    }
    const sent = (this.#sent.get(address) ?? 0) + 1;
    this.#sent.set(address, sent);
    return sent > sentMax;
  }
}

/** Turns away what is foreign or too much before anything is read of it. */
export const guardForms =
  (limit: FormLimit, refuse: (response: Response, status: 403 | 429) => void): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'POST') return next();
    if (isForeign(request)) return refuse(response, 403);
    if (limit.isOver(request.ip ?? '')) return refuse(response, 429);
    return next();
  };
