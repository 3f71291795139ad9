import type { StaffOffice } from '../auth/staff-office.ts';
import type { StaffAccounts } from '../auth/staff-accounts.ts';
import { alertRoutes } from '../http/alert-routes.ts';
import { auditRoutes } from '../http/audit-routes.ts';
import { antreanSetupRoutes } from '../http/antrean-setup-routes.ts';
import { staffImportRoutes } from '../http/staff-import-routes.ts';
import { staffRoutes as staffOfficeRoutes } from '../http/staff-routes.ts';
import { accountRoutes } from '../http/account-routes.ts';
import { paperRoutes } from '../http/paper-routes.ts';
import { overviewPrinters } from '../views/printers-view.ts';
import { ticketLayoutRoutes } from '../http/ticket-layout-routes.ts';
import { ticketRoutes } from '../http/ticket-routes.ts';
import { backupRoutes } from '../http/backup-routes.ts';
import { bookingSetupRoutes } from '../http/booking-setup-routes.ts';
import { deskBookingRoutes } from '../http/desk-booking-routes.ts';
import { counterRoutes } from '../http/counter-routes.ts';
import { deviceRoutes } from '../http/device-routes.ts';
import { demoBookings } from '../demo/demo-bookings.ts';
import { exampleSetup } from '../demo/demo-setup.ts';
import { demoRoutes } from '../http/demo-routes.ts';
import { SetupCodes } from '../auth/setup-code.ts';
import { demoSetup } from '../demo/demo-setup.ts';
import { exampleSetupRoute } from '../http/example-setup-routes.ts';
import { displayRoutes } from '../http/display-routes.ts';
import { displaySetupRoutes } from '../http/display-setup-routes.ts';
import { firstRunRoutes } from '../http/first-run-routes.ts';
import { forecastRoutes } from '../http/forecast-routes.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { helpRoutes } from '../http/help-routes.ts';
import { kioskRoutes } from '../http/kiosk-routes.ts';
import { kioskSetupRoutes } from '../http/kiosk-setup-routes.ts';
import { partnerBookingRoutes } from '../http/partner-booking-routes.ts';
import { partnerKeyRoutes } from '../http/partner-key-routes.ts';
import { partnerRoutes } from '../http/partner-routes.ts';
import { PersonLooks } from '../http/person-looks.ts';
import { personRoutes } from '../http/person-routes.ts';
import { privacyRoutes } from '../http/privacy-routes.ts';
import { printerRoutes } from '../http/printer-routes.ts';
import { publicRoutes } from '../http/public-routes.ts';
import type { Route } from '../http/route.ts';
import { demoKioskId } from '../http/dispatch.ts';
import { servicesSheetRoutes } from '../http/services-sheet-routes.ts';
import { setupFileRoutes } from '../http/setup-file-routes.ts';
import { holidayListRoutes } from '../http/holiday-list-routes.ts';
import { setupRoutes } from '../http/setup-routes.ts';
import { reportExportRoutes } from '../http/report-export-routes.ts';
import { reportRoutes } from '../http/report-routes.ts';
import { receptionRoutes } from '../http/reception-routes.ts';
import { openStaffAudit } from '../http/staff-audit.ts';
import { sessionRoutes } from '../http/session-routes.ts';
import { speechRoutes } from '../http/speech-routes.ts';
import { voiceNameRoutes } from '../http/voice-name-routes.ts';
import { voicePackRoutes } from '../http/voice-pack-routes.ts';
import { voiceRoutes } from '../http/voice-routes.ts';
import { waitingListRoutes } from '../http/waiting-list-routes.ts';
import { waitingScreenRoutes } from '../http/waiting-screen-routes.ts';
import { webhookAdminRoutes } from '../http/webhook-admin-routes.ts';
import { webhookRoutes } from '../http/webhook-routes.ts';
import { storyRoutes } from '../http/story-routes.ts';
import { surveyCommentRoutes } from '../http/survey/comment-routes.ts';
import { surveyReportRoutes } from '../http/survey/survey-report-routes.ts';
import { counterMessageRoutes } from '../http/counter-message-routes.ts';
import { steeringRoutes } from '../http/steering-routes.ts';
import { supervisorRoutes } from '../http/supervisor-routes.ts';
import { sentencesOf } from '../domain/call-speech.ts';
import { setupOf } from '../domain/state.ts';
import type { AlertWatch } from '../domain/alert-book.ts';
import type { Realtime } from '../realtime/realtime.ts';
import type { Store } from '../store/store.ts';
import { alertsNow } from './alert-room.ts';
import { openBackupRoom } from './backup-room.ts';
import { openForecastRoom } from './forecast-room.ts';
import { backupNow, openHealthRoom, type LiveProcess } from './health-room.ts';
import { kioskName, version } from './rooms.ts';
import type { Paper, Rooms } from './rooms.ts';
import { voiceStudio } from './voice-studio.ts';

/** Names and notes for the desks, which no rule of the queue reads. */
export const sourcesOf = (store: Store) => ({
  staffName: (staffId: string) => store.staff.nameOf(staffId),
  notesOf: (visitId: string) => store.notes.ofVisit(visitId),
  noteText: (noteId: string) => store.notes.textOf(noteId),
  steerText: (textId: string) => store.steerTexts.textOf(textId),
});

interface Families {
  readonly rooms: Rooms;
  readonly accounts: StaffAccounts;
  readonly office: StaffOffice;
  readonly paper: Paper;
  readonly looks: PersonLooks;
  readonly realtime: () => Realtime | null;
  readonly alerts: AlertWatch;
}

/** For visitors: at a kiosk, with a phone, or asking what is open. */
function visitorRoutes({ rooms, paper, realtime, looks }: Families): Route[] {
  const { building, store, url, help } = rooms;
  const { secret, buildingId } = store.identity;
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
      callSound: facts => {
        const { setup } = setupOf(building.state);
        const sentences = sentencesOf(setup, facts, 1);
        const sound = rooms.voiceRoom.voice()?.sound(sentences, setup.voice.speedPercent);
        return sound?.wav ?? null;
      },
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
    ...receptionRoutes({
      building,
      buildingId,
      bookings: store.bookings,
      secret,
      publicUrl: () => url,
      lines: paper.spool.lines,
    }),
    ...deskBookingRoutes({ building, store, looks }),
    ...helpRoutes({
      building,
      secret,
      askHelp: (visitId, now) => help.ask(visitId, now),
      helpDone: visitId => help.done(visitId),
      helpScreens: () => realtime()?.frontDesks ?? 0,
    }),
    ...(rooms.options.mode === 'demo'
      ? demoRoutes(
          () => paper.demoPrinter?.papers() ?? [],
          () => demoBookings(building, store.bookings, buildingId),
        )
      : []),
  ];
}

/** For officers and whoever steers them. */
function staffRoutes({ rooms, accounts, office, paper, realtime, alerts }: Families): Route[] {
  const { building, store } = rooms;
  const { spool } = paper;
  const printersNow = () => overviewPrinters(building.state, spool.lines());
  return [
    ...accountRoutes(building, accounts),
    ...staffOfficeRoutes({ building, office }),
    ...staffImportRoutes({ building, office }),
    ...sessionRoutes(building, accounts),
    ...firstRunRoutes({
      building,
      codes: new SetupCodes(store.setupCode, () => building.now()),
      staff: store.staff,
      sessions: accounts.sessions,
      audit: openStaffAudit(building),
      unlock: member => accounts.unlock(member),
      made: null,
    }),
    ...counterRoutes({
      building,
      staffName: staffId => store.staff.nameOf(staffId),
      takeDesk: (counterId, windowId) => rooms.holds.take(counterId, windowId),
    }),
    ...ticketRoutes(building),
    ...paperRoutes({
      building,
      lines: spool.lines,
      printerOf: paper.printerOf,
      readyPrinterOf: paper.readyPrinterOf,
    }),
    ...supervisorRoutes({
      building,
      journal: store.journal,
      devices: () => ({
        printers: printersNow(),
        displays: realtime()?.displays ?? 0,
        screens: realtime()?.screens() ?? [],
        helpCalls: realtime()?.helpCalls() ?? [],
        mediaFaults: rooms.media.faults(),
        backup: backupNow(rooms),
        alerts: alertsNow(rooms, alerts),
      }),
      names: sourcesOf(store),
    }),
    ...storyRoutes({
      building,
      store,
      folder: rooms.options.dataDir,
      ask: order => rooms.stories.ask(order),
      deviceName: deviceId =>
        deviceId === demoKioskId
          ? kioskName
          : (setupOf(building.state).setup.kiosks.find(({ id }) => id === deviceId)?.name ??
            store.devices.byId(deviceId)?.name),
    }),
    ...displayRoutes({ building, media: rooms.media }),
    ...forecastRoutes({ building, room: openForecastRoom(rooms, rooms.forecasts) }),
    ...alertRoutes({ building, alerts, staffName: staffId => store.staff.nameOf(staffId) }),
    ...steeringRoutes({ building, names: sourcesOf(store) }),
    ...counterMessageRoutes({ building, names: sourcesOf(store) }),
    ...reportRoutes({ desk: rooms.reports }),
    ...reportExportRoutes({ exports: rooms.exports }),
  ];
}

/** What visitors think of the service, for those who answer for it. */
function surveyOfficeRoutes({ rooms }: Families): Route[] {
  const { building, store, surveyThread } = rooms;
  const options = {
    building,
    read: (...asked: Parameters<typeof surveyThread.read>) => {
      store.tables.catchUp();
      return surveyThread.read(...asked);
    },
    comments: store.surveyComments,
  };
  return [...surveyReportRoutes(options), ...surveyCommentRoutes(options)];
}

/** For setting up what stands in the building. */
function officeRoutes({ rooms, paper, realtime }: Families): Route[] {
  const { building, store, url } = rooms;
  const ownKiosk = rooms.options.mode === 'demo' ? { id: demoKioskId, name: kioskName } : null;
  const here = () => realtime()?.here() ?? new Set<string>();
  const { lines } = paper.spool;
  const { shelf, studio } = voiceStudio(rooms.voiceRoom, realtime);
  return [
    ...deviceRoutes({
      building,
      devices: rooms.devices,
      here,
      order: (id, order) => realtime()?.order(id === ownKiosk?.id ? null : id, order) ?? 0,
      ownKioskId: ownKiosk?.id ?? null,
      ...sourcesOf(store),
    }),
    ...waitingScreenRoutes({ building, devices: rooms.devices, now: () => building.now() }),
    ...displaySetupRoutes({ building, paired: () => rooms.devices.all(), here }),
    ...kioskSetupRoutes({
      building,
      paired: () => rooms.devices.all(),
      ownKiosk,
      printersOf: paper.printersOf,
      here,
    }),
    ...printerRoutes({
      building,
      bench: paper.bench,
      lines,
      printersOf: paper.printersOf,
      paired: () => rooms.devices.all(),
      demoKiosk: ownKiosk,
    }),
    ...backupRoutes({ building, room: openBackupRoom(rooms, rooms.backups) }),
    ...voiceRoutes({ building, studio }),
    ...voiceNameRoutes({ building }),
    ...voicePackRoutes({ building, shelf }),
    ...ticketLayoutRoutes({ building, studio: paper.studio, publicUrl: () => url }),
  ];
}

/** What everything for other systems is opened with. */
export function partnersOf({ building, store, url, sandboxes, webhooks }: Rooms) {
  return {
    building,
    store,
    sandboxes,
    publicUrl: () => url,
    wake: (isSandbox: boolean) => {
      if (isSandbox) void sandboxes.get().then(shadow => shadow.webhooks.wake());
      else webhooks.wake();
    },
  };
}

/** For other systems, and the keys that let them in. */
function partnerFamilies({ rooms, looks }: Families): Route[] {
  const { building } = rooms;
  const partners = partnersOf(rooms);
  return [
    ...partnerRoutes(partners),
    ...partnerBookingRoutes(partners),
    ...waitingListRoutes(partners),
    ...personRoutes({ building, store: rooms.store }),
    ...privacyRoutes({ building, store: rooms.store, looks }),
    ...auditRoutes({ building, store: rooms.store }),
    ...webhookRoutes(partners),
    ...partnerKeyRoutes({ building, partnerKeys: rooms.partnerKeys }),
    ...antreanSetupRoutes(building),
    ...webhookAdminRoutes({ ...partners, partnerKeys: rooms.partnerKeys }),
    ...bookingSetupRoutes(building),
    ...holidayListRoutes(),
    exampleSetupRoute(building, demoSetup),
    ...setupRoutes({
      building,
      journal: rooms.store.journal,
      staffName: staffId => rooms.store.staff.nameOf(staffId),
    }),
    ...setupFileRoutes({
      building,
      paired: () => new Set(rooms.devices.all().map(({ id }) => id)),
      example: exampleSetup,
    }),
    ...servicesSheetRoutes({ building }),
  ];
}

/** Every row of the route table, with what its family needs of the server. */
export function routesOf(
  rooms: Rooms,
  { accounts, office }: Pick<Families, 'accounts' | 'office'>,
  paper: Paper,
  realtime: () => Realtime | null,
  live: LiveProcess,
): Route[] {
  const looks = new PersonLooks(rooms.building);
  const families = { rooms, accounts, office, paper, looks, realtime, alerts: live.alerts };
  return [
    ...visitorRoutes(families),
    ...staffRoutes(families),
    ...officeRoutes(families),
    ...surveyOfficeRoutes(families),
    ...partnerFamilies(families),
    ...healthRoutes(openHealthRoom(rooms, paper, realtime, live)),
  ];
}
