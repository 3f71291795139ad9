import { type AddressInfo, createServer } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { type VirtualPrinterOptions, openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import type { ObservedChannel } from './observed-channel.ts';
import { PumpedClock } from './pumped-clock.ts';
import {
  type Rehearsal,
  labelOf,
  openOn,
  openRehearsal,
  progressOf,
  ticketBytes,
} from './rehearsal.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function openBench(
  profile: PrinterProfile = epsonTmT82x,
  faults: Partial<VirtualFaults> = {},
  options: VirtualPrinterOptions = {},
): Promise<Rehearsal> {
  const bench = await openRehearsal(profile, faults, options);
  opened.push(() => bench.close());
  return bench;
}

/** Another program that wants the same printer. */
function openOther(port: number): { other: Printer; clock: PumpedClock } {
  const channels: ObservedChannel[] = [];
  // What ignores it never answers: once it is connected, only time can pass.
  const clock = new PumpedClock(() => (channels.at(-1)?.state === 'opening' ? null : 0));
  const other = openOn(epsonTmT82x, port, clock, channels);
  opened.push(() => clock.run(other.close()));
  return { other, clock };
}

const job = async (id: number, profile = epsonTmT82x) => ({
  id,
  bytes: await ticketBytes(id, profile),
});

const printed = { outcome: 'printed' } as const;

describe('a printer that works', () => {
  for (const profile of [epsonTmT82x, generic80]) {
    test(`PRINT-7: ${profile.id} proves each ticket over one connection`, async () => {
      const { print, labels, printer, clock } = await openBench(profile);
      expect(await print(1)).toEqual(printed);
      expect(await print(2)).toEqual(printed);
      expect(labels()).toEqual(['A001', 'A002']);
      const paper = profile.hasNearEndSensor ? 'adequate' : 'unknown';
      expect(await clock.run(printer.status())).toEqual({ state: 'ready', paper });
    });

    test.each([
      ['replies in single bytes', { splitsReplies: true }],
      ['automatic status between replies', { automaticStatusBetweenReplies: true }],
      ['both', { splitsReplies: true, automaticStatusBetweenReplies: true }],
      ['paper near its end', { paperNearEnd: true }],
    ])(`PRINT-7: ${profile.id} proves a ticket with %s`, async (_what, faults) => {
      const { print, labels } = await openBench(profile, faults);
      expect(await print(1)).toEqual(printed);
      expect(await print(2)).toEqual(printed);
      expect(labels()).toEqual(['A001', 'A002']);
    });
  }

  test('PRINT-7: a printer that asks for a pause gets one and loses nothing', async () => {
    const { printer, device, clock } = await openBench(generic80, { flowControlAtBytes: 1_000 });
    const { bytes } = await job(1, generic80);
    // Several slips as one job are more than its buffer takes without pauses.
    const slips = Buffer.concat([bytes, bytes, bytes, bytes]);
    expect(await clock.run(printer.print({ id: 1, bytes: slips }))).toEqual(printed);
    expect(device.papers().map(paper => paper.heightDots)).toEqual(
      Array.from({ length: 4 }, () => device.papers()[0]?.heightDots),
    );
    expect(device.complaints()).toEqual([]);
  });

  test('PRINT-10: jobs asked for together are printed one by one, in order', async () => {
    const { begin, labels, clock } = await openBench();
    const outcomes = await clock.run(Promise.all([1, 2, 3, 4, 5].map(id => begin(id))));
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => printed));
    expect(labels()).toEqual(['A001', 'A002', 'A003', 'A004', 'A005']);
  });

  test('PRINT-10: a line that is full takes no more, and says that nothing was sent', async () => {
    const { printer, labels, clock } = await openBench();
    const { bytes } = await job(1);
    const all = Array.from({ length: 20 }, (_job, id) => printer.print({ id, bytes }));
    const outcomes = await clock.run(Promise.all(all));
    const full = outcomes.filter(outcome => outcome.outcome === 'not-sent');
    expect(full.length).toBeGreaterThan(0);
    expect(full).toEqual(full.map(() => ({ outcome: 'not-sent', fault: 'line-full' })));
    expect(labels().length).toBe(outcomes.length - full.length);
  });

  test('PRINT-11: a mute printer prints, and nothing claims that it did', async () => {
    const { print, labels, device, printer, clock } = await openBench(generic58);
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'mute' });
    expect(await print(2)).toEqual({ outcome: 'unknown', fault: 'mute' });
    await clock.until(() => device.papers().length === 2, 'the papers');
    expect(labels()).toEqual(['A001', 'A002']);
    expect(await clock.run(printer.status())).toEqual({ state: 'ready', paper: 'unknown' });
  });
});

describe('not sent', () => {
  test('PRINT-6: a printer that is not there is unreachable', async () => {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => {
      server.close(resolve);
    });
    const { other, clock } = openOther(port);
    const outcome = await clock.run(other.print(await job(1)));
    expect(outcome).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
  });

  test('PRINT-6: the second owner of a printer that serves one is refused', async () => {
    const { device, print } = await openBench();
    expect(await print(1)).toEqual(printed);
    const { other, clock } = openOther(device.port);
    const outcome = await clock.run(other.print(await job(2)));
    expect(outcome).toMatchObject({ outcome: 'not-sent' });
    expect(await print(3)).toEqual(printed);
    expect(device.papers().length).toBe(2);
  });

  test('PRINT-6: a second owner whom the printer ignores sends nothing', async () => {
    const { device, print } = await openBench(epsonTmT82x, { secondConnection: 'ignored' });
    expect(await print(1)).toEqual(printed);
    const { other, clock } = openOther(device.port);
    const outcome = await clock.run(other.print(await job(2)));
    expect(outcome).toEqual({ outcome: 'not-sent', fault: 'no-answer' });
    expect(device.papers().length).toBe(1);
  });
});

describe('unknown', () => {
  for (const profile of [epsonTmT82x, generic80]) {
    test(`PRINT-8: ${profile.id}: paper that ends within a ticket is unknown, and the rest comes once`, async () => {
      const { print, labels, device } = await openBench(profile, { paperEndAfterDotLines: 300 });
      expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
      expect(await print(2)).toEqual({ outcome: 'not-sent', fault: 'paper-end' });
      device.setFault({ paperEnd: false });
      expect(await print(3)).toEqual(printed);
      expect(labels()).toEqual(['A001', 'A003']);
    });
  }

  test('PRINT-9: a half printed number is cut off before the next ticket', async () => {
    const { print, labels } = await openBench(epsonTmT82x, { resetAfterBytes: 4_500 });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
    expect(await print(2)).toEqual(printed);
    expect(labels()).toEqual(['A001', 'A002']);
  });

  test('PRINT-9: told that a job was under way when its owner died, it cuts off what is left', async () => {
    const first = await openBench(epsonTmT82x, { resetAfterBytes: 4_500 });
    expect(await first.print(1)).toMatchObject({ outcome: 'unknown' });
    const { device } = first;
    await first.clock.run(first.printer.close());
    const channels: ObservedChannel[] = [];
    const clock = new PumpedClock(() => progressOf(channels, device));
    const heir = openOn(epsonTmT82x, device.port, clock, channels, true);
    opened.push(() => clock.run(heir.close()));
    expect(await clock.run(heir.print(await job(2)))).toEqual(printed);
    expect(device.papers().map(paper => paper.label)).toEqual(['A001', 'A002']);
    expect(device.papers()[1]?.text).not.toContain('A001');
  });

  test.each([
    [{ cutterJamsAtCut: true }, 'cutter'],
    [{ paperEndAfterDotLines: 1_000 }, 'paper-end'],
  ] as const)('PRINT-8: with %j the outcome is unknown, because of %s', async (faults, fault) => {
    const { print } = await openBench(epsonTmT82x, faults);
    expect(await print(1)).toEqual({ outcome: 'unknown', fault });
  });

  test('PRINT-8: a clone without process ids, set up as if it had them, is unknown', async () => {
    const { print, labels } = await openBench(epsonTmT82x, { withoutProcessId: true });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    expect(labels()).toEqual(['A001']);
  });

  test('PRINT-8: a board that answers in order without paper proves nothing by it', async () => {
    const { print, device } = await openBench(generic80, {
      answersInOrderWithoutPaper: true,
      paperEndAfterDotLines: 300,
    });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    expect(device.papers()).toEqual([]);
  });

  test('PRINT-8: held back for longer than a job may take, a ticket is unknown', async () => {
    const { print, device } = await openBench(generic80, {
      flowControlAtBytes: 1_000,
      paperEndAfterDotLines: 100,
    });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    device.setFault({ paperEnd: false });
    expect(await print(2)).toEqual(printed);
    expect(device.papers().filter(paper => paper.label === 'A002').length).toBe(1);
  });

  test('PRINT-20: a printer that takes no more and pushes why is not waited for', async () => {
    const { print, clock } = await openBench(epsonTmT82x, {
      flowControlAtBytes: 1_000,
      paperEndAfterDotLines: 100,
    });
    const begunMs = clock.now;
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    expect(clock.now - begunMs).toBeLessThan(1_000);
  });

  test('PRINT-9: an answer that came too late never proves the next ticket', async () => {
    const { print, device, clock } = await openBench(generic80, { paperEndAfterDotLines: 300 });
    expect(await print(1)).toMatchObject({ outcome: 'unknown' });
    // The rest of the first ticket comes out, and with it the answer to its own question.
    device.setFault({ paperEnd: false, paperEndAfterDotLines: 2_000 });
    await clock.until(() => device.papers().length === 1, 'the rest');
    expect(await print(2)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
  });

  test('PRINT-9: an answer to its last owner never proves the first ticket of the next', async () => {
    const first = await openBench(generic80, { paperEndAfterDotLines: 300 });
    expect(await first.print(1)).toMatchObject({ outcome: 'unknown' });
    const { device } = first;
    // That owner dies; the paper is put in while nobody is connected, and ends again.
    await first.clock.run(first.printer.close());
    const channels: ObservedChannel[] = [];
    const clock = new PumpedClock(() => progressOf(channels, device));
    const heir = openOn(generic80, device.port, clock, channels);
    opened.push(() => clock.run(heir.close()));
    await clock.until(() => device.traffic() !== null, 'the connection');
    device.setFault({ paperEnd: false, paperEndAfterDotLines: 2_000 });
    const outcome = await clock.run(heir.print(await job(2, generic80)));
    expect(outcome).toEqual({ outcome: 'unknown', fault: 'paper-end' });
  });
});

describe('connection', () => {
  test('PRINT-20: a printer is opened by where it is, and never by what can’t be a place', async () => {
    const device = await openVirtualPrinter();
    const connection = { kind: 'network', host: '127.0.0.1', port: device.port } as const;
    const printer = openPrinter({ connection, profile: epsonTmT82x });
    expect(await printer.print(await job(1))).toEqual(printed);
    await printer.close();
    await device.close();
    for (const wrong of [
      { kind: 'network', host: '', port: 9_100 },
      { kind: 'network', host: 'printer', port: 0 },
      { kind: 'usb', path: 'relative/lp0' },
      { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 1_000 },
      { kind: 'cups', queue: '$(reboot)' },
    ] as const) {
      expect(() => openPrinter({ connection: wrong, profile: epsonTmT82x })).toThrow(/refused/);
    }
  });

  test('PRINT-12: a power cut between two tickets costs neither', async () => {
    const { print, labels, device } = await openBench();
    expect(await print(1)).toEqual(printed);
    device.powerCycle();
    expect(await print(2)).toEqual(printed);
    expect(labels()).toEqual(['A001', 'A002']);
  });

  test('PRINT-12: a lost connection is made again by itself, later and later', async () => {
    const { print, device, clock } = await openBench();
    expect(await print(1)).toEqual(printed);
    device.setFault({ refusesAll: true });
    device.powerCycle();
    const begunMs = clock.now;
    await clock.until(() => clock.now - begunMs > 18_000, 'some attempts');
    device.setFault({ refusesAll: false });
    await clock.until(() => device.traffic() !== null, 'a new connection');
    expect(await print(2)).toEqual(printed);
  });

  test('PRINT-12: closing lets the job in flight come to its outcome and takes no other', async () => {
    const { begin, printer, labels, clock } = await openBench();
    const first = begin(1);
    // Rendering is asynchronous: the job is in line once the next one is.
    await new Promise(setImmediate);
    const before = await clock.run(first);
    await clock.run(printer.close());
    expect(before).toEqual(printed);
    expect(await printer.print(await job(2))).toEqual({ outcome: 'not-sent', fault: 'closed' });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'closed' });
    expect(labels()).toEqual([labelOf(1)]);
  });

  test('PRINT-12: closing while a printer hangs ends when its time is over', async () => {
    const { printer, clock } = await openBench(epsonTmT82x, { hung: true });
    const status = printer.status();
    const closed = printer.close();
    expect(await clock.run(status)).toMatchObject({ state: 'fault' });
    await clock.run(closed);
  });
});
