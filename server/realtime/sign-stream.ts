import type { Namespace, Socket } from 'socket.io';
import type { OrderMessage } from '../../contract/sockets.ts';
import { setupOf } from '../domain/state.ts';
import { displaySetupOf } from '../views/display-view.ts';
import { counterIdOf, signView } from '../views/sign-view.ts';
import {
  answerResync,
  entryHead,
  queryOf,
  tickOf,
  type Audience,
  type StreamContext,
} from './audience.ts';
import { deviceIdOf } from './paired-devices.ts';

/** Signs at once: a building has 200 counters at most, and a browser may look besides. */
const signsMax = 500;

/**
 * Signs above counters come in by the door of the displays and are told of their counter alone.
 * Ticks are the displays' own: they go to the whole namespace.
 */
export function openSignStream(namespace: Namespace, context: StreamContext): Audience {
  const { building } = context;
  /** By socket: what was asked for, which a later set-up may know. */
  const signs = new Map<string, string>();
  const counterOf = (socketId: string): string | null =>
    counterIdOf(setupOf(building.state).setup, signs.get(socketId) ?? '');
  const viewOf = (socketId: string) =>
    signView(building.state, counterOf(socketId), building.now());

  /** A paired screen that the set-up has made another one than the sign it is open as. */
  const isElsewhere = (socket: Socket): boolean => {
    const deviceId = deviceIdOf(socket);
    const found = deviceId && displaySetupOf(setupOf(building.state).setup, { deviceId });
    return Boolean(found && found.counterId !== counterOf(socket.id));
  };

  namespace.use((socket, next) => {
    const isTooMany = queryOf(socket, 'sign') !== null && signs.size >= signsMax;
    next(isTooMany ? new Error('busy') : undefined);
  });
  namespace.on('connection', socket => {
    const asked = queryOf(socket, 'sign');
    if (asked === null) return;
    signs.set(socket.id, asked);
    const greet = (): void => {
      socket.emit('snapshot', { ...tickOf(context), view: viewOf(socket.id) });
    };
    socket.on('disconnect', () => signs.delete(socket.id));
    answerResync(socket, greet);
    greet();
  });
  return {
    tell(entries, affected) {
      if (signs.size === 0) return;
      const heads = entries.map(entry => entryHead(context, entry));
      for (const id of signs.keys()) {
        const socket = namespace.sockets.get(id);
        for (const head of heads.slice(0, -1)) socket?.emit('change', head);
        const isTold = affected.everything || affected.counterIds.has(counterOf(id) ?? '');
        const patch = isTold ? { patch: { view: viewOf(id) } } : {};
        socket?.emit('change', { ...heads.at(-1)!, ...patch });
        if (socket && affected.everything && isElsewhere(socket)) {
          socket.emit('order', { order: 'reload' } satisfies OrderMessage);
        }
      }
    },
    refresh() {
      // Nothing above a counter changes by time alone.
    },
    tick() {
      // The displays' stream has told the namespace.
    },
  };
}

export const isSign = (socket: Parameters<typeof queryOf>[0]): boolean =>
  queryOf(socket, 'sign') !== null;
