import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { HelpCall } from '../../contract/help.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { Overview } from '../../contract/overview.ts';
import type { OtherKiosk, PrinterView } from '../../contract/views.ts';
import type { ZoneScreens } from '../../contract/zone-screens.ts';
import type { Devices } from '../auth/devices.ts';
import type { StaffSessions } from '../auth/staff-sessions.ts';
import type { Building } from '../building.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { isForeignOrigin } from '../auth/origin.ts';
import type { CallProof, DeskSources } from '../views/desk-lists.ts';
import type { PrinterOfPaper } from '../views/paper-told.ts';
import { frontDeskView, helpCallViews } from '../views/front-desk.ts';
import { instant } from '../views/names.ts';
import type { DeskHolds } from './desk-holds.ts';
import type { Voice } from '../voice/voice.ts';
import { openAgentNamespace } from './agent-namespace.ts';
import type { AgentPrinters } from './agent-printers.ts';
import { affectedBy } from './affected.ts';
import { Announcer } from './announcer.ts';
import { tickOf, type Audience, type StreamContext } from './audience.ts';
import { openDeskStream, type DeskAudience } from './desk-stream.ts';
import { openDisplayStream, type DisplayAudience } from './display-stream.ts';
import type { HelpCalls } from './help-calls.ts';
import { kiosksOfScanner, tellScans } from './kiosk-scans.ts';
import type { MediaShelf } from './media-shelf.ts';
import { openSignStream } from './sign-stream.ts';
import { openSurveyStream } from './survey-stream.ts';
import { openKioskStream, type KioskAudience } from './kiosk-stream.ts';
import { openDeviceDoors, type DeviceDoors } from './paired-devices.ts';
import { Proofs } from './proofs.ts';
import { openSessionEnds, tokenOf } from './session-ends.ts';
import { openTrackStream } from './track-stream.ts';
import { ZoneWatch } from './zone-watch.ts';

export interface RealtimeOptions {
  readonly server: HttpServer;
  readonly building: Building;
  readonly epoch: string;
  readonly clockRate: number;
  readonly secret: Buffer;
  readonly isDemo: boolean;
  readonly sessions: StaffSessions;
  readonly devices: Devices;
  readonly agents: AgentPrinters;
  readonly media: MediaShelf;
  /** Names and notes for the desks. */
  readonly sources: Omit<DeskSources, 'proofOf' | 'frontDesk'>;
  readonly holds: DeskHolds;
  readonly help: HelpCalls;
  /** A visitor opened the page of their number. */
  readonly opened: (visitId: string) => void;
  readonly voice: () => Voice | null;
  /** Of a paired kiosk; null is the demo building's own. */
  readonly kioskName: (deviceId: string | null) => string;
  /** The set-up's id of a kiosk's connection; null is the demo building's own. */
  readonly kioskIdOf: (deviceId: string | null) => string;
  readonly printer: (deviceId: string | null) => PrinterView;
  readonly othersOf: (deviceId: string | null) => OtherKiosk[];
  readonly printerOfPaper: PrinterOfPaper;
  readonly printers: () => Overview['printers'];
  readonly backup: () => Overview['backup'];
  readonly alerts: () => Overview['alerts'];
}

export interface Realtime {
  readonly displays: number;
  /** Screens that show printers in trouble and visitors who called for staff. */
  readonly frontDesks: number;
  readonly helpCalls: () => HelpCall[];
  readonly screens: () => ZoneScreens[];
  /** Sounds the chime in a zone. */
  readonly tone: Announcer['tone'];
  printerChanged(): void;
  /** An alert was raised, acknowledged or ended. */
  alertsChanged(): void;
  readonly here: DeviceDoors['here'];
  readonly order: DeviceDoors['order'];
  close(): Promise<void>;
}

const tickMs = 2_000;
/** Every agency is refreshed once in this time. */
const roundMs = 10_000;
/** A client sends only small acknowledgements. */
const messageBytesMax = 4_096;

function openServer({ server }: RealtimeOptions): Server {
  return new Server(server, {
    serveClient: false,
    transports: ['websocket'],
    pingInterval: 2_000,
    pingTimeout: 2_500,
    maxHttpBufferSize: messageBytesMax,
    // Browsers send cookies along with sockets from anywhere: the Origin decides, not CORS.
    allowRequest: (request, decide) => decide(null, !isForeignOrigin(request.headers)),
  });
}

/** Kiosks and displays: paired devices, or the same computer in a demo building. */
function openDoors(io: Server, { devices, isDemo }: RealtimeOptions) {
  const doors = [
    { namespace: io.of('/kiosk'), kind: 'kiosk', isOpenHere: isDemo },
    { namespace: io.of('/display'), kind: 'display', isOpenHere: isDemo },
    { namespace: io.of('/printer'), kind: 'agent', isOpenHere: false },
  ] as const;
  return openDeviceDoors(doors, devices, tickMs);
}

const staffOf = (sessions: StaffSessions) => (socket: Socket) => {
  const token = tokenOf(socket);
  return token ? sessions.find(token)?.member : undefined;
};

const helpCallsNow = ({ building, help, kioskName }: RealtimeOptions): HelpCall[] =>
  helpCallViews(building.state, help.standing, ({ deviceId }) => kioskName(deviceId));

interface Streams {
  readonly kiosk: KioskAudience;
  readonly display: DisplayAudience;
  readonly desk: DeskAudience;
  readonly all: readonly Audience[];
  /** Keeps the first time a call was shown or spoken, and tells its desk. */
  readonly note: (callId: number, which: keyof CallProof) => void;
}

/** Whether every zone sees and hears its calls, as it is now. */
function screensNow(
  { building }: RealtimeOptions,
  display: DisplayAudience,
  announcer: Announcer,
  watch: ZoneWatch,
) {
  const { state } = building;
  const { zones, isChanged } = watch.look(
    setupOf(state).setup,
    display,
    zoneId => announcer.countsOf(zoneId),
    {
      now: performance.now(),
      buildingNow: building.now(),
      instantOf: at => instant(state, at),
    },
  );
  return { zones: [...zones], isChanged };
}

/** Calls that the screens of their zone have to show. */
function watchCalls(
  state: BuildingState,
  entries: readonly JournalEntry[],
  watch: ZoneWatch,
): void {
  for (const entry of entries) {
    if (entry.type !== 'leg-called' && entry.type !== 'leg-recalled') continue;
    const counter = setupOf(state).counters.get(entry.counterId ?? '');
    if (counter) watch.called(entry.seq, counter.zoneId, performance.now());
  }
}

function openStreams(
  io: Server,
  options: RealtimeOptions,
  proofs: Proofs,
  announcer: () => Announcer,
  watch: ZoneWatch,
): Streams {
  const { building } = options;
  const context: StreamContext = options;
  // Only of a call that stands at a counter now: no desk shows any other.
  const note = (callId: number, which: keyof CallProof): void => {
    for (const counter of building.state.counters.values()) {
      if (counter.leg?.callId !== callId) continue;
      if (proofs.note(callId, which, building.now())) desk.proofChanged(counter.id);
    }
  };
  const display = openDisplayStream(io.of('/display'), options, {
    shown: callId => {
      watch.shown(callId);
      note(callId, 'shownAt');
    },
    started: (id, displayId) => announcer().started(id, displayId),
    spoken: (id, displayId) => announcer().confirm(id, displayId),
    speakersChanged: () => {
      announcer().speakersChanged();
      desk.devicesChanged();
    },
  });
  const calls = (): HelpCall[] => helpCallsNow(options);
  const desk = openDeskStream(io.of('/counter'), context, {
    sources: {
      ...options.sources,
      proofOf: callId => proofs.of(callId),
      frontDesk: () => frontDeskView(options.printers(), calls()),
    },
    holds: options.holds,
    devices: () => ({
      printers: options.printers(),
      displays: display.count,
      screens: screensNow(options, display, announcer(), watch).zones,
      helpCalls: calls(),
      mediaFaults: options.media.faults(),
      backup: options.backup(),
      alerts: options.alerts(),
    }),
    staffOf: staffOf(options.sessions),
  });
  const kiosk = openKioskStream(io.of('/kiosk'), context, {
    kioskIdOf: options.kioskIdOf,
    deviceName: options.kioskName,
    printer: options.printer,
    othersOf: options.othersOf,
    printerOfPaper: options.printerOfPaper,
  });
  const track = openTrackStream(io.of('/track'), context, options.secret, options.opened);
  const sign = openSignStream(io.of('/display'), context);
  const survey = openSurveyStream(io.of('/display'), context);
  return { kiosk, display, desk, note, all: [kiosk, display, desk, track, sign, survey] };
}

const followScans = (io: Server, { building, agents, kioskIdOf }: RealtimeOptions): (() => void) =>
  tellScans(
    io.of('/kiosk'),
    agents,
    agentId => kiosksOfScanner(building.state, agentId),
    kioskIdOf,
  );

/** One agency after the other, each once a round: waits grow by themselves. */
function refreshInTurn(building: Building, refresh: (agencyId: string) => void): NodeJS.Timeout {
  const agenciesNow = () => setupOf(building.state).setup.agencies;
  let turn = 0;
  return setInterval(
    () => {
      const agencies = agenciesNow();
      const agency = agencies[turn % agencies.length];
      turn += 1;
      if (agency) refresh(agency.id);
    },
    roundMs / Math.max(1, agenciesNow().length),
  );
}

/** Sockets only tell: snapshot on connecting, then every journal entry as a change. */
export function openRealtime(options: RealtimeOptions): Realtime {
  const { building } = options;
  const io = openServer(options);
  const doors = openDoors(io, options);
  openAgentNamespace(io.of('/printer'), options.agents);
  const ends = openSessionEnds(io.of('/counter'), options.sessions, tickMs);
  const proofs = new Proofs();
  const watch = new ZoneWatch();
  const streams = openStreams(io, options, proofs, () => announcer, watch);
  const announcer: Announcer = new Announcer({
    voice: options.voice,
    speakers: () => streams.display,
    setup: () => setupOf(building.state).setup,
    now: () => performance.now(),
    buildingNow: () => building.now(),
    spoken: callId => streams.note(callId, 'spokenAt'),
  });
  const stop = building.onCommit(entries => {
    if (io.engine.clientsCount === 0) return;
    const affected = affectedBy(building.state, entries);
    for (const audience of streams.all) audience.tell(entries, affected);
    announcer.tell(building.state, entries);
    watchCalls(building.state, entries, watch);
  });
  options.help.onChange(() => streams.desk.devicesChanged());
  const stopScans = followScans(io, options);
  const ticking = setInterval(() => {
    const message = tickOf(options);
    options.help.tick();
    if (screensNow(options, streams.display, announcer, watch).isChanged) {
      streams.desk.devicesChanged();
    }
    for (const audience of streams.all) audience.tick(message);
    ends.tick();
    doors.tick();
  }, tickMs);
  const refreshing = refreshInTurn(building, agencyId => {
    if (io.engine.clientsCount === 0) return;
    for (const audience of streams.all) audience.refresh(agencyId);
  });
  return {
    get displays() {
      return streams.display.count;
    },
    get frontDesks() {
      return streams.desk.frontDesks;
    },
    helpCalls: () => helpCallsNow(options),
    screens: () => screensNow(options, streams.display, announcer, watch).zones,
    tone: (zoneId, volumePercent) => announcer.tone(zoneId, volumePercent),
    printerChanged() {
      streams.kiosk.printerChanged();
      streams.desk.devicesChanged();
    },
    alertsChanged: () => streams.desk.devicesChanged(),
    here: () => doors.here(),
    order: (deviceId, order) => doors.order(deviceId, order),
    async close() {
      stop();
      stopScans();
      clearInterval(ticking);
      clearInterval(refreshing);
      announcer.close();
      await options.agents.close();
      await io.close();
    },
  };
}
