import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { ChannelPrinter } from '../../hardware/transport/channel-printer.ts';
import { DeviceFileChannel } from '../../hardware/transport/device-file-channel.ts';
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

interface UsbBench {
  readonly device: VirtualPrinter;
  readonly cable: PseudoDevice;
  readonly printer: Printer;
  readonly clock: ManualClock;
}

async function openUsb(profile: PrinterProfile = epsonTmT82x): Promise<UsbBench> {
  const device = await openVirtualPrinter({ dots: profile.dots });
  device.setFault(natureOf(profile));
  const cable = await openPseudoDevice(programs.pseudoDevice, device);
  const clock = new ManualClock();
  const printer = openUsbPrinter(cable.path, profile, clock);
  opened.push(
    () => device.close(),
    () => cable.vanish(),
    () => printer.close(),
  );
  return { device, cable, printer, clock };
}

function openUsbPrinter(path: string, profile: PrinterProfile, clock: ManualClock): Printer {
  return openPrinter({ connection: { kind: 'usb', path }, profile }, clock);
}

const job = async (id: number, profile = epsonTmT82x) => ({
  id,
  bytes: await ticketBytes(id, profile),
});
const printed = { outcome: 'printed' };

/** More than the system takes for a device that takes nothing. */
async function longJob(id: number) {
  const { bytes } = await job(id);
  return { id, bytes: Buffer.concat(Array.from({ length: 12 }, () => bytes)) };
}

/** Waits until some of a long job has arrived. */
async function underWay(device: VirtualPrinter): Promise<void> {
  const before = device.traffic()?.receivedBytes ?? 0;
  const arrived = () => (device.traffic()?.receivedBytes ?? 0) - before;
  await until(() => arrived() > 1_000, 'the first part of the job');
}

/** Processes that have that device open, by the system's own list. */
function holdersOf(path: string): string[] {
  return readdirSync('/proc').filter(id => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      return line.includes('device-file-child') && line.includes(path);
    } catch {
      // It ended while we looked.
      return false;
    }
  });
}

/** Children of this process that ended and were not taken note of. */
function zombies(): number {
  return readdirSync('/proc').filter(id => {
    try {
      const [, state, parent] =
        /\) (\S) (\d+) /.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
      return state === 'Z' && parent === String(process.pid);
    } catch {
      return false;
    }
  }).length;
}

describe('a printer that is a file of the system', () => {
  test('PRINT-21: it is asked, prints, and proves each ticket', async () => {
    const { printer, device } = await openUsb();
    expect(await printer.print(await job(1))).toEqual(printed);
    expect(await printer.print(await job(2))).toEqual(printed);
    expect(device.papers().map(paper => paper.label)).toEqual(['A001', 'A002']);
    expect(await printer.status()).toEqual({ state: 'ready', paper: 'adequate' });
    device.setFault({ coverOpen: true });
    expect(await printer.print(await job(3))).toEqual({
      outcome: 'not-sent',
      fault: 'cover-open',
    });
  });

  test('PRINT-21: a board that says nothing prints, and nothing claims that it did', async () => {
    const { printer, device, clock } = await openUsb(generic58);
    const outcome = printer.print(await job(1, generic58));
    await clock.ring(timings.settleMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'mute' });
    await until(() => device.papers().length === 1, 'the paper');
    expect(device.papers()[0]?.label).toBe('A001');
  });

  test('PRINT-22: a write that hangs ends with its process, and the next ticket is whole', async () => {
    const { printer, device, cable, clock } = await openUsb();
    expect(await printer.print(await job(1))).toEqual(printed);
    const [before] = holdersOf(cable.path);
    const outcome = printer.print(await longJob(2));
    await underWay(device);
    cable.stopTaking();
    await clock.ring(timings.handOverMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    await until(() => !holdersOf(cable.path).includes(before ?? ''), 'the end of the process');
    cable.goOn();
    expect(await printer.print(await job(3))).toEqual(printed);
    expect(device.papers().at(-1)?.label).toBe('A003');
    expect(device.papers().at(-1)?.text).not.toContain('A002');
  });

  test('PRINT-22: a device that vanishes is lost, then unreachable, and found again by itself', async () => {
    const { printer, cable } = await openUsb();
    expect(await printer.print(await job(1))).toEqual(printed);
    await cable.vanish();
    expect(await printer.print(await job(2))).toMatchObject({ outcome: 'not-sent' });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'unreachable' });
    await until(() => holdersOf(cable.path).length === 0, 'the end of its process');
  });

  test('PRINT-22: a cable pulled within a ticket leaves its end unknown', async () => {
    const { printer, cable, device } = await openUsb();
    expect(await printer.print(await job(1))).toEqual(printed);
    const outcome = printer.print(await longJob(2));
    await underWay(device);
    await cable.vanish();
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
  });

  test('PRINT-22: a device that somebody else holds is in use', async () => {
    const device = await openVirtualPrinter();
    const cable = await openPseudoDevice(programs.pseudoDevice, device);
    opened.push(
      () => device.close(),
      () => cable.vanish(),
    );
    Object.assign(process.env, { LD_PRELOAD: programs.busyDevice, BUSY_DEVICE: cable.path });
    try {
      const printer = openUsbPrinter(cable.path, epsonTmT82x, new ManualClock());
      const outcome = await printer.print(await job(1));
      expect(outcome).toEqual({ outcome: 'not-sent', fault: 'in-use' });
      await printer.close();
    } finally {
      delete process.env.LD_PRELOAD;
      delete process.env.BUSY_DEVICE;
    }
  });

  test('PRINT-22: a file, a folder and a path to nothing are refused, and the file stays', async () => {
    const file = join(programs.folder, 'not-a-device');
    writeFileSync(file, 'stays');
    for (const [path, problem] of [
      [file, 'not-a-device'],
      [programs.folder, 'not-a-device'],
      [join(programs.folder, 'nothing'), 'no-device'],
    ] as const) {
      const channel = new DeviceFileChannel(path, new ManualClock());
      const listener = { onBytes: () => {}, onDrain: () => {}, onClosed: () => {} };
      expect(await channel.open(listener)).toBe(problem);
      await channel.destroy();
    }
    expect(readFileSync(file, 'utf8')).toBe('stays');
  });

  test('PRINT-22: a device that talks without end is not listened to, and gets no ticket', async () => {
    const clock = new ManualClock();
    const printer = new ChannelPrinter({
      profile: generic80,
      clock,
      createChannel: () => new DeviceFileChannel('/dev/zero', clock),
    });
    expect(await printer.print(await job(1, generic80))).toEqual({
      outcome: 'not-sent',
      fault: 'not-a-printer',
    });
    await printer.close();
  });

  test('PRINT-22: its process ends with whoever started it, however that ends', async () => {
    const device = await openVirtualPrinter();
    const cable = await openPseudoDevice(programs.pseudoDevice, device);
    opened.push(
      () => device.close(),
      () => cable.vanish(),
    );
    const url = new URL('../../hardware/transport/device-file-channel.ts', import.meta.url);
    const program = `
      import { DeviceFileChannel } from ${JSON.stringify(url.href)};
      const clock = { after: () => () => undefined };
      const listener = { onBytes() {}, onDrain() {}, onClosed() {} };
      await new DeviceFileChannel(${JSON.stringify(cable.path)}, clock).open(listener);
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: 'ignore',
    });
    await until(() => holdersOf(cable.path).length === 1, 'the process of the device');
    parent.kill('SIGKILL');
    await until(() => holdersOf(cable.path).length === 0, 'its end');
    await until(() => zombies() === 0, 'no process that has ended and is still there');
  });
});
