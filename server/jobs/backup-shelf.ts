import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { BackupFault, BackupKind } from '../../contract/backups.ts';
import { faultOf } from '../store/backup-orders.ts';
import { readBackup, syncFile, type BackupFacts } from '../store/backup-copy.ts';
import { backupsPath, databasePath } from '../store/database.ts';

/** A backup as it lies in its folder. */
export interface ShelvedBackup {
  readonly id: string;
  readonly kind: BackupKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bytes: number;
  /** Null where the file cannot be read. */
  readonly journalSeq: number | null;
}

const end = '.sqlite';
const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;
const ownName = /^(backup|before-restore)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)$/;
/** Files of a folder that are looked at. */
const shelvedMax = 1_000;
const settingsName = 'second-place.json';

/** Sizes in bytes of what a server cannot know (a folder that is gone) are null. */
export function freeBytesOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function ownNameOf(id: string): Pick<ShelvedBackup, 'kind' | 'at' | 'journalSeq'> | null {
  const match = ownName.exec(id);
  if (!match) return null;
  const [, kind, year, month, day, hour, minute, second, seq] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!Number.isFinite(at)) return null;
  return { kind: kind === 'backup' ? 'made' : 'before-restore', at, journalSeq: Number(seq) };
}

/** A folder that is not there, or cannot be read, holds none: making one says why. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function seqOf(path: string): number | null {
  try {
    return readBackup(path).journalSeq;
  } catch {
    return null;
  }
}

/** The building's folder of backups, and the second place that somebody chose. */
export class BackupShelf {
  readonly folder: string;
  readonly #dataDir: string;
  readonly #placeName: string;
  /** What a brought file holds, as long as it is the same file. */
  readonly #brought = new Map<string, { readonly mark: string; readonly seq: number | null }>();

  constructor(dataDir: string, buildingId: string) {
    this.#dataDir = dataDir;
    this.folder = backupsPath(dataDir);
    this.#placeName = `antrean-${buildingId}`;
  }

  pathOf(id: string): string | null {
    if (!idPattern.test(id)) return null;
    const path = join(this.folder, `${id}${end}`);
    return existsSync(path) && statSync(path).isFile() ? path : null;
  }

  /** The newest first. */
  all(folder = this.folder): ShelvedBackup[] {
    return namesIn(folder)
      .filter(name => name.endsWith(end) && idPattern.test(name.slice(0, -end.length)))
      .slice(0, shelvedMax)
      .flatMap(name => this.#shelved(folder, name.slice(0, -end.length)))
      .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  }

  remove(ids: readonly string[], folder = this.folder): void {
    for (const id of ids) {
      for (const rest of ['', '-wal', '-shm']) {
        rmSync(join(folder, `${id}${end}${rest}`), { force: true });
      }
    }
  }

  /** What a backup says of itself; throws BackupUnusable. */
  readonly factsOf = (path: string): BackupFacts => readBackup(path);

  get freeBytes(): number | null {
    return freeBytesOf(this.#dataDir);
  }

  /** With its log, which a backup holds too. */
  get databaseBytes(): number {
    const path = databasePath(this.#dataDir);
    return ['', '-wal']
      .filter(rest => existsSync(`${path}${rest}`))
      .reduce((sum, rest) => sum + statSync(`${path}${rest}`).size, 0);
  }

  /** Where somebody wants a second copy; null: nowhere. */
  get secondPlace(): string | null {
    const path = join(this.folder, settingsName);
    if (!existsSync(path)) return null;
    try {
      const { folder } = JSON.parse(readFileSync(path, 'utf8')) as { folder?: unknown };
      return typeof folder === 'string' ? folder : null;
    } catch {
      return null;
    }
  }

  /** The building's own folder in the second place: it is made when the place is chosen. */
  ownFolderIn(place: string): string {
    return join(place, this.#placeName);
  }

  isSameDisk(place: string): boolean {
    try {
      return statSync(place).dev === statSync(this.#dataDir).dev;
    } catch {
      return false;
    }
  }

  /** Takes a folder as the second place from now on; why not, where it cannot be. */
  choosePlace(folder: string): BackupFault | 'no-folder' | 'inside' | null {
    if (!isAbsolute(folder) || folder.includes('\0')) return 'no-folder';
    const inside = relative(resolve(this.#dataDir), resolve(folder));
    if (inside === '' || !inside.startsWith('..')) return 'inside';
    try {
      if (!existsSync(folder) || !statSync(folder).isDirectory()) return 'no-folder';
      const own = this.ownFolderIn(folder);
      if (!existsSync(own)) mkdirSync(own);
      const probe = join(own, 'probe.part');
      writeFileSync(probe, 'antrean');
      rmSync(probe);
      this.#keepPlace(folder);
      return null;
    } catch (error) {
      return faultOf(error);
    }
  }

  /** Copies that lie there stay where they are. */
  forgetPlace(): void {
    rmSync(join(this.folder, settingsName), { force: true });
  }

  #keepPlace(folder: string): void {
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, settingsName);
    writeFileSync(`${path}.part`, JSON.stringify({ folder }));
    syncFile(`${path}.part`);
    renameSync(`${path}.part`, path);
  }

  #shelved(folder: string, id: string): ShelvedBackup[] {
    const path = join(folder, `${id}${end}`);
    try {
      const found = statSync(path);
      if (!found.isFile()) return [];
      const { size: bytes, mtimeMs } = found;
      const own = ownNameOf(id);
      if (own) return [{ id, bytes, ...own }];
      const mark = `${bytes} ${mtimeMs}`;
      let known = this.#brought.get(path);
      if (known?.mark !== mark) {
        known = { mark, seq: seqOf(path) };
        this.#brought.set(path, known);
      }
      const at = Math.floor(mtimeMs);
      return [{ id, kind: 'brought', at, bytes, journalSeq: known.seq }];
    } catch {
      // Gone while it was looked at.
      return [];
    }
  }
}
