import { parseCookie } from 'cookie';
import type { Namespace, Socket } from 'socket.io';
import type { DeviceKind } from '../../contract/devices.ts';
import { isLoopback } from '../auth/access.ts';
import { deviceSeenEveryMs, deviceTokenOf, type Devices } from '../auth/devices.ts';
import type { DeviceRecord } from '../store/devices.ts';

function deviceOf(socket: Socket, devices: Devices): DeviceRecord | undefined {
  const { headers } = socket.handshake;
  const token = deviceTokenOf(headers, headers.cookie ? parseCookie(headers.cookie) : {});
  return token ? devices.find(token) : undefined;
}

const roomOf = (deviceId: string): string => `device ${deviceId}`;

interface Door {
  readonly namespace: Namespace;
  readonly kind: DeviceKind;
  /** Whether any program on the same computer may come in too: the demo building's own screens. */
  readonly isOpenHere: boolean;
}

/**
 * Lets paired devices of their kind in and nobody else. Who is unpaired is told nothing more: its
 * connections end with it.
 */
export function openDeviceDoors(
  doors: readonly Door[],
  devices: Devices,
  tickMs: number,
): { /** Every so often: those who only listen are there too. */ tick(): void } {
  for (const { namespace, kind, isOpenHere } of doors) {
    namespace.use((socket, next) => {
      const device = deviceOf(socket, devices);
      if (device?.kind === kind) {
        socket.data = { deviceId: device.id };
        next();
      } else {
        const isOwn = isOpenHere && isLoopback(socket.handshake.address);
        next(isOwn ? undefined : new Error(device ? 'not-allowed' : 'not-signed-in'));
      }
    });
    namespace.on('connection', socket => {
      const deviceId = deviceIdOf(socket);
      // Unpaired while the connection was being made.
      if (deviceId !== null && !deviceOf(socket, devices)) socket.disconnect(true);
      else if (deviceId !== null) void socket.join(roomOf(deviceId));
    });
  }
  devices.onEnd(id => {
    for (const { namespace } of doors) namespace.in(roomOf(id)).disconnectSockets(true);
  });
  const seenTicks = Math.ceil(deviceSeenEveryMs / tickMs);
  let ticks = 0;
  return {
    tick() {
      ticks += 1;
      if (ticks % seenTicks !== 0) return;
      const sockets = doors.flatMap(({ namespace }) => [...namespace.sockets.values()]);
      devices.seen([...new Set(sockets.map(deviceIdOf).filter(id => id !== null))]);
    },
  };
}

/** Which paired device holds a connection; null for the demo building's own screens. */
export function deviceIdOf(socket: Socket): string | null {
  const { deviceId } = socket.data as { readonly deviceId?: string };
  return deviceId ?? null;
}
