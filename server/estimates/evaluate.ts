import type { LoggedDay, LoggedLeg, RawWait } from '../domain/day-log.ts';
import { learn, learnedDaysMax } from '../domain/learning.ts';
import { calibrationOf } from '../domain/learned.ts';
import { rawWaitOf, toldWait } from '../domain/newcomer-runs.ts';
import { baselineNames, LineMemory, type BaselineName } from './baselines.ts';
import { eventKinds, eventsOf } from './day-events.ts';
import { Errors, type Accuracy } from './figures.ts';
import { HallOfLog } from './hall-of-log.ts';
import { daysOfRows, weekdayOf, type LogRow } from './log-rows.ts';
import { ReplayKnowledge, runsOfLog } from './run-of-log.ts';
import { linesOf, servesOfCalls, servesOfDays } from './structure.ts';

/** What a service takes where nothing at all is known of it. */
export const unknownServiceMinutes = 10;

/** What was told to one row when it joined. */
export interface Told {
  readonly raw: RawWait | null;
  readonly ours: RawWait | null;
  readonly baselines: Readonly<Record<BaselineName, number>>;
}

export interface Evaluation {
  readonly days: number;
  readonly ours: Accuracy;
  readonly baselines: Readonly<Record<BaselineName, Accuracy>>;
}

/** The whole log's way of dividing lines, which the baselines alone are given. */
interface Structure {
  readonly lineOf: ReadonlyMap<string, string>;
  readonly serves: ReadonlyMap<string, ReadonlySet<string>>;
}

function structureOf(rows: readonly LogRow[]): Structure {
  const serves = servesOfCalls(
    rows.map(({ counter, service }) => ({ counterId: counter, serviceId: service })),
  );
  const services = new Set(rows.map(({ service }) => service));
  return { serves, lineOf: linesOf(services, serves) };
}

/** Days one after the other, each told only what was before it. */
export class LogEvaluator {
  readonly #past: LoggedDay[] = [];
  readonly #memories = new Map<string, LineMemory>();
  readonly #structure: Structure;
  readonly #note: (row: LogRow, told: Told) => void;

  constructor(structure: Structure, note: (row: LogRow, told: Told) => void) {
    this.#structure = structure;
    this.#note = note;
  }

  #memoryOf(service: string): LineMemory {
    const line = this.#structure.lineOf.get(service) ?? service;
    let memory = this.#memories.get(line);
    if (!memory) this.#memories.set(line, (memory = new LineMemory(unknownServiceMinutes)));
    return memory;
  }

  /** Replays a day and keeps it for those after it. */
  day(date: string, rows: readonly LogRow[]): void {
    const past = this.#past.slice(-learnedDaysMax);
    const learned = learn(past);
    const known = new ReplayKnowledge(learned, weekdayOf(date), unknownServiceMinutes);
    const hall = new HallOfLog(servesOfDays(past));
    const open = openTimes(rows);
    for (const memory of this.#memories.values()) memory.startDay();
    const raws: (RawWait | null)[] = [];
    for (const { at, kind, place } of eventsOf(rows)) {
      const row = rows[place]!;
      switch (kind) {
        case eventKinds.join: {
          const raw = this.#rawOf(known, hall, row.service, at);
          raws[place] = raw;
          const ours = raw ? oursOf(known, row.service, raw) : blindGuess(hall, row.service);
          this.#note(row, { raw, ours, baselines: this.#baselines(hall, row, at, open) });
          hall.join(row, place);
          break;
        }
        case eventKinds.call:
        case eventKinds.callAtOnce:
          hall.call(row, place, at);
          this.#memoryOf(row.service).noteWait(at - row.enqueued);
          break;
        default:
          hall.end(row, place, at);
          if (row.called === null || row.counter === null) break;
          known.noteService(row.service, at - row.called, at);
          this.#memoryOf(row.service).noteService(at - row.called);
      }
    }
    this.#past.push({ date, weekday: weekdayOf(date), counters: null, legs: legsOf(rows, raws) });
    if (this.#past.length > learnedDaysMax) this.#past.shift();
  }

  #rawOf(known: ReplayKnowledge, hall: HallOfLog, service: string, now: number): RawWait | null {
    const run = known.runFor(hall, service, now);
    const raw = run && rawWaitOf(run.input, runsOfLog);
    if (!run || !raw) return null;
    return { p50: raw.p50 + run.beyondMinutes, p90: raw.p90 + run.beyondMinutes };
  }

  #baselines(hall: HallOfLog, row: LogRow, now: number, open: OpenTimes) {
    const { lineOf, serves } = this.#structure;
    const line = lineOf.get(row.service);
    let waiting = 0;
    let head: number | null = null;
    for (const [service, tickets] of hall.waiting) {
      if (lineOf.get(service) !== line) continue;
      waiting += tickets.size;
      const first = tickets.values().next().value?.row.enqueued;
      if (first !== undefined && (head === null || first < head)) head = first;
    }
    let openCounters = 0;
    for (const [counter, { first, last }] of open) {
      if (first <= now && now <= last && serves.get(counter)?.has(row.service)) openCounters += 1;
    }
    const headWait = head === null ? null : now - head;
    return this.#memoryOf(row.service).told({ waiting, headWait, openCounters });
  }
}

function oursOf(known: ReplayKnowledge, service: string, raw: RawWait): RawWait {
  const told = toldWait(known.learned, service, raw);
  if (told.p90 > 0) return told;
  return { p50: 0, p90: calibrationOf(known.learned, service)?.freeMinutes ?? 1 };
}

/** Before any counter was ever seen: one of them, in a moment. */
function blindGuess(hall: HallOfLog, service: string): RawWait {
  const waiting = hall.waiting.get(service)?.size ?? 0;
  const p50 = (0.5 + waiting / 2) * unknownServiceMinutes;
  return { p50, p90: 2 * p50 };
}

type OpenTimes = ReadonlyMap<string, { first: number; last: number }>;

/** A counter is open from its first to its last call of the day. */
function openTimes(rows: readonly LogRow[]): OpenTimes {
  const open = new Map<string, { first: number; last: number }>();
  for (const { counter, called } of rows) {
    if (counter === null || called === null) continue;
    const known = open.get(counter);
    if (!known) open.set(counter, { first: called, last: called });
    else {
      known.first = Math.min(known.first, called);
      known.last = Math.max(known.last, called);
    }
  }
  return open;
}

function legsOf(rows: readonly LogRow[], raws: readonly (RawWait | null)[]): LoggedLeg[] {
  return rows.map((row, place) => ({
    serviceId: row.service,
    queueId: row.service,
    counterId: row.called === null ? null : row.counter,
    officerId: row.called === null ? null : row.counter,
    enqueued: row.enqueued,
    called: row.called,
    finished: row.finished,
    wasServed: row.wasServed,
    raw: raws[place] ?? null,
  }));
}

export function evaluate(
  rows: readonly LogRow[],
  note: (row: LogRow, told: Told) => void = () => undefined,
): Evaluation {
  const ours = new Errors();
  const errors = {
    LES: new Errors(),
    HOL: new Errors(),
    rolling10: new Errors(),
    QL: new Errors(),
  };
  const days = daysOfRows(rows);
  const evaluator = new LogEvaluator(structureOf(rows), (row, told) => {
    note(row, told);
    if (!row.wasServed || row.called === null || !told.ours) return;
    const real = row.called - row.enqueued;
    ours.note(told.ours.p50, real, told.ours.p90);
    for (const name of baselineNames) errors[name].note(told.baselines[name], real);
  });
  for (const [date, list] of days) evaluator.day(date, list);
  return {
    days: days.size,
    ours: ours.accuracy(),
    baselines: {
      LES: errors.LES.accuracy(),
      HOL: errors.HOL.accuracy(),
      rolling10: errors.rolling10.accuracy(),
      QL: errors.QL.accuracy(),
    },
  };
}
