import type { Setup } from '../../../contract/setup.ts';

/** What a file says of computers that this building does not know: it is let go, and told. */

export interface LetGo {
  readonly setup: Setup;
  readonly paths: readonly string[];
}

/** Computers that the set-up as it is names already. */
function namedDevices({ printers, kiosks, displays }: Setup): Set<string> {
  const ids = new Set<string>();
  for (const { connection } of printers) {
    if (connection.kind === 'agent') ids.add(connection.deviceId);
  }
  for (const { scannerDeviceId } of kiosks) if (scannerDeviceId) ids.add(scannerDeviceId);
  for (const { deviceId } of displays) if (deviceId !== null) ids.add(deviceId);
  return ids;
}

/**
 * A printer that an unknown computer drives goes, and kiosks print without it; screens and scanners
 * stay and wait for their computer. `now` is the set-up in force.
 */
export function letGoOf(wished: Setup, now: Setup, paired: ReadonlySet<string>): LetGo {
  const named = namedDevices(now);
  const isKnown = (id: string): boolean => paired.has(id) || named.has(id);
  const paths: string[] = [];
  const gone = new Set<string>();
  const printers = wished.printers.filter(({ id, connection }) => {
    if (connection.kind !== 'agent' || isKnown(connection.deviceId)) return true;
    paths.push(`printers/${id}`);
    gone.add(id);
    return false;
  });
  const kiosks = wished.kiosks.map(kiosk => {
    const printerIds = kiosk.printerIds.filter(id => !gone.has(id));
    const { scannerDeviceId, ...rest } = kiosk;
    if (scannerDeviceId === undefined || isKnown(scannerDeviceId)) return { ...kiosk, printerIds };
    paths.push(`kiosks/${kiosk.id}/scannerDeviceId`);
    return { ...rest, printerIds };
  });
  const displays = wished.displays.map(display => {
    const { id, deviceId } = display;
    if (deviceId === null || isKnown(deviceId)) return display;
    paths.push(`displays/${id}/deviceId`);
    return { ...display, deviceId: null };
  });
  return { setup: { ...wished, printers, kiosks, displays }, paths };
}
