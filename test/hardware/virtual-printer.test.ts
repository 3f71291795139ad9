import { type Socket, connect } from 'node:net';

import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, test } from 'vitest';

import { knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import { type VirtualPrinter, openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import { ManualClock, until } from './manual-clock.ts';
import { kitchenSinkTicket, sampleTicket } from './sample-ticket.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function openPrinter(
  options: Parameters<typeof openVirtualPrinter>[0] = {},
): Promise<VirtualPrinter> {
  const printer = await openVirtualPrinter(options);
  opened.push(() => printer.close());
  return printer;
}

/** A client that knows nothing of this project's own: it writes bytes and collects bytes. */
async function openClient(printer: VirtualPrinter) {
  const socket: Socket = connect(printer.port, '127.0.0.1');
  const heard: number[] = [];
  const state = { isClosed: false };
  socket.on('data', bytes => heard.push(...bytes));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    state.isClosed = true;
  });
  await until(() => !socket.connecting, 'a connection');
  opened.push(() => socket.destroy());
  return {
    send: (...bytes: number[]) => socket.write(Buffer.from(bytes)),
    write: (bytes: Buffer) => socket.write(bytes),
    hears: async (...bytes: number[]) => {
      await until(() => heard.length >= bytes.length, `${bytes.length} bytes`);
      expect(heard.splice(0)).toEqual(bytes);
    },
    isClosed: () => state.isClosed,
  };
}

function readCode(png: Buffer): string | undefined {
  const picture = PNG.sync.read(png);
  // The package is CommonJS: what Node imports as its default is the function itself.
  const decode = jsQR as unknown as typeof jsQR.default;
  return decode(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
}

describe('paper', () => {
  for (const profile of knownProfiles) {
    test(`PRINT-4: the code on a paper of ${profile.id} reads as the ticket's address`, async () => {
      const printer = await openPrinter({ dots: profile.dots });
      const client = await openClient(printer);
      for (const ticket of [sampleTicket, kitchenSinkTicket]) {
        client.write((await renderTicket(ticket, profile)).bytes);
      }
      await until(() => printer.papers().length === 2, 'two papers');
      for (const [index, ticket] of [sampleTicket, kitchenSinkTicket].entries()) {
        const paper = printer.papers()[index];
        expect(paper?.label).toBe(ticket.label);
        expect(readCode(paper?.png ?? Buffer.alloc(0))).toBe(ticket.url);
      }
      expect(printer.complaints()).toEqual([]);
    });
  }

  test('PRINT-15: the paper carries the words of the ticket, line by line', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    const [profile] = knownProfiles;
    if (profile === undefined) throw new Error('There is a profile.');
    client.write((await renderTicket(sampleTicket, profile)).bytes);
    await until(() => printer.papers().length === 1, 'a paper');
    const [paper] = printer.papers();
    expect(paper?.text.split('\n').slice(0, 5)).toEqual([
      'Mal Pelayanan Publik',
      'Kabupaten Karang Asri',
      'Dinas Kependudukan dan Pencatatan Sipil',
      'Akta Kelahiran',
      'A012',
    ]);
    expect(paper?.codes).toEqual([sampleTicket.url]);
    expect(paper?.widthDots).toBe(576);
  });

  test('PRINT-15: a command means the same wherever the network cuts it', async () => {
    const [profile] = knownProfiles;
    if (profile === undefined) throw new Error('There is a profile.');
    const { bytes } = await renderTicket(sampleTicket, profile);
    const whole = await openPrinter();
    (await openClient(whole)).write(bytes);
    const cut = await openPrinter();
    const client = await openClient(cut);
    for (let from = 0; from < bytes.length; from += 7) {
      client.write(bytes.subarray(from, from + 7));
      await new Promise(setImmediate);
    }
    await until(() => whole.papers().length + cut.papers().length === 2, 'two papers');
    expect(cut.papers()[0]?.png.equals(whole.papers()[0]?.png ?? Buffer.alloc(0))).toBe(true);
  });
});

describe('answers', () => {
  test.each([
    [{}, [0x16, 0x12, 0x12, 0x12]],
    [{ coverOpen: true }, [0x1e, 0x16, 0x12, 0x12]],
    [{ paperEnd: true }, [0x1e, 0x32, 0x12, 0x7e]],
    [{ paperNearEnd: true }, [0x16, 0x12, 0x12, 0x1e]],
    [{ cutterJammed: true }, [0x1e, 0x52, 0x1a, 0x12]],
    [{ headHot: true }, [0x1e, 0x52, 0x52, 0x12]],
    [{ unrecoverable: true }, [0x1e, 0x52, 0x32, 0x12]],
  ])('PRINT-15: with %j it answers DLE EOT 1 to 4 with %j', async (faults, answers) => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    printer.setFault(faults);
    client.send(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);
    await client.hears(...answers);
  });

  test('PRINT-15: a status is answered even among the dots of a picture', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    client.send(0x1d, 0x76, 0x30, 0, 72, 0, 24, 0, 0x10, 0x04);
    client.send(0x01);
    await client.hears(0x16);
  });

  test('PRINT-15: a process id comes back after the paper and not before', async () => {
    const clock = new ManualClock();
    const printer = await openPrinter({ mmPerSecond: 100, clock });
    const client = await openClient(printer);
    // 80 dots are 10 mm, which take 100 ms.
    client.send(0x1b, 0x4a, 80, 0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x30, 0x30, 0x31, 0x32);
    await until(() => clock.isPending(100), 'the paper to move');
    client.send(0x10, 4, 1);
    await client.hears(0x16);
    await clock.ring(100);
    await client.hears(0x37, 0x22, 0x30, 0x30, 0x31, 0x32, 0);
  });

  test('PRINT-15: GS r waits for the paper to be back, GS I tells a name', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    printer.setFault({ paperEnd: true });
    client.send(0x1d, 0x72, 1, 0x1d, 0x49, 66, 0x10, 4, 1);
    await client.hears(0x1e);
    printer.setFault({ paperEnd: false, paperNearEnd: true });
    await client.hears(0x03, 0x5f, ...Buffer.from('EPSON'), 0);
  });

  test('PRINT-15: automatic status comes at once and on every change', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    client.send(0x1d, 0x61, 0xff);
    await client.hears(0x14, 0, 0, 0x0f);
    printer.setFault({ coverOpen: true });
    await client.hears(0x3c, 0, 0, 0x0f);
  });

  test('PRINT-15: a full buffer holds the sender back and an empty one lets it go on', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    printer.setFault({ flowControlAtBytes: 10, coverOpen: true });
    client.write(Buffer.from('abcdefghijklm\n'));
    await client.hears(0x13);
    printer.setFault({ coverOpen: false });
    await client.hears(0x11);
  });
});

describe('faults', () => {
  test('PRINT-15: paper that ends is followed by the rest after a refill', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    printer.setFault({ paperEndAfterDotLines: 60 });
    const lines = ['satu', 'dua', 'tiga', 'empat'].join('\n');
    client.write(Buffer.from(`${lines}\n\u001bd\u0004\u001dV\u0001`, 'latin1'));
    // A question is answered on arrival, before the lines that came with it are printed.
    await until(() => printer.bufferedBytes() > 0, 'lines that wait for paper');
    client.send(0x10, 4, 4);
    await client.hears(0x7e);
    expect(printer.papers()).toEqual([]);
    printer.setFault({ paperEnd: false });
    await until(() => printer.papers().length === 1, 'the rest');
    expect(printer.papers()[0]?.text).toBe(lines);
  });

  test('PRINT-15: what is not fed past the blade stays on the next paper', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    client.write(Buffer.from('satu\n\u001dV\u0001dua\n\u001bd\u0004\u001dV\u0001', 'latin1'));
    await until(() => printer.papers().length === 2, 'two papers');
    expect(printer.papers().map(paper => paper.text)).toEqual(['', 'satu\ndua']);
  });

  test('PRINT-15: a second connection is refused, or kept waiting in silence', async () => {
    const printer = await openPrinter();
    const first = await openClient(printer);
    first.send(0x10, 4, 1);
    await first.hears(0x16);
    const refused = await openClient(printer);
    await until(() => refused.isClosed(), 'the second connection to end');
    printer.setFault({ secondConnection: 'ignored' });
    const ignored = await openClient(printer);
    ignored.send(0x10, 4, 1);
    first.send(0x10, 4, 1);
    await first.hears(0x16);
    await ignored.hears();
  });

  test('PRINT-15: power off forgets what was received and ends the connection', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    printer.setFault({ coverOpen: true });
    client.write(Buffer.from('lost\n'));
    await until(() => printer.bufferedBytes() === 5, 'the bytes');
    printer.powerCycle();
    expect(printer.bufferedBytes()).toBe(0);
    await until(() => client.isClosed(), 'the connection to end');
  });

  test('PRINT-15: it says which bytes it does not understand', async () => {
    const printer = await openPrinter();
    const client = await openClient(printer);
    client.send(0x1b, 0x7f, 0x07, 0x10, 4, 1);
    await client.hears(0x16);
    expect(printer.complaints()).toEqual(['1b7f', '07']);
  });
});
