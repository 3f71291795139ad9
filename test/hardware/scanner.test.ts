import { type Socket, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { ScanLines, scanCharactersMax } from '../../hardware/scanner/scan-lines.ts';
import { openSerialScanner, scannerTimings } from '../../hardware/scanner/serial-scanner.ts';
import { openSign } from '../../hardware/signs/counter-sign.ts';
import { openVirtualSign } from '../../hardware/signs/virtual-sign.ts';
import type {
  ByteChannel,
  ByteChannelListener,
  OpenProblem,
} from '../../hardware/transport/byte-channel.ts';
import { ManualClock, until } from './manual-clock.ts';
import { type Programs, compilePrograms, openPseudoDevice } from './pseudo-device.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const address = 'https://antrean.karangasrikab.go.id/t/Zk3v9QmT2xLp';

/** A line whose other end a test holds. */
class HeldLine implements ByteChannel {
  listener: ByteChannelListener | null = null;
  isDestroyed = false;
  readonly #problem: OpenProblem | null;

  constructor(problem: OpenProblem | null) {
    this.#problem = problem;
  }

  open(listener: ByteChannelListener): Promise<OpenProblem | null> {
    this.listener = listener;
    return Promise.resolve(this.#problem);
  }

  write(): boolean {
    return true;
  }

  async end(): Promise<void> {
    await this.destroy();
  }

  destroy(): Promise<void> {
    this.isDestroyed = true;
    return Promise.resolve();
  }
}

function openHeld(ends: 'line' | 'pause' = 'line', problems: readonly (OpenProblem | null)[] = []) {
  const clock = new ManualClock();
  const held: HeldLine[] = [];
  const scans: string[] = [];
  const changes: boolean[] = [];
  const scanner = openSerialScanner(
    {
      path: '/dev/ttyUSB9',
      baudRate: 9_600,
      ends,
      onScan: code => scans.push(code),
      onChange: isConnected => changes.push(isConnected),
    },
    {
      clock,
      openChannel: () => {
        const line = new HeldLine(problems[held.length] ?? null);
        held.push(line);
        return line;
      },
    },
  );
  opened.push(() => scanner.close());
  const say = (text: string): void => held.at(-1)?.listener?.onBytes(Buffer.from(text, 'latin1'));
  return { clock, held, scans, changes, scanner, say };
}

describe('codes of a serial scanner', () => {
  test.each([
    ['A012\r', ['A012']],
    ['A012\r\nA013\n\n\rA014\r', ['A012', 'A013', 'A014']],
    ['\u0002A012\u0003\r', ['A012']],
    ['  A012 \r', ['A012']],
    ['A0\u009912\rA013\r', ['A013']],
    ['A0\u00001\rA013\r', ['A013']],
    ['\u00ff\u00fe\r', []],
    [`${'x'.repeat(scanCharactersMax)}\r`, ['x'.repeat(scanCharactersMax)]],
    [`${'x'.repeat(scanCharactersMax + 1)}\rA013\r`, ['A013']],
    ['x'.repeat(100_000), []],
  ])('SCAN-6: %j holds the codes %j', (sent, codes) => {
    expect(new ScanLines().read(Buffer.from(sent, 'latin1'))).toEqual(codes);
  });

  test('SCAN-6: it does not matter where the line cuts the bytes', () => {
    const codes = fc.array(fc.stringMatching(/^[!-~]{1,40}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(codes, fc.array(fc.nat(20)), (all, sizes) => {
        const sent = Buffer.from(all.map(code => `${code}\r\n`).join(''), 'latin1');
        const lines = new ScanLines();
        const read: string[] = [];
        let at = 0;
        for (const size of [...sizes, sent.length]) {
          read.push(...lines.read(sent.subarray(at, at + size)));
          at += size;
        }
        expect(read).toEqual(all);
        expect(lines.isWithinCode).toBe(false);
      }),
    );
  });

  test('SCAN-6: whatever arrives, a code is short and printable', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), bytes => {
        for (const code of new ScanLines().read(Buffer.from(bytes))) {
          expect(code).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,299}$/);
        }
      }),
    );
  });
});

describe('a serial scanner', () => {
  test('SCAN-7: a code that stops half-way is dropped and never joined to the next', async () => {
    const { clock, say, scans, scanner } = openHeld();
    await until(() => scanner.isConnected, 'the line');
    say(address.slice(0, 20));
    await clock.ring(scannerTimings.interruptedMs);
    say(`${address}\r`);
    expect(scans).toEqual([address]);
    expect(clock.isPending(scannerTimings.interruptedMs)).toBe(false);
  });

  test('SCAN-7: a scanner that sends no end is understood by its pause', async () => {
    const { clock, say, scans, scanner } = openHeld('pause');
    await until(() => scanner.isConnected, 'the line');
    say(address.slice(0, 20));
    say(address.slice(20));
    expect(scans).toEqual([]);
    await clock.ring(scannerTimings.interruptedMs);
    say('A0\u0000');
    await clock.ring(scannerTimings.interruptedMs);
    expect(scans).toEqual([address]);
  });

  test('SCAN-8: an unplugged scanner is opened again, and half a code of before is forgotten', async () => {
    const { clock, held, say, scans, changes, scanner } = openHeld('line', [null, 'no-device']);
    await until(() => scanner.isConnected, 'the line');
    say('A0');
    held[0]?.listener?.onClosed();
    expect(scanner.isConnected).toBe(false);
    await clock.ring(scannerTimings.reopenMs[0]);
    await clock.ring(scannerTimings.reopenMs[1]);
    await until(() => scanner.isConnected, 'the line again');
    held[0]?.listener?.onBytes(Buffer.from('late\r'));
    say('B007\r');
    expect(scans).toEqual(['B007']);
    expect(changes).toEqual([true, false, true]);
    expect(held.map(line => line.isDestroyed)).toEqual([true, true, false]);
  });

  test('SCAN-8: after closing nothing is read and nothing is opened', async () => {
    const { clock, held, say, scans, scanner } = openHeld('line', ['in-use']);
    await until(() => clock.isPending(scannerTimings.reopenMs[0]), 'a pause');
    await scanner.close();
    expect(clock.isPending(scannerTimings.reopenMs[0])).toBe(false);
    say('A012\r');
    expect([scans, held.length]).toEqual([[], 1]);
  });
});

describe('real serial lines', () => {
  let programs: Programs;
  beforeAll(() => {
    programs = compilePrograms();
  });
  afterAll(() => programs.remove());

  test('SCAN-8: codes come over a line of the system, and its end is noticed', async () => {
    const ends: Socket[] = [];
    const gun = createServer(socket => ends.push(socket.on('error', () => undefined)));
    await new Promise<void>(resolve => gun.listen(0, '127.0.0.1', resolve));
    opened.push(() => gun.close());
    const { port } = gun.address() as AddressInfo;
    const cable = await openPseudoDevice(programs.pseudoDevice, { port });
    const scans: string[] = [];
    const onScan = (code: string) => scans.push(code);
    const scanner = openSerialScanner({ path: cable.path, baudRate: 9_600, ends: 'line', onScan });
    opened.push(() => scanner.close());
    await until(() => scanner.isConnected && ends.length === 1, 'the line');
    ends[0]?.write(`${address}\r\nA012\r\n`);
    await until(() => scans.length === 2, 'two codes');
    expect(scans).toEqual([address, 'A012']);
    await cable.vanish();
    await until(() => !scanner.isConnected, 'the end of the line');
  });

  test('SIGN-3: a sign on a serial line shows what it is told', async () => {
    const virtual = await openVirtualSign({ speaks: { kind: 'modbus-rtu' } });
    opened.push(() => virtual.close());
    const cable = await openPseudoDevice(programs.pseudoDevice, virtual);
    opened.push(() => cable.vanish());
    const texts = { free: '----', paused: 'REHAT', closed: 'TUTUP' };
    const place = { unit: 7, register: 0, registers: 2, content: 'ascii' as const, texts };
    const sign = openSign({
      wire: { kind: 'serial', path: cable.path, baudRate: 9_600 },
      protocol: { kind: 'modbus', framing: 'rtu', ...place },
    });
    opened.push(() => sign.close());
    sign.show({ label: 'A012', state: 'called' });
    await until(() => sign.health() === 'working', 'its answer');
    expect(virtual.shown().at(-1)).toMatchObject({ text: 'A012', unit: 7 });
  });
});
