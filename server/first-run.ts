import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openRestartingApp, type App, type AppOptions, type Edges } from './app.ts';
import { openDevices } from './auth/devices.ts';
import { PartnerKeys } from './auth/partner-keys.ts';
import { makeSetupCode, SetupCodes, type MadeSetupCode } from './auth/setup-code.ts';
import { openStaffAccounts } from './auth/staff-accounts.ts';
import type { Running } from './app/restarting.ts';
import { version } from './app/rooms.ts';
import { openBuilding } from './building.ts';
import { requireRealBuilding } from './demo/demo-building.ts';
import { answerBrokenRequest } from './http/broken-request.ts';
import { openDeviceAudit } from './http/device-audit.ts';
import { firstRunRoutes } from './http/first-run-routes.ts';
import { listen, reachableHost, starting } from './http/listening.ts';
import { mountFirstPages } from './http/pages.ts';
import { openPartnerAudit } from './http/partner-key-routes.ts';
import { openHttp } from './http/server.ts';
import { openStaffAudit } from './http/staff-audit.ts';
import { hasDatabase, isFolderHeld } from './store/database.ts';
import { withCodeOfRunning } from './store/setup-code.ts';
import { StartFault } from './store/start-fault.ts';
import { openStore, type Store } from './store/store.ts';

/** `npm run setup`: from an empty folder to a building, or back into one that is there. */

/** How long requests under way may take to be answered once the server closes. */
const answerMsMax = 1_000;
const pagesFolder = fileURLToPath(new URL('../dist', import.meta.url));

/** What is said on the terminal, in the order in which it happens. */
export type SetupTold =
  | { readonly kind: 'first-run'; readonly url: string; readonly made: MadeSetupCode }
  | { readonly kind: 'way-in'; readonly url: string; readonly made: MadeSetupCode }
  | { readonly kind: 'ready'; readonly app: App };

export interface SetupRun {
  /** False where a server runs already: it was told, and there is nothing to wait for. */
  readonly isServing: boolean;
  close(): Promise<void>;
}

type SetupOptions = Omit<AppOptions, 'mode'>;

const urlOf = ({ host }: SetupOptions, port: number): string =>
  `http://${reachableHost(host)}:${port}`;

/** Everything that is answered while there is no building: the way to one. */
function firstWeb(store: Store, edges: Edges, made: () => void): RequestListener {
  const building = openBuilding(store, edges.clock, edges.log);
  const now = () => building.now();
  const audit = openStaffAudit(building);
  const accounts = openStaffAccounts({ staff: store.staff, now, audit });
  const partnerAudit = openPartnerAudit(building);
  return openHttp({
    routes: firstRunRoutes({
      building,
      codes: new SetupCodes(store.setupCode, now),
      staff: store.staff,
      sessions: accounts.sessions,
      audit,
      unlock: member => accounts.unlock(member),
      made,
    }),
    version,
    sessions: accounts.sessions,
    devices: openDevices({ table: store.devices, now, audit: openDeviceAudit(building) }),
    partnerKeys: new PartnerKeys({ table: store.partnerKeys, now, audit: partnerAudit }),
    isDemo: false,
    log: edges.log,
    mountAdapters: () => undefined,
    mountFiles: express => mountFirstPages(express, pagesFolder),
  });
}

/** A small server on the port of the real one, until the building is made. */
class FirstServer {
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #answer: RequestListener = starting;
  #store: Store | null = null;

  async open(options: SetupOptions, edges: Edges, made: () => void): Promise<MadeSetupCode> {
    this.#server.on('clientError', answerBrokenRequest);
    await listen(this.#server, options);
    try {
      this.#store = openStore(options.dataDir, edges.clock.now());
      const code = makeSetupCode(this.#store.setupCode, edges.clock.now());
      this.#answer = firstWeb(this.#store, edges, made);
      return code;
    } catch (error) {
      this.#store?.close();
      this.#server.close();
      throw error;
    }
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Who is being answered is answered first: the browser that made the building among them. */
  async close(): Promise<void> {
    const lastAnswer = setTimeout(() => this.#server.closeAllConnections(), answerMsMax);
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
    clearTimeout(lastAnswer);
    this.#store?.close();
    this.#store = null;
  }
}

type Found = 'nothing' | 'building';

/** What is in a folder on which no server runs. A demo building is refused, as when serving. */
function lookInto({ dataDir }: SetupOptions, edges: Edges): Found {
  if (!hasDatabase(dataDir)) return 'nothing';
  const store = openStore(dataDir, edges.clock.now());
  try {
    const building = openBuilding(store, edges.clock, edges.log);
    if (building.state.index === null) return 'nothing';
    requireRealBuilding(building);
    return 'building';
  } finally {
    store.close();
  }
}

/** The server that runs finds it in the database. */
function codeOfRunning(
  options: SetupOptions,
  now: number,
): Extract<SetupTold, { readonly made: MadeSetupCode }> {
  const url = urlOf(options, options.port);
  return withCodeOfRunning(options.dataDir, (table, found) => {
    if (found === 'demo') {
      throw new StartFault('The data folder holds a demo building. Name another one in DATA_DIR.');
    }
    const kind = found === 'nothing' ? 'first-run' : 'way-in';
    return { kind, url, made: makeSetupCode(table, now) };
  });
}

function codeOfResting({ dataDir }: SetupOptions, edges: Edges): MadeSetupCode {
  const now = edges.clock.now();
  const store = openStore(dataDir, now);
  try {
    return makeSetupCode(store.setupCode, now);
  } finally {
    store.close();
  }
}

/** Called where the server could not begin again: nothing is served any more. */
type Ended = (error: unknown) => void;

const openBuildingApp = (options: SetupOptions, edges: Edges, ended: Ended) =>
  openRestartingApp({ ...options, mode: 'production' }, edges, ended);

async function firstRun(
  options: SetupOptions,
  edges: Edges,
  tell: (told: SetupTold) => void,
  ended: Ended,
): Promise<SetupRun> {
  const first = new FirstServer();
  let running: Running<App> | null = null;
  let isClosed = false;
  let going: Promise<void> = Promise.resolve();
  let wasMade: () => void = () => undefined;
  const made = new Promise<void>(resolve => {
    wasMade = resolve;
  });
  const code = await first.open(options, edges, wasMade);
  const { port } = first;
  tell({ kind: 'first-run', url: urlOf(options, port), made: code });
  const goOn = async (): Promise<void> => {
    await first.close();
    if (isClosed) return;
    running = await openBuildingApp({ ...options, port }, edges, ended);
    tell({ kind: 'ready', app: running.app });
  };
  const watch = async (): Promise<void> => {
    await made;
    if (isClosed) return;
    going = goOn();
    await going.catch((error: unknown) => {
      edges.log.fatal({ err: error }, 'the server of the new building could not be opened');
    });
  };
  void watch();
  return {
    isServing: true,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await going.catch(() => undefined);
      if (running === null) await first.close();
      else await running.close();
    },
  };
}

/** Throws StartFault with one clear line where nothing can be set up here. */
export async function openSetup(
  options: SetupOptions,
  edges: Edges,
  tell: (told: SetupTold) => void,
  ended: Ended = () => undefined,
): Promise<SetupRun> {
  if (isFolderHeld(options.dataDir)) {
    tell(codeOfRunning(options, edges.clock.now()));
    return { isServing: false, close: () => Promise.resolve() };
  }
  if (lookInto(options, edges) === 'nothing') return firstRun(options, edges, tell, ended);
  const made = codeOfResting(options, edges);
  const running = await openBuildingApp(options, edges, ended);
  tell({ kind: 'way-in', url: running.app.url, made });
  return { isServing: true, close: () => running.close() };
}
