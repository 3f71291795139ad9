import type { OtherKiosk, PaperTold, PrinterView } from '../../contract/views.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { PrinterOfPaper } from '../views/paper-told.ts';
import type { PrintSpool } from './print-spool.ts';

/**
 * Printers of a kiosk in the order in which they are asked. A kiosk of the set-up is the paired
 * device of the same id; one that is not set up has those of `otherwise`.
 */
export function printersOfKiosk(
  state: BuildingState,
  deviceId: string | null,
  otherwise: readonly string[],
): readonly string[] {
  const kiosk = setupOf(state).setup.kiosks.find(({ id }) => id === deviceId);
  return kiosk?.printerIds ?? otherwise;
}

/** What stands on a slip and on the screen; `otherwise` where it is not set up. */
export function nameOfKiosk(
  state: BuildingState,
  deviceId: string | null,
  otherwise: string,
): string {
  return setupOf(state).setup.kiosks.find(({ id }) => id === deviceId)?.name ?? otherwise;
}

/** How a kiosk's printers are together: it prints while one of them does. */
export function printerOfKioskNow(
  spool: Pick<PrintSpool, 'statusOf'>,
  printerIds: readonly string[],
): PrinterView {
  const views = printerIds.map(id => spool.statusOf(id)).filter(({ state }) => state !== 'none');
  return views.find(({ state }) => state === 'ready') ?? views[0] ?? { state: 'none' };
}

/** The first that could print now; where none could, the first whose line is not too long. */
export function printerThatTakes(
  spool: Pick<PrintSpool, 'takesJobs' | 'statusOf'>,
  printerIds: readonly string[],
): string | null {
  const open = printerIds.filter(id => spool.takesJobs(id));
  return open.find(id => spool.statusOf(id).state === 'ready') ?? open[0] ?? null;
}

/** By the name that staff know it by; other: not the one whose slot the kiosk's visitors look at. */
export function printerOfPaper(
  spool: Pick<PrintSpool, 'lines'>,
  printerIds: readonly string[],
  printerId: string,
): PaperTold['printer'] {
  const line = spool.lines().find(({ id }) => id === printerId);
  return line ? { name: line.name, isOther: printerIds[0] !== printerId } : null;
}

const othersMax = 3;

/** The printer with which a kiosk could print at once for another's visitor; null: it could not. */
function readyPrinterOf(
  spool: Pick<PrintSpool, 'takesJobs' | 'statusOf'>,
  printerIds: readonly string[],
): string | null {
  const first = printerThatTakes(spool, printerIds);
  return first !== null && spool.statusOf(first).state === 'ready' ? first : null;
}

/** Kiosks of the set-up that could print for this one's visitors, with printers that it has not. */
function otherKiosks(
  state: BuildingState,
  spool: Pick<PrintSpool, 'takesJobs' | 'statusOf'>,
  deviceId: string,
  ownPrinterIds: readonly string[],
): OtherKiosk[] {
  return setupOf(state)
    .setup.kiosks.filter(({ id }) => id !== deviceId)
    .filter(({ printerIds }) => {
      const foreign = printerIds.filter(id => !ownPrinterIds.includes(id));
      return readyPrinterOf(spool, foreign) !== null;
    })
    .slice(0, othersMax)
    .map(({ id, name, place }) => ({ id, name, place }));
}

/** What the spool's printers are for each kiosk. */
export interface KioskPrinters {
  /** The printer of a kiosk that takes a job now. */
  readonly printerOf: (deviceId: string | null) => string | null;
  /** How a kiosk's printers are. */
  readonly viewOf: (deviceId: string) => PrinterView;
  readonly ofPaper: PrinterOfPaper;
  /** Kiosks that print now, for the visitors of one that does not. */
  readonly othersOf: (deviceId: string) => OtherKiosk[];
  /** The printer with which a kiosk prints for another's visitor; null where it could not now. */
  readonly readyPrinterOf: (deviceId: string) => string | null;
}

export const kioskPrinters = (
  building: { readonly state: BuildingState },
  spool: Pick<PrintSpool, 'takesJobs' | 'statusOf' | 'lines'>,
  printersOf: (deviceId: string | null) => readonly string[],
): KioskPrinters => ({
  printerOf: deviceId => printerThatTakes(spool, printersOf(deviceId)),
  viewOf: deviceId => printerOfKioskNow(spool, printersOf(deviceId)),
  ofPaper: (deviceId, printerId) => printerOfPaper(spool, printersOf(deviceId), printerId),
  othersOf: deviceId => otherKiosks(building.state, spool, deviceId, printersOf(deviceId)),
  readyPrinterOf: deviceId => readyPrinterOf(spool, printersOf(deviceId)),
});
