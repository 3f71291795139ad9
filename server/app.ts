import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { memoryUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { PrinterView } from '../contract/views.ts';
import { openDevices, type Devices } from './auth/devices.ts';
import { tokenOf } from './auth/ticket-tokens.ts';
import { openStaffAccounts, type StaffAccounts } from './auth/staff-accounts.ts';
import { openBuilding, type Building } from './building.ts';
import type { Clock } from './clock.ts';
import { isLoopbackHost, type Config } from './config.ts';
import { ensureDemoBuilding, requireDatabase, requireRealBuilding } from './demo/demo-building.ts';
import { demoPrinterId, openDemoPrinter, type DemoPrinter } from './demo/demo-printer.ts';
import { accountRoutes } from './http/account-routes.ts';
import { answerBrokenRequest } from './http/broken-request.ts';
import { DeskHolds } from './realtime/desk-holds.ts';
import { paperRoutes } from './http/paper-routes.ts';
import { metricsHandler } from './http/metrics-route.ts';
import { metricsText } from './views/metrics-text.ts';
import { overviewPrinters } from './views/printers-view.ts';
import { ticketRoutes } from './http/ticket-routes.ts';
import { counterRoutes } from './http/counter-routes.ts';
import { openDeviceAudit } from './http/device-audit.ts';
import { deviceRoutes } from './http/device-routes.ts';
import { demoRoutes, paperHandler } from './http/demo-routes.ts';
import { kioskRoutes } from './http/kiosk-routes.ts';
import { mountPages } from './http/pages.ts';
import { problemAnswer } from './http/problem.ts';
import { publicRoutes } from './http/public-routes.ts';
import type { Route } from './http/route.ts';
import { demoKioskId } from './http/dispatch.ts';
import { openHttp } from './http/server.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { soundHandler } from './http/sound-routes.ts';
import { openStaffAudit } from './http/staff-audit.ts';
import { supervisorRoutes } from './http/supervisor-routes.ts';
import { claimByPhone, openUnclaimedTickets } from './jobs/unclaimed-tickets.ts';
import { openCounterSigns } from './jobs/counter-signs.ts';
import { openDayClose } from './jobs/day-close.ts';
import {
  nameOfKiosk,
  printerOfKioskNow,
  printerOfPaper,
  printersOfKiosk,
  printerThatTakes,
} from './jobs/kiosk-printers.ts';
import { mayHoldPartOfJob, type SentJob } from './jobs/sent-jobs.ts';
import { openSetUpPrinters } from './jobs/set-up-printers.ts';
import { openPrintSpool, type PrintSpool } from './jobs/print-spool.ts';
import type { Log } from './log.ts';
import { AgentPrinters } from './realtime/agent-printers.ts';
import { openRealtime, type Realtime } from './realtime/realtime.ts';
import { StartFault } from './store/start-fault.ts';
import { openStore, type Store } from './store/store.ts';
import { instant } from './views/names.ts';
import type { PrinterOfPaper } from './views/paper-told.ts';
import { ticketContent } from './views/ticket-content.ts';
import { openVoice, type Voice } from './voice/voice.ts';

export const version = '0.1.0';

/** What the app takes from the outside world, and a test replaces. */
export interface Edges {
  readonly clock: Clock;
  readonly log: Log;
}

export interface AppOptions extends Omit<Config, 'metricsKey'> {
  readonly metricsKey?: string | null;
  readonly mode: 'demo' | 'production';
  /** Off where nothing shall be printed or spoken (measurements). */
  readonly hasPrinter?: boolean;
  readonly hasVoice?: boolean;
}

export interface App {
  readonly port: number;
  readonly url: string;
  readonly building: Building;
  readonly routes: readonly Route[];
  readonly demoPrinter: DemoPrinter | null;
  /** The kiosk's printer, where it takes another ticket now. */
  readonly kioskPrinterId: () => string | null;
  close(): Promise<void>;
}

const pagesFolder = fileURLToPath(new URL('../dist', import.meta.url));
const packFolders = ['default-id', 'default-en'].map(name =>
  fileURLToPath(new URL(`./voice/packs/${name}`, import.meta.url)),
);
const kioskName = 'Kiosk 1';
const otherLanguage = { id: 'en', en: 'id' } as const;
/** How long requests under way may take to be answered once the server closes. */
const answerMsMax = 1_000;

/** Takes the port before anything is written, so that a port in use changes nothing. */
async function listen(server: Server, { port, host }: AppOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} on ${host} is in use by another program.`,
        EACCES: `Port ${port} on ${host} may not be used by this user.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this computer.`,
        ENOTFOUND: `HOST ${host} is not known.`,
      };
      reject(new StartFault(reasons[error.code ?? ''] ?? `Cannot listen: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}

/** What a phone can open: where all addresses are listened on, the first one of this computer. */
function reachableHost(host: string): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const own = Object.values(networkInterfaces())
    .flatMap(rows => rows ?? [])
    .find(row => row.family === 'IPv4' && !row.internal)?.address;
  const named = isAny ? (own ?? '127.0.0.1') : host;
  return named.includes(':') ? `[${named}]` : named;
}

const starting: RequestListener = (_request, response) => {
  const { status, body } = problemAnswer('fault', { part: 'starting' });
  response.writeHead(status, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
  response.end(body);
};

interface Rooms {
  readonly options: AppOptions;
  readonly edges: Edges;
  readonly server: Server;
  readonly store: Store;
  readonly building: Building;
  readonly url: string;
  readonly answerWith: (listener: RequestListener) => void;
  readonly holds: DeskHolds;
  readonly devices: Devices;
  readonly agents: AgentPrinters;
  /** A visitor opened the page of their number. */
  readonly opened: (visitId: string) => void;
}

async function openPaper(rooms: Rooms, changed: () => void): Promise<Paper> {
  const { building, store, edges, options, url } = rooms;
  const isPrinting = options.mode === 'demo' && options.hasPrinter !== false;
  const demoPrinter = isPrinting
    ? await openDemoPrinter(() => instant(building.state, building.now()))
    : null;
  const { log } = edges;
  // Of days that are over the table knows, of this moment the day in memory.
  const jobsOf = (printerId: string): SentJob[] => {
    const today = [...building.state.paper.jobs.values()];
    const ofToday = today.filter(job => job.printerId === printerId);
    return [...store.printJobs.latestOf(printerId), ...ofToday];
  };
  const setUp = openSetUpPrinters({
    building,
    log,
    agentPrinter: (deviceId, profileId) => rooms.agents.open(deviceId, profileId),
    mayHoldPartOfJob: id => mayHoldPartOfJob(jobsOf(id)),
  });
  const printersOf = (deviceId: string | null): readonly string[] =>
    printersOfKiosk(building.state, deviceId, demoPrinter ? [demoPrinterId] : []);
  const spool = await openPrintSpool({
    building,
    jobs: store.printJobs,
    printers: [...(demoPrinter ? [demoPrinter.spool] : []), ...setUp.first],
    log,
    changed,
    printersOf,
    contentOf: (visitId, isReprint, inOther = false) => {
      const own = building.state.visits.get(visitId);
      if (!own) return null;
      const visit = inOther ? { ...own, language: otherLanguage[own.language] } : own;
      const ahead = visit.legs[0]?.ahead ?? 0;
      const token = tokenOf(store.identity.secret, visitId);
      const deviceName = nameOfKiosk(building.state, visit.deviceId, kioskName);
      const facts = { url: `${url}/t/${token}`, deviceName, ahead };
      return { ...ticketContent(building.state, visit, facts), reprint: isReprint };
    },
  });
  setUp.follow(spool);
  const printerOf = (deviceId: string | null): string | null =>
    printerThatTakes(spool, printersOf(deviceId));
  const viewOf = (deviceId: string): PrinterView => printerOfKioskNow(spool, printersOf(deviceId));
  const ofPaper: PrinterOfPaper = (deviceId, printerId) =>
    printerOfPaper(spool, printersOf(deviceId), printerId);
  return { demoPrinter, spool, printerOf, viewOf, ofPaper };
}

function routesOf(
  rooms: Rooms,
  accounts: StaffAccounts,
  paper: Paper,
  displays: () => number,
): Route[] {
  const { building, store, url } = rooms;
  const { secret, buildingId } = store.identity;
  const { demoPrinter, spool } = paper;
  const printersNow = () => overviewPrinters(building.state, spool.lines());
  return [
    ...publicRoutes({
      building,
      buildingId,
      secret,
      version,
      startedAt: performance.now(),
      check: store.check,
      opened: rooms.opened,
    }),
    ...kioskRoutes({
      building,
      secret,
      publicUrl: () => url,
      printerOf: deviceId => (deviceId === null ? null : paper.printerOf(deviceId)),
    }),
    ...accountRoutes(building, accounts),
    ...deviceRoutes({ building, devices: rooms.devices, ...sourcesOf(store) }),
    ...sessionRoutes(building, accounts),
    ...counterRoutes({
      building,
      staffName: staffId => store.staff.nameOf(staffId),
      takeDesk: (counterId, windowId) => rooms.holds.take(counterId, windowId),
    }),
    ...ticketRoutes(building),
    ...paperRoutes({ building, lines: spool.lines, printerOf: paper.printerOf }),
    ...supervisorRoutes({
      building,
      journal: store.journal,
      devices: () => ({ printers: printersNow(), displays: displays() }),
    }),
    ...(rooms.options.mode === 'demo' ? demoRoutes(() => demoPrinter?.papers() ?? []) : []),
  ];
}

/** Names and notes for the desks, which no rule of the queue reads. */
const sourcesOf = (store: Store) => ({
  staffName: (staffId: string) => store.staff.nameOf(staffId),
  notesOf: (visitId: string) => store.notes.ofVisit(visitId),
  noteText: (noteId: string) => store.notes.textOf(noteId),
});

function metricsNow({ building }: Rooms, spool: PrintSpool, displays: number): string {
  const uptimeSeconds = Math.floor(performance.now() / 1000);
  const now = { uptimeSeconds, residentBytes: memoryUsage.rss(), displays };
  return metricsText(building.state, spool.lines(), now, building.now());
}

interface Paper {
  readonly demoPrinter: DemoPrinter | null;
  readonly spool: PrintSpool;
  /** The printer of a kiosk that takes a job now. */
  readonly printerOf: (deviceId: string | null) => string | null;
  /** How a kiosk's printers are. */
  readonly viewOf: (deviceId: string) => PrinterView;
  readonly ofPaper: PrinterOfPaper;
}

function openSockets(
  { options, server, store, building, holds, opened, devices, agents }: Rooms,
  { sessions }: StaffAccounts,
  paper: Paper,
  voice: () => Voice | null,
): Realtime {
  const { epoch, secret } = store.identity;
  return openRealtime({
    server,
    building,
    epoch,
    clockRate: building.clockRate,
    secret,
    isDemo: options.mode === 'demo',
    sessions,
    devices,
    agents,
    sources: sourcesOf(store),
    holds,
    opened,
    voice,
    kioskName: deviceId => nameOfKiosk(building.state, deviceId ?? demoKioskId, kioskName),
    printer: deviceId => paper.viewOf(deviceId ?? demoKioskId),
    printerOfPaper: paper.ofPaper,
    printers: () => overviewPrinters(building.state, paper.spool.lines()),
  });
}

async function openRooms(rooms: Rooms): Promise<App> {
  const { options, edges, server, store, building, url } = rooms;
  let voice: Voice | null = null;
  let realtime: Realtime | null = null;
  const paper = await openPaper(rooms, () => realtime?.printerChanged());
  const { demoPrinter, spool } = paper;
  const accounts = openStaffAccounts({
    staff: store.staff,
    now: () => building.now(),
    audit: openStaffAudit(building),
  });
  const { sessions } = accounts;
  const routes = routesOf(rooms, accounts, paper, () => realtime?.displays ?? 0);
  const metrics = (): string => metricsNow(rooms, spool, realtime?.displays ?? 0);
  const app = openHttp({
    routes,
    version,
    sessions,
    devices: rooms.devices,
    isDemo: options.mode === 'demo',
    log: edges.log,
    mountFiles(express) {
      express.get(
        '/api/v1/sounds/:file',
        soundHandler(hash => voice?.find(hash)?.wav),
      );
      express.get('/metrics', metricsHandler(options.metricsKey ?? null, metrics));
      if (demoPrinter) express.get('/api/v1/demo/papers/:file', paperHandler(demoPrinter.papers));
      mountPages(express, pagesFolder);
    },
  });
  realtime = openSockets(rooms, accounts, paper, () => voice);
  const jobs = [openDayClose(building, edges.log), openUnclaimedTickets(building, edges.log)];
  const signs = openCounterSigns(building, edges.log);
  rooms.answerWith(app);
  if (options.hasVoice !== false) setImmediate(() => (voice = openVoice({ packFolders })));
  return {
    port: (server.address() as AddressInfo).port,
    url,
    building,
    routes,
    demoPrinter,
    kioskPrinterId: () => paper.printerOf(demoKioskId),
    async close() {
      // Who was heard is answered; who holds a connection and says nothing is not waited for.
      const lastAnswer = setTimeout(() => server.closeAllConnections(), answerMsMax);
      await realtime?.close();
      clearTimeout(lastAnswer);
      for (const job of jobs) job.close();
      await signs.close();
      await spool.close();
      await demoPrinter?.close();
      await building.close();
      voice?.close();
      store.close();
    },
  };
}

/**
 * Composes the server: port, store, building, printers, pages, sockets; in this order, so that what
 * cannot start changes nothing. Throws StartFault with one clear line.
 */
export async function openApp(options: AppOptions, edges: Edges): Promise<App> {
  if (options.mode === 'demo' && !isLoopbackHost(options.host) && !options.demoPublic) {
    throw new StartFault(
      `A demo building is only served on this computer. HOST=${options.host} needs DEMO_PUBLIC=1.`,
    );
  }
  let answer = starting;
  const server = createServer((request, response) => answer(request, response));
  server.on('clientError', answerBrokenRequest);
  const answerWith = (listener: RequestListener): void => {
    answer = listener;
  };
  await listen(server, options);
  let store: Store | null = null;
  try {
    if (options.mode === 'production') requireDatabase(options.dataDir);
    store = openStore(options.dataDir, edges.clock.now());
    const building = openBuilding(store, edges.clock, edges.log);
    if (options.mode === 'demo') await ensureDemoBuilding(store, building);
    else requireRealBuilding(building);
    const { port } = server.address() as AddressInfo;
    const url = `http://${reachableHost(options.host)}:${port}`;
    const holds = new DeskHolds(() => performance.now());
    const opened = (visitId: string): void => claimByPhone(building, edges.log, visitId);
    const devices = openDevices({
      table: store.devices,
      now: () => building.now(),
      audit: openDeviceAudit(building),
    });
    const rooms = { options, edges, server, store, building, url, answerWith, holds, opened };
    const agents = new AgentPrinters(store.identity.epoch);
    return await openRooms({ ...rooms, devices, agents });
  } catch (error) {
    store?.close();
    server.close();
    throw error;
  }
}
