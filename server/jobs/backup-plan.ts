import type { BackupKind } from '../../contract/backups.ts';
import { businessDateOf, dayMs } from '../domain/local-time.ts';

/** Which backups stay: all of two days, one a day for five weeks, one a month for a year (KEEP-3). */
const allDays = 2;
const dailyDays = 35;
const monthlyDays = 366;
/** Of what a restore replaced, the newest stay, however old. */
const beforeRestoreMax = 5;
/** However often one is asked for. */
const keptMax = 150;
/** These are never given up, not even for a disk that is full. */
const surelyKept = 3;

export interface KeptBackup {
  readonly id: string;
  readonly kind: BackupKind;
  readonly at: number;
  readonly bytes: number;
}

const newestFirst = (one: KeptBackup, other: KeptBackup): number =>
  other.at - one.at || (one.id < other.id ? 1 : -1);

/** The newest of each group. */
function newestOf(rows: readonly KeptBackup[], groupOf: (row: KeptBackup) => string): KeptBackup[] {
  const groups = new Set<string>();
  return rows.filter(row => {
    const group = groupOf(row);
    if (groups.has(group)) return false;
    groups.add(group);
    return true;
  });
}

/** Ids of backups that are over their time. A file that somebody brought is theirs to remove. */
export function outdated(
  backups: readonly KeptBackup[],
  now: number,
  timeZone: Parameters<typeof businessDateOf>[1],
): string[] {
  const made = backups.filter(({ kind }) => kind === 'made').toSorted(newestFirst);
  const within = (days: number) => made.filter(({ at }) => now - at <= days * dayMs);
  const dateOf = ({ at }: KeptBackup): string => businessDateOf(at, timeZone);
  const keep = new Set(
    [
      ...made.slice(0, surelyKept),
      ...within(allDays),
      ...newestOf(within(dailyDays), dateOf),
      ...newestOf(within(monthlyDays), row => dateOf(row).slice(0, 7)),
    ].map(({ id }) => id),
  );
  const kept = made.filter(({ id }) => keep.has(id)).slice(0, keptMax);
  const stays = new Set(kept.map(({ id }) => id));
  const replaced = backups.filter(({ kind }) => kind === 'before-restore').toSorted(newestFirst);
  return [...made.filter(({ id }) => !stays.has(id)), ...replaced.slice(beforeRestoreMax)].map(
    ({ id }) => id,
  );
}

/**
 * Ids of backups that are given up so that one more of `needBytes` has room, the oldest first; null
 * where not even that makes room.
 */
export function madeRoom(
  backups: readonly KeptBackup[],
  freeBytes: number,
  needBytes: number,
): string[] | null {
  const made = backups.filter(({ kind }) => kind === 'made').toSorted(newestFirst);
  const given: string[] = [];
  let free = freeBytes;
  for (const row of made.slice(surelyKept).toReversed()) {
    if (free >= needBytes) return given;
    given.push(row.id);
    free += row.bytes;
  }
  return free >= needBytes ? given : null;
}
