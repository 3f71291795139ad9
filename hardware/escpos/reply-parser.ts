/** One whole message of a printer. */
export type PrinterReply =
  /** Answer to DLE EOT; which question it answers is known only from the order of asking. */
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'automatic-status'; readonly bytes: readonly [number, number, number, number] }
  /** Answer to GS r. */
  | { readonly kind: 'in-order-status'; readonly byte: number }
  /** A head byte and text up to a zero: process id, maker, model. */
  | { readonly kind: 'block'; readonly head: number; readonly text: string }
  | { readonly kind: 'flow'; readonly mayWrite: boolean }
  /** Bytes that no table explains; kept so that a probe can show them. */
  | { readonly kind: 'noise'; readonly bytes: readonly number[] };

const blockHeads: ReadonlySet<number> = new Set([0x5f, 0x37, 0x3b, 0x3d, 0x35]);
const blockBytesMax = 128;
const xon = 0x11;
const xoff = 0x13;

type Collecting =
  | { readonly what: 'nothing' }
  | { readonly what: 'automatic-status'; readonly bytes: number[] }
  | { readonly what: 'block'; readonly head: number; readonly bytes: number[] };

/**
 * Tells replies apart by their fixed bits, one byte at a time, so that it does not matter where
 * the network cut them. Flow control may stand between any two bytes.
 */
export class ReplyParser {
  #collecting: Collecting = { what: 'nothing' };

  /** Whole replies in these bytes, in order; a rest waits for the next call. */
  read(bytes: Uint8Array): PrinterReply[] {
    const replies: PrinterReply[] = [];
    for (const byte of bytes) this.#readByte(byte, replies);
    return replies;
  }

  #readByte(byte: number, replies: PrinterReply[]): void {
    if (byte === xon || byte === xoff) {
      replies.push({ kind: 'flow', mayWrite: byte === xon });
      return;
    }
    const collecting = this.#collecting;
    if (collecting.what === 'block') this.#readBlock(byte, collecting, replies);
    else if (collecting.what === 'automatic-status') this.#readTail(byte, collecting, replies);
    else this.#readFirst(byte, replies);
  }

  #readFirst(byte: number, replies: PrinterReply[]): void {
    if (blockHeads.has(byte)) this.#collecting = { what: 'block', head: byte, bytes: [] };
    else if ((byte & 0x93) === 0x12) replies.push({ kind: 'status', byte });
    else if ((byte & 0x93) === 0x10) {
      this.#collecting = { what: 'automatic-status', bytes: [byte] };
    } else if ((byte & 0x90) === 0) replies.push({ kind: 'in-order-status', byte });
    else replies.push({ kind: 'noise', bytes: [byte] });
  }

  #readBlock(
    byte: number,
    block: Extract<Collecting, { what: 'block' }>,
    replies: PrinterReply[],
  ): void {
    if (byte === 0) {
      const text = Buffer.from(block.bytes).toString('latin1');
      replies.push({ kind: 'block', head: block.head, text });
      this.#collecting = { what: 'nothing' };
      return;
    }
    block.bytes.push(byte);
    if (block.bytes.length < blockBytesMax) return;
    replies.push({ kind: 'noise', bytes: [block.head, ...block.bytes] });
    this.#collecting = { what: 'nothing' };
  }

  /** A byte that can't belong to an automatic status ends it and is read as a first one. */
  #readTail(
    byte: number,
    status: Extract<Collecting, { what: 'automatic-status' }>,
    replies: PrinterReply[],
  ): void {
    if ((byte & 0x90) !== 0) {
      replies.push({ kind: 'noise', bytes: status.bytes });
      this.#collecting = { what: 'nothing' };
      this.#readFirst(byte, replies);
      return;
    }
    status.bytes.push(byte);
    const [first, second, third, fourth] = status.bytes;
    if (first === undefined || second === undefined) return;
    if (third === undefined || fourth === undefined) return;
    replies.push({ kind: 'automatic-status', bytes: [first, second, third, fourth] });
    this.#collecting = { what: 'nothing' };
  }
}
