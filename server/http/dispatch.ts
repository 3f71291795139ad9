import { hash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { parseCookie } from 'cookie';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { accessOf, actorOf, isLoopback, type Caller } from '../auth/access.ts';
import { deviceTokenOf, type Devices } from '../auth/devices.ts';
import type { PartnerKeys } from '../auth/partner-keys.ts';
import { sessionCookie, type StaffSessions } from '../auth/staff-sessions.ts';
import { isStoreFault, type Request } from '../building.ts';
import type { Log } from '../log.ts';
import { problemAnswer, type InputError } from './problem.ts';
import { anyFileType, sheetFileType, type Reply, type Route, type Upload } from './route.ts';
import { securityHeaders } from './security-headers.ts';

export interface DispatchOptions {
  readonly sessions: StaffSessions;
  readonly devices: Devices;
  readonly partnerKeys: PartnerKeys;
  readonly isDemo: boolean;
  readonly log: Log;
}

/** What a route needs of a request, whoever found the route. */
export interface ApiRequest {
  readonly path: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

const noBytes = Buffer.alloc(0);
export const demoKioskId = 'kiosk-1';
const keyPattern = /^[\x21-\x7e]{1,200}$/;

/**
 * Only a kiosk acts in the queue over HTTP: an agent and a display are told what there is by their
 * sockets. Any screen may be where visitors rate their visit.
 */
function devicesOf(
  { headers, address }: ApiRequest,
  cookies: ReturnType<typeof parseCookie>,
  { devices, isDemo }: DispatchOptions,
): Pick<Caller, 'deviceId' | 'screenId'> {
  const token = deviceTokenOf(headers, cookies);
  const device = token ? devices.find(token) : undefined;
  const own = isDemo && isLoopback(address) ? demoKioskId : null;
  const deviceId = device?.kind === 'kiosk' ? device.id : own;
  return { deviceId, screenId: device?.kind === 'display' ? device.id : deviceId };
}

function callerOf(request: ApiRequest, options: DispatchOptions): Caller {
  const { address } = request;
  const cookies = request.headers.cookie ? parseCookie(request.headers.cookie) : {};
  const token = cookies[sessionCookie];
  const session = token ? options.sessions.find(token) : undefined;
  const screens = devicesOf(request, cookies, options);
  if (session) return { staff: session.member, session, ...screens, address };
  const partner = options.partnerKeys.find(request.headers);
  return { staff: null, ...screens, address, ...(partner ? { partner } : {}) };
}

/** Errors told at once, and the length of a name that somebody made up. */
const errorsMax = 20;
const pathLengthMax = 100;

/** Where each error is: fields of the body by their own names, the body as a whole as "body". */
function inputErrors(error: z.ZodError, root: 'query' | 'body'): InputError[] {
  const rows = error.issues.flatMap((issue): InputError[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({
          path: pathOf(root, [...issue.path, key]),
          message: 'Unknown field',
        }))
      : [{ path: pathOf(root, issue.path), message: issue.message }],
  );
  return rows.slice(0, errorsMax);
}

function pathOf(root: 'query' | 'body', path: readonly PropertyKey[]): string {
  const parts = root === 'body' ? path : [root, ...path];
  return parts.map(String).join('.').slice(0, pathLengthMax) || root;
}

interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The one place where what comes in is parsed; inside, types are trusted. */
function parse(route: Route, request: ApiRequest): Parsed | Reply {
  const params = route.params?.safeParse(request.params);
  // An id that cannot exist is simply not there.
  if (params && !params.success) return problemAnswer('not-found');
  const query = route.query?.safeParse(request.query);
  if (query && !query.success) {
    return problemAnswer('invalid-input', undefined, inputErrors(query.error, 'query'));
  }
  const body = route.body?.safeParse(request.body);
  if (body && !body.success) {
    return problemAnswer('invalid-input', undefined, inputErrors(body.error, 'body'));
  }
  return { params: params?.data, query: query?.data, body: body?.data };
}

/** Whose key it is: two callers may choose the same one. */
const scopeOf = (caller: Caller): string =>
  caller.partner
    ? `partner ${caller.partner.partnerId}`
    : caller.staff
      ? `staff ${caller.staff.id}`
      : (caller.deviceId ?? caller.screenId ?? `address ${caller.address}`);

function idempotencyOf(
  route: Route,
  request: ApiRequest,
  caller: Caller,
): Request['idempotency'] | Reply {
  const key = request.headers['idempotency-key'];
  if (route.method !== 'post' || key === undefined) return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    return problemAnswer('invalid-input', undefined, [
      { path: 'Idempotency-Key', message: '1 to 200 printable characters without spaces' },
    ]);
  }
  const { path, body } = request;
  const asked = Buffer.isBuffer(body) ? body : `${path}\n${JSON.stringify(body ?? null)}`;
  return { scope: scopeOf(caller), key, hash: hash('sha256', asked, 'buffer') };
}

/** The framework has read the bytes whatever they were called; nobody else's name is taken. */
function uploadOf({ body, headers }: ApiRequest, { type }: Upload): Buffer | Reply {
  const isType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === type;
  if (!isType || !Buffer.isBuffer(body)) return problemAnswer('unsupported-media-type');
  return body;
}

const everyHeader: readonly string[] = [
  ...securityHeaders.flat(),
  'Cache-Control',
  'no-store',
  'Content-Type',
];

/** Piece by piece; who goes away in the middle is no fault. */
function sendDatabase(
  response: ServerResponse,
  path: string,
  { status, headers = {} }: Reply,
): void {
  const own = Object.entries(headers).flat();
  const length = String(statSync(path).size);
  const type = 'application/vnd.sqlite3';
  response.writeHead(status, [...everyHeader, type, 'Content-Length', length, ...own]);
  pipeline(createReadStream(path), response, () => undefined);
}

/** Writes the head in one piece: set one by one, the same headers cost as much as the routing. */
export function sendReply(
  response: ServerResponse,
  reply: Reply,
  fileType?: Route['fileType'],
): void {
  if (reply.database !== undefined) return sendDatabase(response, reply.database, reply);
  const { picture, sound, archive } = reply;
  const bytes = picture ?? sound ?? archive ?? reply.file;
  const binary = sound ? 'audio/wav' : archive ? 'application/zip' : 'image/png';
  const isText = fileType !== sheetFileType && fileType !== anyFileType;
  const file = reply.file && fileType ? `${fileType}${isText ? '; charset=utf-8' : ''}` : binary;
  const good = bytes ? file : 'application/json; charset=utf-8';
  const type = reply.status >= 400 ? 'application/problem+json' : good;
  const length = String(bytes?.length ?? Buffer.byteLength(reply.body));
  const own = Object.entries(reply.headers ?? {}).flat();
  response.writeHead(reply.status, [...everyHeader, type, 'Content-Length', length, ...own]);
  response.end(bytes ?? reply.body);
}

/** Who may GET may also ask for the HEAD alone. */
export function refuseMethod(response: ServerResponse, methods: readonly string[]): void {
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  const headers = { Allow: allowed.join(', ') };
  sendReply(response, { ...problemAnswer('method-not-allowed'), headers });
}

/** A key has its scopes and its minute; both are told before anything is read (PARTNER-2). */
function limitOfPartner(
  { access, scope }: Route,
  { partner }: Caller,
  { partnerKeys }: DispatchOptions,
): Reply | null {
  if (access !== 'partner' || !partner) return null;
  const waitSeconds = partnerKeys.take(partner);
  if (waitSeconds > 0) {
    const headers = { 'Retry-After': String(waitSeconds) };
    return { ...problemAnswer('too-many-requests', { waitSeconds }), headers };
  }
  return scope && !partner.scopes.includes(scope) ? problemAnswer('not-allowed', { scope }) : null;
}

/** Why a caller may not use a route, known before its body has come. */
export function refusedBefore(
  route: Route,
  request: Pick<ApiRequest, 'headers' | 'address'>,
  options: DispatchOptions,
): Reply | null {
  const known = { ...request, path: route.path, params: null, query: null, body: null };
  const access = accessOf(
    route.access,
    callerOf(known, options),
    options.isDemo,
    route.method === 'get',
  );
  return access === 'allowed' ? null : problemAnswer(access);
}

async function handle(route: Route, request: ApiRequest, options: DispatchOptions): Promise<Reply> {
  const caller = callerOf(request, options);
  const access = accessOf(route.access, caller, options.isDemo, route.method === 'get');
  if (access !== 'allowed') return problemAnswer(access);
  const limited = limitOfPartner(route, caller, options);
  if (limited) return limited;
  const parsed = parse(route, request);
  if ('status' in parsed) return parsed;
  const idempotency = idempotencyOf(route, request, caller);
  if (idempotency && 'status' in idempotency) return idempotency;
  const bytes = route.upload ? uploadOf(request, route.upload) : noBytes;
  if ('status' in bytes) return bytes;
  const { headers } = request;
  return route.handle({
    ...parsed,
    bytes,
    caller,
    actor: actorOf(caller, route.access),
    idempotency,
    headers,
  });
}

/** Handles a request for a route. A fault is 503, a bug is 500 and in the log. */
export function answer(
  route: Route,
  request: ApiRequest,
  response: ServerResponse,
  options: DispatchOptions,
): void {
  handle(route, request, options).then(
    reply => sendReply(response, reply, route.fileType),
    (error: unknown) => {
      options.log.error({ err: error, path: route.path }, 'request failed');
      const fault = problemAnswer('fault');
      sendReply(response, isStoreFault(error) ? fault : { ...fault, status: 500 });
    },
  );
}

/** Turns a row of the route table into a handler of the framework's. */
export const dispatch =
  (route: Route, options: DispatchOptions): RequestHandler =>
  (request, response) => {
    const { path, params, query, headers } = request;
    const address = request.socket.remoteAddress ?? '';
    const body: unknown = request.body;
    answer(route, { path, params, query, body, headers, address }, response, options);
  };
