import { afterEach, describe, expect, test } from 'vitest';

import * as fc from 'fast-check';

import type { PrinterFault } from '../../contract/printers.ts';
import type { Printer } from '../../hardware/printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { StrangerWatch } from '../../hardware/transport/stranger.ts';
import type { ObservedChannel } from './observed-channel.ts';
import { PumpedClock } from './pumped-clock.ts';
import { junk, openOn, ticketBytes } from './rehearsal.ts';
import {
  type StrangeHost,
  answersTo,
  flood,
  openStrangeHost,
  openWebServer,
} from './strange-hosts.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Turns of nothing after which a stranger has said what it wanted to say. */
const quietTurns = 40;

function openDriver(host: StrangeHost, profile: PrinterProfile) {
  const channels: ObservedChannel[] = [];
  let turns = 0;
  let before = -1;
  const clock = new PumpedClock(() => {
    const passed = channels.reduce((sum, one) => sum + one.sentBytes + one.heardBytes, 0);
    turns = passed === before ? turns + 1 : 0;
    before = passed;
    return channels.at(-1)?.state === 'opening' || turns < quietTurns ? null : passed;
  });
  const printer: Printer = openOn(profile, host.port, clock, channels);
  opened.push(
    () => host.close(),
    () => clock.run(printer.close()),
  );
  const print = async (id: number) =>
    clock.run(printer.print({ id, bytes: await ticketBytes(id, profile) }));
  return { printer, clock, print };
}

const automaticStatus = Buffer.from([0x14, 0, 0, 0x0f]);

const strangers: readonly (readonly [string, () => Promise<StrangeHost>, PrinterFault])[] = [
  ['a web server', openWebServer, 'not-a-printer'],
  [
    'an SSH server',
    () => openStrangeHost(socket => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
    'not-a-printer',
  ],
  [
    'a mail server',
    () => openStrangeHost(socket => socket.write('220 mail.example.go.id ESMTP\r\n')),
    'not-a-printer',
  ],
  [
    'a printer of another language',
    () => openStrangeHost(socket => socket.write(Buffer.from('238600000000000000', 'hex'))),
    'not-a-printer',
  ],
  ['an endless stream', () => openStrangeHost(socket => flood(socket, junk)), 'not-a-printer'],
  [
    'a megabyte of junk',
    () =>
      openStrangeHost(
        () => undefined,
        socket => socket.write(junk),
      ),
    'not-a-printer',
  ],
  [
    'a flood of automatic status',
    () => openStrangeHost(socket => flood(socket, Buffer.alloc(65_536, automaticStatus))),
    'not-a-printer',
  ],
  ['a silent host', () => openStrangeHost(() => undefined), 'no-answer'],
  ['a host that hangs up', () => openStrangeHost(socket => socket.end()), 'connection-lost'],
];

describe('something else at the address of a printer', () => {
  for (const profile of [epsonTmT82x, generic80]) {
    test.each(strangers)(`PRINT-27: ${profile.id}: %s gets no ticket`, async (_n, open, fault) => {
      const host = await open();
      const { print, printer, clock } = openDriver(host, profile);
      expect(await print(1)).toEqual({ outcome: 'not-sent', fault });
      expect(await clock.run(printer.status())).toMatchObject({ state: 'fault' });
      // Questions only: ESC @ begins every ticket.
      expect(host.received().includes(Buffer.from([0x1b, 0x40]))).toBe(false);
    });
  }

  test('PRINT-27: what greets gets no ticket, even where a mute printer is expected', async () => {
    const host = await openStrangeHost(socket => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    const { print } = openDriver(host, generic58);
    expect(await print(1)).toEqual({ outcome: 'not-sent', fault: 'not-a-printer' });
    expect(await print(2)).toEqual({ outcome: 'not-sent', fault: 'not-a-printer' });
    expect(host.received().length).toBe(0);
  });

  test('PRINT-27: a printer that turns into a stranger within a job leaves it unknown', async () => {
    const host = await openStrangeHost(
      () => undefined,
      (socket, bytes) => {
        socket.write(answersTo(bytes));
        if (bytes.includes(Buffer.from([0x1b, 0x40]))) socket.write(junk);
      },
    );
    const { print } = openDriver(host, epsonTmT82x);
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'not-a-printer' });
  });

  test('PRINT-27: echoes of other process ids, cut anywhere, prove nothing', async () => {
    const host = await openStrangeHost(
      () => undefined,
      (socket, bytes) => {
        socket.write(answersTo(bytes));
        for (const byte of Buffer.from('7"0002\u00007"0003\u0000_EPSON\u0000')) {
          socket.write(Buffer.from([byte]));
        }
      },
    );
    const { print } = openDriver(host, epsonTmT82x);
    expect(await print(1)).toEqual({ outcome: 'unknown', fault: 'no-answer' });
  });

  test('PRINT-27: whatever a line carries, listening along ends and holds little', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 20 }), chunks => {
        const watch = new StrangerWatch();
        for (const chunk of chunks) watch.hear(chunk);
        expect(JSON.stringify(watch).length).toBeLessThan(1_000);
      }),
    );
  });

  test('PRINT-27: a whole day of a printer’s own answers makes no stranger of it', () => {
    const watch = new StrangerWatch();
    const day = [0x16, 0x12, 0x32, 0x52, 0x72, 0x7e, 0x14, 0, 0, 0x0f, 0x3c, 0, 0, 0x0f, 0];
    for (let turn = 0; turn < 10_000; turn += 1) {
      watch.forget();
      expect(watch.hear(Uint8Array.from(day))).toBeNull();
      expect(watch.hear(Buffer.from('_EPSON\u0000_TM-T88VI\u00007"0012\u0000'))).toBeNull();
    }
  });
});
