import { quantile, rowOf, type Row } from './figures.ts';
import { load } from './load.ts';
import { waitingHall } from './officers.ts';
import { openPaintedPage, wallMs, withBrowser } from './painted-page.ts';
import { startProcess } from './processes.ts';
import { withServer, type BenchOptions } from './sides.ts';

const halls = [1, 50, 200] as const;
const desks = 10;

async function clicks(options: BenchOptions, displays: number, turns: number): Promise<number[]> {
  return withServer('ours', options, async ({ port }) => {
    const url = `http://127.0.0.1:${port}/display`;
    const officers = await waitingHall('ours', port, options.quick ? 200 : 400, desks);
    // One of the screens is a real browser; the others only receive.
    const others = displays > 1 ? startProcess('./displays.ts', [url, String(displays - 1)]) : null;
    await others?.receive();
    try {
      return await withBrowser(async browser => {
        const screen = await openPaintedPage(browser, `${url}?layout=call-list`);
        const latenciesMs: number[] = [];
        await load(port, 1, turns, async connection => {
          const officer = officers[latenciesMs.length % desks]!;
          const begunMs = wallMs();
          await officer.call(connection);
          const tookMs = (await screen.painted()) - begunMs;
          latenciesMs.push(tookMs);
          await officer.takeBack(connection);
          await screen.settled();
          return tookMs;
        });
        return latenciesMs;
      });
    } finally {
      await others?.stop();
    }
  });
}

/** Click of an officer → the call is painted on a lobby screen in a real browser. */
export async function measurePainting(options: BenchOptions): Promise<Row[]> {
  const [warmUp, turns] = options.quick ? [2, 8] : [10, 120];
  const rows: Row[] = [];
  for (const displays of halls) {
    const latenciesMs = (await clicks(options, displays, warmUp + turns)).slice(warmUp);
    const name = `click → painted in a browser, ${displays} displays`;
    const at = (q: number) => ({ ours: quantile(latenciesMs, q) });
    rows.push(rowOf(`${name}, p50`, 'ms', at(0.5), { oursMax: 100 }));
    rows.push(rowOf(`${name}, p99`, 'ms', at(0.99)));
  }
  return rows;
}
