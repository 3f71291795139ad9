import { randomInt } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { memoryUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { staffMax } from '../contract/staff-office.ts';
import { openDevices, type Devices } from './auth/devices.ts';
import { PartnerKeys } from './auth/partner-keys.ts';
import { mayReach } from './auth/reachable.ts';
import { tokenOf } from './auth/ticket-tokens.ts';
import { openStaffAccounts, type StaffAccounts } from './auth/staff-accounts.ts';
import { StaffOffice } from './auth/staff-office.ts';
import { openBuilding, type Building } from './building.ts';
import { isLoopbackHost } from './config.ts';
import type { Connector } from './connector/connector.ts';
import { makeDemoBookings } from './demo/demo-bookings.ts';
import { ensureDemoBuilding, requireDatabase, requireRealBuilding } from './demo/demo-building.ts';
import { demoPrinterId, openDemoPrinter, type DemoPrinter } from './demo/demo-printer.ts';
import { answerBrokenRequest } from './http/broken-request.ts';
import { DeskHolds } from './realtime/desk-holds.ts';
import { HelpCalls } from './realtime/help-calls.ts';
import { overviewPrinters } from './views/printers-view.ts';
import { openDeviceAudit } from './http/device-audit.ts';
import { listen, reachableHost, starting } from './http/listening.ts';
import { MediaFolder } from './http/media-folder.ts';
import type { Route } from './http/route.ts';
import { demoKioskId } from './http/dispatch.ts';
import { openPartnerAudit } from './http/partner-key-routes.ts';
import { openStaffAudit } from './http/staff-audit.ts';
import { claimByPhone } from './jobs/unclaimed-tickets.ts';
import { openCounterSigns } from './jobs/counter-signs.ts';
import { kioskPrinters, nameOfKiosk, printersOfKiosk } from './jobs/kiosk-printers.ts';
import { mayHoldPartOfJob, type SentJob } from './jobs/sent-jobs.ts';
import { PrinterBench } from './jobs/printer-bench.ts';
import { openWebhooks, type WebhookJob } from './jobs/webhooks.ts';
import { openSetUpPrinters } from './jobs/set-up-printers.ts';
import { SlipStudio } from './jobs/slip-studio.ts';
import { openPrintSpool } from './jobs/print-spool.ts';
import { AgentPrinters } from './realtime/agent-printers.ts';
import { openKept } from './app/kept.ts';
import { alertsNow, openAlertRoom } from './app/alert-room.ts';
import { backupNow } from './app/health-room.ts';
import { openHub } from './app/hub.ts';
import { openRestarting, type Running } from './app/restarting.ts';
import { kioskName } from './app/rooms.ts';
import type { AppOptions, Edges, Paper, Rooms } from './app/rooms.ts';
import { routesOf, sourcesOf } from './app/routes.ts';
import { openClockJobs } from './app/clock-jobs.ts';
import { closeThreads, closeVoices, openThreads } from './app/threads.ts';
import { openVoiceRoom, type VoiceRoom } from './app/voice-room.ts';
import { openWeb } from './app/web.ts';
import { openRealtime, type Realtime } from './realtime/realtime.ts';
import { noteRestore } from './jobs/noting-restore.ts';
import { openSandboxes } from './jobs/sandbox.ts';
import { StartFault } from './store/start-fault.ts';
import { openStore, type Store } from './store/store.ts';
import { frontDeskName, instant } from './views/names.ts';
import { ticketContent } from './views/ticket-content.ts';
import { openSpeech, type Speech } from './voice/speech.ts';
import { openVoiceEngines, type VoiceEngines } from './voice/voice-engines.ts';

export type { AppOptions, Edges } from './app/rooms.ts';

export interface App {
  readonly port: number;
  readonly url: string;
  readonly building: Building;
  readonly routes: readonly Route[];
  readonly demoPrinter: DemoPrinter | null;
  /** The kiosk's printer, where it takes another ticket now. */
  readonly kioskPrinterId: () => string | null;
  readonly media: MediaFolder;
  close(): Promise<void>;
}

const pagesFolder = fileURLToPath(new URL('../dist', import.meta.url));
const packFolder = (name: string): string =>
  fileURLToPath(new URL(`./voice/packs/${name}`, import.meta.url));
const shippedPacks = ['default-id', 'default-en'].map(id => ({ id, folder: packFolder(id) }));
/** Optional: an install that leaves it out speaks by packs alone. */
const espeakPackageId = '@echogarden/espeak-ng-emscripten';
const otherLanguage = { id: 'en', en: 'id' } as const;
/** How finely the spread of retries is drawn. */
const randomSteps = 1_000_000;
const randomFraction = (): number => randomInt(randomSteps) / randomSteps;
/** How long requests under way may take to be answered once the server closes. */
const answerMsMax = 1_000;

/** A building's own recordings stand in its folder and are asked before everything shipped. */
function openScreenReader(options: AppOptions, { log }: Edges, engines: VoiceEngines): Speech {
  const { dataDir, hasVoice } = options;
  const languages = hasVoice === false ? [] : ['id', 'en'];
  return openSpeech({
    recordedFolders: languages.map(language => join(dataDir, 'voice', `phrases-${language}`)),
    shippedFolders: languages.map(language => packFolder(`phrases-${language}`)),
    wordFolders: languages.map(language => packFolder(`default-${language}`)),
    engines,
    faulted: fault => log.warn({ err: fault }, 'a pack of sentences cannot be used'),
  });
}

/** Voices that render what no pack says; a model of the building's own is found by its folder. */
function openEngines(options: AppOptions, { log }: Edges): VoiceEngines {
  const { dataDir, hasVoice, speechEngine, espeakPackage } = options;
  const isMute = hasVoice === false;
  return openVoiceEngines({
    programPath: isMute || speechEngine === null ? null : (speechEngine ?? 'espeak-ng'),
    espeakPackageName: isMute || espeakPackage === null ? null : (espeakPackage ?? espeakPackageId),
    neuralFolder: isMute ? null : join(dataDir, 'voice', 'neural'),
    failed: (engine, why) => log.warn({ engine, why }, 'a voice engine failed'),
  });
}

function openCalls(
  options: AppOptions,
  { log }: Edges,
  building: Building,
  engines: VoiceEngines,
): VoiceRoom {
  const { dataDir, hasVoice } = options;
  return openVoiceRoom({
    building,
    log,
    packsFolder: join(dataDir, 'voice'),
    namesFolder: join(dataDir, 'voice', '.names'),
    shipped: shippedPacks,
    engines,
    hasVoice: hasVoice !== false,
  });
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
  const studio = new SlipStudio(building, store.pictures);
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
    logoOf: studio.logoOf,
    contentOf: (visitId, isReprint, inOther = false) => {
      const own = building.state.visits.get(visitId);
      if (!own) return null;
      const visit = inOther ? { ...own, language: otherLanguage[own.language] } : own;
      const ahead = visit.legs[0]?.ahead ?? 0;
      const token = tokenOf(store.identity.secret, visitId);
      const deviceName =
        visit.deviceId === null
          ? frontDeskName[visit.language]
          : nameOfKiosk(building.state, visit.deviceId, kioskName);
      const facts = { url: `${url}/t/${token}`, deviceName, ahead };
      return { ...ticketContent(building.state, visit, facts), reprint: isReprint };
    },
  });
  setUp.follow(spool);
  const demoOwn = demoPrinter ? [demoPrinter.own] : [];
  const bench = new PrinterBench({
    ownPrinters: () => [...demoOwn, ...setUp.own()],
    agentPrinter: (deviceId, profileId) => rooms.agents.open(deviceId, profileId),
  });
  const ofKiosks = kioskPrinters(building, spool, printersOf);
  return { demoPrinter, spool, ...ofKiosks, printersOf, bench, studio };
}

function openSockets(
  {
    options,
    server,
    store,
    building,
    holds,
    help,
    opened,
    devices,
    agents,
    media,
    voiceRoom,
    backups,
  }: Rooms,
  { sessions }: StaffAccounts,
  paper: Paper,
  alerts: Parameters<typeof openRealtime>[0]['alerts'],
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
    media,
    sources: sourcesOf(store),
    holds,
    help,
    opened,
    voice: voiceRoom.voice,
    kioskIdOf: deviceId => deviceId ?? demoKioskId,
    kioskName: deviceId => nameOfKiosk(building.state, deviceId ?? demoKioskId, kioskName),
    printer: deviceId => paper.viewOf(deviceId ?? demoKioskId),
    othersOf: deviceId => paper.othersOf(deviceId ?? demoKioskId),
    printerOfPaper: paper.ofPaper,
    printers: () => overviewPrinters(building.state, paper.spool.lines()),
    backup: () => backupNow({ backups, building }),
    alerts,
  });
}

async function openRooms(rooms: Rooms): Promise<App> {
  const { edges, server, store, building, url } = rooms;
  let realtime: Realtime | null = null;
  let hub: Connector | null = null;
  const paper = await openPaper(rooms, () => realtime?.printerChanged());
  const { demoPrinter, spool } = paper;
  const people = {
    staff: store.staff,
    now: () => building.now(),
    audit: openStaffAudit(building),
  };
  const accounts = openStaffAccounts(people);
  const office = new StaffOffice({ ...people, accounts, state: () => building.state, staffMax });
  const alerts = openAlertRoom(rooms, paper, () => realtime);
  const live = {
    residentBytes: () => memoryUsage.rss(),
    displays: () => realtime?.displays ?? 0,
    hub: () => hub?.now() ?? null,
    alerts,
  };
  const routes = routesOf(rooms, { accounts, office }, paper, () => realtime, live);
  const app = openWeb({
    rooms,
    sessions: accounts.sessions,
    routes,
    paper,
    pagesFolder,
    ...live,
  });
  realtime = openSockets(rooms, accounts, paper, () => alertsNow(rooms, alerts));
  const jobs = [alerts, ...openClockJobs(rooms)];
  const signs = openCounterSigns(building, edges.log);
  rooms.answerWith(app);
  hub = openHub(rooms, randomFraction);
  return {
    port: (server.address() as AddressInfo).port,
    url,
    building,
    routes,
    demoPrinter,
    kioskPrinterId: () => paper.printerOf(demoKioskId),
    media: rooms.media,
    async close() {
      // Who was heard is answered; who holds a connection and says nothing is not waited for.
      const lastAnswer = setTimeout(() => server.closeAllConnections(), answerMsMax);
      await hub?.close();
      await realtime?.close();
      clearTimeout(lastAnswer);
      for (const job of jobs) job.close();
      await signs.close();
      await spool.close();
      await paper.studio.close();
      await demoPrinter?.close();
      await rooms.sandboxes.close();
      await rooms.webhooks.close();
      await rooms.reports.close();
      await rooms.exports.close();
      await rooms.backups.close();
      await closeThreads(rooms);
      await building.close();
      await rooms.media.close();
      await closeVoices(rooms);
      store.close();
    },
  };
}

const openPairedDevices = (store: Store, building: Building): Devices =>
  openDevices({
    table: store.devices,
    now: () => building.now(),
    audit: openDeviceAudit(building),
  });

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
    await noteRestore(store, building);
    if (options.mode === 'demo' && options.hasDemoBookings) await makeDemoBookings(building);
    const { port } = server.address() as AddressInfo;
    const url = `http://${reachableHost(options.host)}:${port}`;
    const holds = new DeskHolds(() => performance.now());
    const help = new HelpCalls(() => performance.now());
    const opened = (visitId: string): void => claimByPhone(building, edges.log, visitId);
    const devices = openPairedDevices(store, building);
    const rooms = { options, edges, server, store, building, url, answerWith, holds, help, opened };
    const agents = new AgentPrinters(store.identity.epoch);
    const engines = openEngines(options, edges);
    const speech = openScreenReader(options, edges, engines);
    const voiceRoom = openCalls(options, edges, building, engines);
    const media = new MediaFolder(join(options.dataDir, 'media'), edges.log);
    const partnerKeys = new PartnerKeys({
      table: store.partnerKeys,
      now: () => building.now(),
      audit: openPartnerAudit(building),
    });
    const kept = openKept({ options, edges, store, building });
    const openRoomWebhooks = (room: Pick<Rooms, 'building' | 'store'>): WebhookJob =>
      openWebhooks({
        ...room,
        log: edges.log,
        publicUrl: () => url,
        random: randomFraction,
        mayReach: address =>
          mayReach(address, options.mode === 'demo' || options.webhooksInside === true),
      });
    const sandboxes = openSandboxes({
      ...edges,
      dataDir: options.dataDir,
      real: building,
      openWebhooks: openRoomWebhooks,
    });
    const webhooks = openRoomWebhooks({ building, store });
    const partners = { partnerKeys, sandboxes, webhooks };
    const voices = { engines, speech, voiceRoom };
    const others = { devices, agents, media, ...kept, ...openThreads(options, edges) };
    return await openRooms({ ...rooms, ...partners, ...voices, ...others });
  } catch (error) {
    store?.close();
    server.close();
    throw error;
  }
}

/** A server that begins again within its process where a backup is restored. */
export function openRestartingApp(
  options: AppOptions,
  edges: Omit<Edges, 'restart'>,
  ended: (error: unknown) => void,
): Promise<Running<App>> {
  return openRestarting<App>({
    open: (restart, port) =>
      openApp({ ...options, port: port ?? options.port }, { ...edges, restart }),
    workFailed: error => edges.log.error({ err: error }, 'a backup could not be put in place'),
    ended,
  });
}
