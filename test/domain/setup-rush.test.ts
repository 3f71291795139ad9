import { expect, test } from 'vitest';
import { Rush } from './setup-rush.ts';

/** A spread usually, many with EVERY_CASE=1; RUSH_SEED=s runs that one again. */
const seeds = process.env['RUSH_SEED']
  ? [Number(process.env['RUSH_SEED'])]
  : Array.from({ length: process.env['EVERY_CASE'] === '1' ? 400 : 8 }, (_, at) => at + 1);

test('SETUP-20, SETUP-21, SETUP-22: changes during a rush of several days break nothing', () => {
  const sum = { made: 0, planned: 0, refused: 0, undone: 0, days: 0 };
  for (const seed of seeds) {
    try {
      const { counts } = new Rush(seed).run(400);
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key];
    } catch (error) {
      throw new Error(`RUSH_SEED=${seed}: ${String(error)}`, { cause: error });
    }
  }
  // A rush in which nobody changes anything would prove nothing.
  for (const count of Object.values(sum)) expect(count).toBeGreaterThan(seeds.length);
});
