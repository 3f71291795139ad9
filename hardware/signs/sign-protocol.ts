import { fillTemplate, readTemplate } from './ascii-frame.ts';
import {
  type ModbusRequest,
  asciiRegisters,
  registersMax,
  rtuRequest,
  tcpRequest,
} from './modbus-frame.ts';
import type { SignProtocol } from './sign-connection.ts';
import { type SignMessage, type SignTexts, hasNumber, signParts } from './sign-message.ts';

export interface SignFrame {
  readonly bytes: Buffer;
  /** How an answer begins; null where the protocol has none. */
  readonly answer: { readonly done: Buffer; readonly refused: Buffer } | null;
}

/** Turns messages into frames, one after the other. */
export type FrameMaker = (message: SignMessage) => SignFrame;

const states = ['free', 'called', 'serving', 'paused', 'closed'] as const;
const arrows = ['left', 'right', 'up', 'down'] as const;

/** Throws where the protocol is not one that a set-up may have: that was to be refused before. */
export function frameMaker(protocol: SignProtocol): FrameMaker {
  return protocol.kind === 'ascii' ? asciiMaker(protocol) : modbusMaker(protocol);
}

function asciiMaker(protocol: Extract<SignProtocol, { kind: 'ascii' }>): FrameMaker {
  const template = readTemplate(protocol.template);
  if ('wrongAt' in template) {
    throw new Error(`A sign's template is wrong at ${template.wrongAt}: ${protocol.template}`);
  }
  const address = within(protocol.address, 0, 255, 'address');
  return message => ({
    bytes: fillTemplate(template.parts, signParts(message, protocol.texts), address),
    answer: null,
  });
}

function modbusMaker(protocol: Extract<SignProtocol, { kind: 'modbus' }>): FrameMaker {
  const { framing, content, texts } = protocol;
  const unit = within(protocol.unit, 1, 247, 'unit');
  const count = within(protocol.registers, 1, registersMax, 'count of registers');
  const register = within(protocol.register, 0, 0xffff - count, 'register');
  let transaction = 0;
  return message => {
    const values = content === 'ascii' ? asText(message, texts, count) : asNumbers(message, count);
    transaction = (transaction + 1) % 0x1_0000;
    const request: ModbusRequest =
      framing === 'rtu'
        ? rtuRequest(unit, register, values)
        : tcpRequest(transaction, unit, register, values);
    return { bytes: request.bytes, answer: request };
  };
}

function asText(message: SignMessage, texts: SignTexts, count: number): number[] {
  return asciiRegisters(signParts(message, texts).label, count);
}

const noTexts: SignTexts = { free: '', paused: '', closed: '' };

function asNumbers(message: SignMessage, count: number): number[] {
  const { series, number } = signParts(message, noTexts);
  const shown = hasNumber(message) ? Number.parseInt(number, 10) : 0;
  const arrow = message.arrow === undefined ? 0 : arrows.indexOf(message.arrow) + 1;
  const [letters = 0] = asciiRegisters(series, 1);
  const values = [
    Number.isInteger(shown) && shown <= 0xffff ? shown : 0,
    states.indexOf(message.state),
    hasNumber(message) ? arrow : 0,
    letters,
  ];
  return Array.from({ length: count }, (_register, index) => values[index] ?? 0);
}

function within(value: number, min: number, max: number, what: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`A sign's ${what} is between ${min} and ${max}: ${value}`);
}
