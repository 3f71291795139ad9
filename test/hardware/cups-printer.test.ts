import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { generic80Mute } from '../../hardware/profiles/generic-80.ts';
import { timings } from '../../hardware/transport/timings.ts';
import { ManualClock, until } from './manual-clock.ts';
import { ticketBytes } from './rehearsal.ts';

let folder: string;
const path = process.env.PATH ?? '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antrean-queue-'));
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program of that name where the system would have its own. */
function place(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  process.env.PATH = `${folder}:${path}`;
}

function openQueue(clock = new ManualClock()): Printer {
  const connection = { kind: 'cups', queue: 'loket_1' } as const;
  return openPrinter({ connection, profile: generic80Mute }, clock);
}

const job = async (id: number) => ({ id, bytes: await ticketBytes(id, generic80Mute) });

describe('a print queue of the system', () => {
  test('PRINT-24: it gets the bytes as they are, and its word proves nothing', async () => {
    place('lp', `echo "$@" > ${folder}/arguments; cat > ${folder}/bytes`);
    const { bytes } = await job(1);
    const printer = openQueue();
    expect(await printer.print({ id: 1, bytes })).toEqual({ outcome: 'unknown', fault: 'mute' });
    expect(readFileSync(join(folder, 'bytes')).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('-d loket_1 -o raw -s\n');
    await printer.close();
    expect(await printer.print(await job(2))).toEqual({ outcome: 'not-sent', fault: 'closed' });
  });

  test('PRINT-24: a queue that refuses has nothing of the job', async () => {
    place('lp', 'exit 1');
    place('lpstat', 'exit 1');
    const printer = openQueue();
    expect(await printer.print(await job(1))).toEqual({
      outcome: 'not-sent',
      fault: 'queue-refused',
    });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'queue-refused' });
  });

  test('PRINT-24: a computer without print queues says so', async () => {
    process.env.PATH = folder;
    const printer = openQueue();
    expect(await printer.print(await job(1))).toEqual({
      outcome: 'not-sent',
      fault: 'unreachable',
    });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'unreachable' });
  });

  test('PRINT-24: a queue that hangs, or is killed, may have the job', async () => {
    place('lp', 'exec sleep 60');
    const clock = new ManualClock();
    const printer = openQueue(clock);
    const outcome = printer.print(await job(1));
    await clock.ring(timings.handOverMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    place('lp', 'kill -9 $$');
    expect(await printer.print(await job(2))).toEqual({ outcome: 'unknown', fault: 'no-answer' });
  });

  test('PRINT-24: it is ready as far as it can say, and a watcher hears when that changes', async () => {
    place('lpstat', `test -e ${folder}/takes`);
    writeFileSync(join(folder, 'takes'), '');
    const clock = new ManualClock();
    const printer = openQueue(clock);
    const heard: string[] = [];
    printer.watch(({ status, isMute }) => {
      heard.push(status.state === 'fault' ? status.fault : `${status.paper}, mute: ${isMute}`);
    });
    await until(() => heard.length === 1, 'how it is');
    await clock.ring(timings.pushMs);
    rmSync(join(folder, 'takes'));
    await clock.ring(timings.healthMs);
    await until(() => heard.length === 2, 'the change');
    expect(heard).toEqual(['unknown, mute: true', 'queue-refused']);
    await printer.close();
  });
});
