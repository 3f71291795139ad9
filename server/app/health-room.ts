import type { Health } from '../../contract/health.ts';
import type { Overview } from '../../contract/overview.ts';
import type { ConnectorNow } from '../connector/connector.ts';
import { setupOf } from '../domain/state.ts';
import type { AlertWatch } from '../domain/alert-book.ts';
import { diagnosisArchive } from '../jobs/diagnosis.ts';
import type { Realtime } from '../realtime/realtime.ts';
import { healthView, type HealthSources } from '../views/health-view.ts';
import { instant } from '../views/names.ts';
import { overviewPrinters } from '../views/printers-view.ts';
import { version, type Paper, type Rooms } from './rooms.ts';
import { metricsNow } from './web.ts';

/** What only the running program knows. */
export interface LiveProcess {
  /** What a supervisor is told, and who looks after it. */
  readonly alerts: AlertWatch;
  readonly residentBytes: () => number;
  readonly displays: () => number;
  /** Null: no hub is asked for. */
  readonly hub: () => ConnectorNow | null;
}

/** The newest backup where it failed, for the supervisor's board. */
export function backupNow({
  backups,
  building,
}: Pick<Rooms, 'backups' | 'building'>): Overview['backup'] {
  const { last } = backups;
  if (last === null || last.fault === null) return null;
  return { at: instant(building.state, last.at), fault: last.fault };
}

const isWell = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

function webhooksOf({ store }: Rooms): HealthSources['webhooks'] {
  const rows = store.webhooks.all();
  if (rows.length === 0) return null;
  const sum = (state: 'pending' | 'dead'): number =>
    rows.reduce((count, { id }) => count + store.webhooks.count(id, state), 0);
  return { pending: sum('pending'), dead: sum('dead') };
}

function backupOf({ backups, options }: Rooms): HealthSources['backup'] {
  const { shelf, last, lastGoodAt, lastSecond } = backups;
  const place = shelf.secondPlace;
  return {
    isByItself: options.hasBackups === true,
    last,
    lastGoodAt,
    second: place === null ? null : { last: lastSecond, isSameDisk: shelf.isSameDisk(place) },
  };
}

/** Health and diagnosis, gathered from everything that runs. */
export function openHealthRoom(
  rooms: Rooms,
  paper: Paper,
  realtime: () => Realtime | null,
  live: LiveProcess,
) {
  const { building, store, edges } = rooms;
  const startedAt = building.now();
  const sources = (): HealthSources => {
    const here = realtime()?.here() ?? new Set<string>();
    const { shelf } = rooms.backups;
    return {
      version,
      startedAt,
      residentBytes: live.residentBytes(),
      freeBytes: shelf.freeBytes,
      databaseBytes: shelf.databaseBytes,
      isStoreWell: isWell(store.check),
      backup: backupOf(rooms),
      reports: { isOn: rooms.exports.isOn, last: rooms.exports.last },
      printers: overviewPrinters(building.state, paper.spool.lines()),
      devices: rooms.devices.all().map(({ id, kind, name, lastSeenAt }) => ({
        kind,
        name,
        lastSeenAt,
        isHere: here.has(id),
      })),
      zones: realtime()?.screens() ?? [],
      mediaFaults: rooms.media.faults().length,
      voices: rooms.engines.states(),
      webhooks: webhooksOf(rooms),
      hub: live.hub(),
    };
  };
  const health = (): Health => healthView(building.state, sources(), building.now());
  return {
    health,
    diagnosis() {
      const now = building.now();
      const date = instant(building.state, now).slice(0, 16).replaceAll(/[-:]/g, '');
      const bytes = diagnosisArchive({
        health: health(),
        metrics: metricsNow({ rooms, paper, ...live }),
        setup: setupOf(building.state).setup,
        facts: store.facts,
        recentLog: edges.recentLog?.() ?? [],
        now,
      });
      return { name: `diagnosis-${date}.zip`, bytes };
    },
  };
}
