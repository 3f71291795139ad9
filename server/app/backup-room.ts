import type { BackupLoss, BackupRow, Backups as BackupsView } from '../../contract/backups.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import type { BackupRoom } from '../http/backup-routes.ts';
import type { ShelvedBackup } from '../jobs/backup-shelf.ts';
import { Backups, type Tried } from '../jobs/backups.ts';
import { BackupUnusable, type BackupFacts } from '../store/backup-copy.ts';
import { backupIdOf } from '../store/backup-orders.ts';
import { putRestored } from '../store/restored-database.ts';
import { instant, instantOrNull } from '../views/names.ts';
import type { Rooms } from './rooms.ts';

type Needs = Pick<Rooms, 'options' | 'edges' | 'store' | 'building'>;

export function openBackups({ options, edges, store, building }: Needs): Backups {
  return new Backups({
    building,
    store,
    dataDir: options.dataDir,
    log: edges.log,
    isByItself: options.hasBackups === true,
  });
}

/** Backups as whoever looks after the building sees and uses them. */
class Room implements BackupRoom {
  readonly #needs: Needs;
  readonly #backups: Backups;
  #isRestoring = false;

  constructor(needs: Needs, backups: Backups) {
    this.#needs = needs;
    this.#backups = backups;
  }

  readonly view = (): BackupsView => {
    const { building } = this.#needs;
    const { shelf } = this.#backups;
    const { state } = building;
    const place = shelf.secondPlace;
    return {
      now: instant(state, building.now()),
      backups: shelf.all().map(row => this.#row(row)),
      isRunning: this.#backups.isRunning || this.#isRestoring,
      nextAt: instantOrNull(state, this.#backups.nextAt),
      last: this.#tried(this.#backups.last),
      secondPlace:
        place === null
          ? null
          : {
              folder: place,
              last: this.#tried(this.#backups.lastSecond),
              isSameDisk: shelf.isSameDisk(place),
            },
      folder: shelf.folder,
      freeBytes: shelf.freeBytes,
      databaseBytes: shelf.databaseBytes,
      journalSeq: state.seq,
      canRestore: this.#needs.edges.restart !== undefined,
    };
  };

  readonly make: BackupRoom['make'] = async actor => {
    await this.#backups.make(actor);
  };

  readonly pathOf = (id: string): string | null => this.#backups.shelf.pathOf(id);

  readonly lossOf = (id: string): BackupLoss | Refusal => {
    const { building, store } = this.#needs;
    const row = this.#backups.shelf.all().find(one => one.id === id);
    const facts = this.#factsOf(id);
    if ('refused' in facts) return facts;
    const types = store.facts.typesAfter(facts.journalSeq);
    const isOtherBuilding = facts.buildingId !== store.identity.buildingId;
    const count = (type: string): number => (isOtherBuilding ? 0 : (types[type] ?? 0));
    return {
      id,
      at: instant(building.state, row?.at ?? facts.lastAt),
      isOtherBuilding,
      tickets: count('ticket-issued'),
      bookings: count('booking-made'),
      setupChanges: count('building-configured'),
    };
  };

  readonly choosePlace: BackupRoom['choosePlace'] = folder => {
    const reason = this.#backups.shelf.choosePlace(folder);
    return reason === null ? null : refuse('folder-refused', { reason });
  };

  readonly forgetPlace = (): void => this.#backups.shelf.forgetPlace();

  readonly isConfirmedBy = (typed: string): boolean =>
    typed.trim() === setupOf(this.#needs.building.state).setup.building.short.trim();

  readonly restore: BackupRoom['restore'] = async (id, isOtherAllowed) => {
    const { edges, options, store, building } = this.#needs;
    const facts = this.#factsOf(id);
    if ('refused' in facts) return facts;
    const isDemo = options.mode === 'demo';
    if (facts.isDemo !== isDemo) return refuse('backup-refused', { reason: 'demo' });
    const isOther = facts.buildingId !== store.identity.buildingId;
    if (isOther && !isOtherAllowed) return refuse('other-building');
    const { restart } = edges;
    if (!restart) return refuse('restore-unavailable');
    if (this.#isRestoring) return refuse('backup-running');
    this.#isRestoring = true;
    const prepared = await this.#backups.prepare(id);
    if ('refused' in prepared) {
      this.#isRestoring = false;
      return refuse('backup-refused', { reason: prepared.refused });
    }
    const folder = options.dataDir;
    const safetyId = backupIdOf('before-restore', building.now(), building.state.seq);
    // After the answer has gone.
    setImmediate(() =>
      restart(() => void putRestored({ folder, backupId: id, facts: prepared, safetyId })),
    );
    return null;
  };

  #factsOf(id: string): BackupFacts | Refusal {
    const path = this.pathOf(id);
    if (path === null) return refuse('unknown-backup');
    try {
      return this.#backups.shelf.factsOf(path);
    } catch (error) {
      if (!(error instanceof BackupUnusable)) throw error;
      return refuse('backup-refused', { reason: error.reason });
    }
  }

  #row({ at, ...row }: ShelvedBackup): BackupRow {
    const { state } = this.#needs.building;
    return { ...row, at: instant(state, at), isChecked: row.kind === 'made' };
  }

  #tried(tried: Tried | null): BackupsView['last'] {
    if (tried === null) return null;
    return { at: instant(this.#needs.building.state, tried.at), fault: tried.fault };
  }
}

export const openBackupRoom = (needs: Needs, backups: Backups): BackupRoom =>
  new Room(needs, backups);
