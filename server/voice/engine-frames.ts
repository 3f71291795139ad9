/**
 * What a voice's process tells the server on a channel of its own: its standard output belongs to
 * the libraries, which print there. A frame is three little-endian words and its content.
 */

export type FrameKind = 'ready' | 'sound' | 'silent' | 'fault';

export interface EngineFrame {
  readonly kind: FrameKind;
  /** Memory of the process, in units of 1024 bytes. */
  readonly residentKib: number;
  /** Samples of 16 bits at the common rate, or what went wrong: its name, a line feed, its words. */
  readonly content: Buffer;
}

/** The channel's number in the process. */
export const frameChannel = 3;
const kinds: readonly FrameKind[] = ['ready', 'sound', 'silent', 'fault'];
const headBytes = 12;
/** About a minute and a half of sound. */
export const contentBytesMax = 4_000_000;

export function encodeFrame({ kind, residentKib, content }: EngineFrame): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(kinds.indexOf(kind), 0);
  head.writeUInt32LE(residentKib, 4);
  head.writeUInt32LE(content.length, 8);
  return Buffer.concat([head, content]);
}

/** Puts frames together from whatever pieces they arrive in. Throws where it is no frame. */
export class FrameReader {
  #parts: Buffer[] = [];
  #bytes = 0;

  take(part: Buffer): EngineFrame[] {
    this.#parts.push(part);
    this.#bytes += part.length;
    const frames: EngineFrame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): EngineFrame | null {
    if (this.#bytes < headBytes) return null;
    const [first] = this.#parts;
    const all = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts);
    this.#parts = [all];
    const kind = kinds[all.readUInt32LE(0)];
    const length = all.readUInt32LE(8);
    if (kind === undefined || length > contentBytesMax) throw new Error('is no frame of a voice');
    if (all.length < headBytes + length) return null;
    const content = all.subarray(headBytes, headBytes + length);
    const rest = all.subarray(headBytes + length);
    this.#parts = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
    return { kind, residentKib: all.readUInt32LE(4), content };
  }
}

/** Samples as they stand in a frame: little-endian, whatever the processor's order. */
export function samplesIn(content: Buffer): Int16Array {
  return Int16Array.from({ length: content.length >> 1 }, (_, at) => content.readInt16LE(at * 2));
}
