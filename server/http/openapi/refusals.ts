import { refusals, type Refusal, type RefusalCode } from '../../../contract/refusals.ts';
import type { Access } from '../../auth/access.ts';
import { problem, type InputError } from '../problem.ts';
import type { Route } from '../route.ts';
import type { Json } from './schemas.ts';

const steered: ReadonlySet<Access> = new Set([
  'kiosk',
  'screen',
  'staff',
  'supervisor',
  'agency-administrator',
  'administrator',
]);

/** Refusals that any route of this kind may give before it is handled. */
function commonRefusals(route: Route): RefusalCode[] {
  const codes: RefusalCode[] = [];
  if (route.params) codes.push('not-found');
  if (route.query || route.body || route.method === 'post') codes.push('invalid-input');
  if (route.body || route.upload) {
    codes.push('invalid-json', 'body-too-large', 'unsupported-media-type');
  }
  if (route.access === 'account') codes.push('not-signed-in');
  if (steered.has(route.access)) {
    codes.push('not-signed-in', 'not-allowed', 'password-must-change');
  }
  if (route.access === 'partner') {
    codes.push('not-signed-in', 'not-allowed', 'too-many-requests');
  }
  if (route.method === 'post') codes.push('idempotency-conflict');
  if (route.method !== 'get') codes.push('busy', 'fault', 'foreign-origin');
  return codes;
}

const exampleName = (code: RefusalCode): string => `problem-${code}`;
const startsAt = '2026-11-24T10:00:00.000+08:00';
const booked = { serviceId: 'service-b01', startsAt };

/** What comes with a refusal, where its route tells more than its code. */
const exampleFacts: Partial<Record<RefusalCode, Refusal['facts']>> = {
  'not-allowed': { scope: 'bookings' },
  'too-many-requests': { waitSeconds: 20 },
  'too-many-attempts': { waitSeconds: 42 },
  'unknown-service': { serviceId: 'service-z99' },
  'not-bookable': { serviceId: 'service-c01' },
  'already-booked': { serviceId: 'service-a09', businessDate: '2026-11-24' },
  'booking-cancelled': booked,
  'booking-used': { ...booked, label: 'B014' },
  'booking-other-day': booked,
  'booking-too-early': { ...booked, opensAt: '2026-11-24T09:45:00.000+08:00' },
  'booking-too-late': { ...booked, walkIn: true },
  'service-closed': { serviceId: 'service-b01', reason: 'outside-hours' },
  'too-many-webhooks': { webhooksMax: 20 },
  'too-many-keys': { keysMax: 500 },
};

const exampleErrors: Partial<Record<RefusalCode, readonly InputError[]>> = {
  'invalid-input': [{ path: 'startsAt', message: 'Invalid ISO datetime' }],
  'person-required': [{ path: 'person.nik', message: 'Required here' }],
  'unknown-slot': [{ path: 'startsAt', message: 'Unknown slot' }],
};

/** One example of every refusal that a route of the document gives. */
export const refusalExamples = (routes: readonly Route[]): Record<string, Json> => {
  const codes = new Set(routes.flatMap(route => [...route.refusals, ...commonRefusals(route)]));
  return Object.fromEntries(
    [...codes].sort().map(code => {
      const value = problem(code, exampleFacts[code], exampleErrors[code]);
      return [exampleName(code), { summary: value.title, value }];
    }),
  );
};

const seconds = { type: 'integer', minimum: 1 };
const retryAfter = {
  'Retry-After': {
    description: 'Seconds until it is worth asking again.',
    required: true,
    schema: seconds,
  },
};

/** What a route may refuse, by status; the codes are the names of the examples. */
export function refusalResponses(route: Route): Json {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set([...route.refusals, ...commonRefusals(route)])) {
    byStatus.set(refusals[code], [...(byStatus.get(refusals[code]) ?? []), code]);
  }
  const responses = [...byStatus].map(([status, codes]) => {
    const examples = codes.map(code => [
      code,
      { $ref: `#/components/examples/${exampleName(code)}` },
    ]);
    const content = {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples),
      },
    };
    const headers = status === 429 ? { headers: retryAfter } : {};
    return [String(status), { description: codes.join(', '), ...headers, content }];
  });
  return Object.fromEntries(responses);
}
