import type { PaperTold, PrinterView } from '../../contract/views.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
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
