import type { IncomingHttpHeaders } from 'node:http';
import express, { type Express, type Request } from 'express';
import type { Caller } from '../auth/access.ts';
import { AntreanTokens } from '../auth/antrean-tokens.ts';
import type { PartnerKeys } from '../auth/partner-keys.ts';
import { WrongTokens } from '../auth/wrong-tokens.ts';
import { isStoreFault } from '../building.ts';
import type { Log } from '../log.ts';
import { AntreanDesk, type AntreanOperation } from './antrean-desk.ts';
import {
  accepted,
  refusalSentences,
  refused,
  sendAntrean,
  type AntreanAnswer,
} from './antrean-envelope.ts';
import { bodyBytesMax } from './json-body.ts';
import type { PartnerRoutesOptions } from './partner-rooms.ts';

export interface AntreanOptions extends PartnerRoutesOptions {
  readonly partnerKeys: PartnerKeys;
  readonly log: Log;
}

export const antreanPath = '/api/v1/antrean';

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const tooMany = (waitSeconds: number, sentence: string): AntreanAnswer =>
  refused(`${sentence} Coba lagi dalam ${waitSeconds} detik.`, waitSeconds);

/**
 * The door of the Antrean service: it has tokens and an envelope of its own, so it stands beside the
 * route table. Behind it are the partner's keys with their scopes, agencies and limits.
 */
class AntreanDoor {
  readonly #options: AntreanOptions;
  readonly #tokens = new AntreanTokens();
  readonly #wrong = new WrongTokens();
  readonly #operations: ReadonlyMap<string, AntreanOperation>;

  constructor(options: AntreanOptions) {
    this.#options = options;
    const { operations } = new AntreanDesk(options);
    this.#operations = new Map(operations.map(row => [row.name, row]));
  }

  get isOpen(): boolean {
    return this.#options.building.state.index?.setup.antrean.enabled === true;
  }

  async answer(request: Request, body: unknown): Promise<AntreanAnswer> {
    const name = request.path.slice(1);
    if (name === 'token') {
      return request.method === 'GET' ? this.#token(request) : refused('Metode harus GET.');
    }
    const operation = this.#operations.get(name);
    if (!operation) return refused('Layanan web tidak dikenal.');
    if (request.method !== 'POST') return refused('Metode harus POST.');
    const caller = this.#callerOf(request);
    if ('code' in caller) return caller;
    const { partnerKeys } = this.#options;
    const waitSeconds = partnerKeys.take(caller.partner!);
    if (waitSeconds > 0) return tooMany(waitSeconds, refusalSentences['too-many-requests']);
    if (!caller.partner!.scopes.includes(operation.scope)) {
      return refused(refusalSentences['not-allowed']);
    }
    const parsed = operation.body.safeParse(body);
    if (!parsed.success) return refused(`${parsed.error.issues[0]!.message}.`);
    return operation.handle(caller, parsed.data);
  }

  /** Whoever comes with an id and the secret of a key that is good now. */
  #token({ headers, socket }: Request): AntreanAnswer {
    const { partnerKeys, building } = this.#options;
    const password = headerOf(headers, 'x-password');
    const key = partnerKeys.find({ authorization: `Bearer ${password}` });
    if (!key || key.id !== headerOf(headers, 'x-username')) {
      return this.#refuse(socket.remoteAddress, password, 'Username atau password tidak sesuai.');
    }
    const waitSeconds = partnerKeys.take(key);
    if (waitSeconds > 0) return tooMany(waitSeconds, refusalSentences['too-many-requests']);
    return accepted({ token: this.#tokens.give(key.id, building.now()) });
  }

  #callerOf({ headers, socket }: Request): Caller | AntreanAnswer {
    const { partnerKeys, building } = this.#options;
    const token = headerOf(headers, 'x-token');
    const key = partnerKeys.current(headerOf(headers, 'x-username'));
    if (!key || !this.#tokens.isGood(key.id, token, building.now())) {
      const sentence = 'Token tidak berlaku atau sudah berakhir. Ambil token baru.';
      return this.#refuse(socket.remoteAddress, token, sentence);
    }
    return { staff: null, deviceId: null, partner: key, address: socket.remoteAddress ?? '' };
  }

  /** A right one is never held back: many callers may come from one address. */
  #refuse(address: string | undefined, secret: string, sentence: string): AntreanAnswer {
    const { building } = this.#options;
    const waitSeconds = this.#wrong.note(address ?? '', secret, building.now());
    if (waitSeconds > 0) return tooMany(waitSeconds, refusalSentences['too-many-attempts']);
    return refused(sentence);
  }
}

/** A body is JSON whatever its type says; none is an empty one. */
function bodyOf(text: unknown): { readonly body: unknown } | null {
  if (typeof text !== 'string' || text.trim() === '') return { body: {} };
  try {
    return { body: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Stands before what speaks problem+json; while it is switched off, there is nothing here. */
export function mountAntrean(app: Express, options: AntreanOptions): void {
  const door = new AntreanDoor(options);
  const { log } = options;
  const read = express.text({ limit: bodyBytesMax, type: () => true });
  app.use(antreanPath, (request, response, next) => {
    if (!door.isOpen) {
      next();
      return;
    }
    read(request, response, (unread: unknown) => {
      const known = unread === undefined ? bodyOf(request.body) : null;
      if (!known) {
        sendAntrean(response, refused('Isi permintaan bukan JSON, atau terlalu besar.'));
        return;
      }
      door.answer(request, known.body).then(
        answer => sendAntrean(response, answer),
        (error: unknown) => {
          log.error({ err: error, path: antreanPath + request.path }, 'request failed');
          const code = isStoreFault(error) ? 503 : 500;
          sendAntrean(response, { code, message: 'Sistem sedang tidak dapat melayani.' });
        },
      );
    });
  });
}
