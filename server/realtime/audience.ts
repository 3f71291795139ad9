import type { Namespace, Socket } from 'socket.io';
import type { JournalEntry } from '../../contract/events.ts';
import type { Tick } from '../../contract/sockets.ts';
import type { Building } from '../building.ts';
import { instant } from '../views/names.ts';
import type { Affected } from './affected.ts';

/** What every audience needs of the server. */
export interface StreamContext {
  readonly building: Building;
  readonly epoch: string;
  readonly clockRate: number;
}

export interface Head {
  readonly epoch: string;
  readonly seq: number;
  readonly at: string;
}

/** One kind of screen: how it is greeted and what it is told. */
export interface Audience {
  /** After a commit, in journal order. */
  tell(entries: readonly JournalEntry[], affected: Affected): void;
  /** Waits grow by themselves: one agency at a time, so that no turn of the loop is long. */
  refresh(agencyId: string): void;
  tick(message: Tick): void;
}

/** Where the stream stands now. */
export function headOf({ building, epoch }: StreamContext): Head {
  const { state } = building;
  return { epoch, seq: state.seq, at: instant(state, building.now()) };
}

export const tickOf = (context: StreamContext): Tick => ({
  ...headOf(context),
  clockRate: context.clockRate,
});

export const entryHead = (context: StreamContext, entry: JournalEntry): Head => ({
  epoch: context.epoch,
  seq: entry.seq,
  at: instant(context.building.state, entry.at),
});

/** A client may ask for a new snapshot, but not more often than this. */
const resyncMsMin = 200;

/** Answers `resync` with `greet`, at most every 200 ms per client. */
export function answerResync(socket: Socket, greet: () => void): void {
  let last = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  socket.on('resync', () => {
    if (timer) return;
    const wait = Math.max(0, last + resyncMsMin - performance.now());
    timer = setTimeout(() => {
      timer = null;
      last = performance.now();
      greet();
    }, wait);
  });
  socket.on('disconnect', () => {
    if (timer) clearTimeout(timer);
  });
}

export const isEmpty = (namespace: Namespace): boolean => namespace.sockets.size === 0;

/** A query value as one string; anything else counts as absent. */
export function queryOf(socket: Socket, name: string): string | null {
  const value = socket.handshake.query[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 64 ? value : null;
}
