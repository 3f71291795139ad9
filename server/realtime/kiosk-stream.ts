import type { Building } from '../building.ts';
import type { Namespace } from 'socket.io';
import type {
  KioskPatch,
  KioskView,
  OtherKiosk,
  PaperTold,
  PrinterView,
} from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import {
  agencyView,
  agencyViews,
  kioskSettings,
  kioskView,
  popularServices,
} from '../views/kiosk-view.ts';
import { buildingView, zoneView } from '../views/names.ts';
import { paperTold, type PaperNews, type PrinterOfPaper } from '../views/paper-told.ts';
import type { Affected } from './affected.ts';
import { deviceIdOf } from './paired-devices.ts';
import {
  answerResync,
  entryHead,
  headOf,
  isEmpty,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';

export interface KioskStreamOptions {
  /** The set-up's id of a kiosk's connection; null is the demo building's own. */
  kioskIdOf(this: void, deviceId: string | null): string;
  /** Of a paired kiosk; null is the demo building's own. */
  deviceName(this: void, deviceId: string | null): string;
  printer(this: void, deviceId: string | null): PrinterView;
  othersOf(this: void, deviceId: string | null): OtherKiosk[];
  readonly printerOfPaper: PrinterOfPaper;
}

export interface KioskAudience extends Audience {
  /** A printer changed by itself, without an entry. */
  printerChanged(): void;
}

/** What an entry says of a number's paper, as the kiosk that follows it is told. */
function printOf(
  entry: JournalEntry,
  state: BuildingState,
  printerOf: PrinterOfPaper,
): PaperTold | undefined {
  const ofJob = (jobId: number, news: PaperNews): PaperTold | undefined =>
    paperTold(state, state.paper.jobs.get(jobId)?.visitId ?? '', printerOf, news);
  switch (entry.type) {
    case 'print-started':
      return ofJob(entry.data.jobId, { state: 'printing', fault: null });
    case 'print-ended': {
      const { jobId, outcome, fault } = entry.data;
      return ofJob(jobId, { state: outcome, fault });
    }
    case 'print-moved':
    case 'print-asked':
      return ofJob(entry.data.jobId, { state: 'queued', fault: null });
    case 'ticket-claimed':
    case 'leg-cancelled':
      return paperTold(state, entry.visitId ?? '', printerOf);
    default:
      return undefined;
  }
}

/** What became different for every kiosk alike. */
function rowsOf(state: BuildingState, affected: Affected, now: number): KioskPatch {
  const popular = popularServices(state);
  if (affected.everything) {
    const zones = setupOf(state).setup.zones.map(zoneView);
    const building = buildingView(state, now);
    return { building, zones, popular, agencies: agencyViews(state, now) };
  }
  const agencies = [...affected.agencyIds].map(id => agencyView(state, id, now));
  return agencies.length > 0 ? { agencies, popular } : {};
}

/** What a kiosk that comes back is told of its last numbers: so old, so many. */
const paperSinceMs = 180_000;
const papersMax = 3;

/** Papers that may still be on a kiosk's screen: it was away while something became of them. */
function lastPapers(
  building: Building,
  deviceId: string | null,
  { kioskIdOf, printerOfPaper }: KioskStreamOptions,
): PaperTold[] {
  const ownId = deviceId ?? kioskIdOf(null);
  const { state } = building;
  const since = building.now() - paperSinceMs;
  return [...state.visits.values()]
    .filter(visit => visit.deviceId === ownId && visit.issuedAt >= since)
    .flatMap(({ id }) => paperTold(state, id, printerOfPaper) ?? [])
    .slice(-papersMax);
}

/** A kiosk's own printers, and who prints for it where they do not. */
const printersNow = (options: KioskStreamOptions, deviceId: string | null) => ({
  printer: options.printer(deviceId),
  others: options.othersOf(deviceId),
});

export function openKioskStream(
  namespace: Namespace,
  context: StreamContext,
  options: KioskStreamOptions,
): KioskAudience {
  const { building } = context;
  const view = (deviceId: string | null): KioskView => {
    const { state } = building;
    return kioskView(state, building.now(), {
      deviceId: options.kioskIdOf(deviceId),
      deviceName: options.deviceName(deviceId),
      ...printersNow(options, deviceId),
    });
  };
  const printerChanged = (): void => {
    // Each kiosk has printers of its own.
    for (const socket of namespace.sockets.values()) {
      const patch = printersNow(options, deviceIdOf(socket));
      socket.emit('refresh', { ...headOf(context), patch });
    }
  };
  /** What a new set-up may have made of a kiosk. */
  const ownPatch = (deviceId: string | null): KioskPatch => ({
    ...printersNow(options, deviceId),
    deviceName: options.deviceName(deviceId),
    kiosk: kioskSettings(building.state, options.kioskIdOf(deviceId)),
  });
  namespace.on('connection', socket => {
    const greet = (): void => {
      const deviceId = deviceIdOf(socket);
      socket.emit('snapshot', { ...tickOf(context), view: view(deviceId) });
      for (const print of lastPapers(building, deviceId, options)) {
        socket.emit('refresh', { ...headOf(context), patch: { print } });
      }
    };
    answerResync(socket, greet);
    greet();
  });
  return {
    tell(entries, affected) {
      if (isEmpty(namespace)) return;
      const { state } = building;
      const now = building.now();
      for (const entry of entries) {
        const isLast = entry === entries.at(-1);
        const print = printOf(entry, state, options.printerOfPaper);
        const rows = isLast ? rowsOf(state, affected, now) : {};
        const patch: KioskPatch = { ...(print ? { print } : {}), ...rows };
        const head = entryHead(context, entry);
        if (!isLast || !affected.everything) {
          const hasPatch = Object.keys(patch).length > 0;
          namespace.emit('change', { ...head, ...(hasPatch ? { patch } : {}) });
          continue;
        }
        for (const socket of namespace.sockets.values()) {
          const own = ownPatch(deviceIdOf(socket));
          socket.emit('change', { ...head, patch: { ...patch, ...own } });
        }
      }
    },
    refresh(agencyId) {
      if (isEmpty(namespace)) return;
      const agencies = [agencyView(building.state, agencyId, building.now())];
      namespace.emit('refresh', { ...headOf(context), patch: { agencies } });
    },
    printerChanged,
    tick(message) {
      namespace.emit('tick', message);
    },
  };
}
