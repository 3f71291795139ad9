import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '../http/open-test-app.ts';
import { surroundings } from '../start/surroundings.ts';

const program = fileURLToPath(new URL('../../hardware/agent.ts', import.meta.url));

/** The agent as a technician starts it: a process of its own. */
export interface AgentChild {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly lines: () => readonly string[];
  readonly ended: Promise<{ code: number | null; err: string }>;
  says(what: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function startAgent(args: Readonly<Record<string, string>>): AgentChild {
  const flags = Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [program, ...flags], {
    env: surroundings(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let isEnded = false;
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; err: string }>(resolve => {
    child.on('close', code => {
      isEnded = true;
      resolve({ code, err });
    });
  });
  return {
    child,
    lines: () => out.split('\n').filter(line => line !== ''),
    ended,
    async says(what) {
      await until(() => what.test(out) || isEnded, `the agent to say ${what}`, 20_000);
      if (!what.test(out)) throw new Error(`The agent ended: ${err} ${out}`);
    },
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
