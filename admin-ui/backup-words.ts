import type { BackupFault } from '../contract/backups.ts';
import type { Problem } from '../ui-kit/api.ts';
import { backupsText as b } from './backups-texts.ts';

const faults = {
  'disk-full': 'faultDiskFull',
  'not-writable': 'faultNotWritable',
  'place-missing': 'faultPlaceMissing',
  damaged: 'faultDamaged',
  failed: 'faultFailed',
} as const satisfies Record<BackupFault, Parameters<typeof b>[0]>;

/** Why a backup failed; what is new to this page is of unknown cause. */
export const faultWords = (fault: string): string =>
  b(faults[fault as BackupFault] ?? 'faultFailed');

const refusedFiles = {
  damaged: 'refusedDamaged',
  foreign: 'refusedForeign',
  newer: 'refusedNewer',
  empty: 'refusedEmpty',
  demo: 'refusedDemo',
} as const;

/** Why nothing was done, for whoever asked. */
export function refusedWords({ code, facts }: Problem): string {
  const reason = String(facts?.['reason'] ?? '');
  if (code === 'unreachable') return b('unreachable');
  if (code === 'restore-unavailable') return b('unavailable');
  if (code === 'other-building') return b('otherBuilding');
  if (code === 'folder-refused') {
    if (reason === 'no-folder') return b('refusedFolder');
    if (reason === 'inside') return b('refusedInside');
    return b('refusedFolderFault', { fault: faultWords(reason) });
  }
  if (code !== 'backup-refused') return b('refusedElse');
  const known = refusedFiles[reason as keyof typeof refusedFiles];
  return known ? b(known) : b('refusedFolderFault', { fault: faultWords(reason) });
}
