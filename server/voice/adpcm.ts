/**
 * IMA ADPCM in a RIFF/WAVE container, mono: four bits a sample. Shipped sentences are kept in it, a
 * quarter of their size as plain samples. Source: IMA Digital Audio Doc-Pac, 1992.
 */

export interface PackedSound {
  readonly samples: Int16Array;
  readonly rateHz: number;
}

const headerBytes = 60;
const imaFormat = 0x11;
const blockBytes = 512;
const blockHeadBytes = 4;
/** The first sample stands in the head of the block, two more in each byte after it. */
const blockSamples = (blockBytes - blockHeadBytes) * 2 + 1;
const packedSamplesMax = 16_000 * 60;

const stepMoves = [-1, -1, -1, -1, 2, 4, 6, 8] as const;
// The standard's table of 89 steps; each is about a tenth larger than the one before.
const steps: readonly number[] = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
  80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
  544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
  2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487,
  12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];

/** What both sides know after each sample: they never drift apart. */
class Predictor {
  value: number;
  index: number;

  constructor(value: number, index: number) {
    this.value = value;
    this.index = Math.min(steps.length - 1, Math.max(0, index));
  }

  /** The sample that a code of four bits stands for. */
  take(code: number): number {
    const step = steps[this.index] ?? 7;
    const low = code & 7;
    const difference =
      (step >> 3) +
      ((low & 4) === 0 ? 0 : step) +
      ((low & 2) === 0 ? 0 : step >> 1) +
      ((low & 1) === 0 ? 0 : step >> 2);
    const next = this.value + ((code & 8) === 0 ? difference : -difference);
    this.value = Math.min(32_767, Math.max(-32_768, next));
    this.index = Math.min(steps.length - 1, Math.max(0, this.index + (stepMoves[low] ?? 0)));
    return this.value;
  }

  /** The code that comes nearest to a sample. */
  codeOf(sample: number): number {
    const step = steps[this.index] ?? 7;
    let rest = Math.abs(sample - this.value);
    let code = sample < this.value ? 8 : 0;
    for (const [bit, part] of [
      [4, step],
      [2, step >> 1],
      [1, step >> 2],
    ] as const) {
      if (rest < part) continue;
      code |= bit;
      rest -= part;
    }
    return code;
  }
}

function head(dataBytes: number, sampleCount: number, rateHz: number): Buffer {
  const wav = Buffer.alloc(headerBytes);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(20, 16);
  wav.writeUInt16LE(imaFormat, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rateHz, 24);
  wav.writeUInt32LE(Math.round((rateHz * blockBytes) / blockSamples), 28);
  wav.writeUInt16LE(blockBytes, 32);
  wav.writeUInt16LE(4, 34);
  wav.writeUInt16LE(2, 36);
  wav.writeUInt16LE(blockSamples, 38);
  wav.write('fact', 40, 'latin1');
  wav.writeUInt32LE(4, 44);
  wav.writeUInt32LE(sampleCount, 48);
  wav.write('data', 52, 'latin1');
  wav.writeUInt32LE(dataBytes, 56);
  return wav;
}

function packBlock(samples: Int16Array, index: number): { block: Buffer; index: number } {
  const block = Buffer.alloc(blockBytes);
  const predictor = new Predictor(samples[0] ?? 0, index);
  block.writeInt16LE(predictor.value, 0);
  block.writeUInt8(predictor.index, 2);
  for (let at = 1; at < blockSamples; at += 1) {
    const code = predictor.codeOf(samples[at] ?? 0);
    predictor.take(code);
    const place = blockHeadBytes + ((at - 1) >> 1);
    const isHigh = (at - 1) % 2 === 1;
    block[place] = (block[place] ?? 0) | (isHigh ? code << 4 : code);
  }
  return { block, index: predictor.index };
}

export function packSound({ samples, rateHz }: PackedSound): Buffer {
  const blocks: Buffer[] = [];
  let index = 0;
  for (let at = 0; at < samples.length; at += blockSamples) {
    const packed = packBlock(samples.subarray(at, at + blockSamples), index);
    blocks.push(packed.block);
    index = packed.index;
  }
  const data = Buffer.concat(blocks);
  return Buffer.concat([head(data.length, samples.length, rateHz), data]);
}

/** Throws an Error that names what is wrong with a file that `packSound` did not write. */
export function unpackSound(wav: Buffer): PackedSound {
  const isOurs =
    wav.length >= headerBytes &&
    wav.toString('latin1', 8, 16) === 'WAVEfmt ' &&
    wav.readUInt16LE(20) === imaFormat &&
    wav.readUInt16LE(22) === 1 &&
    wav.readUInt16LE(32) === blockBytes &&
    wav.toString('latin1', 52, 56) === 'data';
  if (!isOurs) throw new Error(`is not IMA ADPCM, 1 channel, blocks of ${blockBytes} bytes`);
  const count = wav.readUInt32LE(48);
  const data = wav.subarray(headerBytes);
  const held = Math.floor(data.length / blockBytes) * blockSamples;
  if (count > held || count > packedSamplesMax) throw new Error('is shorter than it says');
  const samples = new Int16Array(count);
  for (let at = 0; at < count; at += blockSamples) unpackBlock(data, at, samples);
  return { samples, rateHz: wav.readUInt32LE(24) };
}

function unpackBlock(data: Buffer, start: number, samples: Int16Array): void {
  const from = (start / blockSamples) * blockBytes;
  const predictor = new Predictor(data.readInt16LE(from), data.readUInt8(from + 2));
  samples[start] = predictor.value;
  const end = Math.min(blockSamples, samples.length - start);
  for (let at = 1; at < end; at += 1) {
    const byte = data[from + blockHeadBytes + ((at - 1) >> 1)] ?? 0;
    samples[start + at] = predictor.take((at - 1) % 2 === 1 ? byte >> 4 : byte & 15);
  }
}
