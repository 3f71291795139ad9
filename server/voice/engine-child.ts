import { createWriteStream } from 'node:fs';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { encodeFrame, frameChannel, type FrameKind } from './engine-frames.ts';
import type { EngineFault } from './speech-engine.ts';

/** The part that every voice's process has: sentences in by lines, sound out by frames. */

export interface ChildEdges {
  readonly input: NodeJS.ReadableStream;
  readonly residentBytes: () => number;
  readonly exit: (code: number) => void;
  /** 0 is that of the server, 19 the least. */
  readonly niceness: number;
}

/** Says one sentence; null where it gives no sound. */
export type Say = (request: unknown) => Int16Array | null;

function bytesOf(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, at) => bytes.writeInt16LE(sample, at * 2));
  return bytes;
}

/** Something that a technician can put right. */
export class VoiceFault extends Error {
  readonly fault: EngineFault;
  constructor(fault: EngineFault, message: string) {
    super(message);
    this.name = 'VoiceFault';
    this.fault = fault;
  }
}

function wordsOf(error: unknown): string {
  const fault = error instanceof VoiceFault ? error.fault : 'failed';
  const message = error instanceof Error ? error.message : String(error);
  return `${fault}\n${message.slice(0, 500)}`;
}

/** Loads the voice, then answers until the server closes the input or is gone. */
export async function serveVoice(load: () => Promise<Say>, edges: ChildEdges): Promise<void> {
  const out = createWriteStream('', { fd: frameChannel });
  out.on('error', () => edges.exit(1));
  const send = (kind: FrameKind, content: Buffer = Buffer.alloc(0)): void => {
    const residentKib = Math.round(edges.residentBytes() / 1024);
    out.write(encodeFrame({ kind, residentKib, content }));
  };
  const fail = (error: unknown): void => {
    send('fault', Buffer.from(wordsOf(error)));
    out.end(() => edges.exit(1));
  };
  try {
    setPriority(edges.niceness);
    const say = await load();
    send('ready');
    for await (const line of createInterface({ input: edges.input })) {
      const samples = say(JSON.parse(line));
      if (samples === null || samples.length === 0) send('silent');
      else send('sound', bytesOf(samples));
    }
    out.end(() => edges.exit(0));
  } catch (error) {
    fail(error);
  }
}
