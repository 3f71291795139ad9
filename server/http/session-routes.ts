import type { IncomingHttpHeaders } from 'node:http';
import { stringifySetCookie } from 'cookie';
import { sessionSchema, signInSchema } from '../../contract/http.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { changePasswordSchema } from '../../contract/staff.ts';
import type { Caller } from '../auth/access.ts';
import { deviceWord } from '../auth/device-word.ts';
import { cameOverTls } from '../auth/origin.ts';
import type { StaffAccounts } from '../auth/staff-accounts.ts';
import { sessionCookie, sessionSeconds } from '../auth/staff-sessions.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import type { StaffMember } from '../store/staff.ts';
import { instant } from '../views/names.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

interface From {
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
}

/** The cookie that a session is known by. */
export function cookieOf(token: string, maxAge: number, { caller, headers }: From) {
  const cookie = {
    name: sessionCookie,
    value: token,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge,
    secure: cameOverTls(headers, caller.address),
  } as const;
  return { 'Set-Cookie': stringifySetCookie(cookie) };
}

/** Takes the cookie away with the session that it opened. */
export const withoutCookie = (reply: Reply, from: From): Reply => ({
  ...reply,
  headers: cookieOf('', 0, from),
});

export const sessionOf = (member: StaffMember): unknown => ({
  user: {
    id: member.id,
    username: member.username,
    name: member.name,
    role: member.role,
    counterIds: member.counterIds,
    ...(member.role === 'agency-administrator' ? { agencyIds: member.agencyIds } : {}),
    ...(member.mustChange ? { mustChange: true } : {}),
  },
});

/** A lock says for how long and, for people, until when. */
function lockAnswer(refusal: Refusal, building: Building): Reply {
  const seconds = refusal.facts?.['waitSeconds'];
  if (typeof seconds !== 'number') return refusalAnswer(refusal);
  const until = instant(building.state, building.now() + seconds * 1000);
  const answer = refusalAnswer({ ...refusal, facts: { ...refusal.facts, until } });
  return { ...answer, headers: { 'Retry-After': String(seconds) } };
}

const passwordRefusals = ['wrong-credentials', 'too-many-attempts', 'account-locked'] as const;

/** What takes a password: its request is remembered in memory only. */
function passwordRoutes(building: Building, accounts: StaffAccounts): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/session',
      access: 'anyone',
      summary: 'Sign in; the answer sets the session cookie',
      body: signInSchema,
      status: 200,
      answer: sessionSchema,
      refusals: passwordRefusals,
      handle: ({ body, caller, headers, idempotency }) =>
        requests.anew(idempotency, async () => {
          const device = deviceWord(headers['user-agent']);
          const signedIn = await accounts.signIn({ ...body, address: caller.address, device });
          if (isRefusal(signedIn)) return lockAnswer(signedIn, building);
          const cookie = cookieOf(signedIn.token, sessionSeconds, { caller, headers });
          return { ...json(sessionOf(signedIn.member)), headers: cookie };
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/session/password',
      access: 'account',
      summary: 'Change the own password; every other session of the member ends',
      body: changePasswordSchema,
      status: 200,
      answer: sessionSchema,
      refusals: [...passwordRefusals, 'password-too-weak', 'same-password'],
      handle: ({ body, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const asked = { ...body, address: caller.address };
          const refusal = await accounts.changePassword(caller.session!, asked);
          return refusal
            ? lockAnswer(refusal, building)
            : json(sessionOf({ ...caller.staff!, mustChange: false }));
        }),
    }),
  ];
}

/** Signing in and out. A retried sign-in simply signs in again; its answer is never stored. */
export const sessionRoutes = (building: Building, accounts: StaffAccounts): Route[] => [
  ...passwordRoutes(building, accounts),
  route({
    method: 'get',
    path: '/api/v1/session',
    access: 'account',
    summary: 'Who is signed in',
    status: 200,
    answer: sessionSchema,
    refusals: [],
    handle: ({ caller }) => json(sessionOf(caller.staff!)),
  }),
  route({
    method: 'delete',
    path: '/api/v1/session',
    access: 'account',
    summary: 'Sign out',
    status: 200,
    answer: sessionSchema,
    refusals: ['busy', 'fault'],
    async handle({ caller, headers }) {
      const refusal = await accounts.signOut(caller.session!);
      if (refusal) return refusalAnswer(refusal);
      return withoutCookie(json(sessionOf(caller.staff!)), { caller, headers });
    },
  }),
];
