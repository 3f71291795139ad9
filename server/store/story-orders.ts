import type { Database } from 'better-sqlite3';
import type { Setup } from '../../contract/setup.ts';
import { compared, decidingPair } from '../domain/compared.ts';
import type { ComparisonRecord, NamesOfDay, StoryRecord } from '../domain/story-records.ts';
import { recordedVisit, type RecordedVisit } from '../domain/visit-record.ts';
import { databasePath, openPlainly } from './database.ts';
import { dayJournal, DayFold, type DayJournal } from './day-journal.ts';
import { entryOf, type JournalRow } from './journal.ts';

/** A visit and the day on which it began. */
export interface VisitOfDay {
  readonly visitId: string;
  readonly businessDate: string;
}

/** What is asked of the journal; a busy day has tens of thousands of entries, so a thread reads it. */
export type StoryOrder = { readonly folder: string } & (
  | { readonly kind: 'story'; readonly visit: VisitOfDay }
  | {
      readonly kind: 'comparison';
      readonly first: VisitOfDay;
      readonly second: VisitOfDay;
      readonly queueId: string | null;
      /** For two whom nobody has called yet. */
      readonly now: number;
    }
);

export type StoryAnswer =
  | { readonly story: StoryRecord }
  | { readonly comparison: ComparisonRecord }
  /** The building has no journal of it. */
  | { readonly unknown: true }
  | { readonly fault: string };

const namesOf = (setup: Setup): NamesOfDay => {
  const shorts = new Map(setup.agencies.map(({ id, short }) => [id, short]));
  return {
    timeZone: setup.building.timeZone,
    services: Object.fromEntries(setup.services.map(({ id, name }) => [id, name])),
    queues: Object.fromEntries(
      setup.queues.map(({ id, series, name, policy, rates, maxWaitMinutes, agencyId }) => [
        id,
        { series, name, policy, rates, maxWaitMinutes, agencyShort: shorts.get(agencyId) ?? '' },
      ]),
    ),
    counters: Object.fromEntries(
      setup.counters.map(({ id, number, name }) => [id, { number, name }]),
    ),
  };
};

/** Names of the set-up with which the day ended, and below them those with which it began. */
function namesOfDay(database: Database, day: DayJournal): NamesOfDay {
  const before = database.prepare<[number], JournalRow>(
    `SELECT * FROM journal WHERE type = 'building-configured' AND seq < ?
      ORDER BY seq DESC LIMIT 1`,
  );
  const read = (seq: number): NamesOfDay | null => {
    const row = before.get(seq);
    const entry = row ? entryOf(row) : null;
    return entry?.type === 'building-configured' ? namesOf(entry.data.setup) : null;
  };
  const [began, ended] = [read(day.from), read(day.until)];
  if (!ended) throw new Error('A business day without a set-up');
  return {
    timeZone: ended.timeZone,
    services: { ...began?.services, ...ended.services },
    queues: { ...began?.queues, ...ended.queues },
    counters: { ...began?.counters, ...ended.counters },
  };
}

function bookedFor(database: Database, { bookingId }: RecordedVisit): number | null {
  if (bookingId === null) return null;
  const row = database
    .prepare<[string], { starts_at: number }>('SELECT starts_at FROM booking WHERE booking_id = ?')
    .get(bookingId);
  return row?.starts_at ?? null;
}

function story(database: Database, fold: DayFold, asked: VisitOfDay): StoryAnswer {
  const day = dayJournal(database, fold, asked.businessDate);
  const entries = day?.ofVisit(asked.visitId) ?? [];
  const visit = recordedVisit(entries, asked.visitId);
  if (!day || !visit) return { unknown: true };
  const names = namesOfDay(database, day);
  return { story: { visit, entries, bookedFor: bookedFor(database, visit), names } };
}

function comparison(
  database: Database,
  fold: DayFold,
  order: Extract<StoryOrder, { kind: 'comparison' }>,
): StoryAnswer {
  const day = dayJournal(database, fold, order.first.businessDate);
  const read = ({ visitId }: VisitOfDay): RecordedVisit | null =>
    day ? recordedVisit(day.ofVisit(visitId), visitId) : null;
  const [one, other] = [read(order.first), read(order.second)];
  const pair = one && other ? decidingPair(one, other, order.queueId) : null;
  if (!day || !one || !other || !pair) return { unknown: true };
  const state = day.before(pair.call?.seq ?? Number.MAX_SAFE_INTEGER);
  const told = compared({
    pair,
    visits: [one, other],
    state,
    now: order.now,
    bookedFor: visit => bookedFor(database, visit),
  });
  return { comparison: { ...told, names: namesOfDay(database, day) } };
}

/** Answers questions about past days, each on a connection of its own that only reads. */
export class StoryReader {
  readonly #fold = new DayFold();

  answer(order: StoryOrder): StoryAnswer {
    const database = openPlainly(databasePath(order.folder));
    try {
      // One moment of the journal for the whole question.
      database.exec('BEGIN');
      return order.kind === 'story'
        ? story(database, this.#fold, order.visit)
        : comparison(database, this.#fold, order);
    } finally {
      database.close();
    }
  }
}
