import type { IncomingMessage } from 'node:http';
import express, { type NextFunction, type Request, type Response } from 'express';

/** No call needs more; beyond it is an error or an attack. */
export const bodyBytesMax = 16 * 1024;

/** Edits of many rows, each as it was and as it shall be, from somebody who is signed in. */
const setupBodyBytesMax = 512 * 1024;
const setupPath = '/api/v1/admin/setup/';

const parseAny = express.json({ limit: bodyBytesMax, type: () => true });
const parseSetup = express.json({ limit: setupBodyBytesMax, type: () => true });

/** JSON by its media type. */
export const isJsonType = (type: string | undefined): boolean =>
  /^application\/(json|[\w.+-]+\+json)\b/i.test(type ?? '');

/** Plain, short and in UTF-8, as every screen of ours sends it. */
export function isPlain({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? NaN);
  const type = headers['content-type'] ?? '';
  return (
    length > 0 &&
    length <= bodyBytesMax &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    (!/charset/i.test(type) || /;\s*charset="?utf-8"?\s*$/i.test(type))
  );
}

/** What the framework's parser says of the same bodies. */
export class BrokenJson extends Error {
  readonly status = 400;
  readonly type = 'entity.parse.failed';
}

function parsed(text: string): object {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BrokenJson();
  }
  if (typeof body !== 'object' || body === null) throw new BrokenJson();
  return body;
}

/** Reads a plain body; `done` gets an object, or why there is none. */
export function readPlainBody(
  request: IncomingMessage,
  done: (error: unknown, body: object | undefined) => void,
): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    let body: object;
    try {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      body = parsed(bytes.toString('utf8'));
    } catch (error) {
      done(error, undefined);
      return;
    }
    done(null, body);
  });
}

/**
 * Puts the body on the request. The framework's parser looks for encodings and character sets that
 * hardly anybody sends and takes a tenth of a request's time; it gets only what is not plain.
 */
export function readJsonBody(request: Request, response: Response, next: NextFunction): void {
  if (!isPlain(request)) {
    const parse = request.originalUrl.startsWith(setupPath) ? parseSetup : parseAny;
    parse(request, response, next);
    return;
  }
  readPlainBody(request, (error, body) => {
    request.body = body;
    next(error ?? undefined);
  });
}
