import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const readyMsMax = 20_000;

/** A real server in a process of its own, as it runs in a building. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** As a power cut ends it: nothing of it runs any more when this resolves. */
  readonly kill: () => Promise<void>;
  /** As systemd ends it; gives the exit code. */
  readonly terminate: () => Promise<number | null>;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise(resolve => child.once('exit', code => resolve(code)));

/** `port` 0 is any free one. */
export function spawnServer(folder: string, port = 0): ChildProcess {
  const PORT = String(port);
  return spawn(process.execPath, [main], {
    env: { ...process.env, DATA_DIR: folder, PORT, HOST: '127.0.0.1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the server and resolves when it says where it listens. */
export function startServer(folder: string, port = 0): Promise<ServerProcess> {
  const child = spawnServer(folder, port);
  return new Promise((resolve, reject) => {
    let told = '';
    let errors = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not start within ${readyMsMax} ms: ${errors}`));
    }, readyMsMax);
    child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('exit', code => {
      clearTimeout(late);
      reject(new Error(`The server ended with ${code} before it was ready: ${errors}`));
    });
    child.stdout!.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const url = /is ready on (\S+)/.exec(told)?.[1];
      if (!url || !told.includes('\n')) return;
      clearTimeout(late);
      resolve({
        url,
        pid: child.pid!,
        kill: async () => {
          child.kill('SIGKILL');
          await ended(child);
        },
        terminate: async () => {
          child.kill('SIGTERM');
          return ended(child);
        },
      });
    });
  });
}
