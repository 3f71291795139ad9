import { openReports } from '../jobs/reports/open-reports.ts';
import { openBackups } from './backup-room.ts';
import type { Rooms } from './rooms.ts';

/** What is made of everything that was kept, beside the building: backups and reports. */
export function openKept(
  rooms: Pick<Rooms, 'options' | 'edges' | 'store' | 'building'>,
): Pick<Rooms, 'backups' | 'reports'> {
  const { options, edges, store, building } = rooms;
  return {
    backups: openBackups(rooms),
    reports: openReports({ building, store, dataDir: options.dataDir, log: edges.log }),
  };
}
