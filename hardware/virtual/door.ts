import { type Server, type Socket, createServer } from 'node:net';

import type { Engine } from './engine.ts';
import { Session } from './session.ts';

/** The printer's network side: one connection is served; others are treated as its faults say. */
export class Door {
  readonly server: Server;
  readonly #engine: Engine;
  readonly #sockets = new Set<Socket>();
  #servedSocket: Socket | null = null;
  #session: Session | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.server = createServer(socket => this.#accept(socket));
  }

  /** The connection that is being served; the engine speaks to no other. */
  get session(): Session | null {
    return this.#session;
  }

  /** As when the power goes. */
  resetAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise(resolve => {
      this.server.close(() => resolve());
    });
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#forget(socket));
    const { refusesAll, secondConnection } = this.#engine.faults;
    const isSecond = this.#servedSocket !== null;
    if (refusesAll || (isSecond && secondConnection === 'refused')) {
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
    } else if (isSecond && secondConnection === 'ignored') {
      socket.on('error', () => undefined);
      socket.pause();
    } else {
      this.#servedSocket = socket;
      this.#session = new Session(socket, this.#engine);
    }
  }

  #forget(socket: Socket): void {
    this.#sockets.delete(socket);
    if (this.#servedSocket !== socket) return;
    this.#servedSocket = null;
    this.#session = null;
  }
}
