import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { PrinterConnection } from '../../hardware/connection.ts';
import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { SerialChannel } from '../../hardware/transport/serial-channel.ts';
import { timings } from '../../hardware/transport/timings.ts';
import { type VirtualPrinter, openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import { ManualClock, until } from './manual-clock.ts';
import {
  type Programs,
  type PseudoDevice,
  compilePrograms,
  openPseudoDevice,
} from './pseudo-device.ts';
import { natureOf, ticketBytes } from './rehearsal.ts';

let programs: Programs;
beforeAll(() => {
  programs = compilePrograms();
});
afterAll(() => programs.remove());

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

type Line = Omit<Extract<PrinterConnection, { kind: 'serial' }>, 'kind' | 'path'>;

interface SerialBench {
  readonly device: VirtualPrinter;
  readonly cable: PseudoDevice;
  readonly printer: Printer;
  readonly clock: ManualClock;
}

async function openSerial(line: Line, profile: PrinterProfile = epsonTmT82x): Promise<SerialBench> {
  const device = await openVirtualPrinter({ dots: profile.dots });
  device.setFault(natureOf(profile));
  const cable = await openPseudoDevice(programs.pseudoDevice, device);
  const clock = new ManualClock();
  const connection = { kind: 'serial', path: cable.path, ...line } as const;
  const printer = openPrinter({ connection, profile }, clock);
  opened.push(
    () => device.close(),
    () => cable.vanish(),
    () => printer.close(),
  );
  return { device, cable, printer, clock };
}

const job = async (id: number) => ({ id, bytes: await ticketBytes(id, epsonTmT82x) });
const printed = { outcome: 'printed' };

describe('a printer on a serial line', () => {
  test.each([
    { baudRate: 9_600 },
    { baudRate: 115_200 },
    { baudRate: 19_200, flow: 'xon-xoff' },
    { baudRate: 38_400, flow: 'rts-cts' },
  ] as const)('PRINT-23: with %j it proves each ticket', async line => {
    const { printer, device } = await openSerial(line);
    expect(await printer.print(await job(1))).toEqual(printed);
    expect(await printer.print(await job(2))).toEqual(printed);
    expect(device.papers().map(paper => paper.label)).toEqual(['A001', 'A002']);
    expect(device.complaints()).toEqual([]);
  });

  test('PRINT-23: a pause that the printer asks for by a byte is kept, and nothing is lost', async () => {
    const { printer, device } = await openSerial({ baudRate: 9_600, flow: 'xon-xoff' });
    device.setFault({ flowControlAtBytes: 500 });
    const { bytes } = await job(1);
    const slips = Buffer.concat([bytes, bytes, bytes]);
    expect(await printer.print({ id: 1, bytes: slips })).toEqual(printed);
    expect(device.papers().map(paper => paper.label)).toEqual(['A001', 'A001', 'A001']);
  });

  test('PRINT-23: a slow line is given the time that its bytes need', async () => {
    const { printer, cable, clock } = await openSerial({ baudRate: 9_600 });
    expect(await printer.print(await job(1))).toEqual(printed);
    const { bytes } = await job(2);
    const slips = Buffer.concat(Array.from({ length: 12 }, () => bytes));
    const outcome = printer.print({ id: 2, bytes: slips });
    // ESC @ is followed by the three bytes that ask for pushed status.
    const transferMs = Math.ceil(((slips.length + 3) / 960) * 1_000);
    await until(() => clock.isPending(timings.handOverMs + transferMs), 'its own time');
    cable.stopTaking();
    await clock.ring(timings.handOverMs + transferMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
  });

  test('PRINT-23: a line that breaks is lost, then unreachable', async () => {
    const { printer, cable } = await openSerial({ baudRate: 9_600 });
    expect(await printer.print(await job(1))).toEqual(printed);
    await cable.vanish();
    expect(await printer.print(await job(2))).toMatchObject({ outcome: 'not-sent' });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'unreachable' });
  });

  test('PRINT-23: a line that is not there, or is no line, is told apart', async () => {
    for (const [path, problem] of [
      [join(programs.folder, 'nothing'), 'no-device'],
      [programs.folder, 'not-a-device'],
      ['/dev/null', 'not-a-device'],
    ] as const) {
      const channel = new SerialChannel({ path, baudRate: 9_600 }, new ManualClock());
      const listener = { onBytes: () => {}, onDrain: () => {}, onClosed: () => {} };
      expect(await channel.open(listener), path).toBe(problem);
      await channel.destroy();
    }
  });
});
