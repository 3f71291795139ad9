/** Sound as the server takes it: one channel, 16 bit, 22,050 samples a second. */

export const sampleRateHz = 22_050;
const headerBytes = 44;

/** Whatever rate and number of channels it came in. */
export async function toServerRate(sound: AudioBuffer): Promise<Int16Array> {
  const length = Math.max(1, Math.round(sound.duration * sampleRateHz));
  const context = new OfflineAudioContext(1, length, sampleRateHz);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.start();
  const rendered = (await context.startRendering()).getChannelData(0);
  return Int16Array.from(rendered, sample =>
    Math.round(Math.min(1, Math.max(-1, sample)) * 32_767),
  );
}

export function wavOf(samples: Int16Array): Blob {
  const head = new DataView(new ArrayBuffer(headerBytes));
  const text = (at: number, words: string): void => {
    for (let place = 0; place < words.length; place += 1) {
      head.setUint8(at + place, words.charCodeAt(place));
    }
  };
  text(0, 'RIFF');
  head.setUint32(4, headerBytes - 8 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, sampleRateHz, true);
  head.setUint32(28, sampleRateHz * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  text(36, 'data');
  head.setUint32(40, samples.length * 2, true);
  const data = new DataView(new ArrayBuffer(samples.length * 2));
  for (let at = 0; at < samples.length; at += 1) data.setInt16(at * 2, samples[at] ?? 0, true);
  return new Blob([head.buffer, data.buffer], { type: 'audio/wav' });
}

const barsMax = 96;
/** A word at the common loudness fills its picture; the same for every word, so that they compare. */
const pictureScale = 16_384;

/** The loudest sample of each stretch, 0 to 1: enough to see where a word begins and ends. */
export function outlineOf(samples: Int16Array): number[] {
  const bars = Math.min(barsMax, samples.length);
  return Array.from({ length: bars }, (_, bar) => {
    const [from, until] = [bar, bar + 1].map(at => Math.floor((at * samples.length) / bars));
    let peak = 0;
    for (let at = from!; at < until!; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return Math.min(1, peak / pictureScale);
  });
}
