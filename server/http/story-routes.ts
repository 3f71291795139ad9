import { z } from 'zod';
import type { Visit } from '../domain/visit.ts';
import { queueNowSchema } from '../../contract/queue-now.ts';
import {
  comparisonSchema,
  comparisonsQuerySchema,
  storiesFoundMax,
  storiesQuerySchema,
  storiesSchema,
  storySchema,
  type Stories,
  type StoryFound,
} from '../../contract/stories.ts';
import { idSchema, type LegState, type Text } from '../../contract/values.ts';
import { readBookingCode } from '../auth/booking-codes.ts';
import type { Caller } from '../auth/access.ts';
import { StoreFault, type Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { PastNumber } from '../store/past-visits.ts';
import type { Store } from '../store/store.ts';
import type { StoryAnswer, StoryOrder, VisitOfDay } from '../store/story-orders.ts';
import { comparisonView } from '../views/comparison-view.ts';
import { instant, serviceName } from '../views/names.ts';
import { queueNow } from '../views/queue-now-view.ts';
import { storyNow, storyView, type StorySources } from '../views/story-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';

export interface StoryRoutesOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'pastVisits' | 'bookings' | 'staff' | 'devices'>;
  readonly folder: string;
  readonly ask: (order: StoryOrder) => Promise<StoryAnswer | 'busy'>;
  /** Kiosks of the set-up and those that were paired. */
  readonly deviceName: (deviceId: string) => string | undefined;
}

const idParams = z.strictObject({ id: idSchema });

/** Auditors read everything but who it was of the officers. */
const sourcesFor = (options: StoryRoutesOptions, { staff }: Caller): StorySources => ({
  staffName: id => (staff?.role === 'auditor' ? null : options.store.staff.nameOf(id)),
  deviceName: options.deviceName,
});

/** The state that says most of a visit: where somebody is, where they wait, how it ended. */
const stateRank: readonly LegState[] = ['serving', 'called', 'waiting', 'parked', 'no-show'];

function stateOf(legs: readonly { readonly state: LegState }[]): LegState {
  for (const state of stateRank) {
    if (legs.some(leg => leg.state === state)) return state;
  }
  return legs.at(-1)?.state ?? 'done';
}

class StorySearch {
  readonly #options: StoryRoutesOptions;

  constructor(options: StoryRoutesOptions) {
    this.#options = options;
  }

  #found(visit: Visit | PastNumber): StoryFound {
    const { state } = this.#options.building;
    const names = visit.legs.map((leg): Text => serviceName(state, leg.serviceId));
    return {
      ticketId: 'visitId' in visit ? visit.visitId : visit.id,
      label: visit.label,
      businessDate: visit.businessDate,
      class: visit.class,
      need: visit.need,
      issuedAt: instant(state, visit.issuedAt),
      serviceNames: names,
      state: stateOf(visit.legs),
    };
  }

  /** Numbers of a day: of today from memory, which the tables follow a moment later. */
  byLabel(typed: string, date: string): StoryFound[] {
    const [, series = '', digits = ''] = /^([A-Za-z]*)\s?(\d+)$/.exec(typed) ?? [];
    const number = Number(digits);
    const letters = series === '' ? null : series.toUpperCase();
    const { state } = this.#options.building;
    const isToday = date === state.businessDate;
    const here = [...state.visits.values()].filter(
      visit =>
        visit.number === number &&
        visit.businessDate === date &&
        (letters === null || visit.series === letters),
    );
    const known = new Set(here.map(({ id }) => id));
    const past = isToday
      ? []
      : this.#options.store.pastVisits
          .numbered(date, number, letters, storiesFoundMax)
          .filter(({ visitId }) => !known.has(visitId));
    return [...here, ...past]
      .map(visit => this.#found(visit))
      .toSorted((one, other) => one.label.localeCompare(other.label, 'id'))
      .slice(0, storiesFoundMax);
  }

  byCode(typed: string): Pick<Stories, 'found' | 'booking'> {
    const { store, building } = this.#options;
    const { state } = building;
    const code = readBookingCode(typed)?.code;
    const bookingId = code === undefined ? undefined : store.bookings.idOfCode(code);
    const booking =
      state.bookings.byId.get(bookingId ?? '') ?? store.bookings.find(bookingId ?? '');
    if (!booking) return { found: [], booking: null };
    const { visitId, startsAt, status } = booking;
    const visit =
      visitId === null ? undefined : (state.visits.get(visitId) ?? store.pastVisits.find(visitId));
    return {
      found: visit ? [this.#found(visit)] : [],
      booking: {
        startsAt: instant(state, startsAt),
        status,
        serviceName: serviceName(state, booking.serviceId),
      },
    };
  }

  /** A visit with the day of its number; null where there is none. */
  ofDay(visitId: string): VisitOfDay | null {
    const { building, store } = this.#options;
    const visit = building.state.visits.get(visitId) ?? store.pastVisits.find(visitId);
    return visit ? { visitId, businessDate: visit.businessDate } : null;
  }
}

/** The world failed: told as every other failure of the disk is. */
const fault = (answer: StoryAnswer): StoreFault =>
  new StoreFault('fault' in answer ? answer.fault : 'The journal gave another answer');

function searchRoute(options: StoryRoutesOptions, search: StorySearch): Route {
  return route({
    method: 'get',
    path: '/api/v1/stories',
    access: 'supervisor',
    summary: 'Numbers of a day, or the one of a booking, whose story can be read',
    query: storiesQuerySchema,
    status: 200,
    answer: storiesSchema,
    refusals: [],
    handle({ query }) {
      const date = query.date ?? options.building.state.businessDate!;
      if (query.code !== undefined) return json({ date, ...search.byCode(query.code) });
      const found = query.label === undefined ? [] : search.byLabel(query.label, date);
      return json({ date, found, booking: null });
    },
  });
}

function storyRoute(options: StoryRoutesOptions, search: StorySearch): Route {
  const { building, folder, ask } = options;
  return route({
    method: 'get',
    path: '/api/v1/tickets/:id/story',
    access: 'supervisor',
    summary: 'What happened to a visit, step by step, from its number to its end',
    params: idParams,
    status: 200,
    answer: storySchema,
    refusals: ['unknown-ticket', 'busy'],
    async handle({ params, caller }) {
      const visit = search.ofDay(params.id);
      if (!visit) return problemAnswer('unknown-ticket');
      const answer = await ask({ kind: 'story', folder, visit });
      if (answer === 'busy') return problemAnswer('busy');
      if ('unknown' in answer) return problemAnswer('unknown-ticket');
      if (!('story' in answer)) throw fault(answer);
      const now = storyNow(building.state, params.id, building.now());
      return json(storyView(answer.story, now, sourcesFor(options, caller)));
    },
  });
}

function comparisonRoute(options: StoryRoutesOptions, search: StorySearch): Route {
  const { building, folder, ask } = options;
  return route({
    method: 'get',
    path: '/api/v1/comparisons',
    access: 'supervisor',
    summary: 'Why one number was called before another one of its day',
    description:
      'From the reason that is stored with the call and the day as it stood in that moment. What ' +
      'the journal does not hold is `unknown`.',
    query: comparisonsQuerySchema,
    status: 200,
    answer: comparisonSchema,
    refusals: ['unknown-ticket', 'not-comparable', 'busy'],
    async handle({ query, caller }) {
      const [first, second] = [search.ofDay(query.first), search.ofDay(query.second)];
      if (!first || !second) return problemAnswer('unknown-ticket');
      const { businessDate } = first;
      if (query.first === query.second || businessDate !== second.businessDate) {
        return problemAnswer('not-comparable');
      }
      const queueId = query.queueId ?? null;
      const now = building.now();
      const answer = await ask({ kind: 'comparison', folder, first, second, queueId, now });
      if (answer === 'busy') return problemAnswer('busy');
      if ('unknown' in answer) return problemAnswer('not-comparable');
      if (!('comparison' in answer)) throw fault(answer);
      return json(comparisonView(answer.comparison, businessDate, sourcesFor(options, caller)));
    },
  });
}

/** What a supervisor asks about numbers: their story, and why one went before another. */
export function storyRoutes(options: StoryRoutesOptions): Route[] {
  const { building } = options;
  const search = new StorySearch(options);
  return [
    searchRoute(options, search),
    storyRoute(options, search),
    comparisonRoute(options, search),
    route({
      method: 'get',
      path: '/api/v1/queues/:id/now',
      access: 'supervisor',
      summary: 'One line as it is now: who waits in which order, and its counters',
      params: idParams,
      status: 200,
      answer: queueNowSchema,
      refusals: ['unknown-queue'],
      handle({ params }) {
        const queue = setupOf(building.state).queues.get(params.id);
        if (!queue) return problemAnswer('unknown-queue');
        return json(queueNow(building.state, queue, building.now()));
      },
    }),
  ];
}
