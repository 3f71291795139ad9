import type { Database } from 'better-sqlite3';
import type { LegState, VisitClass } from '../../contract/values.ts';
import { daysLike, type PastDays, type PastLeg, type PastStretch } from '../domain/learnt-days.ts';
import { dayMs } from '../domain/local-time.ts';

/** So many days back days are looked for that stand for one to come. */
const daysBackMax = 70;
/** So many days can be chosen to be played again. */
const daysListedMax = 400;

interface LegRow {
  business_date: string;
  visit_id: string;
  label: string | null;
  class: VisitClass;
  service_id: string;
  queue_id: string;
  state: LegState;
  counter_id: string | null;
  enqueued_at: number;
  ref: number;
  called_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  is_seated: 0 | 1;
}

export interface PastDaysTable {
  /** Days before a date that had visitors, the newest first. */
  datesBefore(date: string): { readonly date: string; readonly tickets: number }[];
  /** Days that stand for a date. */
  like(date: string, midnightOf: (date: string) => number): PastDays;
  day(date: string, midnight: number): PastDays;
}

const legOf = (row: LegRow): PastLeg => ({
  businessDate: row.business_date,
  visitId: row.visit_id,
  label: row.label ?? '',
  class: row.class,
  serviceId: row.service_id,
  queueId: row.queue_id,
  state: row.state,
  counterId: row.counter_id,
  enqueuedAt: row.enqueued_at,
  ref: row.ref,
  isSeated: row.is_seated === 1,
  calledAt: row.called_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
});

/** Reads the facts of days that are over; only to look, from any thread. */
export function openPastDays(database: Database): PastDaysTable {
  const dates = database.prepare<[string, number], { date: string; tickets: number }>(
    `SELECT business_date AS date, count(*) AS tickets FROM leg_fact
      WHERE business_date < ? GROUP BY business_date ORDER BY business_date DESC LIMIT ?`,
  );
  const legs = database.prepare<[string], LegRow>(
    // Those of one moment in the order of their numbers: that breaks ties when they are called.
    `SELECT leg_fact.*, visit.label AS label
      FROM leg_fact LEFT JOIN visit ON visit.visit_id = leg_fact.visit_id
      WHERE leg_fact.business_date = ? ORDER BY enqueued_at, number, leg_id`,
  );
  const stretches = database.prepare<
    [number, number],
    { counter_id: string; started_at: number; ended_at: number }
  >(
    `SELECT counter_id, started_at, ended_at FROM counter_time
      WHERE state = 'open' AND ended_at > ? AND started_at < ? ORDER BY started_at`,
  );
  const stretchesOf = (businessDate: string, midnight: number): PastStretch[] =>
    stretches.all(midnight, midnight + dayMs).map(row => ({
      businessDate,
      counterId: row.counter_id,
      from: Math.max(row.started_at, midnight),
      to: Math.min(row.ended_at, midnight + dayMs),
    }));
  const day = (date: string, midnight: number): PastDays => ({
    dates: [date],
    legs: legs.all(date).map(legOf),
    stretches: stretchesOf(date, midnight),
  });
  return {
    datesBefore: date => dates.all(date, daysListedMax),
    like(date, midnightOf) {
      const past = dates.all(date, daysBackMax).map(row => row.date);
      const days = daysLike(date, past).map(one => day(one, midnightOf(one)));
      return {
        dates: days.flatMap(one => one.dates),
        legs: days.flatMap(one => one.legs),
        stretches: days.flatMap(one => one.stretches),
      };
    },
    day,
  };
}
