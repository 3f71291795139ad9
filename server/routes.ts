import type { StaffAccounts } from './auth/staff-accounts.ts';
import { accountRoutes } from './http/account-routes.ts';
import { paperRoutes } from './http/paper-routes.ts';
import { overviewPrinters } from './views/printers-view.ts';
import { ticketLayoutRoutes } from './http/ticket-layout-routes.ts';
import { ticketRoutes } from './http/ticket-routes.ts';
import { counterRoutes } from './http/counter-routes.ts';
import { deviceRoutes } from './http/device-routes.ts';
import { demoRoutes } from './http/demo-routes.ts';
import { displayRoutes } from './http/display-routes.ts';
import { helpRoutes } from './http/help-routes.ts';
import { kioskRoutes } from './http/kiosk-routes.ts';
import { kioskSetupRoutes } from './http/kiosk-setup-routes.ts';
import { printerRoutes } from './http/printer-routes.ts';
import { publicRoutes } from './http/public-routes.ts';
import type { Route } from './http/route.ts';
import { demoKioskId } from './http/dispatch.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { speechRoutes } from './http/speech-routes.ts';
import { supervisorRoutes } from './http/supervisor-routes.ts';
import type { Realtime } from './realtime/realtime.ts';
import type { Store } from './store/store.ts';
import { kioskName, version } from './rooms.ts';
import type { Paper, Rooms } from './rooms.ts';

/** Names and notes for the desks, which no rule of the queue reads. */
export const sourcesOf = (store: Store) => ({
  staffName: (staffId: string) => store.staff.nameOf(staffId),
  notesOf: (visitId: string) => store.notes.ofVisit(visitId),
  noteText: (noteId: string) => store.notes.textOf(noteId),
});

/** Every row of the route table, with what its family needs of the server. */
export function routesOf(
  rooms: Rooms,
  accounts: StaffAccounts,
  paper: Paper,
  realtime: () => Realtime | null,
): Route[] {
  const { building, store, url, help } = rooms;
  const { secret, buildingId } = store.identity;
  const { demoPrinter, spool } = paper;
  const printersNow = () => overviewPrinters(building.state, spool.lines());
  const ownKiosk = rooms.options.mode === 'demo' ? { id: demoKioskId, name: kioskName } : null;
  const here = () => realtime()?.here() ?? new Set<string>();
  return [
    ...publicRoutes({
      building,
      buildingId,
      secret,
      version,
      startedAt: performance.now(),
      check: store.check,
      opened: rooms.opened,
      surveys: store.surveys,
      pastVisits: store.pastVisits,
    }),
    ...kioskRoutes({
      building,
      buildingId,
      bookings: store.bookings,
      secret,
      publicUrl: () => url,
      printerOf: deviceId => (deviceId === null ? null : paper.printerOf(deviceId)),
    }),
    ...speechRoutes({ say: rooms.speech.say, elapsedMs: () => performance.now() }),
    ...accountRoutes(building, accounts),
    ...deviceRoutes({
      building,
      devices: rooms.devices,
      here,
      order: (id, order) => realtime()?.order(id === ownKiosk?.id ? null : id, order) ?? 0,
      ownKioskId: ownKiosk?.id ?? null,
      ...sourcesOf(store),
    }),
    ...kioskSetupRoutes({ building, paired: () => rooms.devices.all(), ownKiosk, here }),
    ...sessionRoutes(building, accounts),
    ...counterRoutes({
      building,
      staffName: staffId => store.staff.nameOf(staffId),
      takeDesk: (counterId, windowId) => rooms.holds.take(counterId, windowId),
    }),
    ...ticketRoutes(building),
    ...printerRoutes({
      building,
      bench: paper.bench,
      lines: spool.lines,
      printersOf: paper.printersOf,
      paired: () => rooms.devices.all(),
      demoKiosk: ownKiosk,
    }),
    ...ticketLayoutRoutes({ building, studio: paper.studio, publicUrl: () => url }),
    ...paperRoutes({ building, lines: spool.lines, printerOf: paper.printerOf }),
    ...supervisorRoutes({
      building,
      journal: store.journal,
      devices: () => ({
        printers: printersNow(),
        displays: realtime()?.displays ?? 0,
        screens: realtime()?.screens() ?? [],
        helpCalls: realtime()?.helpCalls() ?? [],
        mediaFaults: rooms.media.faults(),
      }),
    }),
    ...displayRoutes({ building, media: rooms.media }),
    ...helpRoutes({
      building,
      secret,
      askHelp: (visitId, now) => help.ask(visitId, now),
      helpDone: visitId => help.done(visitId),
      helpScreens: () => realtime()?.frontDesks ?? 0,
    }),
    ...(rooms.options.mode === 'demo' ? demoRoutes(() => demoPrinter?.papers() ?? []) : []),
  ];
}
