import { setTimeout as pause } from 'node:timers/promises';
import { nowMs, quantile, rowOf, type Row } from './figures.ts';
import { HttpConnection } from './http-connection.ts';
import { load } from './load.ts';
import { waitingHall } from './officers.ts';
import { startProcess, type BenchProcess } from './processes.ts';
import { sides, ticketsPath, withServer, type BenchOptions, type Side } from './sides.ts';
import { takingTickets } from './visitors.ts';

const displays = 200;
const rounds = 4;
const desks = 10;
/** Officers do not click while the hall still reads the last call. */
const pauseMs = 30;

/** Connects the displays in their own process, and disconnects them afterwards. */
async function withDisplays<Result>(
  url: string,
  options: BenchOptions,
  use: (process: BenchProcess) => Promise<Result>,
): Promise<Result> {
  const count = options.quick ? 20 : displays;
  const process = startProcess('./displays.ts', [url, String(count)]);
  try {
    await process.receive();
    return await use(process);
  } finally {
    await process.stop();
  }
}

interface Shown {
  readonly atMs: number;
}

async function ourClicks(port: number, options: BenchOptions, turns: number): Promise<number[]> {
  const officers = await waitingHall('ours', port, options.quick ? 800 : 1_000, desks);
  return withDisplays(`http://127.0.0.1:${port}/display`, options, async process => {
    const latenciesMs: number[] = [];
    await load(port, 1, turns, async connection => {
      const officer = officers[latenciesMs.length % desks]!;
      await pause(pauseMs);
      const begunMs = nowMs();
      await officer.call(connection);
      const { atMs } = await process.receive<Shown>();
      latenciesMs.push(atMs - begunMs);
      await officer.finish(connection);
      return atMs - begunMs;
    });
    return latenciesMs;
  });
}

async function bareClicks(port: number, options: BenchOptions, turns: number): Promise<number[]> {
  return withDisplays(`http://127.0.0.1:${port}`, options, async process => {
    const { latenciesMs } = await load(port, 1, turns, async connection => {
      await pause(pauseMs);
      const begunMs = nowMs();
      await connection.post('/call', '{}');
      const { atMs } = await process.receive<Shown>();
      return atMs - begunMs;
    });
    return [...latenciesMs];
  });
}

/** Click of an officer → the last display has received and parsed the call. */
export async function measureTelling(options: BenchOptions): Promise<Row[]> {
  const latenciesMs: Record<Side, number[]> = { ours: [], floor: [] };
  const [warmUp, turns] = options.quick ? [2, 10] : [10, 60];
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) {
      const clicks = side === 'ours' ? ourClicks : bareClicks;
      const all = await withServer(
        side,
        options,
        ({ port }) => clicks(port, options, warmUp + turns),
        true,
      );
      latenciesMs[side].push(...all.slice(warmUp));
    }
  }
  const figures = (q: number) => ({
    ours: quantile(latenciesMs.ours, q),
    floor: quantile(latenciesMs.floor, q),
  });
  const name = `click → last of ${displays} displays`;
  return [
    rowOf(`${name}, p50`, 'ms', figures(0.5)),
    rowOf(`${name}, p99`, 'ms', figures(0.99), { ratioMax: 2 }),
  ];
}

const mebibyte = 1024 * 1024;
/** About 200 tickets a second: more than the displays, which share a process, could be told of. */
const ticketPauseMs = 20;

async function memoryOf(side: Side, options: BenchOptions): Promise<number> {
  const [tickets, calls] = options.quick ? [800, 10] : [2_000, 200];
  return withServer(
    side,
    options,
    async ({ port, process: server }) => {
      const place = side === 'ours' ? '/display' : '';
      return withDisplays(`http://127.0.0.1:${port}${place}`, options, async screens => {
        const take = takingTickets(ticketsPath[side]);
        await load(port, 4, tickets - 1, async connection => {
          await pause(ticketPauseMs);
          return take(connection);
        });
        const officers = await waitingHall(side, port, 1, desks);
        const connection = await HttpConnection.open(port);
        for (let call = 0; call < calls; call += 1) {
          const officer = officers[call % desks]!;
          await officer.call(connection);
          if (side === 'floor') await connection.post('/call', '{}');
          await screens.receive();
          await officer.finish(connection);
        }
        connection.close();
        server.send('memory');
        return (await server.receive<{ rssBytes: number }>()).rssBytes / mebibyte;
      });
    },
    true,
  );
}

/** Memory of the server process after a day's tickets and many calls, all displays connected. */
export async function measureMemory(options: BenchOptions): Promise<Row[]> {
  const ours = await memoryOf('ours', options);
  const floor = await memoryOf('floor', options);
  const name = `memory, ${displays} displays, 2,000 tickets, 200 calls`;
  return [rowOf(name, 'MB', { ours, floor }, { oursMax: 200 })];
}
