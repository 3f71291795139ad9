import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, nowMs, rowOf, type Row } from './figures.ts';
import { HttpConnection } from './http-connection.ts';
import { sides, type BenchOptions, type Side } from './sides.ts';

const rounds = 5;
const startMsMax = 20_000;
const pollMs = 3;

const programs: Readonly<Record<Side, string>> = {
  ours: fileURLToPath(new URL('../server/main.ts', import.meta.url)),
  floor: fileURLToPath(new URL('./bare-server.ts', import.meta.url)),
};

/** A port that is free now; the server to be started takes it a moment later. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

export async function isAnswering(port: number): Promise<boolean> {
  try {
    const connection = await HttpConnection.open(port);
    const { status } = await connection.get('/healthz');
    connection.close();
    return status === 200;
  } catch {
    return false;
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Milliseconds from spawning the program to its first good answer at /healthz. */
async function start(side: Side, dataDir: string): Promise<number> {
  const port = await freePort();
  const begunMs = nowMs();
  const args = side === 'ours' ? [programs.ours] : [programs.floor, dataDir, '', String(port)];
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    while (!(await isAnswering(port))) {
      if (nowMs() - begunMs > startMsMax) throw new Error(`${programs[side]} does not start`);
      await pause(pollMs);
    }
    return nowMs() - begunMs;
  } finally {
    await stop(child);
  }
}

/** First start in an empty folder (a demo building is made), and every start after it. */
export async function measureStarting(options: BenchOptions): Promise<Row[]> {
  const first: Record<Side, number[]> = { ours: [], floor: [] };
  const warm: Record<Side, number[]> = { ours: [], floor: [] };
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) {
      const dataDir = mkdtempSync(join(options.folder, `start-${side}-`));
      first[side].push(await start(side, dataDir));
      warm[side].push(await start(side, dataDir));
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  const figures = (of: Record<Side, number[]>) => ({
    ours: median(of.ours),
    floor: median(of.floor),
  });
  return [
    rowOf('first start → /healthz, with the demo building', 'ms', figures(first)),
    rowOf('warm start → /healthz', 'ms', figures(warm), { oursMax: 1_000 }),
  ];
}
