import { personFieldSchema, type PersonLook } from '../../contract/people.ts';
import {
  findPersonSchema,
  foundPersonSchema,
  personExportSchema,
  privacySchema,
  type PersonalKind,
  type PersonalRow,
  type Privacy,
} from '../../contract/privacy.ts';
import type { z } from 'zod';
import { businessDateOf, dayMs, midnightOf } from '../domain/local-time.ts';
import { commentDays } from '../domain/satisfaction.ts';
import { setupOf } from '../domain/state.ts';
import { keepCodesMs, keepNotesMs, rememberMs } from '../domain/keeping-times.ts';
import type { Store } from '../store/store.ts';
import { instantOrNull } from '../views/names.ts';
import {
  foundPerson,
  heldOf,
  peopleIn,
  personExport,
  subjectsOf,
  type Held,
  type HeldOptions,
} from './held-of-person.ts';
import type { PersonLooks } from './person-looks.ts';
import { traceOf, type PersonRoutesOptions } from './person-routes.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Call, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface PrivacyRoutesOptions extends HeldOptions, PersonRoutesOptions {
  readonly store: HeldOptions['store'] & PersonRoutesOptions['store'] & Pick<Store, 'surveys'>;
  readonly looks: PersonLooks;
}

const hourMs = 3_600_000;
/** How far back the page counts looks. */
const looksDays = 30;

function privacyOf({ building, store }: PrivacyRoutesOptions): Privacy {
  const { state } = building;
  const { setup } = setupOf(state);
  const { timeZone } = setup.building;
  const keepMs: Readonly<Record<PersonalKind, number | null>> = {
    details: setup.rules.personDays * dayMs,
    people: setup.rules.personDays * dayMs,
    codes: keepCodesMs,
    notes: keepNotesMs,
    comments: commentDays * dayMs,
    answers: rememberMs,
    accounts: null,
    sessions: null,
  };
  /** What is over goes when a day begins. */
  const wipe = (at: number): number => {
    const begins = midnightOf(businessDateOf(at, timeZone), timeZone);
    return begins === at
      ? at
      : midnightOf(businessDateOf(begins + 36 * hourMs, timeZone), timeZone);
  };
  const rows = store.personal.counts().map(({ kind, rows: count, ...row }): PersonalRow => {
    const keep = keepMs[kind];
    const end = row.firstEndAt ?? (row.oldestAt !== null && keep ? row.oldestAt + keep : null);
    return {
      kind,
      rows: count,
      oldestAt: instantOrNull(state, row.oldestAt),
      keepHours: keep === null ? null : keep / hourMs,
      nextWipeAt: instantOrNull(state, end === null ? null : wipe(end)),
    };
  });
  const asking = personFieldSchema.options.map(field => ({
    field,
    services: setup.services.filter(({ asks }) => asks.includes(field)).length,
  }));
  const entries = store.personal.looksSince(building.now() - looksDays * dayMs);
  return { rows, asking, looks: { days: looksDays, entries } };
}

type Asked = Pick<
  Call<unknown, unknown, z.infer<typeof findPersonSchema>>,
  'actor' | 'body' | 'idempotency'
>;

class PersonDesk {
  readonly #options: PrivacyRoutesOptions;
  /** Who is asked for, and what is told of them, is kept nowhere for a retry. */
  readonly #requests = new SecretRequests();

  constructor(options: PrivacyRoutesOptions) {
    this.#options = options;
  }

  /** Tells what is held of one person once the audit knows who asked. */
  tell(call: Asked, what: PersonLook, answer: (held: Held) => unknown): Promise<Reply> {
    return this.#requests.anew(call.idempotency, async () => {
      const { personIds, subjectIds } = traceOf(this.#options, call.body);
      const held = heldOf(this.#options, subjectIds, personIds);
      const subjects = subjectsOf(held);
      if (subjects.length === 0 && personIds.length === 0) return problemAnswer('unknown-person');
      const people = peopleIn(held.details);
      if (people > 1) return problemAnswer('several-people', { people });
      const seen = subjects.length > 0 ? subjects : personIds;
      const refusal = await this.#options.looks.note(call.actor, what, seen.slice(0, 1));
      return refusal ? refusalAnswer(refusal) : json(answer(held));
    });
  }
}

/** What is kept of people, and the right of each to know it (UU 27/2022, articles 5 to 8). */
export function privacyRoutes(options: PrivacyRoutesOptions): Route[] {
  const desk = new PersonDesk(options);
  const refusals = ['unknown-person', 'several-people'] as const;
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/privacy',
      access: 'supervisor',
      summary: 'Which personal data the building keeps, how many, and until when',
      status: 200,
      answer: privacySchema,
      refusals: [],
      handle: () => json(privacyOf(options)),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/people/find',
      access: 'administrator',
      summary: 'What is kept of one person, masked; that somebody looked is in the audit',
      body: findPersonSchema,
      status: 200,
      answer: foundPersonSchema,
      refusals: [...refusals],
      handle: call => desk.tell(call, 'looked-up', held => foundPerson(options, held)),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/people/export',
      access: 'administrator',
      summary: 'Everything that is kept of one person, for themselves',
      body: findPersonSchema,
      status: 200,
      answer: personExportSchema,
      refusals: [...refusals],
      handle: call => desk.tell(call, 'exported', held => personExport(options, held)),
    }),
  ];
}
