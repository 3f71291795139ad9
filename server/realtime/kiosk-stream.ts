import type { Namespace } from 'socket.io';
import type { KioskPatch, KioskView, PrinterView } from '../../contract/views.ts';
import type { PrintState } from '../../contract/values.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { agencyView, agencyViews, kioskView, popularServices } from '../views/kiosk-view.ts';
import { buildingView } from '../views/names.ts';
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
  readonly deviceName: string;
  printer(): PrinterView;
}

export interface KioskAudience extends Audience {
  /** A printer changed by itself, without an entry. */
  printerChanged(): void;
}

function printOf(entry: JournalEntry): KioskPatch['print'] {
  if (entry.type === 'print-started') return { jobId: entry.data.jobId, state: 'printing' };
  if (entry.type !== 'print-ended') return undefined;
  const state: PrintState = entry.data.outcome;
  const { jobId, fault } = entry.data;
  return fault === null ? { jobId, state } : { jobId, state, fault };
}

export function openKioskStream(
  namespace: Namespace,
  context: StreamContext,
  options: KioskStreamOptions,
): KioskAudience {
  const { building } = context;
  const view = (): KioskView =>
    kioskView(building.state, building.now(), options.deviceName, options.printer());
  namespace.on('connection', socket => {
    const greet = (): void => {
      socket.emit('snapshot', { ...tickOf(context), view: view() });
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
        const print = printOf(entry);
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
    },
    refresh(agencyId) {
      if (isEmpty(namespace)) return;
      const agencies = [agencyView(building.state, agencyId, building.now())];
      namespace.emit('refresh', { ...headOf(context), patch: { agencies } });
    },
    printerChanged() {
      if (isEmpty(namespace)) return;
      namespace.emit('refresh', { ...headOf(context), patch: { printer: options.printer() } });
    },
    tick(message) {
      namespace.emit('tick', message);
    },
  };
}
