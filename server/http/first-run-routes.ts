import { randomBytes } from 'node:crypto';
import {
  firstRunSchema,
  makeBuildingSchema,
  setupCodeSchema,
  takeAdministrationSchema,
  type FirstRun,
  type MakeBuilding,
  type NewAdministrator,
} from '../../contract/first-run.ts';
import { sessionSchema } from '../../contract/http.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { StaffAudit } from '../auth/staff-audit.ts';
import { deviceWord } from '../auth/device-word.ts';
import { passwordCharactersMin, weaknessOf } from '../auth/password-rules.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { SetupCodes } from '../auth/setup-code.ts';
import { sessionSeconds, type StaffSessions } from '../auth/staff-sessions.ts';
import type { Building } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { faultsOf } from '../domain/setup-rules.ts';
import type { StaffMember, StaffTable } from '../store/staff.ts';
import { newBuilding } from './new-building.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Call, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { cookieOf, sessionOf } from './session-routes.ts';
import { inputErrors } from './setup-wish.ts';

export interface FirstRunRoutesOptions {
  readonly building: Building;
  readonly codes: SetupCodes;
  readonly staff: StaffTable;
  readonly sessions: StaffSessions;
  readonly audit: StaffAudit;
  /** Opens an account that too many wrong passwords have locked; in the transaction of its note. */
  readonly unlock: (member: StaffMember) => void;
  /** Of the small server that stands where there is no building yet: told once there is one. */
  readonly made: (() => void) | null;
}

type Asked = Pick<Call<unknown, unknown, unknown>, 'caller' | 'headers'>;

/** Who tried too often is told for how long it is of no use. */
function refusedCode(refusal: Refusal): Reply {
  const seconds = refusal.facts?.['waitSeconds'];
  const answer = refusalAnswer(refusal);
  if (seconds === undefined) return answer;
  return { ...answer, headers: { 'Retry-After': String(seconds) } };
}

function weakPassword({ password, username }: NewAdministrator): Reply | null {
  const reason = weaknessOf(password, username);
  if (reason === null) return null;
  const message = 'Too weak';
  const facts = { reason, charactersMin: passwordCharactersMin };
  return problemAnswer('password-too-weak', facts, [{ path: 'administrator.password', message }]);
}

const memberOf = ({ username, name }: NewAdministrator): StaffMember => ({
  id: `staff-${randomBytes(6).toString('hex')}`,
  username,
  name,
  role: 'administrator',
  counterIds: [],
  serviceIds: null,
  agencyIds: [],
  mustChange: false,
});

/** Makes accounts and signs them in, each in the transaction of what it belongs to. */
class Beginning {
  readonly #options: FirstRunRoutesOptions;

  constructor(options: FirstRunRoutesOptions) {
    this.#options = options;
  }

  now(): FirstRun {
    const { building, codes, made } = this.#options;
    const isThere = building.state.index !== null;
    const state = isThere ? (made === null ? 'made' : 'making') : 'needed';
    return { state, hasCode: codes.isOpen };
  }

  async make({ building: asked, administrator }: MakeBuilding, from: Asked): Promise<Reply> {
    const { building, codes, staff, made } = this.#options;
    const setup = newBuilding(asked);
    const faults = faultsOf(setup);
    if (faults.length > 0) return problemAnswer('setup-refused', undefined, inputErrors(faults));
    const passwordHash = await hashPassword(administrator.password);
    const member = memberOf(administrator);
    let token = '';
    const reply = await building.execute({
      command: { type: 'configure', actor: { role: member.role, staffId: member.id }, setup },
      unless: state => (state.index === null ? null : refuse('already-set-up')),
      answer: ({ refusal }) => {
        if (refusal) return refusalAnswer(refusal);
        staff.add(member, passwordHash);
        codes.used();
        token = this.#open(member, passwordHash, from);
        return json(sessionOf(member), 201);
      },
    });
    if (token === '') return reply;
    made?.();
    return { ...reply, headers: cookieOf(token, sessionSeconds, from) };
  }

  /** A new password for an administrator who is there, or one more administrator. */
  async take(administrator: NewAdministrator, from: Asked): Promise<Reply> {
    const { building, staff, codes, sessions, audit, unlock } = this.#options;
    const passwordHash = await hashPassword(administrator.password);
    const { username } = administrator;
    // Also an account that has ended: its name is nobody else's.
    const account = staff
      .accounts(building.now())
      .find(({ member: of }) => of.username.toLowerCase() === username);
    const known = account?.member;
    if (known && known.role !== 'administrator') return problemAnswer('username-taken');
    const member = known ? { ...known, mustChange: false } : memberOf(administrator);
    let token = '';
    let ended: string[] = [];
    const what = known ? 'password-changed' : 'made';
    const refusal = await audit({ what, staffId: member.id, actor: { role: 'system' } }, () => {
      if (known) {
        ended = sessions.of(member.id).map(({ id }) => id);
        sessions.end(ended);
        staff.changePassword(member.id, passwordHash, false);
        staff.setEnded(member.id, null);
        unlock(member);
      } else staff.add(member, passwordHash);
      codes.used();
      token = this.#open(member, passwordHash, from);
    });
    if (refusal) return refusalAnswer(refusal);
    sessions.ended(ended);
    return {
      ...json(sessionOf(member)),
      headers: cookieOf(token, sessionSeconds, from),
    };
  }

  #open(member: StaffMember, passwordHash: string, { headers }: Asked): string {
    return this.#options.sessions.open({ member, passwordHash }, deviceWord(headers['user-agent']));
  }
}

const codeRefusals = ['unknown-code', 'too-many-attempts'] as const;

function makingRoutes(options: FirstRunRoutesOptions, beginning: Beginning): Route[] {
  const { building, codes } = options;
  const requests = new SecretRequests();
  /** One at a time: what a code is good for is done once. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Reply>): Promise<Reply> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return [
    route({
      method: 'post',
      path: '/api/v1/first-run',
      access: 'anyone',
      summary: 'Make the building and its first administrator, once; signs the administrator in',
      body: makeBuildingSchema,
      status: 201,
      answer: sessionSchema,
      refusals: [...codeRefusals, 'already-set-up', 'password-too-weak', 'setup-refused'],
      handle: ({ body, caller, headers, idempotency }) =>
        requests.once(idempotency, () =>
          inTurn(async () => {
            if (building.state.index !== null) return problemAnswer('already-set-up');
            const refused = codes.check(body.code, caller.address);
            if (refused) return refusedCode(refused);
            const weak = weakPassword(body.administrator);
            return weak ?? beginning.make(body, { caller, headers });
          }),
        ),
    }),
    route({
      method: 'post',
      path: '/api/v1/first-run/administrator',
      access: 'anyone',
      summary: 'Give an administrator a new password, or make one more, by a code of the terminal',
      body: takeAdministrationSchema,
      status: 200,
      answer: sessionSchema,
      refusals: [...codeRefusals, 'not-set-up', 'username-taken', 'password-too-weak'],
      handle: ({ body, caller, headers, idempotency }) =>
        requests.once(idempotency, () =>
          inTurn(async () => {
            if (building.state.index === null) return problemAnswer('not-set-up');
            const refused = codes.check(body.code, caller.address);
            if (refused) return refusedCode(refused);
            const weak = weakPassword(body.administrator);
            return weak ?? beginning.take(body.administrator, { caller, headers });
          }),
        ),
    }),
  ];
}

/** From an empty computer to a building with an administrator, and the way back in. */
export function firstRunRoutes(options: FirstRunRoutesOptions): Route[] {
  const beginning = new Beginning(options);
  return [
    route({
      method: 'get',
      path: '/api/v1/first-run',
      access: 'anyone',
      summary: 'Whether there is a building yet',
      status: 200,
      answer: firstRunSchema,
      refusals: [],
      handle: () => json(beginning.now()),
    }),
    route({
      method: 'post',
      path: '/api/v1/first-run/code',
      access: 'anyone',
      summary: 'Whether a code is the one that the terminal says; using it up is another call',
      body: setupCodeSchema,
      status: 200,
      answer: firstRunSchema,
      refusals: codeRefusals,
      handle: ({ body, caller }) => {
        const refused = options.codes.check(body.code, caller.address);
        return refused ? refusedCode(refused) : json(beginning.now());
      },
    }),
    ...makingRoutes(options, beginning),
  ];
}
