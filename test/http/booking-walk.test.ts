import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';

/** docs/BOOKING.md, done as it is written: each block in bash, with curl, against a whole server. */

const page = readFileSync(new URL('../../docs/BOOKING.md', import.meta.url), 'utf8');
const mark = '=== block';
const walkMsMax = 60_000;

interface Step {
  readonly command: string;
  /** How its answer is written: as text, or as JSON with line breaks. */
  readonly kind: string;
  readonly answer: string;
}

/** Blocks of commands, each with the block of its answer. */
function stepsOf(text: string): Step[] {
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, kind, command], index): Step[] => {
    if (kind !== 'bash') return [];
    const [, answerKind = '', answer = ''] = blocks[index + 1] ?? [];
    return [{ command: command!, kind: answerKind, answer }];
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** One shell for the whole page; what it says, block by block. */
async function walk(steps: readonly Step[], environment: Record<string, string>) {
  const script = steps.map(({ command }, index) => `echo "${mark} ${index}"\n${command}`).join('');
  const shell = spawn('bash', ['-s'], { env: { ...process.env, ...environment } });
  const said: Buffer[] = [];
  const complaints: Buffer[] = [];
  shell.stdout.on('data', (part: Buffer) => said.push(part));
  shell.stderr.on('data', (part: Buffer) => complaints.push(part));
  const timer = setTimeout(() => shell.kill(), walkMsMax);
  shell.stdin.end(`${script}\nkill $(jobs -p) 2>/dev/null\nexit 0\n`);
  await new Promise(resolve => shell.once('close', resolve));
  clearTimeout(timer);
  const rows = Buffer.concat(said)
    .toString()
    .split(new RegExp(`${mark} \\d+\\n`));
  return { answers: rows.slice(1), complaints: Buffer.concat(complaints).toString() };
}

/** What is drawn by lot, or is of the server that answers: only its shape is compared. */
const drawn = /^(code|qr|id|token|trackUrl)$/;
/** The codes of refusals are words; a booking's may lack figures, but never capitals. */
const isRefusal = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text);
const shapeOf = (text: string): string => text.replaceAll(/[A-Za-z0-9_-]+/g, 'x');

const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, own: unknown) =>
      drawn.test(name) && typeof own === 'string' && !isRefusal(own) ? shapeOf(own) : own,
    ),
  );

const steps = stepsOf(page);
let server: TestApp;
let answers: readonly string[];

beforeAll(async () => {
  expect(spawnSync('curl', ['--version']).status, 'curl has to be there').toBe(0);
  server = await openTestApp();
  const walked = await walk(steps, {
    MPP: `http://127.0.0.1:${server.app.port}`,
    DAY: '2026-11-23',
    HOOK_PORT: String(await freePort()),
    // The building's clock stands at nine o'clock of a day of its own.
    TOLERANCE_SECONDS: '1e12',
  });
  expect(walked.complaints).toBe('');
  ({ answers } = walked);
});
afterAll(() => server?.close());

describe('docs/BOOKING.md', () => {
  test('PARTNER-12: from a key to a checked-in booking, each block answers as it is written', () => {
    expect(steps.length).toBeGreaterThan(12);
    expect(answers).toHaveLength(steps.length);
    steps.forEach(({ command, kind, answer }, index) => {
      const told = answers[index]!;
      if (kind !== 'json') return expect(told, command).toBe(answer);
      return expect(comparable(JSON.parse(told)), command).toEqual(comparable(JSON.parse(answer)));
    });
  });
});
