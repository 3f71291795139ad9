import { emptySchema } from '../../contract/http.ts';
import type { Refusal } from '../../contract/refusals.ts';
import {
  askScreenSchema,
  askedScreenSchema,
  takeInScreenSchema,
  takenInScreenSchema,
  waitingScreenSchema,
} from '../../contract/waiting-screens.ts';
import type { Devices } from '../auth/devices.ts';
import { WaitingScreens } from '../auth/waiting-screens.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import { instant } from '../views/names.ts';
import { refusalAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface WaitingScreenRoutesOptions {
  readonly building: Building;
  readonly devices: Devices;
  readonly now: () => number;
}

function refused(refusal: Refusal): Reply {
  const seconds = refusal.facts?.['waitSeconds'];
  const answer = refusalAnswer(refusal);
  if (seconds === undefined) return answer;
  return { ...answer, headers: { 'Retry-After': String(seconds) } };
}

/** Pairing the other way round, for screens without keys. Codes are remembered in memory only. */
export function waitingScreenRoutes(options: WaitingScreenRoutesOptions): Route[] {
  const { building, devices, now } = options;
  const screens = new WaitingScreens();
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/devices/waiting-screens',
      access: 'anyone',
      summary: 'A screen without keys asks for a code to show; good once, for ten minutes',
      body: orNothing(emptySchema),
      status: 201,
      answer: waitingScreenSchema,
      refusals: ['too-many-attempts'],
      handle: ({ caller, idempotency }) =>
        requests.once(idempotency, () => {
          const shown = screens.open(caller.address, now());
          if (isRefusal(shown)) return Promise.resolve(refused(shown));
          const expiresAt = instant(building.state, shown.expiresAt);
          return Promise.resolve(json({ ...shown, expiresAt }, 201));
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/devices/waiting-screens/ask',
      access: 'anyone',
      summary: 'A waiting screen asks whether its code was typed; the answer holds what pairs it',
      body: askScreenSchema,
      status: 200,
      answer: askedScreenSchema,
      refusals: ['unknown-code'],
      handle: ({ body, idempotency }) =>
        requests.anew(idempotency, () => {
          const asked = screens.ask(body.secret, now());
          return Promise.resolve(isRefusal(asked) ? refusalAnswer(asked) : json(asked));
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/devices/waiting-screens/take-in',
      access: 'supervisor',
      summary: 'Take in the screen that shows this code, under a name',
      body: takeInScreenSchema,
      status: 200,
      answer: takenInScreenSchema,
      refusals: ['unknown-code', 'too-many-attempts', 'too-many-devices'],
      handle: ({ body: { code, name }, caller, idempotency }) =>
        requests.once(idempotency, () => {
          const make = () => devices.makeCode('display', name, caller.staff!.id);
          const refusal = screens.takeIn(code, caller.address, now(), make);
          return Promise.resolve(refusal ? refused(refusal) : json({ name }));
        }),
    }),
  ];
}
