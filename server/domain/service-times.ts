import type { ServiceFactors } from './learned.ts';

/**
 * Service times as drawn by the forward run: factors on the mean of the service, those that past
 * days showed or, where there are none, log-normal ones.
 */

/** Spread of a service time against its mean, as counters of this kind show it. */
const coefficientOfVariation = 0.5;
export const quantileCount = 64;

/** Acklam's rational approximation of the inverse normal, central and tail branch, error < 1.2e-9. */
function inverseNormal(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ] as const;
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572,
  ] as const;
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
  ] as const;
  const d = [
    0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416,
  ] as const;
  if (p > 0.97575) return -inverseNormal(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    const top = ((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5];
    return top / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  const top = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q;
  return top / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

/** Equally likely factors on the mean, ascending; their mean is 1. */
export const serviceFactors: readonly number[] = (() => {
  const sigma = Math.sqrt(Math.log(1 + coefficientOfVariation ** 2));
  const raw = Array.from({ length: quantileCount }, (_, index) =>
    Math.exp(sigma * inverseNormal((index + 0.5) / quantileCount)),
  );
  const mean = raw.reduce((sum, value) => sum + value, 0) / quantileCount;
  return raw.map(value => value / mean);
})();

export const usualFactors: ServiceFactors = { values: serviceFactors, firstReal: 0 };

/** A well-mixed 32-bit number of two small ones: the same run draws the same times for a ticket. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Minutes of a service whose mean is `meanMinutes`, in run `run` for the ticket of `order`. */
export const drawMinutes = (
  meanMinutes: number,
  run: number,
  order: number,
  factors: ServiceFactors = usualFactors,
): number => meanMinutes * factors.values[mix(run, order) % quantileCount]!;

/** Minutes left of a service that has taken `elapsedMinutes`: drawn among the longer ones only. */
export function drawRemaining(
  meanMinutes: number,
  elapsedMinutes: number,
  run: number,
  order: number,
  { values, firstReal }: ServiceFactors = usualFactors,
): number {
  let first = firstReal;
  while (first < values.length && values[first]! * meanMinutes <= elapsedMinutes) first += 1;
  const number = mix(run, order);
  if (first >= values.length) {
    // Longer than anything usual: as much again as the tail is wide, and never nothing.
    return meanMinutes * (0.1 + (0.4 * (number % quantileCount)) / quantileCount);
  }
  const factor = values[first + (number % (quantileCount - first))]!;
  return factor * meanMinutes - elapsedMinutes;
}
