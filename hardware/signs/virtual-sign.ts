import { type AddressInfo, type Socket, createServer } from 'node:net';

import { crc16 } from './modbus-frame.ts';

/** What a sign was told to show. */
export interface ShownFrame {
  /** The text without its end, or the registers read as text. */
  readonly text: string;
  /** Modbus only. */
  readonly unit: number | null;
  readonly registers: readonly number[];
}

export interface VirtualSignOptions {
  /** 0, the default, lets the system choose a free one. */
  readonly port?: number;
  readonly speaks:
    | { readonly kind: 'ascii'; readonly end: string }
    | { readonly kind: 'modbus-rtu' | 'modbus-tcp' };
}

/** A sign made of software: for the demo building, for tests and for rehearsals. */
export interface VirtualSign {
  readonly port: number;
  /** Oldest first; the last one is what stands there now. */
  shown(): readonly ShownFrame[];
  connections(): number;
  /** It takes everything and never answers. */
  setSilent(isSilent: boolean): void;
  /** Answers every request with that exception; null: it obeys. */
  setException(code: number | null): void;
  /** Breaks every connection; new ones are welcome. */
  breakOff(): void;
  close(): Promise<void>;
}

const framesKeptMax = 200;
const bufferBytesMax = 4_096;

type Reading =
  | { readonly frame: ShownFrame; readonly answer: Buffer; readonly rest: Buffer }
  /** More must arrive. */
  | null;

/** Listens on the loopback address only. */
export async function openVirtualSign(options: VirtualSignOptions): Promise<VirtualSign> {
  const shown: ShownFrame[] = [];
  const sockets = new Set<Socket>();
  const state = { isSilent: false, exception: null as number | null };
  const server = createServer(socket => {
    sockets.add(socket);
    let buffer: Buffer = Buffer.alloc(0);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', bytes => {
      buffer = Buffer.concat([buffer, bytes]).subarray(-bufferBytesMax);
      for (;;) {
        const reading = readFrame(buffer, options.speaks, state.exception);
        if (reading === null) return;
        buffer = reading.rest;
        if (state.exception === null) shown.push(reading.frame);
        if (shown.length > framesKeptMax) shown.shift();
        if (!state.isSilent && reading.answer.length > 0) socket.write(reading.answer);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port ?? 0 }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    shown: () => shown,
    connections: () => sockets.size,
    setSilent: isSilent => Object.assign(state, { isSilent }),
    setException: exception => Object.assign(state, { exception }),
    breakOff: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

function readFrame(
  buffer: Buffer,
  speaks: VirtualSignOptions['speaks'],
  exception: number | null,
): Reading {
  if (speaks.kind === 'ascii') return readText(buffer, speaks.end);
  return speaks.kind === 'modbus-rtu' ? readRtu(buffer, exception) : readTcp(buffer, exception);
}

function readText(buffer: Buffer, end: string): Reading {
  const at = buffer.indexOf(end, 0, 'latin1');
  if (at === -1) return null;
  const text = buffer.toString('latin1', 0, at);
  const rest = buffer.subarray(at + end.length);
  return { frame: { text, unit: null, registers: [] }, answer: Buffer.alloc(0), rest };
}

/** Unit, function, address, count, number of bytes, values, CRC. A wrong CRC is not answered. */
function readRtu(buffer: Buffer, exception: number | null): Reading {
  if (buffer.length < 7) return null;
  const length = 7 + buffer.readUInt8(6) + 2;
  if (buffer.length < length) return null;
  const body = buffer.subarray(0, length - 2);
  if (crc16(body) !== buffer.readUInt16LE(length - 2)) return null;
  const unit = buffer.readUInt8(0);
  const plain = exception === null ? body.subarray(0, 6) : Buffer.from([unit, 0x90, exception]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc16(plain));
  return {
    frame: frameOf(unit, body.subarray(7)),
    answer: Buffer.concat([plain, crc]),
    rest: buffer.subarray(length),
  };
}

/** Transaction, 0, length, unit, then the same as on a serial line without its CRC. */
function readTcp(buffer: Buffer, exception: number | null): Reading {
  if (buffer.length < 6) return null;
  const length = 6 + buffer.readUInt16BE(4);
  if (buffer.length < length) return null;
  const unit = buffer.readUInt8(6);
  const content =
    exception === null ? buffer.subarray(6, 12) : Buffer.from([unit, 0x90, exception]);
  const head = Buffer.from(buffer.subarray(0, 6));
  head.writeUInt16BE(content.length, 4);
  return {
    frame: frameOf(unit, buffer.subarray(13, length)),
    answer: Buffer.concat([head, content]),
    rest: buffer.subarray(length),
  };
}

function frameOf(unit: number, values: Buffer): ShownFrame {
  const registers = Array.from({ length: values.length / 2 }, (_value, index) =>
    values.readUInt16BE(index * 2),
  );
  return { text: values.toString('latin1').trimEnd(), unit, registers };
}
