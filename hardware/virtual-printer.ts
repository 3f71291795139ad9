import type { AddressInfo, Server } from 'node:net';

import { type Clock, systemClock } from './clock.ts';
import { Door } from './virtual/door.ts';
import { Engine } from './virtual/engine.ts';
import type { VirtualFaults } from './virtual/faults.ts';
import type { Paper } from './virtual/paper.ts';
import type { VirtualTraffic } from './virtual/session.ts';

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
  /** Hears what arrives, as it arrives; one listener, or null for none. */
  onBytes(listener: ((bytes: Buffer) => void) | null): void;
  setFault(faults: Partial<VirtualFaults>): void;
  /** What is wrong with it now. */
  faults(): VirtualFaults;
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
  const engine: Engine = new Engine({
    widthDots: options.dots ?? 576,
    mmPerSecond: options.mmPerSecond ?? 0,
    clock: options.clock ?? systemClock,
    onPaper: keep,
    onAnswer: bytes => door.session?.answer(bytes),
    onChange: () => door.session?.notice(),
    onPowerCycle: () => powerCycle(),
  });
  const door: Door = new Door(engine);
  const powerCycle = () => {
    door.resetAll();
    engine.powerCycle();
  };
  await listen(door.server, options.port ?? 0, options.host ?? '127.0.0.1');

  return {
    port: (door.server.address() as AddressInfo).port,
    papers: () => papers,
    onPaper: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBytes: listener => {
      engine.onBytes = listener;
    },
    setFault: faults => {
      engine.change(faults);
      if (faults.stopsReadingAfterBytes === null) door.session?.resume();
    },
    faults: () => engine.faults,
    powerCycle,
    bufferedBytes: () => engine.bufferedBytes,
    complaints: () => engine.complaints,
    traffic: () => door.session?.traffic() ?? null,
    close: () => {
      engine.stop();
      return door.close();
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
