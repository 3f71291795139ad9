import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../http/open-test-app.ts';
import { surroundings } from './surroundings.ts';

const programs = {
  main: fileURLToPath(new URL('../../server/main.ts', import.meta.url)),
  rebuild: fileURLToPath(new URL('../../server/rebuild.ts', import.meta.url)),
};

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The server as people start it: a process of its own. */
export interface ServerChild {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits for the greeting and gives the address in it. */
  ready(): Promise<string>;
}

type Environment = Readonly<Record<string, string>>;

export function startServer(
  args: readonly string[],
  environment: Environment,
  program: keyof typeof programs = 'main',
): ServerChild {
  const child = spawn(process.execPath, [programs[program], ...args], {
    env: { ...surroundings(), LOG_LEVEL: 'error', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let isEnded = false;
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>(resolve => {
    child.on('close', (code, signal) => {
      isEnded = true;
      resolve({ code, signal, out, err });
    });
  });
  const address = (): string | undefined => /ready on (http:\S+)/.exec(out)?.[1];
  return {
    child,
    ended,
    async ready() {
      await until(() => address() !== undefined || isEnded, 'the server to be ready', 20_000);
      if (isEnded) throw new Error(`The server ended: ${err}`);
      return address()!;
    },
  };
}

/** Every file below a path with a hash of its content: equal means that nothing was changed. */
export function contentsOf(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  if (!statSync(path).isDirectory()) return { '': hashOf(path) };
  const names = readdirSync(path, { recursive: true }).map(String).sort();
  return Object.fromEntries(
    names.map(name => {
      const file = join(path, name);
      return [name, statSync(file).isDirectory() ? 'folder' : hashOf(file)];
    }),
  );
}

const hashOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
