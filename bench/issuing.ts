import { medianRatio, median, quantile, rowOf, type Row, type Target } from './figures.ts';
import { load, type LoadResult } from './load.ts';
import { sides, ticketsPath, withServer, type BenchOptions, type Side } from './sides.ts';
import { takingTickets } from './visitors.ts';

interface Level {
  readonly connections: number;
  readonly tickets: number;
  readonly target?: Target;
}

const levels: readonly Level[] = [
  { connections: 1, tickets: 2_000, target: { ratioMin: 0.6 } },
  { connections: 16, tickets: 6_000 },
  { connections: 64, tickets: 12_000, target: { ratioMin: 2 } },
];
/** A building's server runs for weeks: both sides are measured once the engine has compiled them. */
const warmUpTickets = 24_000;
const rounds = 5;
/** Where a commit takes a millisecond the figures are steady, and the floor's would take for ever. */
const shareOnSlowDisk = 0.1;

async function issue(side: Side, options: BenchOptions): Promise<LoadResult[]> {
  const share = options.quick ? 0.02 : options.environment ? shareOnSlowDisk : 1;
  return withServer(side, options, async ({ port }) => {
    const work = takingTickets(ticketsPath[side]);
    await load(port, 64, Math.ceil(warmUpTickets * share), work);
    const results: LoadResult[] = [];
    for (const { connections, tickets } of levels) {
      results.push(await load(port, connections, Math.ceil(tickets * share), work));
    }
    return results;
  });
}

/** Tickets per second, each durable before it is answered, against one INSERT per request. */
export async function measureIssuing(options: BenchOptions, where = ''): Promise<Row[]> {
  const results: Record<Side, LoadResult[][]> = { ours: [], floor: [] };
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) results[side].push(await issue(side, options));
  }
  return levels.flatMap(({ connections, target }, level) => {
    const rates = (side: Side): number[] => results[side].map(round => round[level]!.perSecond);
    const p99 = (side: Side): number =>
      median(results[side].map(round => quantile(round[level]!.latenciesMs, 0.99)));
    const [ours, floor] = [rates('ours'), rates('floor')];
    const name = `issue tickets, ${connections} ${connections === 1 ? 'kiosk' : 'connections'}${where}`;
    const figures = { ours: median(ours), floor: median(floor), ratio: medianRatio(ours, floor) };
    return [
      rowOf(name, 'tickets/s', figures, target),
      rowOf(`${name}, p99`, 'ms', { ours: p99('ours'), floor: p99('floor') }),
    ];
  });
}
