import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { reportGroupingSchema } from '../contract/reports.ts';
import { ReportThread } from '../server/jobs/reports/report-thread.ts';
import { demoSetup } from '../server/demo/demo-setup.ts';
import { seededRandom } from '../server/demo/simulated-day.ts';
import { databasePath } from '../server/store/database.ts';
import type { PackedDay } from '../server/store/fact-days.ts';
import { openStore } from '../server/store/store.ts';
import { median, nowMs, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

/** A year of a large building. */
const days = 250;
const rounds = 3;
const answerMsMax = 1_000;
const dayMs = 86_400_000;
const first = Date.parse('2026-01-01T00:00:00+08:00');
const dateOf = (day: number): string =>
  new Date(first + 8 * 3_600_000 + day * dayMs).toISOString().slice(0, 10);

/** Tickets as a year leaves them, written past the journal: only reading is measured. */
function fill(database: Database, tickets: number): void {
  const setup = demoSetup();
  const random = seededRandom(1);
  const leg = database.prepare(
    `INSERT INTO leg_fact (leg_id, visit_id, business_date, agency_id, queue_id, service_id,
       counter_id, staff_id, class, came_by, ref, enqueued_at, quote_p50, quote_p90, calls,
       first_called_at, called_at, started_at, ended_at, state, outcome, ended_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ticket', ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 'staff')`,
  );
  const time = database.prepare(
    `INSERT INTO counter_time (seq, counter_id, agency_id, staff_id, state, started_at, ended_at)
     VALUES (?, ?, ?, ?, 'open', ?, ?)`,
  );
  const changed = database.prepare('INSERT INTO fact_day VALUES (?, 1)');
  const perDay = Math.round(tickets / days);
  let seq = 0;
  for (let day = 0; day < days; day += 1) {
    const begins = first + day * dayMs + 8 * 3_600_000;
    for (let place = 0; place < perDay; place += 1) {
      const service = setup.services[Math.floor(random() * setup.services.length)]!;
      const counter = setup.counters[Math.floor(random() * setup.counters.length)]!;
      const id = `v${String(day * perDay + place).padStart(9, '0')}`;
      const joined = begins + Math.floor((place / perDay) * 7.5 * 3_600_000);
      const called = joined + Math.floor(random() ** 2 * 3_600_000);
      const started = called + 20_000 + Math.floor(random() * 60_000);
      const ended = started + Math.floor(random() * 20 * 60_000);
      const isHere = random() > 0.05;
      leg.run(
        `${id}-1`,
        id,
        dateOf(day),
        service.agencyId,
        service.queueId,
        service.id,
        counter.id,
        `staff-petugas-${counter.number}`,
        random() < 0.1 ? 'vulnerable' : 'walk-in',
        joined,
        joined,
        10,
        30,
        called,
        called,
        isHere ? started : null,
        ended,
        isHere ? 'done' : 'no-show',
        isHere ? 'completed' : null,
      );
    }
    for (const { id, agencyId, number } of setup.counters) {
      seq += 1;
      time.run(seq, id, agencyId, `staff-petugas-${number}`, begins, begins + 8 * 3_600_000);
    }
    changed.run(dateOf(day));
  }
  database
    .prepare('INSERT OR REPLACE INTO setup (only, seq, data) VALUES (1, 1, ?)')
    .run(JSON.stringify(setup));
  database.prepare('UPDATE fact_followed SET at = ?').run(first + (days + 1) * dayMs);
}

/** The least that an answer of these rows can cost: every row looked at once. */
function floorMs(path: string): number {
  const database = new Sqlite(path, { readonly: true });
  const sum = database.prepare(
    'SELECT count(*), sum(called_at - enqueued_at), sum(ended_at - started_at) FROM leg_fact',
  );
  sum.get();
  const begun = nowMs();
  sum.get();
  const took = nowMs() - begun;
  database.close();
  return took;
}

type Grouping = (typeof reportGroupingSchema.options)[number];

/** Milliseconds from asking the thread for a year until its answer is there. */
async function askYear(
  thread: ReportThread,
  databaseFile: string,
  by: Grouping,
  tickets: number,
): Promise<number> {
  const at = { now: first + (days + 2) * dayMs, counted: { at: first, isWhole: true } };
  const query = { from: dateOf(0), to: dateOf(days), by };
  const begun = nowMs();
  const order = { kind: 'kpis', query, seesOfficers: true } as const;
  const answer = await thread.ask({ databasePath: databaseFile, order, at });
  const took = nowMs() - begun;
  if (!('json' in answer) || !answer.json.includes(`"issued":${tickets}`)) {
    throw new Error(`No report: ${JSON.stringify(answer).slice(0, 300)}`);
  }
  return took;
}

/** A year's report of half a million tickets, by every grouping, in a thread of its own. */
export async function measureReports({ folder, quick }: BenchOptions): Promise<Row[]> {
  const tickets = quick ? 20_000 : 500_000;
  const place = join(folder, 'reports');
  openStore(place, first, 'quick').close();
  const path = databasePath(place);
  const database = new Sqlite(path);
  database.transaction(() => fill(database, tickets))();
  const keep = database.prepare('INSERT OR REPLACE INTO fact_pack VALUES (?, ?, ?)');
  let packed: readonly PackedDay[] = [];
  const thread = new ReportThread(rows => {
    packed = rows;
  });
  const floor = floorMs(path);
  const cold = await askYear(thread, path, 'agency', tickets);
  database.transaction(() => {
    for (const day of packed) keep.run(day.date, day.changedSeq, day.columns);
  })();
  const times: [Grouping, number][] = [];
  for (const by of reportGroupingSchema.options) {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      took.push(await askYear(thread, path, by, tickets));
    }
    times.push([by, median(took)]);
  }
  await thread.close();
  database.close();
  const [slowest, slowestMs] = times.toSorted(([, one], [, other]) => other - one)[0]!;
  const name = `a year's report, ${tickets.toLocaleString('en')} tickets`;
  const usual = median(times.map(([, ms]) => ms));
  const must = { oursMax: answerMsMax };
  return [
    rowOf(`${name}, slowest grouping (${slowest})`, 'ms', { ours: slowestMs, floor }, must),
    rowOf(`${name}, median grouping`, 'ms', { ours: usual, floor }),
    rowOf(`${name}, days not packed yet`, 'ms', { ours: cold, floor }),
  ];
}
