import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import { fillTemplate, readTemplate } from '../../hardware/signs/ascii-frame.ts';
import { openSign, openSigns } from '../../hardware/signs/counter-sign.ts';
import { crc16, rtuRequest, tcpRequest } from '../../hardware/signs/modbus-frame.ts';
import type { SignConnection, SignProtocol } from '../../hardware/signs/sign-connection.ts';
import { type SignMessage, signParts } from '../../hardware/signs/sign-message.ts';
import { frameMaker } from '../../hardware/signs/sign-protocol.ts';
import { signTimings } from '../../hardware/signs/sign-wire.ts';
import { type VirtualSign, openVirtualSign } from '../../hardware/signs/virtual-sign.ts';
import type { ByteChannel, ByteChannelListener } from '../../hardware/transport/byte-channel.ts';
import { ManualClock, until } from './manual-clock.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Time stands still in these tests: the last second of a sign has to be let pass. */
function endLater(sign: { close(): Promise<void> }, clock: ManualClock): void {
  opened.push(async () => {
    const closing = sign.close();
    await clock.ring(signTimings.closeMs);
    await closing;
  });
}

const texts = { free: '----', paused: 'REHAT', closed: 'TUTUP' };
const called = (label: string): SignMessage => ({ label, state: 'called', arrow: 'right' });
const free: SignMessage = { label: null, state: 'free' };

function asciiTo(port: number, template = '{label:6}{arrow}\\r\\n'): SignConnection {
  const wire = { kind: 'network', host: '127.0.0.1', port } as const;
  return { wire, protocol: { kind: 'ascii', template, address: 1, texts } };
}

function modbusTo(port: number, framing: 'rtu' | 'tcp', unit = 1): SignConnection {
  const wire = { kind: 'network', host: '127.0.0.1', port } as const;
  const place = { unit, register: 0, registers: 3 };
  return { wire, protocol: { kind: 'modbus', framing, ...place, content: 'ascii', texts } };
}

async function openVirtual(speaks: Parameters<typeof openVirtualSign>[0]['speaks'], port = 0) {
  const virtual = await openVirtualSign({ speaks, port });
  opened.push(() => virtual.close());
  return virtual;
}

const lines = { kind: 'ascii', end: '\r\n' } as const;
const textsOf = (virtual: VirtualSign): string[] => virtual.shown().map(frame => frame.text);

function hex(bytes: Buffer): string {
  return bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1 ');
}

function fill(template: string, message: SignMessage, address = 5): string {
  const read = readTemplate(template);
  if ('wrongAt' in read) throw new Error(`wrong at ${read.wrongAt}`);
  return fillTemplate(read.parts, signParts(message, texts), address).toString('latin1');
}

describe('templates', () => {
  test.each([
    ['{label}', 'A012'],
    ['{label:6}|{label:-6}|', '  A012|A012  |'],
    ['{series}{number:05}', 'A00012'],
    ['{number:2}', '12'],
    ['{label:3}', '012'],
    ['{arrow}{label}\\r\\n', '>A012\r\n'],
    ['\\x02{address}\\x1b{label}\\x03', '\x02\x05\x1bA012\x03'],
    ['#{address:02} {label}\\t\\\\', '#05 A012\t\\'],
  ])('SIGN-1: %j shows A012 as %j', (template, frame) => {
    expect(fill(template, called('A012'))).toBe(frame);
  });

  test('SIGN-1: without a number the text of its state stands in its place', () => {
    expect(fill('{series}{number:4}{arrow}', free)).toBe('---- ');
    expect(fill('{label:6}', { label: null, state: 'paused' })).toBe(' REHAT');
    expect(fill('{label:6}', { label: 'A012', state: 'closed' })).toBe(' TUTUP');
  });

  test.each([
    ['', 0],
    ['ab{lable}', 2],
    ['{label', 0],
    ['{label:99}', 0],
    ['x}', 1],
    ['Loket é', 6],
    ['ab\u0002', 2],
    ['\\x2', 0],
    ['a'.repeat(201), 0],
  ])('SIGN-1: %j is refused with its place', (template, wrongAt) => {
    expect(readTemplate(template)).toEqual({ wrongAt });
    const protocol: SignProtocol = { kind: 'ascii', template, address: 0, texts };
    expect(() => frameMaker(protocol)).toThrow('template');
  });

  test('SIGN-1: no label brings a byte of its own into a frame', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), label => {
        const frame = fill('\\x02{label}{series}{number}\\x03', called(label));
        expect([frame.at(0), frame.at(-1)]).toEqual(['\x02', '\x03']);
        expect(frame.slice(1, -1)).toMatch(/^[\x20-\x7e]{0,24}$/);
      }),
    );
  });
});

describe('Modbus frames', () => {
  test.each([
    ['01 03 00 00 00 0a', 'c5 cd'],
    ['11 03 00 6b 00 03', '76 87'],
    ['02 07', '41 12'],
    ['11 10 00 01 00 02 04 00 0a 01 02', 'c6 f0'],
  ])('SIGN-2: the CRC of %s is %s', (body, crc) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(crc16(Buffer.from(body.replaceAll(' ', ''), 'hex')));
    expect(hex(bytes)).toBe(crc);
  });

  test('SIGN-2: the request of the published example, and the beginnings of its answers', () => {
    const request = rtuRequest(0x11, 1, [0x000a, 0x0102]);
    expect(hex(request.bytes)).toBe('11 10 00 01 00 02 04 00 0a 01 02 c6 f0');
    expect(hex(request.done)).toBe('11 10 00 01 00 02 12 98');
    expect(hex(request.refused)).toBe('11 90');
  });

  test('SIGN-2: on the network a head stands in place of the CRC', () => {
    const request = tcpRequest(0x0103, 0x11, 1, [0x000a, 0x0102]);
    expect(hex(request.bytes)).toBe('01 03 00 00 00 0b 11 10 00 01 00 02 04 00 0a 01 02');
    expect(hex(request.done)).toBe('01 03 00 00 00 06 11 10 00 01 00 02');
    expect(hex(request.refused)).toBe('01 03 00 00 00 03 11 90');
  });

  test('SIGN-2: as a number: digits, state, arrow and series, as far as there are registers', () => {
    const place = { unit: 1, register: 10, registers: 4, content: 'number' as const, texts };
    const make = frameMaker({ kind: 'modbus', framing: 'tcp', ...place });
    const valuesOf = (message: SignMessage): string => hex(make(message).bytes.subarray(13));
    expect(valuesOf(called('A012'))).toBe('00 0c 00 01 00 02 41 20');
    expect(valuesOf({ label: 'AB1024', state: 'serving' })).toBe('04 00 00 02 00 00 41 42');
    expect(valuesOf(free)).toBe('00 00 00 00 00 00 20 20');
    expect(valuesOf({ label: 'A012', state: 'closed', arrow: 'left' })).toBe(
      '00 00 00 04 00 00 20 20',
    );
    expect(valuesOf(called('A99999')).slice(0, 5)).toBe('00 00');
  });

  test.each([
    [{ unit: 0 }, 'unit'],
    [{ unit: 248 }, 'unit'],
    [{ registers: 33 }, 'registers'],
    [{ register: 65_534 }, 'register'],
  ])('SIGN-2: %j is no place a message could go to', (wrong, what) => {
    const { protocol } = modbusTo(1, 'rtu');
    expect(() => frameMaker({ ...protocol, ...wrong })).toThrow(what);
  });
});

describe('a sign on the network', () => {
  test('SIGN-3: it shows what it is told, and the last message after a loss', async () => {
    const clock = new ManualClock();
    const virtual = await openVirtual(lines);
    const sign = openSign(asciiTo(virtual.port), { clock });
    endLater(sign, clock);
    sign.show(called('A012'));
    await until(() => textsOf(virtual).at(-1) === '  A012>', 'A012');
    await clock.ring(signTimings.betweenMs);
    await until(() => sign.health() === 'working', 'health');
    virtual.breakOff();
    await until(() => sign.health() === 'unreachable', 'the loss');
    sign.show(called('A013'));
    await clock.ring(signTimings.reconnectMs[0]);
    await until(() => textsOf(virtual).at(-1) === '  A013>', 'A013');
    expect(textsOf(virtual)).toEqual(['  A012>', '  A013>']);
  });

  test('SIGN-3: of many messages only the newest waits', async () => {
    const clock = new ManualClock();
    const port = await freePort();
    const sign = openSign(asciiTo(port), { clock });
    endLater(sign, clock);
    await until(() => clock.isPending(signTimings.reconnectMs[0]), 'a refusal');
    for (let number = 1; number <= 500; number += 1) sign.show(called(`A${number}`));
    const virtual = await openVirtual(lines, port);
    await clock.ring(signTimings.reconnectMs[0]);
    await until(() => virtual.shown().length > 0, 'a number');
    await clock.ring(signTimings.betweenMs);
    expect(textsOf(virtual)).toEqual(['  A500>']);
  });

  test('SIGN-3: pauses between attempts grow to ten seconds and stay there', async () => {
    const clock = new ManualClock();
    const sign = openSign(asciiTo(await freePort()), { clock });
    endLater(sign, clock);
    for (const pauseMs of [...signTimings.reconnectMs, 10_000, 10_000]) await clock.ring(pauseMs);
    expect(sign.health()).toBe('unreachable');
  });

  test('SIGN-4: everything is shown again from time to time, for signs that were without power', async () => {
    const clock = new ManualClock();
    const virtual = await openVirtual(lines);
    const sign = openSign(asciiTo(virtual.port), { clock });
    endLater(sign, clock);
    sign.show(called('A012'));
    await clock.ring(signTimings.betweenMs);
    await clock.ring(signTimings.refreshMs);
    await until(() => virtual.shown().length === 2, 'the same again');
    expect(textsOf(virtual)).toEqual(['  A012>', '  A012>']);
  });

  test('SIGN-5: closing shows what is still to be shown, and nothing after it', async () => {
    const virtual = await openVirtual(lines);
    const sign = openSign(asciiTo(virtual.port));
    sign.show(called('A012'));
    await until(() => virtual.shown().length === 1, 'A012');
    sign.show({ label: null, state: 'closed' });
    await sign.close();
    sign.show(called('A013'));
    expect(textsOf(virtual)).toEqual(['  A012>', ' TUTUP ']);
    await until(() => virtual.connections() === 0, 'the end of the connection');
  });

  test('SIGN-5: closing ends while nothing can be reached and while nothing is read', async () => {
    await openSign(asciiTo(await freePort())).close();
    const silent = createServer(socket => socket.on('error', () => undefined).pause());
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const sign = openSign(asciiTo((silent.address() as AddressInfo).port));
    sign.show(called('A012'));
    await sign.close();
    await new Promise<void>(resolve => silent.close(() => resolve()));
  });
});

describe('a sign that answers', () => {
  test.each(['rtu', 'tcp'] as const)('SIGN-2: %s carries the text in registers', async framing => {
    const clock = new ManualClock();
    const virtual = await openVirtual({ kind: `modbus-${framing}` });
    const sign = openSign(modbusTo(virtual.port, framing), { clock });
    endLater(sign, clock);
    sign.show(called('A012'));
    await until(() => sign.health() === 'working', 'an answer');
    expect(virtual.shown()).toEqual([
      { text: 'A012', unit: 1, registers: [0x4130, 0x3132, 0x2020] },
    ]);
  });

  test('SIGN-6: silence and refusal are told apart, and the newest message comes through after', async () => {
    const clock = new ManualClock();
    const virtual = await openVirtual({ kind: 'modbus-tcp' });
    const sign = openSign(modbusTo(virtual.port, 'tcp'), { clock });
    endLater(sign, clock);
    virtual.setSilent(true);
    sign.show(called('A012'));
    await until(() => virtual.shown().length === 1, 'a request');
    sign.show(called('A013'));
    sign.show(called('A014'));
    await clock.ring(signTimings.answerMs);
    await until(() => sign.health() === 'silent', 'silence');
    virtual.setSilent(false);
    virtual.setException(2);
    await clock.ring(signTimings.betweenMs);
    await until(() => sign.health() === 'refusing', 'a refusal');
    virtual.setException(null);
    await clock.ring(signTimings.betweenMs);
    await clock.ring(signTimings.refreshMs);
    await until(() => sign.health() === 'working', 'an answer');
    expect(textsOf(virtual)).toEqual(['A012', 'A014']);
    expect(virtual.connections()).toBe(1);
  });

  test('SIGN-7: signs on one wire share its connection, and a silent one does not stop the others', async () => {
    const clock = new ManualClock();
    const virtual = await openVirtual({ kind: 'modbus-rtu' });
    const signs = openSigns(
      new Map([
        ['one', modbusTo(virtual.port, 'rtu', 1)],
        ['two', modbusTo(virtual.port, 'rtu', 2)],
      ]),
      { clock },
    );
    endLater(signs, clock);
    virtual.setSilent(true);
    signs.show('one', called('A012'));
    await until(() => virtual.shown().length === 1, 'the first');
    signs.show('two', called('B007'));
    virtual.setSilent(false);
    await clock.ring(signTimings.answerMs);
    await clock.ring(signTimings.betweenMs);
    await until(() => signs.health('two') === 'working', 'the second');
    expect(virtual.shown().map(({ unit, text }) => [unit, text])).toEqual([
      [1, 'A012'],
      [2, 'B007'],
    ]);
    expect(virtual.connections()).toBe(1);
    expect(signs.health('one')).toBe('silent');
    expect(signs.health('three')).toBeNull();
    signs.show('three', free);
  });

  test('SIGN-6: whatever comes back, it is an answer or none', async () => {
    const clock = new ManualClock();
    const heard: { listener: ByteChannelListener | null; frames: Buffer[] } = {
      listener: null,
      frames: [],
    };
    const channel: ByteChannel = {
      open: listener => {
        heard.listener = listener;
        return Promise.resolve(null);
      },
      write: bytes => {
        heard.frames.push(bytes);
        return true;
      },
      end: () => Promise.resolve(),
      destroy: () => Promise.resolve(),
    };
    const sign = openSign(modbusTo(1, 'rtu'), { clock, openChannel: () => channel });
    endLater(sign, clock);
    sign.show(called('A012'));
    await until(() => heard.frames.length === 1, 'a request');
    for (let round = 0; round < 50; round += 1) heard.listener?.onBytes(Buffer.alloc(999, round));
    expect(sign.health()).toBe('unreachable');
    heard.listener?.onBytes(rtuRequest(1, 0, [0, 0, 0]).done);
    await until(() => sign.health() === 'working', 'the answer among the noise');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>(resolve => server.close(() => resolve()));
  return port;
}
