/** Mono 16-bit PCM in a RIFF/WAVE container: the only kind of sound inside the voice. */

export const sampleRateHz = 22_050;

const headerBytes = 44;
const pcmFormat = 1;
/** Typed arrays have the processor's byte order; WAV is little-endian. */
const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

export const samplesOf = (durationMs: number): number =>
  Math.round((durationMs * sampleRateHz) / 1000);

export const durationMsOf = (sampleCount: number): number =>
  Math.round((sampleCount * 1000) / sampleRateHz);

export const wavBytesOf = (sampleCount: number): number => headerBytes + sampleCount * 2;

/** A container whose samples `fill` writes in place: a sound is never held twice. */
export function makeWav(sampleCount: number, fill: (samples: Int16Array) => void): Buffer {
  const dataBytes = sampleCount * 2;
  const wav = Buffer.alloc(headerBytes + dataBytes);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(pcmFormat, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRateHz, 24);
  wav.writeUInt32LE(sampleRateHz * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(dataBytes, 40);
  fill(new Int16Array(wav.buffer, wav.byteOffset + headerBytes, sampleCount));
  if (isBigEndian) wav.subarray(headerBytes).swap16();
  return wav;
}

export const encodeWav = (samples: Int16Array): Buffer =>
  makeWav(samples.length, target => target.set(samples));

/** Bytes that are no sound of ours; the message is for engineers, `reason` for screens. */
export class WavFault extends Error {
  readonly reason: 'not-a-wav' | 'wrong-format' | 'no-samples';
  constructor(reason: WavFault['reason'], message: string) {
    super(message);
    this.name = 'WavFault';
    this.reason = reason;
  }
}

function requireFormat(wav: Buffer, at: number): void {
  const format = wav.readUInt16LE(at);
  const channels = wav.readUInt16LE(at + 2);
  const rateHz = wav.readUInt32LE(at + 4);
  const bits = wav.readUInt16LE(at + 14);
  if (format === pcmFormat && channels === 1 && bits === 16 && rateHz === sampleRateHz) return;
  throw new WavFault(
    'wrong-format',
    `needs PCM, 1 channel, 16 bit, ${sampleRateHz} Hz; ` +
      `found format ${format}, ${channels} channel(s), ${bits} bit, ${rateHz} Hz`,
  );
}

function samplesFrom(data: Buffer): Int16Array {
  const samples = new Int16Array(data.length / 2);
  const bytes = Buffer.from(samples.buffer);
  data.copy(bytes);
  if (isBigEndian) bytes.swap16();
  return samples;
}

/** Throws a WavFault that names what is wrong. Data cut short by the end is taken as it is. */
export function decodeWav(wav: Buffer): Int16Array {
  const isWave = wav.length > headerBytes - 1 && wav.toString('latin1', 0, 4) === 'RIFF';
  if (!isWave || wav.toString('latin1', 8, 12) !== 'WAVE')
    throw new WavFault('not-a-wav', 'is not a WAV file');
  let formatSeen = false;
  for (let at = 12; at + 8 <= wav.length;) {
    const name = wav.toString('latin1', at, at + 4);
    const bytes = wav.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ') {
      if (bytes < 16 || start + 16 > wav.length)
        throw new WavFault('not-a-wav', 'has a broken format chunk');
      requireFormat(wav, start);
      formatSeen = true;
    }
    if (name === 'data') {
      if (!formatSeen) throw new WavFault('not-a-wav', 'has no format before its samples');
      const count = Math.floor(Math.min(bytes, wav.length - start) / 2);
      return samplesFrom(wav.subarray(start, start + count * 2));
    }
    at = start + bytes + (bytes % 2);
  }
  throw new WavFault('no-samples', 'has no samples');
}
