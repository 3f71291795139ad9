import type { Overview } from '../../contract/overview.ts';
import { isHallOpen, type Condition } from '../domain/alert-rules.ts';
import { ClockWatch } from '../domain/clock-watch.ts';
import { setupOf } from '../domain/state.ts';
import type { AlertWatch } from '../domain/alert-book.ts';
import { openAlertWatch } from '../jobs/alert-watch.ts';
import type { Realtime } from '../realtime/realtime.ts';
import { alertBoard } from '../views/alerts-view.ts';
import { machineConditions } from '../views/machine-conditions.ts';
import { overviewPrinters } from '../views/printers-view.ts';
import type { Paper, Rooms } from './rooms.ts';

/** As the board shows them. */
export const alertsNow = (
  { building, store }: Pick<Rooms, 'building' | 'store'>,
  alerts: AlertWatch,
): Overview['alerts'] =>
  alertBoard(building.state, alerts.standing, alerts.today(), id => store.staff.nameOf(id));

/** Watches over the building's lines, counters and machines, gathered from everything that runs. */
export function openAlertRoom(
  rooms: Rooms,
  paper: Paper,
  realtime: () => Realtime | null,
): AlertWatch {
  const { building, store, edges, backups, devices } = rooms;
  const clock = new ClockWatch();
  const machines = (): Condition[] => {
    const { state } = building;
    const now = building.now();
    const here = realtime()?.here() ?? new Set<string>();
    return machineConditions(state, {
      printers: overviewPrinters(state, paper.spool.lines()),
      zones: realtime()?.screens() ?? [],
      devices: devices.all().map(({ id, kind, name, lastSeenAt }) => {
        const display = setupOf(state).setup.displays.find(row => row.deviceId === id);
        const isSign = (display?.counterId ?? null) !== null;
        return { id, kind, name, lastSeenAt, isHere: here.has(id), isSign };
      }),
      isHallOpen: isHallOpen(state, now),
      backup: backups.last,
      reports: rooms.exports.last,
      freeBytes: backups.shelf.freeBytes,
      jumpedSeconds: clock.look(edges.clock.now(), performance.now() * edges.clock.rate),
    });
  };
  return openAlertWatch({
    building,
    table: store.alerts,
    staffName: staffId => store.staff.nameOf(staffId),
    machines,
    changed: () => realtime()?.alertsChanged(),
    log: edges.log,
  });
}
