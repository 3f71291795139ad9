/** A source of numbers in [0, 1); a seeded one makes the same day again. */
export type Random = () => number;

/** One of `items` in proportion to its weight; undefined where no weight is left. */
export function drawWeighted<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  random: Random,
): T | undefined {
  const weights = items.map(weightOf);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    if (weight > 0 && left < weight) return items[index];
    left -= weight;
  }
  // Rounding may leave a crumb beyond the last weight.
  return items.findLast((_, index) => (weights[index] ?? 0) > 0);
}

/** A standard normal number (Box and Muller 1958). */
function drawNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** A log-normal number with the given mean and standard deviation / mean. */
export function drawLogNormal(mean: number, spread: number, random: Random): number {
  const variance = Math.log(1 + spread ** 2);
  return mean * Math.exp(Math.sqrt(variance) * drawNormal(random) - variance / 2);
}

export function drawBetween(from: number, to: number, random: Random): number {
  return from + (to - from) * random();
}

/** Minutes to the whole second, as a clock would show them. */
export function toSecond(minutes: number): number {
  return Math.round(minutes * 60) / 60;
}
