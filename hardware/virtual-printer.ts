import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';

import { type Clock, systemClock } from './clock.ts';
import { Engine } from './virtual/engine.ts';
import type { VirtualFaults } from './virtual/faults.ts';
import type { Paper } from './virtual/paper.ts';
import { Session, type VirtualTraffic } from './virtual/session.ts';

/** Older papers are forgotten, so that a long day of rehearsal does not fill the memory. */
const papersKeptMax = 200;

export interface VirtualPrinterOptions {
  /** 0, the default, lets the system choose a free one. */
  readonly port?: number;
  /** One of this computer's own addresses, 127.0.0.1 unless told. */
  readonly host?: string;
  /** 576 for 80 mm (the default), 384 for 58 mm. */
  readonly dots?: number;
  /** 0, the default, prints at once; real ones print at 150 to 250. */
  readonly mmPerSecond?: number;
  readonly clock?: Clock;
}

/** A printer made of software: for the demo building, for tests and for rehearsals. */
export interface VirtualPrinter {
  readonly port: number;
  /** Papers that came out, oldest first. */
  papers(): readonly Paper[];
  /** Returns how to stop listening. */
  onPaper(listener: (paper: Paper) => void): () => void;
  setFault(faults: Partial<VirtualFaults>): void;
  powerCycle(): void;
  /** Bytes received and not printed yet. */
  bufferedBytes(): number;
  /** Commands that it did not understand, as hexadecimal. */
  complaints(): readonly string[];
  /** What passed on the connection that is served; null where none is. */
  traffic(): VirtualTraffic | null;
  close(): Promise<void>;
}

/** Listens on the loopback address only, so that it never prints for the outside. */
export async function openVirtualPrinter(
  options: VirtualPrinterOptions = {},
): Promise<VirtualPrinter> {
  const papers: Paper[] = [];
  const listeners = new Set<(paper: Paper) => void>();
  const keep = (paper: Paper) => {
    papers.push(paper);
    if (papers.length > papersKeptMax) papers.shift();
    for (const listener of listeners) listener(paper);
  };
  const sockets = new Set<Socket>();
  /** The connection that is being served; the engine speaks to no other. */
  const served: { socket: Socket | null; session: Session | null } = {
    socket: null,
    session: null,
  };
  const engine = new Engine({
    widthDots: options.dots ?? 576,
    mmPerSecond: options.mmPerSecond ?? 0,
    clock: options.clock ?? systemClock,
    onPaper: keep,
    onAnswer: bytes => served.session?.answer(bytes),
    onChange: () => served.session?.notice(),
    onPowerCycle: () => powerCycle(),
  });
  const powerCycle = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    engine.powerCycle();
  };

  const forget = (socket: Socket) => {
    sockets.delete(socket);
    if (served.socket === socket) Object.assign(served, { socket: null, session: null });
  };
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => forget(socket));
    const { refusesAll, secondConnection } = engine.faults;
    const isSecond = served.socket !== null;
    if (refusesAll || (isSecond && secondConnection === 'refused')) {
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
    } else if (isSecond && secondConnection === 'ignored') {
      socket.on('error', () => undefined);
      socket.pause();
    } else {
      Object.assign(served, { socket, session: new Session(socket, engine) });
    }
  });
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');

  return {
    port: (server.address() as AddressInfo).port,
    papers: () => papers,
    onPaper: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setFault: faults => {
      engine.change(faults);
      if (faults.stopsReadingAfterBytes === null) served.session?.resume();
    },
    powerCycle,
    bufferedBytes: () => engine.bufferedBytes,
    complaints: () => engine.complaints,
    traffic: () => served.session?.traffic() ?? null,
    close: () => {
      engine.stop();
      for (const socket of sockets) socket.destroy();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  if (!host.startsWith('127.')) throw new Error('A printer of software serves this computer only.');
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
