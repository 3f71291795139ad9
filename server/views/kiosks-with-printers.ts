import type { KioskPrinters } from '../../contract/printer-setup.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

/** Every kiosk that tickets may come from, those of the set-up first, each with its printers. */
export function kiosksWithPrinters(
  state: BuildingState,
  paired: readonly { readonly id: string; readonly name: string }[],
  printersOf: (deviceId: string) => readonly string[],
): KioskPrinters[] {
  const { kiosks } = setupOf(state).setup;
  const others = paired.filter(({ id }) => !kiosks.some(kiosk => kiosk.id === id));
  return [...kiosks, ...others].map(({ id, name }) => ({
    id,
    name,
    printerIds: [...printersOf(id)],
  }));
}
