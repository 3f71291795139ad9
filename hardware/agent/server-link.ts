import { io, type Socket } from 'socket.io-client';
import type { AgentToServer, ServerToAgent } from '../../contract/agent.ts';
import { type Clock, systemClock } from '../clock.ts';

export const linkTimings = {
  /** For a connection to be there and to be let in. */
  connectMs: 5_000,
  closeMs: 500,
  /** Pauses between attempts to connect again; the last one repeats. */
  reconnectMs: [100, 1_000, 2_000, 5_000, 10_000],
} as const;

export interface ServerLinkOptions {
  readonly serverUrl: string;
  readonly token: string;
  readonly clock?: Clock;
  /** On every connection, before anything is heard. */
  onConnected(): void;
  /** Once for each loss, with why and how long it is until the next attempt. */
  onLost(reason: string, pauseMs: number): void;
  onMessage(name: keyof ServerToAgent, message: unknown): void;
}

type AgentSocket = Socket<Record<string, (message: unknown) => void>, AgentToServer>;

const messages: readonly (keyof ServerToAgent)[] = ['welcome', 'ask', 'print'];

/**
 * The connection to the server, made again for ever. Each attempt is a connection of its own: what an
 * earlier one says late is never heard, so nothing is done that the server has given up.
 */
export class ServerLink {
  readonly #options: ServerLinkOptions;
  readonly #clock: Clock;
  #socket: AgentSocket | null = null;
  #isConnected = false;
  #isClosed = false;
  #failures = 0;
  #stopWaiting: () => void = () => undefined;

  constructor(options: ServerLinkOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  open(): void {
    const { serverUrl, token } = this.#options;
    const socket: AgentSocket = io(`${serverUrl}/printer`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Authorization: `Bearer ${token}` },
    });
    this.#socket = socket;
    const isCurrent = (): boolean => this.#socket === socket && !this.#isClosed;
    this.#stopWaiting = this.#clock.after(linkTimings.connectMs, () => {
      if (isCurrent()) this.#lost('no answer');
    });
    socket.on('connect', () => {
      if (!isCurrent()) return;
      this.#stopWaiting();
      this.#isConnected = true;
      this.#options.onConnected();
    });
    socket.on('connect_error', error => {
      if (isCurrent()) this.#lost(error.message);
    });
    socket.on('disconnect', reason => {
      if (isCurrent()) this.#lost(reason);
    });
    for (const name of messages) {
      socket.on(name, (message: unknown) => {
        if (isCurrent()) this.#options.onMessage(name, message);
      });
    }
  }

  /** Said on the connection of now; without one it is not said at all. */
  send<Name extends keyof AgentToServer>(
    name: Name,
    message: Parameters<AgentToServer[Name]>[0],
  ): void {
    if (!this.#isConnected) return;
    const said = [message] as unknown as Parameters<AgentToServer[Name]>;
    this.#socket?.emit(name, ...said);
  }

  /** The server understood: from now on a loss is worth a quick new attempt. */
  settle(): void {
    this.#failures = 0;
  }

  /** What was said last is still on its way: the connection ends when it has left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isConnected = false;
    this.#stopWaiting();
    const socket = this.#socket;
    this.#socket = null;
    if (!socket?.connected) {
      socket?.close();
      return;
    }
    await new Promise<void>(resolve => {
      const stop = this.#clock.after(linkTimings.closeMs, resolve);
      socket.io.engine.once('close', () => {
        stop();
        resolve();
      });
      socket.close();
    });
  }

  #lost(reason: string): void {
    this.#stopWaiting();
    this.#isConnected = false;
    this.#socket?.close();
    this.#socket = null;
    const pauses = linkTimings.reconnectMs;
    const pauseMs = pauses[Math.min(this.#failures, pauses.length - 1)] ?? pauses[0];
    this.#failures += 1;
    this.#options.onLost(reason, pauseMs);
    this.#stopWaiting = this.#clock.after(pauseMs, () => this.open());
  }
}
