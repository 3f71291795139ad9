import { io } from 'socket.io-client';

/** The little that a stream needs of a socket; tests bring their own. */
export interface StreamSocket {
  on(event: string, listener: (message: unknown) => void): void;
  emit(event: string, message?: unknown): void;
  connected(): boolean;
  /**
   * Called when nothing came for long. Socket.IO reconnects by itself except after a refusal or
   * when the line is dead without having been closed: then this closes and opens it anew.
   */
  reopenIfIdle(): void;
  close(): void;
}

export function openSocket(
  namespace: string,
  query: Readonly<Record<string, string>>,
): StreamSocket {
  const socket = io(namespace, {
    transports: ['websocket'],
    query: { ...query },
    forceNew: true,
    // A screen is right again within 3 s of its server's return.
    reconnectionDelay: 500,
    reconnectionDelayMax: 1_000,
    timeout: 4_000,
  });
  return {
    on: (event, listener) => {
      socket.on(event, listener);
    },
    emit: (event, message) => {
      if (message === undefined) socket.emit(event);
      else socket.emit(event, message);
    },
    connected: () => socket.connected,
    reopenIfIdle: () => {
      if (socket.connected || !socket.active) socket.disconnect().connect();
    },
    close: () => {
      socket.disconnect();
    },
  };
}
