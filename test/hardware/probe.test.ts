import { type AddressInfo, createServer } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { type ProbeReport, probeChannel, probePrinter } from '../../hardware/probe.ts';
import { findProfile, knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import { DeviceFileChannel } from '../../hardware/transport/device-file-channel.ts';
import { TcpChannel } from '../../hardware/transport/tcp-channel.ts';
import { openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { ManualClock } from './manual-clock.ts';
import { ObservedChannel } from './observed-channel.ts';
import { PumpedClock } from './pumped-clock.ts';
import { junk, natureOf, progressOf, ticketBytes } from './rehearsal.ts';
import { type StrangeHost, flood, openStrangeHost, openWebServer } from './strange-hosts.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function openDevice(profile = epsonTmT82x, faults: Partial<VirtualFaults> = {}) {
  const device = await openVirtualPrinter({ dots: profile.dots });
  device.setFault({ ...natureOf(profile), ...faults });
  opened.push(() => device.close());
  const probe = async (): Promise<ProbeReport> => {
    const channels: ObservedChannel[] = [];
    const clock = new PumpedClock(() => progressOf(channels, device));
    const channel = new ObservedChannel(
      new TcpChannel({ host: '127.0.0.1', port: device.port }, clock),
    );
    channels.push(channel);
    return clock.run(probeChannel(channel, clock));
  };
  return { device, probe };
}

/** Turns of nothing after which a stranger has said what it wanted to say. */
const quietTurns = 40;

async function probeHost(host: StrangeHost): Promise<ProbeReport> {
  opened.push(() => host.close());
  let turns = 0;
  let before = -1;
  const clock: PumpedClock = new PumpedClock(() => {
    const passed = channel.sentBytes + channel.heardBytes;
    turns = passed === before ? turns + 1 : 0;
    before = passed;
    return channel.state === 'opening' || turns < quietTurns ? null : passed;
  });
  const channel = new ObservedChannel(
    new TcpChannel({ host: '127.0.0.1', port: host.port }, clock),
  );
  return clock.run(probeChannel(channel, clock));
}

describe('the probe of a printer', () => {
  test.each(knownProfiles)('PRINT-29: it finds how $id proves what it prints', async profile => {
    const { device, probe } = await openDevice(profile);
    const { finding, proof, profileIds } = await probe();
    expect({ finding, proof }).toEqual({
      finding: profile.proof === 'mute' ? 'silent' : 'printer',
      proof: profile.proof,
    });
    expect(profileIds).toContain(profile.id);
    expect(profileIds.every(id => findProfile(id)?.proof === profile.proof)).toBe(true);
    expect(device.papers()).toEqual([]);
  });

  test('PRINT-29: it tells what was answered, and the name only for what it is', async () => {
    const { probe } = await openDevice(generic80);
    const { answers, proof, profileIds } = await probe();
    expect(answers).toEqual({
      status: [0x16, 0x12, 0x12, 0x12],
      isOffline: false,
      inOrder: 0,
      confirms: false,
      pushed: [0x14, 0, 0, 0x0f],
      maker: 'EPSON',
      model: 'TM-T82X',
    });
    // It calls itself an Epson and can't do what one can: the name did not decide.
    expect(proof).toBe('status-only');
    expect(profileIds).not.toContain('epson-tm-t82x');
  });

  test('PRINT-29: profiles of a like name come first', async () => {
    const { probe } = await openDevice(epsonTmT82x);
    expect((await probe()).profileIds[0]).toBe('epson-tm-t82x');
  });

  test.each([
    [{ paperEnd: true }, 0x1e],
    [{ coverOpen: true }, 0x1e],
  ])('PRINT-29: with %j it asks for no more than it can be told at once', async (faults, first) => {
    const { device, probe } = await openDevice(epsonTmT82x, faults);
    const { answers, proof, profileIds } = await probe();
    expect(answers).toMatchObject({ isOffline: true, inOrder: null, confirms: false });
    expect(answers?.status[0]).toBe(first);
    expect({ proof, profileIds }).toEqual({ proof: null, profileIds: [] });
    // Four questions that were answered on arrival; nothing that waits for the fault to end.
    expect(device.bufferedBytes()).toBe(12);
  });

  test('PRINT-29: replies in single bytes, with others between them, are read the same', async () => {
    const { probe } = await openDevice(epsonTmT82x, {
      splitsReplies: true,
      automaticStatusBetweenReplies: true,
    });
    expect(await probe()).toMatchObject({ finding: 'printer', proof: 'confirming' });
  });

  test('PRINT-29: it recovers and clears nothing, prints nothing, and leaves nothing in the line', async () => {
    const { device, probe } = await openDevice(epsonTmT82x);
    const channels: ObservedChannel[] = [];
    const clock = new PumpedClock(() => progressOf(channels, device));
    const sent: Buffer[] = [];
    class Recorded extends ObservedChannel {
      override write(bytes: Buffer): boolean {
        sent.push(bytes);
        return super.write(bytes);
      }
    }
    channels.push(new Recorded(new TcpChannel({ host: '127.0.0.1', port: device.port }, clock)));
    await clock.run(probeChannel(channels[0]!, clock));
    const all = Buffer.concat(sent);
    for (const forbidden of ['1005', '1014', '0a', '0c', '1b64', '1b4a', '1d56']) {
      expect(all.toString('hex').match(/../g)?.join(' ')).not.toContain(
        forbidden.match(/../g)?.join(' '),
      );
    }
    // What a board may have taken for text is thrown away before the next command could print it.
    expect(all.subarray(-2).toString('hex')).toBe('1b40');
    expect(await probe()).toMatchObject({ finding: 'printer' });
    const bytes = await ticketBytes(1, epsonTmT82x);
    const whole = await openVirtualPrinter();
    opened.push(() => whole.close());
    for (const one of [device, whole]) {
      const line = new TcpChannel({ host: '127.0.0.1', port: one.port }, new ManualClock());
      await line.open({ onBytes: () => {}, onDrain: () => {}, onClosed: () => {} });
      line.write(bytes);
      await clock.until(() => one.papers().length === 1, 'the ticket');
      await line.destroy();
    }
    expect(device.papers()[0]?.text).toBe(whole.papers()[0]?.text);
    expect(device.complaints()).toEqual([]);
  });
});

describe('what is no printer', () => {
  const strangers: readonly (readonly [string, () => Promise<StrangeHost>, string])[] = [
    ['a web server', openWebServer, 'web-server'],
    [
      'a server that speaks TLS',
      () =>
        openStrangeHost(
          () => undefined,
          socket => socket.end(Buffer.from([0x15, 0x03, 0x03, 0, 2, 2, 70])),
        ),
      'web-server',
    ],
    [
      'an SSH server',
      () => openStrangeHost(socket => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
      'ssh-server',
    ],
    [
      'a mail server',
      () => openStrangeHost(socket => socket.write('220 mail.example.go.id ESMTP\r\n')),
      'other-service',
    ],
    [
      'a printer of Star’s language',
      () => openStrangeHost(socket => socket.write(Buffer.from('238600000000000000', 'hex'))),
      'other-language',
    ],
    [
      'a printer of PJL',
      () => openStrangeHost(socket => socket.write('@PJL INFO STATUS\r\n')),
      'other-language',
    ],
    [
      'a service that answers in words',
      () =>
        openStrangeHost(
          () => undefined,
          socket => socket.write('unknown command\r\n'),
        ),
      'other-service',
    ],
    [
      'an endless stream of zeros',
      () => openStrangeHost(socket => flood(socket, Buffer.alloc(65_536))),
      'babbling',
    ],
    [
      'a flood of automatic status',
      () =>
        openStrangeHost(socket =>
          flood(socket, Buffer.alloc(65_536, Buffer.from([0x14, 0, 0, 15]))),
        ),
      'babbling',
    ],
    [
      'a megabyte of junk',
      () =>
        openStrangeHost(
          () => undefined,
          socket => socket.write(junk),
        ),
      'other-service',
    ],
    ['a silent host', () => openStrangeHost(() => undefined), 'silent'],
    ['a host that hangs up', () => openStrangeHost(socket => socket.end()), 'hung-up'],
    [
      'a host that hangs up when spoken to',
      () =>
        openStrangeHost(
          () => undefined,
          socket => socket.end(),
        ),
      'hung-up',
    ],
  ];

  test.each(strangers)('PRINT-30: %s is known for what it is', async (_name, open, finding) => {
    const report = await probeHost(await open());
    expect(report.finding).toBe(finding);
    expect(report.answers).toBeNull();
    expect(report.proof).toBe(finding === 'silent' ? 'mute' : null);
  });

  test('PRINT-30: a closed port, a path to nothing and a file are told apart', async () => {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => {
      server.close(resolve);
    });
    const closed = await probePrinter({ kind: 'network', host: '127.0.0.1', port });
    expect(closed.finding).toBe('refused');
    const unknown = await probePrinter({ kind: 'network', host: 'no-such-host.invalid', port });
    expect(unknown.finding).toBe('unknown-host');
    const nothing = await probePrinter({ kind: 'usb', path: '/dev/antrean-no-such-device' });
    expect(nothing.finding).toBe('no-device');
    const folder = new DeviceFileChannel('/dev', new ManualClock());
    expect((await probeChannel(folder, new ManualClock())).finding).toBe('not-a-device');
  });

  test('PRINT-30: a print queue can’t be asked, and is mute', async () => {
    expect(await probePrinter({ kind: 'cups', queue: 'loket_1' })).toMatchObject({
      finding: 'print-queue',
      proof: 'mute',
    });
  });

  test('PRINT-30: an address that can’t be one is refused before anything is opened', async () => {
    for (const connection of [
      { kind: 'network', host: '-rf', port: 9_100 },
      { kind: 'network', host: 'printer/../x', port: 9_100 },
      { kind: 'network', host: 'printer', port: 70_000 },
      { kind: 'usb', path: '/etc/passwd' },
      { kind: 'usb', path: '/dev/../etc/passwd' },
      { kind: 'serial', path: '/dev/ttyS0', baudRate: 300 },
      { kind: 'cups', queue: '-o' },
      { kind: 'cups', queue: 'a b' },
    ] as const) {
      await expect(probePrinter(connection)).rejects.toThrow(/refused/);
    }
  });
});
