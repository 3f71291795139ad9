/**
 * Keeps a page and its files in the browser, so that it opens while the server is not there: after
 * a power cut a screen is often up first. The page itself always comes from the server where that
 * answers; only files whose names carry their hash are taken from here first.
 */

/** Written in front of this script by the server (server/http/shell-workers.ts). */
interface Shell {
  /** Caches of one page share it. */
  readonly family: string;
  readonly version: string;
  /** Addresses that this page answers begin so. */
  readonly prefix: string;
  /** The page, then everything that it may load. */
  readonly files: readonly [string, ...string[]];
}

interface WaitedFor extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetched extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  readonly shell: Shell;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitedFor) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const { family, version, prefix, files } = scope.shell;
/** The page that is still open may load parts of the version before. */
const cachesMax = 2;
/** A server that does not answer within this is not there. */
const answerMsMax = 3_000;

async function keep(): Promise<void> {
  const cache = await caches.open(`${family} ${version}`);
  await cache.addAll(files.map(file => new Request(file, { cache: 'reload' })));
  await scope.skipWaiting();
}

async function forgetOlder(): Promise<void> {
  const own = (await caches.keys()).filter(name => name.startsWith(`${family} `));
  await Promise.all(own.slice(0, -cachesMax).map(name => caches.delete(name)));
  await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const kept = async (): Promise<Response> => (await caches.match(files[0])) ?? Response.error();
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(answerMsMax) });
    return answer.ok ? answer : await kept();
  } catch {
    return kept();
  }
}

const asset = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request);

scope.addEventListener('install', event => event.waitUntil(keep()));
scope.addEventListener('activate', event => event.waitUntil(forgetOlder()));
scope.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && pathname.startsWith(prefix)) event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});
