import { parseCookie } from 'cookie';
import type { Namespace, Socket } from 'socket.io';
import type { DeviceKind, DeviceOrder } from '../../contract/devices.ts';
import type { OrderMessage } from '../../contract/sockets.ts';
import { isLoopback } from '../auth/access.ts';
import { deviceSeenEveryMs, deviceTokenOf, type Devices } from '../auth/devices.ts';
import type { DeviceRecord } from '../store/devices.ts';

function deviceOf(socket: Socket, devices: Devices): DeviceRecord | undefined {
  const { headers } = socket.handshake;
  const token = deviceTokenOf(headers, headers.cookie ? parseCookie(headers.cookie) : {});
  return token ? devices.find(token) : undefined;
}

/** Null: the demo building's own screens. */
const roomOf = (deviceId: string | null): string =>
  deviceId === null ? 'own' : `device ${deviceId}`;

export interface DeviceDoors {
  /** Every so often: those who only listen are there too. */
  tick(): void;
  /** Ids of the devices that hold a connection; null: the demo building's own kiosk. */
  here(): ReadonlySet<string | null>;
  /** Tells every screen of a device; how many there are. */
  order(deviceId: string | null, order: DeviceOrder): number;
}

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
): DeviceDoors {
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
      else if (deviceId !== null || kind === 'kiosk') void socket.join(roomOf(deviceId));
    });
  }
  devices.onEnd(id => {
    for (const { namespace } of doors) namespace.in(roomOf(id)).disconnectSockets(true);
  });
  const seenTicks = Math.ceil(deviceSeenEveryMs / tickMs);
  const sockets = (of = doors): Socket[] =>
    of.flatMap(({ namespace }) => [...namespace.sockets.values()]);
  const screens = (): Socket[] => sockets(doors.filter(({ kind }) => kind !== 'agent'));
  let ticks = 0;
  return {
    here() {
      const own = roomOf(null);
      const found = sockets().filter(
        socket => deviceIdOf(socket) !== null || socket.rooms.has(own),
      );
      return new Set(found.map(deviceIdOf));
    },
    order(deviceId, order) {
      const told = screens().filter(socket => socket.rooms.has(roomOf(deviceId)));
      for (const socket of told) socket.emit('order', { order } satisfies OrderMessage);
      return told.length;
    },
    tick() {
      ticks += 1;
      if (ticks % seenTicks !== 0) return;
      devices.seen([
        ...new Set(
          sockets()
            .map(deviceIdOf)
            .filter(id => id !== null),
        ),
      ]);
    },
  };
}

/** Which paired device holds a connection; null for the demo building's own screens. */
export function deviceIdOf(socket: Socket): string | null {
  const { deviceId } = socket.data as { readonly deviceId?: string };
  return deviceId ?? null;
}
