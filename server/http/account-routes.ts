import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import type { Refusal } from '../../contract/refusals.ts';
import {
  sessionsEndedSchema,
  staffMemberAnswerSchema,
  staffSessionsSchema,
  type SessionsEnded,
  type StaffSessionsView,
} from '../../contract/staff.ts';
import { idSchema } from '../../contract/values.ts';
import type { StaffAccounts } from '../auth/staff-accounts.ts';
import type { OpenSession } from '../auth/staff-sessions.ts';
import type { Building } from '../building.ts';
import type { StaffAccount } from '../store/staff.ts';
import { instant } from '../views/names.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, run, type Reply, type Route } from './route.ts';
import { memberView } from './staff-view.ts';
import { withoutCookie } from './session-routes.ts';

const idParams = z.strictObject({ id: idSchema });

const endedAnswer = (ended: number | Refusal): Reply =>
  typeof ended === 'number' ? json({ ended } satisfies SessionsEnded) : refusalAnswer(ended);

function sessionsView(
  { state }: Building,
  accounts: StaffAccounts,
  { staffId, id: thisId }: OpenSession,
): StaffSessionsView {
  return {
    sessions: accounts.sessions.of(staffId).map(({ id, openedAt, lastSeenAt, device }) => ({
      id,
      openedAt: instant(state, openedAt),
      lastSeenAt: instant(state, lastSeenAt),
      device,
      isThis: id === thisId,
    })),
  };
}

function ownSessionRoutes(building: Building, accounts: StaffAccounts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/sessions',
      access: 'account',
      summary: 'Where the member is signed in',
      status: 200,
      answer: staffSessionsSchema,
      refusals: [],
      handle: ({ caller }) => json(sessionsView(building, accounts, caller.session!)),
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions',
      access: 'account',
      summary: 'Sign out everywhere but here',
      status: 200,
      answer: sessionsEndedSchema,
      refusals: ['busy', 'fault'],
      async handle({ caller, actor }) {
        const { id: keptId, staffId } = caller.session!;
        return endedAnswer(await accounts.endSessions({ staffId, actor, keptId }));
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions/:id',
      access: 'account',
      summary: 'End one of the member’s own sessions',
      params: idParams,
      status: 200,
      answer: sessionsEndedSchema,
      refusals: ['busy', 'fault'],
      async handle({ params: { id }, caller, actor, headers }) {
        const { staffId, id: thisId } = caller.session!;
        const ended = await accounts.endSessions({ staffId, actor, onlyId: id });
        // Also one of somebody else’s: whose it is stays untold.
        if (ended === 0) return problemAnswer('not-found');
        const answer = endedAnswer(ended);
        return id === thisId && answer.status === 200
          ? withoutCookie(answer, { caller, headers })
          : answer;
      },
    }),
  ];
}

function othersRoutes(building: Building, accounts: StaffAccounts): Route[] {
  const accountOf = (id: string): StaffAccount | undefined =>
    accounts.accounts().find(({ member }) => member.id === id);
  const answerOf = (id: string): unknown => ({ member: memberView(building, accountOf(id)!) });
  return [
    route({
      method: 'post',
      path: '/api/v1/staff/:id/unlock',
      access: 'supervisor',
      summary: 'Open an account that wrong passwords have locked',
      params: idParams,
      body: emptySchema.default({}),
      status: 200,
      answer: staffMemberAnswerSchema,
      refusals: ['unknown-staff'],
      handle: call => {
        const { id } = call.params;
        const account = accountOf(id);
        if (!account) return problemAnswer('unknown-staff');
        // Nothing is noted where there is nothing to open.
        if (account.lockedUntil === null) return json(answerOf(id));
        const note = {
          type: 'note-staff',
          actor: call.actor,
          staffId: id,
          what: 'unlocked',
        } as const;
        return run(building, call, note, () => {
          accounts.unlock(account.member);
          return answerOf(id);
        });
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/staff/:id/sessions',
      access: 'administrator',
      summary: 'Sign a member out everywhere; whoever asks keeps the session they ask with',
      params: idParams,
      status: 200,
      answer: sessionsEndedSchema,
      refusals: ['unknown-staff', 'busy', 'fault'],
      async handle({ params: { id: staffId }, caller, actor }) {
        if (!accountOf(staffId)) return problemAnswer('unknown-staff');
        const keptId = caller.session!.id;
        return endedAnswer(await accounts.endSessions({ staffId, actor, keptId }));
      },
    }),
  ];
}

/** Own sessions, and what supervisors and administrators do for others' accounts. */
export const accountRoutes = (building: Building, accounts: StaffAccounts): Route[] => [
  ...ownSessionRoutes(building, accounts),
  ...othersRoutes(building, accounts),
];
