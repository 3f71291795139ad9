import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type PrinterReply, ReplyParser } from '../../hardware/escpos/reply-parser.ts';
import {
  automaticFault,
  errorCause,
  offlineCause,
  paperLevel,
  statusFrom,
} from '../../hardware/escpos/status.ts';

/** Every kind of reply that printers give, as bytes and as what they mean. */
const replies: readonly (readonly [bytes: number[], reply: PrinterReply])[] = [
  [[0x16], { kind: 'status', byte: 0x16 }],
  [[0x1e], { kind: 'status', byte: 0x1e }],
  [[0x12], { kind: 'status', byte: 0x12 }],
  [[0x32], { kind: 'status', byte: 0x32 }],
  [[0x52], { kind: 'status', byte: 0x52 }],
  [[0x7e], { kind: 'status', byte: 0x7e }],
  [[0x72], { kind: 'status', byte: 0x72 }],
  [[0x14, 0, 0, 0x0f], { kind: 'automatic-status', bytes: [0x14, 0, 0, 0x0f] }],
  [[0x3c, 0, 0, 0x0f], { kind: 'automatic-status', bytes: [0x3c, 0, 0, 0x0f] }],
  [[0x1c, 8, 0, 0x0f], { kind: 'automatic-status', bytes: [0x1c, 8, 0, 0x0f] }],
  [[0x00], { kind: 'in-order-status', byte: 0 }],
  [[0x03], { kind: 'in-order-status', byte: 3 }],
  [[0x37, 0x22, 0x30, 0x30, 0x31, 0x32, 0], { kind: 'block', head: 0x37, text: '"0012' }],
  [[0x5f, 0x45, 0x50, 0x53, 0x4f, 0x4e, 0], { kind: 'block', head: 0x5f, text: 'EPSON' }],
];

const someReplies = fc.array(fc.constantFrom(...replies), { maxLength: 20 });

function readAll(chunks: readonly Uint8Array[]): PrinterReply[] {
  const parser = new ReplyParser();
  return chunks.flatMap(chunk => parser.read(chunk));
}

describe('replies', () => {
  test('PRINT-5: every reply of the table is known by its bits', () => {
    for (const [bytes, reply] of replies) {
      expect(readAll([Uint8Array.from(bytes)])).toEqual([reply]);
    }
  });

  test('PRINT-5: replies are the same wherever the network cuts them', () => {
    fc.assert(
      fc.property(someReplies, fc.array(fc.nat()), (said, cuts) => {
        const bytes = said.flatMap(([part]) => part);
        const places = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort(
          (a, b) => a - b,
        );
        const chunks = [0, ...places].map((from, index) =>
          Uint8Array.from(bytes.slice(from, places[index] ?? bytes.length)),
        );
        expect(readAll(chunks)).toEqual(said.map(([, reply]) => reply));
      }),
    );
  });

  test('PRINT-5: flow control between any two bytes changes nothing but the flow', () => {
    fc.assert(
      fc.property(someReplies, fc.infiniteStream(fc.boolean()), (said, isHeldBack) => {
        const bytes = said.flatMap(([part]) =>
          part.flatMap(byte => (isHeldBack.next().value === true ? [0x13, byte, 0x11] : [byte])),
        );
        const heard = readAll([Uint8Array.from(bytes)]);
        expect(heard.filter(reply => reply.kind !== 'flow')).toEqual(
          said.map(([, reply]) => reply),
        );
        const flow = heard.filter(reply => reply.kind === 'flow');
        expect(flow.map(reply => reply.mayWrite)).toEqual(flow.map((_r, index) => index % 2 === 1));
      }),
    );
  });

  test('PRINT-5: whatever a line carries, reading never fails and never grows without end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), bytes => {
        const parser = new ReplyParser();
        parser.read(bytes);
        // A zero ends a block and three complete an automatic status: it listens again.
        parser.read(Uint8Array.from([0, 0, 0, 0]));
        expect(parser.read(Uint8Array.from([0x16]))).toEqual([{ kind: 'status', byte: 0x16 }]);
      }),
    );
  });
});

describe('what the bytes say', () => {
  test.each([
    [[0x16, 0x12, 0x12, 0x12], { state: 'ready', paper: 'adequate' }],
    [[0x12, 0x12, 0x12, 0x12], { state: 'ready', paper: 'adequate' }],
    [[0x16, 0x12, 0x12, 0x1e], { state: 'ready', paper: 'near-end' }],
    [[0x1e, 0x16, 0x12, 0x12], { state: 'fault', fault: 'cover-open' }],
    [[0x1e, 0x32, 0x12, 0x7e], { state: 'fault', fault: 'paper-end' }],
    [[0x16, 0x12, 0x12, 0x72], { state: 'fault', fault: 'paper-end' }],
    [[0x1e, 0x36, 0x12, 0x7e], { state: 'fault', fault: 'cover-open' }],
    [[0x1e, 0x52, 0x1a, 0x12], { state: 'fault', fault: 'cutter' }],
    [[0x1e, 0x52, 0x32, 0x12], { state: 'fault', fault: 'unrecoverable' }],
    [[0x1e, 0x52, 0x52, 0x12], { state: 'fault', fault: 'head-hot' }],
    [[0x1e, 0x12, 0x12, 0x12], { state: 'fault', fault: 'offline' }],
    [[0x5e, 0x1a, 0x12, 0x12], { state: 'fault', fault: 'offline' }],
  ])('PRINT-6: the answers %j mean %j', ([one = 0, two = 0, three = 0, four = 0], status) => {
    expect(statusFrom([one, two, three, four])).toEqual(status);
  });

  test.each([
    [[0x14, 0x00, 0x00, 0x0f], null],
    [[0x14, 0x00, 0x03, 0x0f], null],
    [[0x3c, 0x00, 0x00, 0x0f], 'cover-open'],
    [[0x1c, 0x00, 0x0f, 0x0f], 'paper-end'],
    [[0x1c, 0x08, 0x00, 0x0f], 'cutter'],
    [[0x1c, 0x40, 0x00, 0x0f], 'head-hot'],
    [[0x1c, 0x20, 0x00, 0x0f], 'unrecoverable'],
    [[0x1c, 0x00, 0x00, 0x0f], 'offline'],
  ])('PRINT-6: the automatic status %j means %j', (bytes, fault) => {
    expect(automaticFault(bytes)).toBe(fault);
  });

  test('PRINT-6: single answers are graded as the table says', () => {
    expect([0x12, 0x16, 0x32, 0x52, 0x1a].map(offlineCause)).toEqual([
      null,
      'cover-open',
      'paper-end',
      'error',
      'offline',
    ]);
    expect([0x12, 0x1a, 0x32, 0x52].map(errorCause)).toEqual([
      null,
      'cutter',
      'unrecoverable',
      'head-hot',
    ]);
    expect([0x12, 0x1e, 0x7e, 0x72].map(paperLevel)).toEqual([
      'adequate',
      'near-end',
      'end',
      'end',
    ]);
  });
});
