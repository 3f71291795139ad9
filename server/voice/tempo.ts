import { samplesOf } from './wav.ts';

/**
 * Says a sound faster or slower at the same pitch: overlapping windows are laid closer together or
 * further apart, each where it fits what went before best (WSOLA) [Verhelst, Roelands 1993].
 */

const windowMs = 30;
/** How far a window may be moved to fit: a period of the lowest voice. */
const searchMs = 8;
/** Only every so many samples are compared: enough to find the period of a voice. */
const compareStep = 4;

/** How alike two stretches are; larger is more alike. */
function likeness(samples: Int16Array, one: number, other: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += compareStep) {
    sum += (samples[one + at] ?? 0) * (samples[other + at] ?? 0);
  }
  return sum;
}

function bestOffset(samples: Int16Array, wanted: number, follows: number, length: number): number {
  const search = samplesOf(searchMs);
  let best = wanted;
  let most = -Infinity;
  for (let at = Math.max(0, wanted - search); at <= wanted + search; at += 2) {
    if (at + length > samples.length) break;
    const alike = likeness(samples, follows, at, length);
    if (alike <= most) continue;
    most = alike;
    best = at;
  }
  return best;
}

/** `percent` of the speed it was spoken at, 70 to 130; 100 gives the same samples. */
export function atSpeed(samples: Int16Array, percent: number): Int16Array {
  const length = samplesOf(windowMs);
  if (percent === 100 || samples.length < 2 * length) return samples;
  const hop = length / 2;
  const made = new Float64Array(Math.ceil((samples.length * 100) / percent) + length);
  const weight = new Float64Array(made.length);
  let follows = 0;
  let last = 0;
  for (let out = 0; ; out += hop) {
    const wanted = Math.round((out * percent) / 100);
    if (wanted + length > samples.length) break;
    const from = out === 0 ? 0 : bestOffset(samples, wanted, follows, length);
    for (let at = 0; at < length; at += 1) {
      const share = 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / length);
      made[out + at] = made[out + at]! + share * samples[from + at]!;
      weight[out + at] = weight[out + at]! + share;
    }
    follows = Math.min(from + hop, samples.length - length);
    last = out + length;
  }
  return Int16Array.from({ length: last }, (_, at) =>
    Math.round(made[at]! / Math.max(weight[at]!, 1e-3)),
  );
}
