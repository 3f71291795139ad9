import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  readAnswers,
  readQuestion,
  type HubAnswer,
  type HubRequest,
  type Question,
} from './words.ts';

/**
 * A hub for one building behind NAT. A portal calls it as it would call the building; the building
 * asks it for those calls and brings the answers. Everything is in memory: what was not answered when
 * the hub ends is asked again by the portal, with its Idempotency-Key.
 */

export interface HubOptions {
  /** What the building proves itself by: HUB_TOKEN there. */
  readonly token: string;
  /** A call that was handed out and not answered for so long is handed out again. */
  readonly handAgainMs?: number;
  /** So long a portal waits for the building. */
  readonly answerMsMax?: number;
}

interface Pending {
  readonly request: HubRequest;
  readonly answered: (answer: HubAnswer) => void;
  /** The start of the building that has it, and since when; null: none. */
  handedTo: string | null;
  handedAt: number;
}

const pendingMax = 1_000;
/** The API takes no more, and a building answers with no more. */
const askedBytesMax = 16 * 1024;
const broughtBytesMax = 64 * 4 * 1024 * 1024;
/** Who has not asked for so long is away: the building asks at least every half minute. */
const awayMs = 60_000;

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

class TooLarge extends Error {}

async function bodyOf(request: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const problem = (status: number, code: string): HubAnswer => ({
  id: '',
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: `about:blank#${code}`, title: code, status, code }),
});

function send(response: ServerResponse, { status, headers, body }: Omit<HubAnswer, 'id'>): void {
  response.writeHead(status, headers);
  response.end(body);
}

const sendJson = (response: ServerResponse, body: object): void =>
  send(response, {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export class Hub {
  readonly #options: HubOptions;
  readonly #server: Server;
  readonly #pending = new Map<string, Pending>();
  /** Questions of the building that are held until there is something. */
  readonly #held = new Set<() => void>();
  #askedAt = Number.NEGATIVE_INFINITY;
  #handedOut = 0;
  #handedAgain = 0;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch((error: unknown) => {
        if (error instanceof TooLarge) send(response, problem(413, 'body-too-large'));
        else response.destroy();
      });
    });
  }

  async listen(port: number, host = '127.0.0.1'): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get isBuildingHere(): boolean {
    return performance.now() - this.#askedAt < awayMs;
  }

  get counts() {
    return {
      pending: this.#pending.size,
      handedOut: this.#handedOut,
      handedAgain: this.#handedAgain,
    };
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    this.#wake();
    await closed;
  }

  /** Asks the building. The same id names the same call, however often it is handed out. */
  ask(asked: Omit<HubRequest, 'id'>, id: string = randomUUID()): Promise<HubAnswer> {
    return new Promise(resolve => {
      const { answerMsMax = 30_000 } = this.#options;
      const late = setTimeout(() => answered(problem(504, 'fault')), answerMsMax);
      const answered = (answer: HubAnswer): void => {
        clearTimeout(late);
        this.#pending.delete(id);
        resolve(answer);
      };
      this.#pending.set(id, { request: { ...asked, id }, answered, handedTo: null, handedAt: 0 });
      this.#wake();
    });
  }

  #wake(): void {
    for (const wake of this.#held) wake();
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const isBuilding = path === '/hub/requests' || path === '/hub/answers';
    if (!isBuilding) await this.#portal(request, response);
    else if (!this.#isBuildings(request)) send(response, problem(401, 'not-signed-in'));
    else if (path === '/hub/requests') await this.#questions(request, response);
    else this.#answers(await bodyOf(request, broughtBytesMax), response);
  }

  /** The same time for every wrong token. */
  #isBuildings({ headers }: IncomingMessage): boolean {
    const expected = hashOf(`Bearer ${this.#options.token}`);
    return timingSafeEqual(hashOf(headers.authorization ?? ''), expected);
  }

  /** What a portal asks is asked of the building, which alone decides who may. */
  async #portal(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const { method } = request;
    const isOpen = path.startsWith('/api/v1/partner/') || path === '/api/v1/openapi.json';
    if (!isOpen || path.length > 2_000) return send(response, problem(404, 'not-found'));
    if (method !== 'GET' && method !== 'POST' && method !== 'PATCH' && method !== 'DELETE') {
      return send(response, problem(405, 'method-not-allowed'));
    }
    const body = await bodyOf(request, askedBytesMax);
    if (!this.isBuildingHere || this.#pending.size >= pendingMax) {
      const away = problem(503, 'busy');
      return send(response, { ...away, headers: { ...away.headers, 'retry-after': '30' } });
    }
    const told = [
      'accept',
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
    ];
    const headers = Object.fromEntries(
      told.flatMap(name => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    send(response, await this.ask({ method, path, headers, body: body === '' ? null : body }));
  }

  /** Held until there is a call, or for as long as the building wants. */
  async #questions(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = readQuestion(await bodyOf(request, askedBytesMax));
    if (!question) return send(response, problem(422, 'invalid-input'));
    const until = performance.now() + question.waitSeconds * 1000;
    this.#askedAt = performance.now();
    let due = this.#due(question);
    while (due.length === 0 && performance.now() < until && !response.destroyed) {
      await this.#somethingNew(until - performance.now(), response);
      due = this.#due(question);
    }
    this.#askedAt = performance.now();
    if (response.destroyed) return undefined;
    for (const pending of due) {
      this.#handedOut += 1;
      if (pending.handedTo !== null) this.#handedAgain += 1;
      pending.handedTo = question.session;
      pending.handedAt = performance.now();
    }
    return sendJson(response, { requests: due.map(({ request: asked }) => asked) });
  }

  /** Handed to nobody, to a start of the building that is over, or so long ago that it was lost. */
  #due({ session, places }: Question): Pending[] {
    const lostBefore = performance.now() - (this.#options.handAgainMs ?? 15_000);
    return [...this.#pending.values()]
      .filter(({ handedTo, handedAt }) => handedTo !== session || handedAt <= lostBefore)
      .slice(0, places);
  }

  async #somethingNew(msMax: number, response: ServerResponse): Promise<void> {
    const again = Math.min(msMax, (this.#options.handAgainMs ?? 15_000) / 2);
    await new Promise<void>(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        response.off('close', done);
        this.#held.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, again));
      response.on('close', done);
      this.#held.add(done);
    });
  }

  /** An answer that nobody waits for any more is taken all the same, so that it is not brought again. */
  #answers(text: string, response: ServerResponse): void {
    const answers = readAnswers(text);
    if (!answers) return send(response, problem(422, 'invalid-input'));
    for (const answer of answers) this.#pending.get(answer.id)?.answered(answer);
    return sendJson(response, {});
  }
}
