import { type AddressInfo, createServer } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import type { PrintOutcome, Printer } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import { openNetworkPrinter } from '../../hardware/transport/network.ts';
import { timings } from '../../hardware/transport/timings.ts';
import {
  type VirtualPrinter,
  type VirtualPrinterOptions,
  openVirtualPrinter,
} from '../../hardware/virtual-printer.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { ManualClock, until } from './manual-clock.ts';
import { sampleTicket } from './sample-ticket.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface Bench {
  readonly device: VirtualPrinter;
  readonly printer: Printer;
  readonly clock: ManualClock;
  /** Prints a ticket whose number is made of the job's id. */
  readonly print: (id: number) => Promise<PrintOutcome>;
  readonly labels: () => (string | undefined)[];
}

async function openBench(
  profile: PrinterProfile = epsonTmT82x,
  faults: Partial<VirtualFaults> = {},
  options: VirtualPrinterOptions = {},
): Promise<Bench> {
  const device = await openVirtualPrinter({ dots: profile.dots, ...options });
  device.setFault(faults);
  const clock = new ManualClock();
  const printer = openNetworkPrinter({ host: '127.0.0.1', port: device.port, profile }, clock);
  opened.push(
    // Closed in reverse: a printer whose device is gone does not wait for it.
    () => printer.close(),
    () => device.close(),
  );
  return {
    device,
    printer,
    clock,
    print: async id => {
      const ticket = { ...sampleTicket, label: `A${String(id).padStart(3, '0')}` };
      return printer.print({ id, bytes: (await renderTicket(ticket, profile)).bytes });
    },
    labels: () => device.papers().map(paper => paper.label),
  };
}

const printed = { outcome: 'printed' } as const;

describe('a printer that works', () => {
  for (const profile of [epsonTmT82x, generic80]) {
    test(`PRINT-7: ${profile.id} proves each ticket over one connection`, async () => {
      const { print, labels, printer } = await openBench(profile);
      expect(await print(1)).toEqual(printed);
      expect(await print(2)).toEqual(printed);
      expect(labels()).toEqual(['A001', 'A002']);
      expect(await printer.status()).toEqual({ state: 'ready', paper: 'adequate' });
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
    const { printer, device } = await openBench(
      generic80,
      { flowControlAtBytes: 1_000 },
      { mmPerSecond: 4_000 },
    );
    // Several slips as one job are more than its buffer takes without pauses.
    const { bytes } = await renderTicket(sampleTicket, generic80);
    const job = { id: 1, bytes: Buffer.concat([bytes, bytes, bytes, bytes]) };
    expect(await printer.print(job)).toEqual(printed);
    expect(device.papers().map(paper => paper.heightDots)).toEqual(
      Array.from({ length: 4 }, () => device.papers()[0]?.heightDots),
    );
    expect(device.complaints()).toEqual([]);
  });

  test('PRINT-10: jobs asked for together are printed one by one, in order', async () => {
    const { print, labels } = await openBench();
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(id => print(id)));
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => printed));
    expect(labels()).toEqual(['A001', 'A002', 'A003', 'A004', 'A005']);
  });

  test('PRINT-10: a line that is full takes no more, and says that nothing was sent', async () => {
    const { printer, labels } = await openBench();
    const { bytes } = await renderTicket(sampleTicket, epsonTmT82x);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_job, id) => printer.print({ id, bytes })),
    );
    const full = outcomes.filter(outcome => outcome.outcome === 'not-sent');
    expect(full.length).toBeGreaterThan(0);
    expect(full).toEqual(full.map(() => ({ outcome: 'not-sent', fault: 'line-full' })));
    expect(labels().length).toBe(outcomes.length - full.length);
  });

  test('PRINT-11: a mute printer prints, and nothing claims that it did', async () => {
    const { print, labels, device, printer } = await openBench(generic58, { mute: true });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'mute' });
    expect(await print(2)).toEqual({ outcome: 'unknown', fault: 'mute' });
    await until(() => device.papers().length === 2, 'the papers');
    expect(labels()).toEqual(['A001', 'A002']);
    expect(await printer.status()).toEqual({ state: 'ready', paper: 'unknown' });
  });
});

describe('not sent', () => {
  test.each([
    [{ paperEnd: true }, 'paper-end'],
    [{ coverOpen: true }, 'cover-open'],
    [{ cutterJammed: true }, 'cutter'],
    [{ headHot: true }, 'head-hot'],
    [{ unrecoverable: true }, 'unrecoverable'],
  ] as const)('PRINT-6: with %j nothing is sent and staff read %s', async (faults, fault) => {
    const { print, labels, device, printer } = await openBench(epsonTmT82x, faults);
    expect(await print(1)).toEqual({ outcome: 'not-sent', fault });
    expect(await printer.status()).toEqual({ state: 'fault', fault });
    device.setFault({
      paperEnd: false,
      coverOpen: false,
      cutterJammed: false,
      headHot: false,
      unrecoverable: false,
    });
    expect(await print(2)).toEqual(printed);
    expect(labels()).toEqual(['A002']);
  });

  test('PRINT-6: a printer that answers nothing gets nothing', async () => {
    const { print, device, clock } = await openBench(epsonTmT82x, { hung: true });
    const outcome = print(1);
    await clock.ring(timings.statusMs);
    // The kept connection may be the dead one, so a new one is tried once.
    await clock.ring(timings.statusMs);
    expect(await outcome).toEqual({ outcome: 'not-sent', fault: 'no-answer' });
    device.setFault({ hung: false });
    expect(await print(2)).toEqual(printed);
    expect(device.papers().map(paper => paper.label)).toEqual(['A002']);
  });

  test('PRINT-6: a printer that resets every connection gets nothing', async () => {
    const { print, device } = await openBench(epsonTmT82x, { refusesAll: true });
    expect(await print(1)).toMatchObject({ outcome: 'not-sent' });
    device.setFault({ refusesAll: false });
    expect(await print(2)).toEqual(printed);
  });

  test('PRINT-6: a printer that is not there is unreachable', async () => {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => {
      server.close(resolve);
    });
    const clock = new ManualClock();
    const printer = openNetworkPrinter({ host: '127.0.0.1', port, profile: epsonTmT82x }, clock);
    opened.push(() => printer.close());
    const outcome = await printer.print({ id: 1, bytes: Buffer.from('A') });
    expect(outcome).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
  });

  test('PRINT-6: the second owner of a printer that serves one is refused', async () => {
    const { device, print } = await openBench();
    expect(await print(1)).toEqual(printed);
    const address = { host: '127.0.0.1', port: device.port, profile: epsonTmT82x };
    const other = openNetworkPrinter(address, new ManualClock());
    opened.push(() => other.close());
    const outcome = await other.print({ id: 2, bytes: Buffer.from('A') });
    expect(outcome).toMatchObject({ outcome: 'not-sent' });
    expect(await print(3)).toEqual(printed);
  });

  test('PRINT-6: a second owner whom the printer ignores sends nothing', async () => {
    const { device, print } = await openBench(epsonTmT82x, { secondConnection: 'ignored' });
    expect(await print(1)).toEqual(printed);
    const clock = new ManualClock();
    const address = { host: '127.0.0.1', port: device.port, profile: epsonTmT82x };
    const other = openNetworkPrinter(address, clock);
    opened.push(() => other.close());
    const outcome = other.print({ id: 2, bytes: Buffer.from('A') });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await clock.ring(timings.statusMs);
      await clock.ring(timings.closeMs);
    }
    expect(await outcome).toEqual({ outcome: 'not-sent', fault: 'no-answer' });
    expect(device.papers().length).toBe(1);
  });
});

describe('unknown', () => {
  for (const profile of [epsonTmT82x, generic80]) {
    test(`PRINT-8: ${profile.id}: paper that ends within a ticket is unknown, and the rest comes once`, async () => {
      const { print, labels, device, clock } = await openBench(profile, {
        paperEndAfterDotLines: 300,
      });
      const first = print(1);
      await clock.ring(timings.pollMs);
      expect(await first).toEqual({ outcome: 'unknown', fault: 'paper-end' });
      expect(await print(2)).toEqual({ outcome: 'not-sent', fault: 'paper-end' });
      device.setFault({ paperEnd: false });
      const third = print(3);
      if (profile.proof === 'status-only') await clock.ring(timings.quietMs);
      expect(await third).toEqual(printed);
      expect(labels()).toEqual(['A001', 'A003']);
    });

    test(`PRINT-9: ${profile.id}: after a reset within a ticket the next one is whole and alone`, async () => {
      // In the middle of a picture, after the four questions of three bytes each.
      const { print, labels, device, clock } = await openBench(profile, { resetAfterBytes: 400 });
      expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
      const second = print(2);
      if (profile.proof === 'status-only') await clock.ring(timings.quietMs);
      expect(await second).toEqual(printed);
      expect(labels()).toEqual([undefined, 'A002']);
      expect(device.papers()[1]?.text).not.toContain('A001');
      expect(device.complaints()).toEqual([]);
    });
  }

  test('PRINT-9: a half printed number is cut off before the next ticket', async () => {
    const { print, labels } = await openBench(epsonTmT82x, { resetAfterBytes: 4_500 });
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'connection-lost' });
    expect(await print(2)).toEqual(printed);
    expect(labels()).toEqual(['A001', 'A002']);
  });

  test.each([
    [{ cutterJamsAtCut: true }, 'cutter'],
    [{ paperEndAfterDotLines: 1_000 }, 'paper-end'],
  ] as const)('PRINT-8: with %j the outcome is unknown, because of %s', async (faults, fault) => {
    const { print, clock } = await openBench(epsonTmT82x, faults);
    const outcome = print(1);
    await clock.ring(timings.pollMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault });
  });

  test('PRINT-8: a printer that stops reading within a job is unknown', async () => {
    const { print, device, clock } = await openBench(epsonTmT82x, { stopsReadingAfterBytes: 800 });
    const outcome = print(1);
    await clock.ring(timings.fenceMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    expect(device.papers()).toEqual([]);
  });

  test('PRINT-8: a clone without process ids, set up as if it had them, is unknown', async () => {
    const { print, labels, clock } = await openBench(epsonTmT82x, { withoutProcessId: true });
    const outcome = print(1);
    await clock.ring(timings.fenceMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    expect(labels()).toEqual(['A001']);
  });

  test('PRINT-8: held back for longer than a job may take, a ticket is unknown', async () => {
    const { print, device, clock } = await openBench(generic80, {
      flowControlAtBytes: 1_000,
      paperEndAfterDotLines: 100,
    });
    const outcome = print(1);
    await until(() => device.bufferedBytes() > 1_000, 'a full buffer');
    await clock.ring(timings.handOverMs);
    expect(await outcome).toEqual({ outcome: 'unknown', fault: 'no-answer' });
    device.setFault({ paperEnd: false });
    const second = print(2);
    await clock.ring(timings.quietMs);
    expect(await second).toEqual(printed);
    expect(device.papers().filter(paper => paper.label === 'A002').length).toBe(1);
  });

  test('PRINT-9: an answer that came too late never proves the next ticket', async () => {
    const { print, device, clock } = await openBench(generic80, { paperEndAfterDotLines: 300 });
    const first = print(1);
    await clock.ring(timings.pollMs);
    expect(await first).toMatchObject({ outcome: 'unknown' });
    // The rest of the first ticket comes out, and with it the answer to its own question.
    device.setFault({ paperEnd: false, paperEndAfterDotLines: 2_000 });
    await until(() => device.papers().length === 1, 'the rest');
    const second = print(2);
    await clock.ring(timings.quietMs);
    await clock.ring(timings.pollMs);
    expect(await second).toEqual({ outcome: 'unknown', fault: 'paper-end' });
  });
});

describe('connection', () => {
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
    device.powerCycle();
    await clock.ring(timings.reconnectMs[0]);
    expect(await print(2)).toEqual(printed);
  });

  test('PRINT-12: closing lets the job in flight come to its outcome and takes no other', async () => {
    const { print, printer, labels } = await openBench();
    const first = print(1);
    // Rendering is asynchronous: the job is in line once the next one is.
    await new Promise(setImmediate);
    const { bytes } = await renderTicket(sampleTicket, epsonTmT82x);
    const before = await first;
    await printer.close();
    expect(before).toEqual(printed);
    expect(await printer.print({ id: 2, bytes })).toEqual({ outcome: 'not-sent', fault: 'closed' });
    expect(await printer.status()).toEqual({ state: 'fault', fault: 'closed' });
    expect(labels()).toEqual(['A001']);
  });

  test('PRINT-12: closing while a printer hangs ends when its time is over', async () => {
    const { printer, clock } = await openBench(epsonTmT82x, { hung: true });
    const status = printer.status();
    const closed = printer.close();
    await clock.ring(timings.statusMs);
    expect(await status).toMatchObject({ state: 'fault' });
    await closed;
  });
});
