import { parseCookie } from 'cookie';
import type { Namespace, Socket } from 'socket.io';
import { seenEveryMs, sessionCookie, type StaffSessions } from '../auth/staff-sessions.ts';

export function tokenOf(socket: Socket): string | undefined {
  const { cookie } = socket.handshake.headers;
  return cookie ? parseCookie(cookie)[sessionCookie] : undefined;
}

const roomOf = (sessionId: string): string => `session ${sessionId}`;

/**
 * A desk whose session has ended, by its hand or another's or by its age, is told nothing more: its
 * connections end with it.
 */
export function openSessionEnds(
  namespace: Namespace,
  sessions: StaffSessions,
  tickMs: number,
): { /** Every so often: sessions grow old by themselves. */ tick(): void } {
  const bySocket = new Map<Socket, NonNullable<ReturnType<StaffSessions['find']>>>();
  namespace.on('connection', socket => {
    const token = tokenOf(socket);
    const session = token ? sessions.find(token) : undefined;
    if (!session) {
      socket.disconnect(true);
      return;
    }
    bySocket.set(socket, session);
    void socket.join(roomOf(session.id));
    socket.on('disconnect', () => bySocket.delete(socket));
  });
  sessions.onEnd(ids => {
    namespace.in(ids.map(roomOf)).disconnectSockets(true);
  });
  // Those who only listen are there too.
  const seenTicks = Math.ceil(seenEveryMs / tickMs);
  let ticks = 0;
  return {
    tick() {
      for (const [socket, session] of bySocket) {
        if (sessions.isExpired(session)) socket.disconnect(true);
      }
      ticks += 1;
      if (ticks % seenTicks !== 0) return;
      sessions.seen([...new Set([...bySocket.values()].map(({ id }) => id))]);
    },
  };
}
