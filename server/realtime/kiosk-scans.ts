import type { Namespace } from 'socket.io';
import type { ScanMessage } from '../../contract/sockets.ts';
import type { KioskSetup, PrinterSetup } from '../../contract/printers.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { AgentPrinters } from './agent-printers.ts';
import { deviceIdOf } from './paired-devices.ts';

const isDrivenBy = (printer: PrinterSetup | undefined, agentId: string): boolean =>
  printer?.connection.kind === 'agent' && printer.connection.deviceId === agentId;

/**
 * The kiosks that an agent's scanner belongs to: those that name it; where none does, those whose
 * printer it drives and that name no other scanner.
 */
export function kiosksOfScanner(state: BuildingState, agentId: string): readonly string[] {
  const { kiosks, printers } = setupOf(state).setup;
  const named = kiosks.filter(({ scannerDeviceId }) => scannerDeviceId === agentId);
  const byId = new Map(printers.map(printer => [printer.id, printer]));
  const drives = ({ scannerDeviceId, printerIds }: KioskSetup): boolean =>
    scannerDeviceId === undefined && printerIds.some(id => isDrivenBy(byId.get(id), agentId));
  return (named.length > 0 ? named : kiosks.filter(drives)).map(({ id }) => id);
}

/** Tells kiosks what scanners beside agents have read. Returns how to stop. */
export function tellScans(
  kiosks: Namespace,
  agents: AgentPrinters,
  kiosksOf: (agentId: string) => readonly string[],
  kioskIdOf: (deviceId: string | null) => string,
): () => void {
  return agents.onScan((agentId, text) => {
    const told = new Set(kiosksOf(agentId));
    if (told.size === 0) return;
    const message: ScanMessage = { text };
    for (const socket of kiosks.sockets.values()) {
      if (told.has(kioskIdOf(deviceIdOf(socket)))) socket.emit('scan', message);
    }
  });
}
