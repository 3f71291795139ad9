import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  askForRequestsSchema,
  bringAnswersSchema,
  hubProtocol,
  type HubAnswer,
  type HubRequest,
} from '../../contract/hub.ts';

/**
 * A small hub as docs/BOOKING.md describes one: whoever asks it for the partner API of the building
 * gets the building's answer. It hands a request out again until it is answered.
 */

export const hubToken = 'a-token-of-the-building';

/** Points of a call at which the line may be cut. */
export type CutPoint =
  | 'requests-unheard'
  | 'requests-before'
  | 'requests-half'
  | 'requests-after'
  | 'answers-unheard'
  | 'answers-half'
  | 'answers-untold';
export const cutPoints: readonly CutPoint[] = [
  'requests-unheard',
  'requests-before',
  'requests-half',
  'requests-after',
  'answers-unheard',
  'answers-half',
  'answers-untold',
];

interface Pending {
  readonly request: HubRequest;
  readonly answered: (answer: HubAnswer) => void;
  /** The session that has it, and since when; null: nobody. */
  handedTo: string | null;
  handedAt: number;
}

export interface HubOptions {
  /** Whether the line is cut at this point now. */
  readonly isCut?: (point: CutPoint) => boolean;
  /** A request that was handed out and not answered for so long is handed out again. */
  readonly handAgainMs?: number;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const newId = (count: number): string => `request-${String(count).padStart(8, '0')}`;

export class ReferenceHub {
  readonly #options: HubOptions;
  readonly #server: Server;
  readonly #pending = new Map<string, Pending>();
  /** Whoever holds a question open is told that there is something. */
  readonly #waiting = new Set<() => void>();
  #count = 0;
  readonly sessions = new Set<string>();
  handedOut = 0;
  handedAgain = 0;
  polls = 0;

  constructor(options: HubOptions = {}) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch(() => response.destroy());
    });
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where the building brings its API, and where a portal asks for it. */
  get buildingUrl(): string {
    return `http://127.0.0.1:${this.port}/hub`;
  }

  get portalUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    this.#wake();
    await closed;
  }

  /** Asks the building; answered when it has answered. */
  ask(asked: Omit<HubRequest, 'id'>, id = newId((this.#count += 1))): Promise<HubAnswer> {
    return new Promise(resolve => {
      const request = { ...asked, id };
      this.#pending.set(id, { request, answered: resolve, handedTo: null, handedAt: 0 });
      this.#wake();
    });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (!path.startsWith('/hub/')) {
      await this.#portal(request, response);
      return;
    }
    const name = path.slice('/hub/'.length) as 'requests' | 'answers';
    if (this.#cut(`${name}-unheard`, response)) return;
    const body: unknown = JSON.parse(await bodyOf(request));
    if (request.headers.authorization !== `Bearer ${hubToken}`) {
      response.writeHead(401).end();
    } else if (name === 'requests') await this.#requests(body, response);
    else this.#answers(body, response);
  }

  /** What a portal asks is asked of the building. */
  async #portal(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    );
    const body = await bodyOf(request);
    const method = request.method as HubRequest['method'];
    const asked = { method, path: request.url!, headers, body: body === '' ? null : body };
    const answer = await this.ask(asked);
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }

  async #requests(body: unknown, response: ServerResponse): Promise<void> {
    const { protocol, session, places, waitSeconds } = askForRequestsSchema.parse(body);
    if (protocol !== hubProtocol) throw new Error('Another protocol');
    this.polls += 1;
    this.sessions.add(session);
    const until = performance.now() + waitSeconds * 1000;
    let due = this.#due(session);
    while (due.length === 0 && performance.now() < until && !response.destroyed) {
      await this.#somethingNew(until - performance.now(), response);
      due = this.#due(session);
    }
    if (this.#cut('requests-before', response)) return;
    const handed = due.slice(0, places);
    for (const pending of handed) {
      this.handedOut += 1;
      if (pending.handedTo !== null) this.handedAgain += 1;
      pending.handedTo = session;
      pending.handedAt = performance.now();
    }
    const text = JSON.stringify({ requests: handed.map(({ request }) => request) });
    this.#tell(response, text, 'requests');
  }

  /** Handed to nobody, to a start of the building that is over, or so long ago that it was lost. */
  #due(session: string): Pending[] {
    const lostBefore = performance.now() - (this.#options.handAgainMs ?? 5_000);
    return [...this.#pending.values()].filter(
      ({ handedTo, handedAt }) =>
        handedTo === null || handedTo !== session || handedAt <= lostBefore,
    );
  }

  async #somethingNew(msMax: number, response: ServerResponse): Promise<void> {
    const again = Math.min(msMax, (this.#options.handAgainMs ?? 5_000) / 2);
    await new Promise<void>(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        response.off('close', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, again));
      response.on('close', done);
      this.#waiting.add(done);
    });
  }

  #answers(body: unknown, response: ServerResponse): void {
    const { answers } = bringAnswersSchema.parse(body);
    if (this.#cut('answers-half', response)) return;
    for (const answer of answers) {
      const pending = this.#pending.get(answer.id);
      this.#pending.delete(answer.id);
      pending?.answered(answer);
    }
    if (this.#cut('answers-untold', response)) return;
    this.#tell(response, '{}');
  }

  #tell(response: ServerResponse, text: string, name?: 'requests'): void {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': text.length };
    response.writeHead(200, headers);
    if (name && this.#cut(`${name}-half`, response, text)) return;
    if (name && this.#isCut(`${name}-after`)) {
      // Everything is sent, and then the line is gone.
      response.end(text, () => response.socket?.destroy());
      return;
    }
    response.end(text);
  }

  #isCut(point: CutPoint): boolean {
    return this.#options.isCut?.(point) === true;
  }

  #cut(point: CutPoint, response: ServerResponse, text = ''): boolean {
    if (!this.#isCut(point)) return false;
    if (text === '') response.socket?.destroy();
    else response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
    return true;
  }
}
