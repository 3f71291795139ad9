import { join } from 'node:path';
import { playHistory } from '../server/demo/history-days.ts';
import { openLog } from '../server/log.ts';
import { median, nowMs, quantile, rowOf, type Row } from './figures.ts';
import { HttpConnection } from './http-connection.ts';
import { load } from './load.ts';
import { startProcess } from './processes.ts';
import { ticketsPath, type BenchOptions } from './sides.ts';
import { takingTickets } from './visitors.ts';

/** A Monday at ten, when most people wait and most of the day is still to come. */
const now = Date.parse('2026-11-23T10:00:00+08:00');
/** The pool with the most counters of the demo building, and most visitors. */
const largest = '/api/v1/queues/queue-a/forecast';
/** Each another question, so that nothing is remembered from the one before. */
const wishes = [
  'counters=3',
  'counters=5&policy=ratio&prioritisedPerWalkIn=2',
  'policy=fifo',
  'counters=6&from=13:00',
  'policy=strict&stopAt=14:00',
];
const answerMsMax = 300;
/** One kiosk with people in front of it: a number each so many milliseconds. */
const betweenTicketsMs = 10;

interface Asking {
  get(path: string): Promise<number>;
  close(): void;
}

async function askingSupervisor(port: number): Promise<Asking> {
  const connection = await HttpConnection.open(port);
  const who = JSON.stringify({ username: 'supervisor', password: 'demo-supervisor' });
  const { head, status } = await connection.post('/api/v1/session', who);
  const cookie = /^set-cookie: ([^;]+)/im.exec(head)?.[1];
  if (!cookie) throw new Error(`The supervisor could not sign in: ${status}`);
  return {
    async get(path) {
      const begun = nowMs();
      const answer = await connection.get(path, `Cookie: ${cookie}\r\n`);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
      return nowMs() - begun;
    },
    close: () => connection.close(),
  };
}

/** Numbers taken one after the other, at the pace of a full hall; the p99 of their answers. */
async function issuingP99(port: number, tickets: number): Promise<number> {
  const take = takingTickets(ticketsPath.ours);
  const { latenciesMs } = await load(port, 1, tickets, async connection => {
    const took = await take(connection);
    await new Promise(resolve => setTimeout(resolve, betweenTicketsMs));
    return took;
  });
  return quantile(latenciesMs, 0.99);
}

/** The same while a supervisor asks one question after the other without a pause. */
async function issuingWhileAsked(port: number, tickets: number, asking: Asking): Promise<number> {
  const over = new AbortController();
  const ask = async (): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      await asking.get(`${largest}?${wishes[turn % wishes.length]!}`);
    }
  };
  const questions = ask();
  try {
    return await issuingP99(port, tickets);
  } finally {
    over.abort();
    await questions;
  }
}

/** The same while another program keeps a core busy: what the machine itself costs. */
async function issuingBesideBusyCore(port: number, tickets: number): Promise<number> {
  const busy = startProcess('./busy-core.ts', []);
  try {
    await busy.receive();
    return await issuingP99(port, tickets);
  } finally {
    await busy.stop();
  }
}

async function measureAt(port: number, quick: boolean): Promise<Row[]> {
  const asking = await askingSupervisor(port);
  const times = { plain: [] as number[], changed: [] as number[] };
  for (let round = 0; round < (quick ? 2 : 8); round += 1) {
    for (const wish of wishes) {
      const plain = await asking.get(largest);
      const changed = await asking.get(`${largest}?${wish}`);
      // The first round compiles.
      if (round === 0) continue;
      times.plain.push(plain);
      times.changed.push(changed);
    }
  }
  const building = await asking.get('/api/v1/forecast');
  const tickets = quick ? 20 : 100;
  await issuingP99(port, tickets);
  const p99 = { alone: [] as number[], asked: [] as number[], busy: [] as number[] };
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    p99.alone.push(await issuingP99(port, tickets));
    p99.asked.push(await issuingWhileAsked(port, tickets, asking));
    p99.busy.push(await issuingBesideBusyCore(port, tickets));
  }
  asking.close();
  const name = 'what-if of the largest pool, warm';
  const floors = { plain: median(times.plain), p90: quantile(times.plain, 0.9) };
  const must = { oursMax: answerMsMax };
  const [asked, busy] = [median(p99.asked), median(p99.busy)];
  return [
    rowOf(
      `${name} (floor: the forecast with nothing changed)`,
      'ms',
      { ours: median(times.changed), floor: floors.plain },
      must,
    ),
    rowOf(`${name}, p90`, 'ms', { ours: quantile(times.changed, 0.9), floor: floors.p90 }),
    rowOf('forecast of the whole building, all pools', 'ms', { ours: building }),
    rowOf('issue tickets while forecasts run, p99 (floor: beside a busy core)', 'ms', {
      ours: asked,
      floor: busy,
    }),
    rowOf('issue tickets while forecasts run, p99 (floor: alone)', 'ms', {
      ours: asked,
      floor: median(p99.alone),
    }),
  ];
}

/** Questions of what if, and what they cost whoever takes a number meanwhile. */
export async function measureForecasting({ folder, quick }: BenchOptions): Promise<Row[]> {
  const dataDir = join(folder, 'forecasting');
  const days = quick ? 1 : 5;
  const log = openLog('silent');
  const told = (): void => undefined;
  await playHistory({ dataDir, days, seed: 1, withToday: true, now, log, told });
  const server = startProcess('./our-server.ts', [dataDir, '', String(now)]);
  try {
    const { port } = await server.receive<{ port: number }>();
    return await measureAt(port, quick);
  } finally {
    await server.stop();
  }
}
