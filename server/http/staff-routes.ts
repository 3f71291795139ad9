import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import {
  changeStaffSchema,
  givenPasswordSchema,
  newStaffSchema,
} from '../../contract/staff-office.ts';
import { staffListSchema, staffMemberAnswerSchema } from '../../contract/staff.ts';
import { idSchema } from '../../contract/values.ts';
import type { Given, StaffOffice, StaffRefusal } from '../auth/staff-office.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import type { StaffAccount } from '../store/staff.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { memberView } from './staff-view.ts';

export interface StaffRoutesOptions {
  readonly building: Building;
  readonly office: StaffOffice;
}

const idParams = z.strictObject({ id: idSchema });
const nothing = orNothing(emptySchema);

function refusedStaff({ faults, ...refusal }: StaffRefusal): Reply {
  if (!faults) return refusalAnswer(refusal);
  const errors = faults.map(({ path, code }) => ({ path, code, message: code }));
  return problemAnswer(refusal.refused, refusal.facts, errors);
}

const givenAnswer =
  ({ building }: StaffRoutesOptions, status: 200 | 201) =>
  (given: Given | StaffRefusal): Reply =>
    isRefusal(given)
      ? refusedStaff(given)
      : json({ member: memberView(building, given.account), password: given.password }, status);

const accountAnswer =
  ({ building }: StaffRoutesOptions) =>
  (account: StaffAccount | StaffRefusal): Reply =>
    isRefusal(account) ? refusedStaff(account) : json({ member: memberView(building, account) });

/** What tells a password once: its answer is remembered in memory only. */
function passwordRoutes(options: StaffRoutesOptions): Route[] {
  const { office } = options;
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/staff',
      access: 'agency-administrator',
      summary: 'Make an account; its first password is told here and nowhere else',
      body: newStaffSchema,
      status: 201,
      answer: givenPasswordSchema,
      refusals: ['username-taken', 'staff-refused', 'too-many-staff'],
      handle: ({ body, actor, idempotency }) =>
        requests.once(idempotency, () => office.make(actor, body).then(givenAnswer(options, 201))),
    }),
    route({
      method: 'post',
      path: '/api/v1/staff/:id/new-password',
      access: 'agency-administrator',
      summary: 'Give somebody who forgot theirs a password, told once; their sessions end',
      params: idParams,
      body: nothing,
      status: 200,
      answer: givenPasswordSchema,
      refusals: ['unknown-staff', 'account-ended'],
      handle: ({ params, actor, idempotency }) =>
        requests.once(idempotency, () =>
          office.givePassword(actor, params.id).then(givenAnswer(options, 200)),
        ),
    }),
  ];
}

/** Accounts as those see and change them who look after people. */
export function staffRoutes(options: StaffRoutesOptions): Route[] {
  const { building, office } = options;
  const answer = accountAnswer(options);
  return [
    route({
      method: 'get',
      path: '/api/v1/staff',
      access: 'agency-administrator',
      summary: 'Everybody who may sign in or once could; an agency’s administrator sees their own',
      status: 200,
      answer: staffListSchema,
      refusals: [],
      handle: ({ actor }) =>
        json({ staff: office.of(actor).map(row => memberView(building, row)) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/staff/:id',
      access: 'agency-administrator',
      summary: 'Change an account; who loses a role, a counter or an agency is signed out',
      params: idParams,
      body: changeStaffSchema,
      status: 200,
      answer: staffMemberAnswerSchema,
      refusals: [
        'unknown-staff',
        'account-ended',
        'changed-meanwhile',
        'staff-refused',
        'last-administrator',
        'counter-open',
      ],
      handle: ({ params, body, actor }) => office.change(actor, params.id, body).then(answer),
    }),
    route({
      method: 'post',
      path: '/api/v1/staff/:id/end',
      access: 'agency-administrator',
      summary: 'End an account: nobody signs in with it any more; what its member did keeps a name',
      params: idParams,
      body: nothing,
      status: 200,
      answer: staffMemberAnswerSchema,
      refusals: ['unknown-staff', 'last-administrator', 'counter-open'],
      handle: ({ params, actor }) => office.end(actor, params.id).then(answer),
    }),
    route({
      method: 'post',
      path: '/api/v1/staff/:id/return',
      access: 'agency-administrator',
      summary: 'Take an account up again that had ended',
      params: idParams,
      body: nothing,
      status: 200,
      answer: staffMemberAnswerSchema,
      refusals: ['unknown-staff'],
      handle: ({ params, actor }) => office.takeUp(actor, params.id).then(answer),
    }),
    ...passwordRoutes(options),
  ];
}
