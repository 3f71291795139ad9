import { createHash, createHmac, randomBytes } from 'node:crypto';
import { stringifySetCookie } from 'cookie';
import { sessionSchema, signInSchema } from '../../contract/http.ts';
import { sessionCookie, sessionSeconds, type StaffSessions } from '../auth/staff-sessions.ts';
import { isRefusal } from '../domain/decision.ts';
import type { StaffMember } from '../store/staff.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';

/** Keys of sign-ins that are remembered for a conflict check. */
const keysMax = 1_000;

const cookieOf = (token: string, maxAge: number): Record<string, string> => ({
  'Set-Cookie': stringifySetCookie({
    name: sessionCookie,
    value: token,
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge,
  }),
});

const sessionOf = (member: StaffMember): unknown => ({
  user: {
    id: member.id,
    username: member.username,
    name: member.name,
    role: member.role,
    counterIds: member.counterIds,
  },
});

/** Signing in and out. A retried sign-in simply signs in again; its answer is never stored. */
export function sessionRoutes(sessions: StaffSessions): Route[] {
  const pepper = randomBytes(32);
  const seen = new Map<string, string>();
  const isConflict = (key: string, body: unknown): boolean => {
    // Keyed and in memory only: nothing about a password is written anywhere.
    const mac = createHmac('sha256', pepper)
      .update(createHash('sha256').update(JSON.stringify(body)).digest())
      .digest('hex');
    const known = seen.get(key);
    if (known === undefined) {
      seen.set(key, mac);
      if (seen.size > keysMax) seen.delete(seen.keys().next().value!);
    }
    return known !== undefined && known !== mac;
  };
  return [
    route({
      method: 'post',
      path: '/api/v1/session',
      access: 'anyone',
      summary: 'Sign in; the answer sets the session cookie',
      body: signInSchema,
      status: 200,
      answer: sessionSchema,
      refusals: ['wrong-credentials', 'too-many-attempts'],
      async handle({ body, caller, idempotency }) {
        if (idempotency && isConflict(`${idempotency.scope} ${idempotency.key}`, body)) {
          return problemAnswer('idempotency-conflict');
        }
        const signedIn = await sessions.signIn(body.username, body.password, caller.address);
        if (isRefusal(signedIn)) {
          const seconds = signedIn.facts?.['waitSeconds'];
          const answer = refusalAnswer(signedIn);
          return seconds === undefined
            ? answer
            : { ...answer, headers: { 'Retry-After': String(seconds) } };
        }
        const headers = cookieOf(signedIn.token, sessionSeconds);
        return { ...json(sessionOf(signedIn.member)), headers };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/session',
      access: 'staff',
      summary: 'Who is signed in',
      status: 200,
      answer: sessionSchema,
      refusals: [],
      handle: ({ caller }) => json(sessionOf(caller.staff!)),
    }),
    route({
      method: 'delete',
      path: '/api/v1/session',
      access: 'staff',
      summary: 'Sign out',
      status: 200,
      answer: sessionSchema,
      refusals: [],
      handle({ caller, sessionToken }) {
        if (sessionToken) sessions.signOut(sessionToken);
        return { ...json(sessionOf(caller.staff!)), headers: cookieOf('', 0) };
      },
    }),
  ];
}
