import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PNG } from 'pngjs';
import { afterEach, describe, expect, test } from 'vitest';

import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { openNetworkPrinter } from '../../hardware/transport/network.ts';
import { describeFaults, readOrder } from '../../hardware/virtual/console.ts';
import { noFaults } from '../../hardware/virtual/faults.ts';
import { until } from './manual-clock.ts';
import { ticketBytes } from './rehearsal.ts';

const script = fileURLToPath(new URL('../../hardware/printer-service.ts', import.meta.url));
const started: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe' });
  started.push(child);
  const state = { said: '', complained: '', code: null as number | null };
  child.stdout.on('data', bytes => (state.said += String(bytes)));
  child.stderr.on('data', bytes => (state.complained += String(bytes)));
  child.on('close', code => (state.code = code));
  const type = (line: string) => child.stdin.write(`${line}\n`);
  return { child, state, type };
}

describe('the printer for rehearsals', () => {
  test('PRINT-33: it shows and saves each paper, fails as told, and ends when asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'antrean-papers-'));
    folders.push(folder);
    const { state, type } = start('--port', '0', '--speed', '0', '--folder', folder);
    await until(() => state.said.includes('127.0.0.1:'), 'its port');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(state.said)?.[1]);
    const printer = openNetworkPrinter({ host: '127.0.0.1', port, profile: epsonTmT82x });
    const print = async (id: number) =>
      printer.print({ id, bytes: await ticketBytes(id, epsonTmT82x) });
    expect(await print(1)).toEqual({ outcome: 'printed' });
    await until(() => state.said.includes('saved as'), 'the paper');
    expect(state.said).toContain('│ A001');
    expect(state.said).toContain('[QR https://');
    const [file = ''] = readdirSync(folder);
    expect(file).toBe('paper-0001.png');
    expect(PNG.sync.read(readFileSync(join(folder, file))).width).toBe(576);

    type('cover');
    await until(() => state.said.includes('offline: coverOpen'), 'the open cover');
    expect(await print(2)).toEqual({ outcome: 'not-sent', fault: 'cover-open' });
    type('ok');
    await until(() => state.said.includes('in order'), 'the printer in order');
    expect(await print(3)).toEqual({ outcome: 'printed' });
    await printer.close();
    type('quit');
    await until(() => state.code !== null, 'its end');
    expect(state.code).toBe(0);
  });

  test.each([
    [['--port', 'abc'], '--port is "abc"'],
    [['--speed', '-1'], '--speed is "-1"'],
    [['--profile', 'star'], '--profile is "star"'],
    [['--colour'], '--colour'],
  ])('PRINT-33: it refuses %j and says what it takes', async (args, reason) => {
    const { state } = start(...args);
    await until(() => state.code !== null, 'its end');
    expect(state.code).toBe(2);
    expect(state.complained).toContain(reason.split(' ')[0]);
    expect(state.complained).toContain('npm run printer');
  });

  test('PRINT-33: every word of its keyboard is known, and nonsense is not', () => {
    expect(readOrder('cover')).toEqual({ order: 'fault', faults: { coverOpen: true } });
    expect(readOrder(' Cover  OFF ')).toEqual({ order: 'fault', faults: { coverOpen: false } });
    expect(readOrder('paper-after 40')).toEqual({
      order: 'fault',
      faults: { paperEndAfterDotLines: 320 },
    });
    expect(readOrder('second ignored')).toEqual({
      order: 'fault',
      faults: { secondConnection: 'ignored' },
    });
    expect(readOrder('ok')).toEqual({ order: 'fault', faults: noFaults });
    expect(readOrder('power')).toEqual({ order: 'power-cycle' });
    for (const nonsense of [
      '',
      'covers',
      'paper-after',
      'paper-after x',
      'second',
      'constructor',
    ]) {
      expect(readOrder(nonsense).order, nonsense).toBe('unknown');
    }
    expect(describeFaults(noFaults)).toBe('in order');
    expect(describeFaults({ ...noFaults, paperEnd: true, resetAfterBytes: 5 })).toBe(
      'offline: paperEnd, resetAfterBytes 5',
    );
  });
});
