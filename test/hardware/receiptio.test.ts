import { print } from 'receiptio';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { type VirtualPrinter, openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';

/** A client that others wrote, and that knows printers from life, sees what is wrong the same. */

const opened: VirtualPrinter[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const printer of opened.splice(0)) await printer.close();
});

/** It knows one port only; an address of our own for each printer leaves the port free. */
const itsPort = 9_100;
let addresses = 0;
function ownAddress(): string {
  addresses += 1;
  return `127.${(process.pid >> 8) & 0x7f}.${process.pid & 0xff}.${addresses}`;
}

async function openPrinter(faults: Partial<VirtualFaults>) {
  const host = ownAddress();
  const printer = await openVirtualPrinter({ host, port: itsPort });
  opened.push(printer);
  printer.setFault(faults);
  return { host, printer };
}

const slip = '^^^A012\n\nDinas | Loket 1\n=';

describe('an independent client', () => {
  test('PRINT-32: it prints, and says success; the paper says what it printed', async () => {
    const { host, printer } = await openPrinter({});
    expect(await print(slip, `-d ${host} -p epson`)).toBe('success');
    expect(printer.papers()[0]?.text).toContain('A012');
    expect(printer.papers()[0]?.text).toContain('Dinas');
    expect(printer.complaints()).toEqual([]);
  });

  test('PRINT-32: it finds out by itself what it talks to', async () => {
    const [one, other] = [await openPrinter({}), await openPrinter({})];
    expect(await print(slip, `-d ${one.host}`)).toBe('success');
    expect(await print('', `-d ${other.host} -q`)).toBe('online');
  });

  test.each([
    [{ paperEnd: true }, 'paperempty'],
    [{ coverOpen: true }, 'coveropen'],
    [{ cutterJammed: true }, 'error'],
    [{ headHot: true }, 'error'],
    [{ unrecoverable: true }, 'error'],
    [{ later: { afterDotLines: 30, faults: { paperEnd: true } } }, 'paperempty'],
    [{ later: { afterDotLines: 30, faults: { coverOpen: true } } }, 'coveropen'],
    [{ cutterJamsAtCut: true }, 'error'],
    [{ paperNearEnd: true }, 'success'],
    [{ splitsReplies: true }, 'success'],
    [{ automaticStatusBetweenReplies: true }, 'success'],
  ] satisfies (readonly [Partial<VirtualFaults>, string])[])(
    'PRINT-32: with %j it says %s',
    async (faults, said) => {
      const { host } = await openPrinter(faults);
      expect(await print(slip, `-d ${host} -p epson`)).toBe(said);
    },
  );

  test('PRINT-32: of one that never ends a job it says timeout', async () => {
    const { host } = await openPrinter({ withoutInOrderStatus: true });
    expect(await print(slip, `-d ${host} -p epson -t 1`)).toBe('timeout');
  });

  test.each([
    ['answers nothing', { hung: true }],
    ['is mute', { mute: true }],
  ])('PRINT-32: of one that %s it says offline', async (_what, faults) => {
    const { host } = await openPrinter(faults);
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    const said = print(slip, `-d ${host} -p epson`);
    // Its patience is two seconds, then ten; it begins once it is connected.
    const state = { isOver: false };
    void said.finally(() => {
      state.isOver = true;
    });
    while (!state.isOver) {
      await new Promise(setImmediate);
      vi.advanceTimersByTime(500);
    }
    expect(await said).toBe('offline');
  });

  test('PRINT-32: where there is none it says disconnect', async () => {
    expect(await print(slip, `-d ${ownAddress()} -p epson`)).toBe('disconnect');
  });
});
