import { basename } from 'node:path';
import { readBackup } from '../../server/store/backup-copy.ts';
import { withFolderHeld } from '../../server/store/database.ts';
import {
  prepareRestore,
  putRestored,
  type RestoreStep,
} from '../../server/store/restored-database.ts';

/** Restores a backup and is killed after a step, as a power cut would end it. */
const [folder = '', backup = '', last = 'done'] = process.argv.slice(2);

withFolderHeld(folder, () => {
  prepareRestore(folder, backup);
  putRestored({
    folder,
    backupId: basename(backup, '.sqlite'),
    facts: readBackup(backup),
    safetyId: 'before-restore-20260304T020000Z-9',
    reached(step: RestoreStep) {
      if (step === last) process.kill(process.pid, 'SIGKILL');
    },
  });
});
