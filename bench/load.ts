import { nowMs } from './figures.ts';
import { HttpConnection } from './http-connection.ts';

export interface LoadResult {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
}

/** One piece of work on a connection; gives the milliseconds that count as its latency. */
export type Work = (connection: HttpConnection) => Promise<number>;

/** Does `count` pieces of work over `connections` connections, each one after the other. */
export async function load(
  port: number,
  connections: number,
  count: number,
  work: Work,
): Promise<LoadResult> {
  const open = await Promise.all(
    Array.from({ length: connections }, () => HttpConnection.open(port)),
  );
  const latenciesMs: number[] = [];
  let left = count;
  const begunMs = nowMs();
  await Promise.all(
    open.map(async connection => {
      while (left > 0) {
        left -= 1;
        latenciesMs.push(await work(connection));
      }
    }),
  );
  const seconds = (nowMs() - begunMs) / 1000;
  for (const connection of open) connection.close();
  return { perSecond: latenciesMs.length / seconds, latenciesMs };
}
