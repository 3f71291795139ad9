import { median, medianRatio, quantile, rowOf, type Row } from './figures.ts';
import { load } from './load.ts';
import { waitingHall } from './officers.ts';
import { sides, withServer, type BenchOptions, type Side } from './sides.ts';

const desks = 16;
const rounds = 3;

interface Calls {
  readonly latenciesMs: readonly number[];
  readonly turnsPerSecond: number;
}

async function call(side: Side, options: BenchOptions): Promise<Calls> {
  const [tickets, alone, together] = options.quick ? [800, 1, 2] : [2_500, 10, 20];
  return withServer(side, options, async ({ port }) => {
    const officers = await waitingHall(side, port, tickets, desks);
    let turn = 0;
    const one = await load(port, 1, desks * (1 + alone), async connection => {
      const officer = officers[turn % desks]!;
      turn += 1;
      const took = await officer.call(connection);
      await officer.finish(connection);
      return took;
    });
    const free = [...officers];
    const all = await load(port, desks, desks * together, async connection => {
      const officer = free.shift()!;
      const took = await officer.call(connection);
      await officer.finish(connection);
      free.push(officer);
      return took;
    });
    // The first call of each desk warms the engine up.
    return { latenciesMs: one.latenciesMs.slice(desks), turnsPerSecond: all.perSecond };
  });
}

/** An officer calls the next visitor, against one UPDATE in a durable transaction. */
export async function measureCalling(options: BenchOptions): Promise<Row[]> {
  const results: Record<Side, Calls[]> = { ours: [], floor: [] };
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) results[side].push(await call(side, options));
  }
  const latency = (side: Side, q: number): number =>
    quantile(
      results[side].flatMap(round => round.latenciesMs),
      q,
    );
  const rates = (side: Side): number[] => results[side].map(round => round.turnsPerSecond);
  const [ours, floor] = [rates('ours'), rates('floor')];
  return [
    rowOf('call next, p50', 'ms', { ours: latency('ours', 0.5), floor: latency('floor', 0.5) }),
    rowOf('call next, p99', 'ms', { ours: latency('ours', 0.99), floor: latency('floor', 0.99) }),
    rowOf(`call, start, finish at ${desks} desks`, 'visitors/s', {
      ours: median(ours),
      floor: median(floor),
      ratio: medianRatio(ours, floor),
    }),
  ];
}
