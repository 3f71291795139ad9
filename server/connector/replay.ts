import type { HubAnswer, HubRequest } from '../../contract/hub.ts';
import { exchange, isFault } from './exchange.ts';
import { openHeadersOf, refusalOf, refusedRequest } from './open-paths.ts';

/** Longer than any call of the API takes. */
const answerMsMax = 30_000;
/** The document of the whole API is the largest answer. */
const answerBytesMax = 4 * 1024 * 1024;

/** What a caller of the API may see of an answer; the hub sends its own security headers. */
const toldHeaders: readonly string[] = [
  'allow',
  'cache-control',
  'content-type',
  'etag',
  'link',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
];

const problemType = { 'content-type': 'application/problem+json' };

/**
 * Puts a request of the hub to the building's own door, over the network of this computer alone: keys,
 * scopes, limits and refusals are those of everybody else.
 */
export async function replay(
  request: HubRequest,
  serverUrl: string,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const { id, method, path, headers, body } = request;
  const refused = refusalOf(request);
  if (refused) return { id, ...refused, headers: problemType };
  const got = await exchange({
    url: new URL(serverUrl + path),
    method,
    headers: openHeadersOf(headers),
    body: method === 'GET' ? null : body,
    msMax: answerMsMax,
    bytesMax: answerBytesMax,
    signal,
  });
  if (isFault(got)) {
    return { id, ...refusedRequest('fault', 'No answer from the building'), headers: problemType };
  }
  const told = toldHeaders.flatMap(name => {
    const value = got.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { id, status: got.status, headers: Object.fromEntries(told), body: got.text };
}
