import {
  hubProtocol,
  hubRequestIdSchema,
  hubRequestSchema,
  hubRequestsSchema,
  type AskForRequests,
  type BringAnswers,
  type HubAnswer,
  type HubRequest,
} from '../../contract/hub.ts';
import { exchange, isFault, type ExchangeFault, type Got } from './exchange.ts';

/** Why the hub did not do what it was asked for. */
export interface HubFault {
  readonly fault: ExchangeFault | 'garbage' | 'refused' | 'busy' | 'rejected' | 'status';
  /** How long it wants to be left alone. */
  readonly retryAfterMs: number;
}

export interface HubLinkOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly buildingId: string;
  readonly session: string;
}

/** A request that cannot be read, but can be answered since its id can. */
export interface UnreadRequest {
  readonly unreadId: string;
}

export interface Handed {
  readonly requests: readonly (HubRequest | UnreadRequest)[];
  /** Nothing could be made of so many. */
  readonly unreadable: number;
}

/** A whole list of requests, each with a body. */
const requestsBytesMax = 4 * 1024 * 1024;
/** The hub has nothing to tell about answers. */
const takenBytesMax = 64 * 1024;
const bringMsMax = 20_000;
/** Beyond the time for which the hub may hold a question. */
const lateMs = 10_000;
const retryAfterMsMax = 10 * 60_000;

/** What was sent will not be taken, however often it is sent. */
const rejections: ReadonlySet<number> = new Set([400, 404, 409, 410, 413, 415, 422]);

export const isHubFault = (got: object): got is HubFault => 'fault' in got;

function faultOf(got: Got | ExchangeFault): HubFault | null {
  if (isFault(got)) return { fault: got, retryAfterMs: 0 };
  const { status, headers } = got;
  if (status >= 200 && status < 300) return null;
  const seconds = Number(headers['retry-after'] ?? 0);
  const retryAfterMs = seconds > 0 ? Math.min(seconds * 1000, retryAfterMsMax) : 0;
  if (status === 401 || status === 403) return { fault: 'refused', retryAfterMs };
  if (status === 429 || status === 503) return { fault: 'busy', retryAfterMs };
  return { fault: rejections.has(status) ? 'rejected' : 'status', retryAfterMs };
}

/** The requests of an answer, each looked at by itself. */
function handedIn({ status, text }: Got, most: number): Handed | null {
  if (status === 204) return { requests: [], unreadable: 0 };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const list = hubRequestsSchema.safeParse(body);
  if (!list.success) return null;
  let unreadable = Math.max(0, list.data.requests.length - most);
  const requests = list.data.requests.slice(0, most).flatMap((row): Handed['requests'] => {
    const request = hubRequestSchema.safeParse(row);
    if (request.success) return [request.data];
    const id = hubRequestIdSchema.safeParse((row as { id?: unknown } | null)?.id);
    if (id.success) return [{ unreadId: id.data }];
    unreadable += 1;
    return [];
  });
  return { requests, unreadable };
}

/** The two calls to a hub. It is as little trusted as anybody who calls the building. */
export class HubLink {
  readonly #options: HubLinkOptions;

  constructor(options: HubLinkOptions) {
    this.#options = options;
  }

  /** Asks for so many requests; held by the hub until it has one. */
  async ask(places: number, waitSeconds: number, signal: AbortSignal): Promise<Handed | HubFault> {
    const body: AskForRequests = { ...this.#who(), places, waitSeconds };
    const msMax = waitSeconds * 1000 + lateMs;
    const got = await this.#post('requests', body, msMax, requestsBytesMax, signal);
    const fault = faultOf(got);
    if (fault) return fault;
    return handedIn(got as Got, places) ?? { fault: 'garbage', retryAfterMs: 0 };
  }

  /** Brings answers; null where the hub took them. */
  async bring(answers: readonly HubAnswer[], signal: AbortSignal): Promise<HubFault | null> {
    const body: BringAnswers = { ...this.#who(), answers: [...answers] };
    return faultOf(await this.#post('answers', body, bringMsMax, takenBytesMax, signal));
  }

  #who() {
    const { buildingId, session } = this.#options;
    return { protocol: hubProtocol, buildingId, session } as const;
  }

  #post(
    name: 'requests' | 'answers',
    body: object,
    msMax: number,
    bytesMax: number,
    signal: AbortSignal,
  ): Promise<Got | ExchangeFault> {
    const { url, token } = this.#options;
    return exchange({
      url: new URL(`${url}/${name}`),
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'User-Agent': 'mpp-antrean',
      },
      body: JSON.stringify(body),
      msMax,
      bytesMax,
      signal,
    });
  }
}
