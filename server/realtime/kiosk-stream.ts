import type { Namespace } from 'socket.io';
import type { KioskPatch, KioskView, PrinterView } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { PaperJob } from '../domain/paper-state.ts';
import type { BuildingState } from '../domain/state.ts';
import { isLive } from '../domain/visit.ts';
import { agencyView, agencyViews, kioskView, popularServices } from '../views/kiosk-view.ts';
import { buildingView } from '../views/names.ts';
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
  /** Of a paired kiosk; null is the demo building's own. */
  deviceName(this: void, deviceId: string | null): string;
  printer(this: void, deviceId: string | null): PrinterView;
}

export interface KioskAudience extends Audience {
  /** A printer changed by itself, without an entry. */
  printerChanged(): void;
}

type Print = NonNullable<KioskPatch['print']>;

/** A number's paper is told under its first job, which is the one that its kiosk follows. */
function firstJob(state: BuildingState, visitId: string | undefined): PaperJob | undefined {
  return visitId === undefined ? undefined : state.paper.ofVisit.get(visitId)?.[0];
}

function printTold(state: BuildingState, jobId: number, print: Omit<Print, 'jobId'>): Print {
  const first = firstJob(state, state.paper.jobs.get(jobId)?.visitId);
  return { jobId: first?.jobId ?? jobId, ...print };
}

/**
 * What becomes of a number whose paper did not come. The kiosk that shows it must not promise it on,
 * or count down what somebody holds: in the place of a fault stand `noted`, `phone`, `cancelled`.
 */
function numberTold(state: BuildingState, visitId: string, fault: string): Print | undefined {
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  const first = papers[0];
  if (first === undefined || papers.at(-1)?.state !== 'not-sent') return undefined;
  return { jobId: first.jobId, state: 'not-sent', fault };
}

/** Paper that comes out elsewhere is queued again, for the reason `moved`. */
function printOf(entry: JournalEntry, state: BuildingState): Print | undefined {
  const { visitId } = entry;
  switch (entry.type) {
    case 'print-started':
      return printTold(state, entry.data.jobId, { state: 'printing' });
    case 'print-ended': {
      const { jobId, outcome, fault } = entry.data;
      return printTold(state, jobId, { state: outcome, ...(fault === null ? {} : { fault }) });
    }
    case 'print-moved':
      return printTold(state, entry.data.jobId, { state: 'queued', fault: 'moved' });
    case 'print-asked': {
      const isElsewhere = firstJob(state, visitId)?.printerId !== entry.data.printerId;
      const fault = isElsewhere ? { fault: 'moved' } : {};
      return printTold(state, entry.data.jobId, { state: 'queued', ...fault });
    }
    case 'ticket-claimed':
      return numberTold(state, visitId ?? '', entry.data.how);
    case 'leg-cancelled': {
      const isOver = !state.visits.get(visitId ?? '')?.legs.some(isLive);
      return isOver ? numberTold(state, visitId ?? '', 'cancelled') : undefined;
    }
    default:
      return undefined;
  }
}

export function openKioskStream(
  namespace: Namespace,
  context: StreamContext,
  options: KioskStreamOptions,
): KioskAudience {
  const { building } = context;
  const view = (deviceId: string | null): KioskView => {
    const { state } = building;
    return kioskView(
      state,
      building.now(),
      options.deviceName(deviceId),
      options.printer(deviceId),
    );
  };
  const printerChanged = (): void => {
    // Each kiosk has printers of its own.
    for (const socket of namespace.sockets.values()) {
      const patch = { printer: options.printer(deviceIdOf(socket)) };
      socket.emit('refresh', { ...headOf(context), patch });
    }
  };
  namespace.on('connection', socket => {
    const greet = (): void => {
      socket.emit('snapshot', { ...tickOf(context), view: view(deviceIdOf(socket)) });
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
        const print = printOf(entry, state);
        let patch: KioskPatch = print ? { print } : {};
        if (entry === entries.at(-1)) {
          const agencies = affected.everything
            ? agencyViews(state, now)
            : [...affected.agencyIds].map(id => agencyView(state, id, now));
          if (agencies.length > 0) {
            patch = { ...patch, agencies, popular: popularServices(state) };
          }
          if (affected.everything) patch = { ...patch, building: buildingView(state, now) };
        }
        const hasPatch = Object.keys(patch).length > 0;
        namespace.emit('change', { ...entryHead(context, entry), ...(hasPatch ? { patch } : {}) });
      }
      // The set-up may have given a kiosk other printers.
      if (affected.everything) printerChanged();
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
