import { ExportFolder } from '../jobs/reports/export-folder.ts';
import { openReports } from '../jobs/reports/open-reports.ts';
import { ReportExports } from '../jobs/reports/report-exports.ts';
import { reportsPath } from '../store/database.ts';
import { openBackups } from './backup-room.ts';
import type { Rooms } from './rooms.ts';

/** What is made of everything that was kept, beside the building: backups and reports. */
export function openKept(
  rooms: Pick<Rooms, 'options' | 'edges' | 'store' | 'building'>,
): Pick<Rooms, 'backups' | 'reports' | 'exports'> {
  const { options, edges, store, building } = rooms;
  const { dataDir, reportsDir = null } = options;
  const { log } = edges;
  const reports = openReports({ building, store, dataDir, log });
  const exports = new ReportExports({
    building,
    desk: reports,
    folder: new ExportFolder(reportsDir ?? reportsPath(dataDir), reportsDir === null),
    isElsewhere: reportsDir !== null,
    isOn: options.hasReportExports === true,
    log,
  });
  return { backups: openBackups(rooms), reports, exports };
}
