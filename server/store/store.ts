import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Command } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { BuildingState } from '../domain/state.ts';
import { openAlertTable, type AlertTable } from './alerts.ts';
import { openAnsweredRequests, type AnsweredRequests } from './answered-requests.ts';
import { openBookings, type Bookings } from './bookings.ts';
import { openDatabase, type Durability } from './database.ts';
import { openDeviceTable, type DeviceTable } from './devices.ts';
import { unpackedBefore, type PackedDay } from './fact-days.ts';
import { openJournal, type Journal } from './journal.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { openPastVisits, type PastVisits } from './past-visits.ts';
import { keepBeside, named } from './kept-beside.ts';
import { openPartnerKeyTable, type PartnerKeyTable } from './partner-keys.ts';
import { openPeople, type People } from './people.ts';
import { openPersonalData, type PersonalData } from './personal-data.ts';
import { openBuildingFacts, type BuildingFacts } from './building-facts.ts';
import { openRestored, type RestoredTable } from './restored-database.ts';
import { openPrintJobs, type PrintJobs } from './print-jobs.ts';
import { rebuild, type TableComparison } from './rebuild.ts';
import { openSetupCode, type SetupCodeTable } from './setup-code.ts';
import { openStaffTable, type StaffTable } from './staff.ts';
import { openSurveyComments, type SurveyComments } from './survey-comments.ts';
import { openSteerTexts, type SteerTexts } from './steer-texts.ts';
import { openSurveys, type Surveys } from './surveys.ts';
import { openVisitNotes, type VisitNotes } from './visit-notes.ts';
import { Webhooks } from './webhooks.ts';
import { openTableFollower, type TableFollower } from './table-follower.ts';

export interface BuildingIdentity {
  readonly buildingId: string;
  /** Changes when the database is restored: screens then ask for everything anew. */
  readonly epoch: string;
  /** Signs the tokens on tickets. */
  readonly secret: Buffer;
}

export interface Store {
  readonly identity: BuildingIdentity;
  readonly journal: Journal;
  readonly tables: TableFollower;
  readonly alerts: AlertTable;
  readonly answered: AnsweredRequests;
  readonly printJobs: PrintJobs;
  readonly staff: StaffTable;
  readonly setupCode: SetupCodeTable;
  readonly devices: DeviceTable;
  readonly notes: VisitNotes;
  readonly steerTexts: SteerTexts;
  readonly bookings: Bookings;
  readonly people: People;
  readonly personal: PersonalData;
  readonly partnerKeys: PartnerKeyTable;
  readonly webhooks: Webhooks;
  readonly pastVisits: PastVisits;
  readonly surveys: Surveys;
  readonly surveyComments: SurveyComments;
  readonly pictures: Pictures;
  /** A restore that the journal does not say yet. */
  readonly restored: RestoredTable;
  readonly facts: BuildingFacts;
  /** What the journal shall not know of a command, in the transaction of the entry it came to. */
  keepBeside(command: Command, entry: JournalEntry, state: BuildingState): void;
  /** The command with the random ids of the people it names. */
  named(command: Command, state: BuildingState): Command;
  /** Runs `work` in one durable transaction: all of it is kept, or nothing. */
  transaction<Result>(work: () => Result): Result;
  /** Keeps a day that is over in the way reports read it fastest. */
  keepPack(day: PackedDay): void;
  /** Whether a day before this date waits for being packed. */
  readonly hasUnpackedDays: (before: string) => boolean;
  compareWithJournal(write: boolean): TableComparison[];
  /** Throws where the database does not answer or the tables cannot follow the journal. */
  readonly check: () => void;
  close(): void;
}

function identityOf(database: Database, now: number): BuildingIdentity {
  database
    .prepare(
      `INSERT OR IGNORE INTO building (only, building_id, epoch, secret, created_at)
       VALUES (1, ?, ?, ?, ?)`,
    )
    .run(
      `mpp-${randomBytes(6).toString('hex')}`,
      `e-${randomBytes(6).toString('hex')}`,
      randomBytes(32),
      now,
    );
  const row = database
    .prepare<[], { building_id: string; epoch: string; secret: Buffer }>(
      'SELECT building_id, epoch, secret FROM building',
    )
    .get()!;
  return { buildingId: row.building_id, epoch: row.epoch, secret: row.secret };
}

function packKeeper(database: Database): Store['keepPack'] {
  const keep = database.prepare(
    'INSERT OR REPLACE INTO fact_pack (business_date, changed_seq, columns) VALUES (?, ?, ?)',
  );
  return ({ date, changedSeq, columns }) => void keep.run(date, changedSeq, columns);
}

/** Everything the building remembers, in one SQLite database inside `folder`. */
export function openStore(folder: string, now: number, durability?: Durability): Store {
  const { database, close } = openDatabase(folder, durability);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const ping = database.prepare('SELECT only FROM building');
  const journal = openJournal(database);
  const tables = openTableFollower(database, journal);
  const standAtEnd = database.prepare('UPDATE followed SET seq = ?');
  const beside = {
    notes: openVisitNotes(database),
    steerTexts: openSteerTexts(database),
    bookings: openBookings(database),
    people: openPeople(database),
    surveyComments: openSurveyComments(database),
  };
  return {
    identity: identityOf(database, now),
    journal,
    tables,
    alerts: openAlertTable(database),
    answered: openAnsweredRequests(database),
    printJobs: openPrintJobs(database),
    staff: openStaffTable(database),
    setupCode: openSetupCode(database),
    devices: openDeviceTable(database),
    ...beside,
    partnerKeys: openPartnerKeyTable(database),
    webhooks: new Webhooks(database),
    personal: openPersonalData(database, () => tables.catchUp()),
    pastVisits: openPastVisits(database, () => tables.catchUp()),
    surveys: openSurveys(database),
    pictures: openPictures(database),
    restored: openRestored(database),
    facts: openBuildingFacts(database),
    keepBeside: (command, entry, state) => keepBeside(beside, command, entry, state),
    named: (command, state) => named(beside, command, state),
    transaction(work) {
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (database.inTransaction) rollback.run();
        throw error;
      }
    },
    keepPack: packKeeper(database),
    hasUnpackedDays: unpackedBefore(database),
    compareWithJournal(write) {
      tables.catchUpFacts();
      const compared = rebuild(database, write);
      if (write) standAtEnd.run(journal.lastSeq);
      if (write) tables.reload();
      return compared;
    },
    check() {
      ping.get();
      tables.check();
    },
    close() {
      tables.close();
      close();
    },
  };
}
