import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import {
  devicesSchema,
  newPairingCodeSchema,
  orderDeviceSchema,
  orderedDeviceSchema,
  pairDeviceSchema,
  pairedDeviceSchema,
  pairingCodeSchema,
  renameDeviceSchema,
  renamedDeviceSchema,
  thisDeviceSchema,
  unpairedSchema,
  type DeviceOrder,
  type Devices as DevicesView,
} from '../../contract/devices.ts';
import { idSchema } from '../../contract/values.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { isLoopback, type Caller } from '../auth/access.ts';
import {
  deviceCookie,
  deviceCookieSeconds,
  deviceTokenOf,
  isPaired,
  type Devices,
} from '../auth/devices.ts';
import { cameOverTls } from '../auth/origin.ts';
import type { Building } from '../building.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { instant } from '../views/names.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface DeviceRoutesOptions {
  readonly building: Building;
  readonly devices: Devices;
  readonly staffName: (staffId: string) => string | undefined;
  /** Ids of those that hold a connection now. */
  readonly here: () => ReadonlySet<string | null>;
  /** Tells the screens of a device; how many there are. */
  readonly order: (deviceId: string, order: DeviceOrder) => number;
  /** The demo building's own kiosk, which nobody paired; null elsewhere. */
  readonly ownKioskId: string | null;
}

const idParams = z.strictObject({ id: idSchema });

function withCookie(token: string, caller: Caller, headers: IncomingHttpHeaders): Reply['headers'] {
  const cookie = {
    name: deviceCookie,
    value: token,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge: deviceCookieSeconds,
    secure: cameOverTls(headers, caller.address),
  } as const;
  return { 'Set-Cookie': stringifySetCookie(cookie) };
}

function refusedPairing(refusal: Refusal): Reply {
  const seconds = refusal.facts?.['waitSeconds'];
  const answer = refusalAnswer(refusal);
  if (seconds === undefined) return answer;
  return { ...answer, headers: { 'Retry-After': String(seconds) } };
}

/** Codes and tokens are secrets: what was answered is remembered in memory only. */
function pairingRoutes({ building, devices }: DeviceRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/devices/pairing-codes',
      access: 'supervisor',
      summary: 'Make a code that pairs one device within ten minutes',
      body: newPairingCodeSchema,
      status: 201,
      answer: pairingCodeSchema,
      refusals: ['too-many-devices'],
      handle: ({ body: { kind, name }, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const made = devices.makeCode(kind, name, caller.staff!.id);
          if (isRefusal(made)) return refusalAnswer(made);
          const expiresAt = instant(building.state, made.expiresAt);
          return json({ code: made.code, expiresAt }, 201);
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/devices/pair',
      access: 'anyone',
      summary: 'Pair this device by a code; the answer holds its token and sets its cookie',
      body: pairDeviceSchema,
      status: 201,
      answer: pairedDeviceSchema,
      refusals: ['unknown-code', 'too-many-attempts', 'busy', 'fault'],
      handle: ({ body, caller, headers, idempotency }) =>
        requests.once(idempotency, async () => {
          const paired = await devices.pair(body.code, caller.address);
          if (!isPaired(paired)) return refusedPairing(paired);
          const { device, token } = paired;
          const answer = json({ deviceId: device.id, name: device.name, token }, 201);
          return { ...answer, headers: withCookie(token, caller, headers)! };
        }),
    }),
  ];
}

/**
 * A screen asks it when it starts and once a day: the cookie is given anew, so that it never ends
 * while its screen is in use.
 */
function thisDeviceRoute({ devices, ownKioskId }: DeviceRoutesOptions): Route {
  return route({
    method: 'get',
    path: '/api/v1/device',
    access: 'anyone',
    summary: 'Whom the building takes the asking computer for; renews its cookie',
    status: 200,
    answer: thisDeviceSchema,
    refusals: [],
    handle({ caller, headers }) {
      const isOpenHere = ownKioskId !== null && isLoopback(caller.address);
      const token = deviceTokenOf(headers, parseCookie(headers.cookie ?? ''));
      const found = token ? devices.find(token) : undefined;
      if (!found || !token) return json({ device: null, isOpenHere });
      const { id, kind, name } = found;
      const answer = json({ device: { id, kind, name }, isOpenHere });
      // A program that sends its token by itself has no use for a cookie.
      if (headers.authorization !== undefined) return answer;
      return { ...answer, headers: withCookie(token, caller, headers)! };
    },
  });
}

function listOf({ building, devices, staffName, here }: DeviceRoutesOptions): DevicesView {
  const { state } = building;
  const connected = here();
  return {
    devices: devices.all().map(({ id, kind, name, pairedAt, pairedBy, lastSeenAt }) => ({
      id,
      kind,
      name,
      pairedAt: instant(state, pairedAt),
      pairedBy: pairedBy === null ? null : (staffName(pairedBy) ?? null),
      lastSeenAt: instant(state, lastSeenAt),
      isHere: connected.has(id),
    })),
  };
}

function steeringRoutes({ devices, order, ownKioskId }: DeviceRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/devices/:id/name',
      access: 'supervisor',
      summary: 'Call a device otherwise',
      params: idParams,
      body: renameDeviceSchema,
      status: 200,
      answer: renamedDeviceSchema,
      refusals: ['unknown-device', 'busy', 'fault'],
      handle: ({ params: { id }, body: { name }, actor, idempotency }) =>
        requests.once(idempotency, async () => {
          const refusal = await devices.rename(id, name, actor);
          return refusal ? refusalAnswer(refusal) : json({ deviceId: id, name });
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/devices/:id/orders',
      access: 'supervisor',
      summary: 'Have a screen load its page anew at rest, or say which one it is',
      params: idParams,
      body: orderDeviceSchema,
      status: 200,
      answer: orderedDeviceSchema,
      refusals: ['unknown-device'],
      handle: ({ params: { id }, body, idempotency }) =>
        requests.once(idempotency, async () => {
          const isKnown = id === ownKioskId || devices.all().some(device => device.id === id);
          if (!isKnown) return refusalAnswer(refuse('unknown-device'));
          return json({ deviceId: id, screens: order(id, body.order) });
        }),
    }),
  ];
}

/** Computers that belong to the building: let in by a code, sent away by one touch. */
export const deviceRoutes = (options: DeviceRoutesOptions): Route[] => [
  ...pairingRoutes(options),
  thisDeviceRoute(options),
  ...steeringRoutes(options),
  route({
    method: 'get',
    path: '/api/v1/devices',
    access: 'supervisor',
    summary: 'Every paired device, and when it was last there',
    status: 200,
    answer: devicesSchema,
    refusals: [],
    handle: () => json(listOf(options)),
  }),
  route({
    method: 'delete',
    path: '/api/v1/devices/:id',
    access: 'supervisor',
    summary: 'Unpair a device; what it has open ends at once',
    params: idParams,
    status: 200,
    answer: unpairedSchema,
    refusals: ['unknown-device', 'busy', 'fault'],
    async handle({ params: { id }, actor }) {
      const refusal = await options.devices.unpair(id, actor);
      return refusal ? refusalAnswer(refusal) : json({ deviceId: id });
    },
  }),
];
