import type { IncomingHttpHeaders } from 'node:http';
import { stringifySetCookie } from 'cookie';
import { z } from 'zod';
import {
  devicesSchema,
  newPairingCodeSchema,
  pairDeviceSchema,
  pairedDeviceSchema,
  pairingCodeSchema,
  unpairedSchema,
  type Devices as DevicesView,
} from '../../contract/devices.ts';
import { idSchema } from '../../contract/values.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Caller } from '../auth/access.ts';
import { deviceCookie, deviceCookieSeconds, isPaired, type Devices } from '../auth/devices.ts';
import { cameOverTls } from '../auth/origin.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import { instant } from '../views/names.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface DeviceRoutesOptions {
  readonly building: Building;
  readonly devices: Devices;
  readonly staffName: (staffId: string) => string | undefined;
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

function listOf({ building, devices, staffName }: DeviceRoutesOptions): DevicesView {
  const { state } = building;
  return {
    devices: devices.all().map(({ id, kind, name, pairedAt, pairedBy, lastSeenAt }) => ({
      id,
      kind,
      name,
      pairedAt: instant(state, pairedAt),
      pairedBy: pairedBy === null ? null : (staffName(pairedBy) ?? null),
      lastSeenAt: instant(state, lastSeenAt),
    })),
  };
}

/** Computers that belong to the building: let in by a code, sent away by one touch. */
export const deviceRoutes = (options: DeviceRoutesOptions): Route[] => [
  ...pairingRoutes(options),
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
