import type { Recording } from '../e2e/sound-tap.ts';

/**
 * Explains a recording as calls: each complete, in order, none into another, nothing besides. Told
 * from samples alone, so that whatever a page or a server says of itself does not count.
 */

export interface ExpectedCall {
  readonly name: string;
  /** 16-bit mono at `rateHz`. */
  readonly samples: Int16Array;
  readonly rateHz: number;
}

export interface Explained {
  readonly faults: readonly string[];
  /** Where in the recording each call that was found begins and ends, milliseconds. */
  readonly found: readonly {
    readonly name: string;
    readonly fromMs: number;
    readonly toMs: number;
  }[];
  /** The largest share of any 50 ms that is not the call itself. */
  readonly strangestShare: number;
}

/** Compared at this rate: speech and chime are below its half. */
const rateHz = 11_025;
const windowSamples = Math.round(rateHz / 20);
/** Quieter than this is silence, as a share of the full scale. */
const silence = 0.003;
const shiftsMax = 48;
const shareMax = 0.35;

/** Means over each step: what stands above half the new rate is taken out as far as it must be. */
function slower({ samples, rateHz: from }: Omit<ExpectedCall, 'name'>, offset = 0): Float64Array {
  const step = from / rateHz;
  const length = Math.max(0, Math.floor((samples.length - offset) / step));
  const means = Float64Array.from({ length }, (_, at) => {
    const [first, last] = [offset + Math.round(at * step), offset + Math.round((at + 1) * step)];
    let sum = 0;
    for (let index = first; index < last; index += 1) sum += samples[index] ?? 0;
    return sum / (last - first) / 32_768;
  });
  return means.map((value, at) => (means[at - 1] ?? 0) / 4 + value / 2 + (means[at + 1] ?? 0) / 4);
}

const loudAt = (samples: Float64Array, from: number): number => {
  for (let at = from; at < samples.length; at += 1) if (Math.abs(samples[at]!) > silence) return at;
  return -1;
};

const product = (one: Float64Array, other: Float64Array): number => {
  let sum = 0;
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) sum += one[at]! * other[at]!;
  return sum;
};

const loudness = (samples: Float64Array): number =>
  Math.sqrt(product(samples, samples) / Math.max(1, samples.length));

/** The chime is enough to find where a call begins. */
const chimeSamples = rateHz / 2;

/** The stretch of the recording, as long as the call, whose beginning fits it best. */
function bestFit(recording: Recording, call: Float64Array, nearSample: number) {
  const step = recording.rateHz / rateHz;
  const heardFrom = (offset: number, length: number): Float64Array => {
    const part = recording.samples.subarray(offset, offset + Math.ceil((length + 2) * step));
    return slower({ samples: part, rateHz: recording.rateHz }).subarray(0, length);
  };
  const beginning = call.subarray(0, chimeSamples);
  let best = { likeness: -1, offset: 0 };
  for (let shift = -shiftsMax; shift <= shiftsMax; shift += 1) {
    const offset = Math.max(0, nearSample + shift);
    const heard = heardFrom(offset, chimeSamples);
    const both = Math.sqrt(product(heard, heard) * product(beginning, beginning));
    const likeness = both === 0 ? 0 : product(heard, beginning) / both;
    if (likeness > best.likeness) best = { likeness, offset };
  }
  return { offset: best.offset, heard: heardFrom(best.offset, call.length) };
}

/** The largest share of a window that the call, as loud as it is heard, does not explain. */
function strangest(heard: Float64Array, call: Float64Array): number {
  const gain = product(heard, call) / product(call, call);
  const usual = loudness(call) * Math.abs(gain);
  let most = 0;
  for (let from = 0; from < call.length; from += windowSamples) {
    const part = call.subarray(from, from + windowSamples);
    const rest = part.map((value, at) => (heard[from + at] ?? 0) - gain * value);
    most = Math.max(most, loudness(rest) / usual);
  }
  return most;
}

export function explain(recording: Recording, expected: readonly ExpectedCall[]): Explained {
  const faults: string[] = [];
  const found: { name: string; fromMs: number; toMs: number }[] = [];
  const whole = slower(recording);
  const step = recording.rateHz / rateHz;
  let from = 0;
  let strangestShare = 0;
  for (const { name, ...sound } of expected) {
    const call = slower(sound);
    const begins = loudAt(whole, from);
    if (begins === -1) {
      faults.push(`${name} is not heard`);
      continue;
    }
    const near = Math.round((begins - loudAt(call, 0)) * step);
    const { offset, heard } = bestFit(recording, call, near);
    const share = strangest(heard, call);
    if (share > shareMax) {
      faults.push(`${name} is not what is heard at ${Math.round((begins * 1000) / rateHz)} ms`);
      continue;
    }
    strangestShare = Math.max(strangestShare, share);
    const end = Math.ceil(offset / step) + call.length;
    const toMs = (atSample: number): number => Math.round((atSample * 1000) / rateHz);
    found.push({ name, fromMs: toMs(offset / step), toMs: toMs(end) });
    from = end;
  }
  const rest = loudAt(whole, from);
  if (rest !== -1) faults.push(`something is heard after the last call`);
  return { faults, found, strangestShare };
}
