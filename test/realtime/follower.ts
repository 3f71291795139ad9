import { io, type Socket } from 'socket.io-client';
import { expect } from 'vitest';
import {
  streams,
  tickSchema,
  type Change,
  type Snapshot,
  type StreamName,
} from '../../contract/sockets.ts';
import type { DisplayView, KioskView } from '../../contract/views.ts';
import { until, type TestApp } from '../http/open-test-app.ts';

export interface FollowOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly cookie?: string | null;
  readonly origin?: string;
}

const namespaceOf: Readonly<Record<StreamName, string>> = {
  kiosk: '/kiosk',
  display: '/display',
  sign: '/display',
  survey: '/display',
  desk: '/counter',
  overview: '/counter',
  track: '/track',
};

export function connectTo(server: TestApp, namespace: string, options: FollowOptions = {}): Socket {
  const headers = {
    ...(options.cookie ? { Cookie: options.cookie } : {}),
    ...(options.origin ? { Origin: options.origin } : {}),
  };
  return io(`http://127.0.0.1:${server.app.port}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    query: { ...options.query },
    extraHeaders: headers,
  });
}

/** Why a connection was refused; fails where it was not. */
export function refusalOf(server: TestApp, namespace: string, options: FollowOptions = {}) {
  return new Promise<string>((resolve, reject) => {
    const socket = connectTo(server, namespace, options);
    socket.on('connect_error', error => {
      socket.close();
      resolve(error.message);
    });
    socket.on('connect', () => {
      socket.close();
      reject(new Error(`${namespace} let a connection in`));
    });
  });
}

type Row = Record<string, unknown>;

const byKey = (rows: readonly Row[], news: readonly Row[] | undefined, key: string): Row[] =>
  rows.map(row => news?.find(next => next[key] === row[key]) ?? row);

/** Folds a patch into a view, written from the words of the contract and not from a screen. */
function merge(name: StreamName, view: Row, patch: Row): Row {
  if (name === 'kiosk') {
    const { agencies, print: _print, ...whole } = patch;
    // With the building come all agencies.
    if (patch['building'] && agencies) return { ...view, ...whole, agencies };
    const rows = (view as unknown as KioskView).agencies as unknown as Row[];
    return { ...view, ...whole, agencies: byKey(rows, agencies as Row[] | undefined, 'id') };
  }
  if (patch['view']) return patch['view'] as Row;
  if (name !== 'display') return view;
  const { rows, calls: before } = view as unknown as DisplayView;
  const calls = (patch['calls'] as DisplayView['calls'] | undefined) ?? before;
  const call = patch['call'] as DisplayView['calls'][number] | undefined;
  const others = calls.filter(row => row.ticketId !== call?.ticketId);
  return {
    ...view,
    rows: byKey(rows, patch['rows'] as Row[] | undefined, 'agencyId'),
    calls: call ? [call, ...others].slice(0, 8) : calls,
  };
}

/** A screen without a screen: it checks every message and keeps what it was told. */
export interface Follower<Name extends StreamName> {
  readonly socket: Socket;
  readonly snapshots: Snapshot<Name>[];
  readonly changes: Change<Name>[];
  readonly refreshes: Change<Name>[];
  readonly ticks: unknown[];
  /** Snapshot and changes alone, without what `refresh` told. */
  readonly view: Snapshot<Name>['view'];
  readonly seq: number;
  /** The view of a new snapshot. */
  fresh(): Promise<Snapshot<Name>['view']>;
  reached(seq: number): Promise<void>;
  close(): void;
}

export async function follow<Name extends StreamName>(
  server: TestApp,
  name: Name,
  options: FollowOptions = {},
): Promise<Follower<Name>> {
  const query = name === 'overview' ? { view: 'overview' } : (options.query ?? {});
  const socket = connectTo(server, namespaceOf[name], { ...options, query });
  const faults: string[] = [];
  const snapshots: Snapshot<Name>[] = [];
  const changes: Change<Name>[] = [];
  const refreshes: Change<Name>[] = [];
  const ticks: unknown[] = [];
  let view: Row = {};
  let seq = -1;
  let isFresh = true;

  const checked = (kind: 'snapshot' | 'change' | 'refresh', message: unknown): void => {
    const schema = streams[name][kind];
    const parsed = schema.safeParse(message);
    if (!parsed.success) faults.push(`${name} ${kind}: ${parsed.error.message}`);
    else expect(parsed.data).toEqual(message);
  };
  socket.on('snapshot', (message: Snapshot<Name>) => {
    checked('snapshot', message);
    snapshots.push(message);
    if (!isFresh) return;
    isFresh = false;
    view = message.view;
    seq = message.seq;
  });
  socket.on('change', (message: Change<Name>) => {
    checked('change', message);
    changes.push(message);
    if (message.seq !== seq + 1) faults.push(`${name}: ${message.seq} after ${seq}`);
    seq = message.seq;
    if (message.patch) view = merge(name, view, message.patch);
  });
  socket.on('refresh', (message: Change<Name>) => {
    checked('refresh', message);
    refreshes.push(message);
  });
  socket.on('tick', message => {
    if (!tickSchema.strict().safeParse(message).success) faults.push(`${name}: bad tick`);
    ticks.push(message);
  });
  socket.on('connect_error', error => faults.push(`${name}: ${error.message}`));
  const sound = (): void => expect(faults).toEqual([]);
  await until(() => snapshots.length > 0 || faults.length > 0, `the snapshot of ${name}`);
  sound();
  return {
    socket,
    snapshots,
    changes,
    refreshes,
    ticks,
    get view() {
      return view as Snapshot<Name>['view'];
    },
    get seq() {
      return seq;
    },
    async fresh() {
      const before = snapshots.length;
      socket.emit('resync');
      await until(() => snapshots.length > before, `a new snapshot of ${name}`);
      sound();
      return snapshots.at(-1)!.view;
    },
    async reached(wanted) {
      await until(() => seq >= wanted || faults.length > 0, `${name} to reach ${wanted}`);
      sound();
    },
    close: () => socket.close(),
  };
}
