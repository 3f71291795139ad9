import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import {
  madePartnerKeySchema,
  newPartnerKeySchema,
  partnerKeysSchema,
  rotatePartnerKeySchema,
  type PartnerKeyView,
} from '../../contract/partner.ts';
import { idSchema } from '../../contract/values.ts';
import type { MadeKey, PartnerAudit, PartnerKeys } from '../auth/partner-keys.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import type { PartnerKeyRecord } from '../store/partner-keys.ts';
import { instant, instantOrNull } from '../views/names.ts';
import { madeKeyExample, newKeyExample } from './partner-examples.ts';
import { refusalAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

const idParams = z.strictObject({ id: idSchema });

interface PartnerKeyRoutesOptions {
  readonly building: Building;
  readonly partnerKeys: PartnerKeys;
}

/** Notes about keys take the way of every command, so their work is durable with them. */
export const openPartnerAudit =
  (building: Building): PartnerAudit =>
  async ({ key, what, staffId }, work) => {
    const actor = { role: 'administrator', staffId } as const;
    const { id: keyId, partnerId } = key;
    await building.execute({
      command: { type: 'note-partner-key', actor, keyId, partnerId, what },
      answer: ({ refusal }) => {
        if (!refusal) work();
        return { status: 200, body: '' };
      },
    });
  };

function keyView({ building }: PartnerKeyRoutesOptions, key: PartnerKeyRecord): PartnerKeyView {
  const { state } = building;
  return {
    id: key.id,
    partnerId: key.partnerId,
    partnerName: key.partnerName,
    scopes: [...key.scopes],
    agencyIds: key.agencyIds && [...key.agencyIds],
    isSandbox: key.isSandbox,
    requestsPerMinute: key.requestsPerMinute,
    madeAt: instant(state, key.madeAt),
    lastUsedAt: instantOrNull(state, key.lastUsedAt),
    endsAt: instantOrNull(state, key.endsAt),
  };
}

/** A secret is told once. */
function makingRoutes(options: PartnerKeyRoutesOptions, requests: SecretRequests): Route[] {
  const { partnerKeys } = options;
  const told = (made: MadeKey | Parameters<typeof refusalAnswer>[0]): Reply =>
    isRefusal(made)
      ? refusalAnswer(made)
      : json({ key: keyView(options, made.key), secret: made.secret }, 201);
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/partner-keys',
      access: 'administrator',
      summary: 'Keys of partners, newest first; never their secrets',
      examples: { answer: { keys: [madeKeyExample.key] } },
      status: 200,
      answer: partnerKeysSchema,
      refusals: [],
      handle: () => listOf(options),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/partner-keys',
      access: 'administrator',
      summary: 'Make a key for a partner',
      description:
        'Keys of one name belong to one partner and see the same bookings. The secret is told ' +
        'here and nowhere else.',
      examples: { body: newKeyExample, answer: madeKeyExample },
      body: newPartnerKeySchema,
      status: 201,
      answer: madePartnerKeySchema,
      refusals: ['too-many-keys'],
      handle: ({ body, caller, idempotency }) =>
        requests.once(idempotency, async () =>
          told(await partnerKeys.make(body, caller.staff!.id)),
        ),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/partner-keys/:id/rotate',
      access: 'administrator',
      summary: 'Another key with the same rights; the old one goes on for a while',
      examples: { body: { graceHours: 24 }, answer: madeKeyExample },
      params: idParams,
      body: orNothing(rotatePartnerKeySchema),
      status: 201,
      answer: madePartnerKeySchema,
      refusals: ['unknown-key'],
      handle: ({ params, body, caller, idempotency }) =>
        requests.once(idempotency, async () =>
          told(await partnerKeys.rotate(params.id, body.graceHours ?? 24, caller.staff!.id)),
        ),
    }),
  ];
}

function listOf(options: PartnerKeyRoutesOptions): Reply {
  const { building, partnerKeys } = options;
  const keys = partnerKeys.all().map(key => keyView(options, key));
  return json({ keys, now: instant(building.state, building.now()) });
}

/** Keys of portals and apps, made and ended by the administrator. */
export function partnerKeyRoutes(options: PartnerKeyRoutesOptions): Route[] {
  const { partnerKeys } = options;
  const requests = new SecretRequests();
  return [
    ...makingRoutes(options, requests),
    route({
      method: 'post',
      path: '/api/v1/admin/partner-keys/:id/revoke',
      access: 'administrator',
      summary: 'End a key at once',
      examples: {
        answer: { keys: [{ ...madeKeyExample.key, endsAt: madeKeyExample.key.madeAt }] },
      },
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: partnerKeysSchema,
      refusals: ['unknown-key'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const refusal = await partnerKeys.revoke(params.id, caller.staff!.id);
          if (refusal) return refusalAnswer(refusal);
          return listOf(options);
        }),
    }),
  ];
}
