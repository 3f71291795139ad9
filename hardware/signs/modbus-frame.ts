/**
 * Writing holding registers, which is all that a sign needs. Sources: MODBUS Application Protocol
 * 1.1b3 (function 16), MODBUS over Serial Line 1.02 (frame and CRC), Messaging on TCP/IP 1.0b.
 */

const writeRegisters = 0x10;
const exceptionBit = 0x80;
export const registersMax = 32;

/** What is sent, and how the two possible answers begin. */
export interface ModbusRequest {
  readonly bytes: Buffer;
  readonly done: Buffer;
  readonly refused: Buffer;
}

/** CRC-16 with the polynomial 0xA001, begun with 0xFFFF. */
export function crc16(bytes: Buffer): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0xa001;
  }
  return crc;
}

/** The low byte goes first, other than everything else in the protocol. */
function withCrc(body: Buffer): Buffer {
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc16(body));
  return Buffer.concat([body, crc]);
}

function pdu(register: number, values: readonly number[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt8(writeRegisters, 0);
  head.writeUInt16BE(register, 1);
  head.writeUInt16BE(values.length, 3);
  head.writeUInt8(values.length * 2, 5);
  const body = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => body.writeUInt16BE(value, index * 2));
  return Buffer.concat([head, body]);
}

/** On a serial line, also one that a converter carries over the network. */
export function rtuRequest(
  unit: number,
  register: number,
  values: readonly number[],
): ModbusRequest {
  const body = Buffer.concat([Buffer.from([unit]), pdu(register, values)]);
  return {
    bytes: withCrc(body),
    done: withCrc(body.subarray(0, 6)),
    refused: Buffer.from([unit, writeRegisters | exceptionBit]),
  };
}

/** On the network: `transaction`, 0 to 65,535, comes back in the answer. */
export function tcpRequest(
  transaction: number,
  unit: number,
  register: number,
  values: readonly number[],
): ModbusRequest {
  const body = pdu(register, values);
  const framed = (content: Buffer): Buffer => {
    const head = Buffer.alloc(7);
    head.writeUInt16BE(transaction, 0);
    head.writeUInt16BE(content.length + 1, 4);
    head.writeUInt8(unit, 6);
    return Buffer.concat([head, content]);
  };
  const exception = framed(Buffer.from([writeRegisters | exceptionBit, 0]));
  return {
    bytes: framed(body),
    done: framed(body.subarray(0, 5)),
    refused: exception.subarray(0, 8),
  };
}

/** Two characters a register, the first in the high byte; blanks to the end. */
export function asciiRegisters(text: string, count: number): number[] {
  const bytes = Buffer.from(text.slice(0, count * 2).padEnd(count * 2, ' '), 'latin1');
  return Array.from({ length: count }, (_register, index) => bytes.readUInt16BE(index * 2));
}
