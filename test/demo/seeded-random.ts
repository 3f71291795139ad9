/** Numbers in [0, 1) that depend on the seed alone: a linear congruential generator, mod 2^32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  // Neighbouring seeds begin alike; a few steps part them.
  for (let step = 0; step < 8; step += 1) next();
  return next;
}
