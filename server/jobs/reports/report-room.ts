import type { Database } from 'better-sqlite3';
import type { CountedUntil } from '../../../contract/reports.ts';
import type { Setup } from '../../../contract/setup.ts';
import type { Text } from '../../../contract/values.ts';
import { toInstant } from '../../domain/local-time.ts';
import { indexSetup, type SetupIndex } from '../../domain/setup-index.ts';
import { FactDays } from '../../store/fact-days.ts';
import type { LegFilter } from './period-figures.ts';
import type { ReportNow, UnknownId } from '../../domain/report-orders.ts';

const minuteMs = 60_000;

/** What a report is made from: the set-up in force, names, and the days. */
export class ReportRoom {
  readonly index: SetupIndex;
  readonly at: ReportNow;
  readonly days: FactDays;
  readonly database: Database;

  constructor(database: Database, at: ReportNow) {
    const data = database.prepare<[], string>('SELECT data FROM setup').pluck().get();
    if (data === undefined) throw new Error('The building has no set-up yet');
    this.index = indexSetup(JSON.parse(data) as Setup);
    this.at = at;
    this.database = database;
    const { timeZone } = this.index.setup.building;
    this.days = new FactDays(database, { timeZone, now: at.now });
  }

  get target() {
    const { serviceLevelMinutes, serviceLevelPercent } = this.index.setup.rules;
    return { minutes: serviceLevelMinutes, percent: serviceLevelPercent };
  }

  get promised() {
    return { promisedMs: this.target.minutes * minuteMs, now: this.at.now };
  }

  get counted(): CountedUntil {
    const { at, isWhole } = this.at.counted;
    return { at: at === 0 ? null : this.instant(at), isWhole };
  }

  instant(at: number): string {
    return toInstant(at, this.index.setup.building.timeZone);
  }

  nameOf(by: string, id: string): Text | null {
    const { agencies, services, queues, counters } = this.index;
    const rows = { agency: agencies, service: services, queue: queues, counter: counters };
    return by in rows ? (rows[by as keyof typeof rows].get(id)?.name ?? null) : null;
  }

  officerName(staffId: string): string | null {
    const name = this.database
      .prepare<[string], string>('SELECT name FROM staff WHERE staff_id = ?')
      .pluck()
      .get(staffId);
    return name ?? null;
  }

  /** What is neither set up now nor was ever counted. */
  unknownOf(filter: LegFilter): UnknownId | null {
    const { agencies, services, queues, counters } = this.index;
    const asked = [
      ['agencyId', agencies, 'agency_id'],
      ['serviceId', services, 'service_id'],
      ['queueId', queues, 'queue_id'],
      ['counterId', counters, 'counter_id'],
    ] as const;
    for (const [name, rows, column] of asked) {
      const id = filter[name];
      if (id === undefined || rows.has(id)) continue;
      const found = this.database
        .prepare<[string], number>(`SELECT 1 FROM leg_fact WHERE ${column} = ? LIMIT 1`)
        .get(id);
      if (!found) return { unknown: name };
    }
    return null;
  }
}
