import { seededRandom } from '../../server/demo/simulated-day.ts';
import type { LogRow } from '../../server/estimates/log-rows.ts';

const dayLengthMinutes = 420;
const opensAt = 480;

/** Days of two counters that call whoever came first, with a lunch each; the same for a seed. */
export function logOfAHall(days: number, seed: number): LogRow[] {
  const random = seededRandom(seed);
  const rows: LogRow[] = [];
  for (let day = 1; day <= days; day += 1) {
    const date = `2026-03-${String(day).padStart(2, '0')}`;
    const counters = [
      { id: 'c1', free: opensAt, lunch: 720 },
      { id: 'c2', free: opensAt + 2, lunch: 750 },
    ];
    let joined = opensAt - 10;
    for (let place = 1; joined < opensAt + dayLengthMinutes; place += 1) {
      const counter = counters[0]!.free <= counters[1]!.free ? counters[0]! : counters[1]!;
      const called = Math.max(joined, counter.free);
      const minutes = random() < 0.06 ? 3 : 2 + 12 * random() * random() + 3 * random();
      const finished = called + minutes;
      const wasServed = minutes !== 3;
      const common = { date, ticket: `A${place}`, service: 'ktp', counter: counter.id };
      rows.push({ ...common, enqueued: joined, called, finished, wasServed });
      counter.free = finished;
      if (finished >= counter.lunch) {
        counter.free += 30;
        counter.lunch = Infinity;
      }
      joined += random() * 7.4;
    }
  }
  return rows;
}
