import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { quantile, rowOf, type Row } from './figures.ts';
import { load } from './load.ts';
import { waitingHall } from './officers.ts';
import { openPaintedPage, wallMs, withBrowser } from './painted-page.ts';
import type { BenchOptions } from './sides.ts';
import { freePort, isAnswering, stop } from './starting.ts';

const program = fileURLToPath(new URL('../server/main.ts', import.meta.url));

async function started(dataDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, program], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isAnswering(port))) await pause(3);
  return child;
}

/** From the server's first good answer after a restart to the right state on a lobby screen. */
export async function measureCatchingUp(options: BenchOptions): Promise<Row[]> {
  const dataDir = mkdtempSync(join(options.folder, 'restart-'));
  const port = await freePort();
  let child = await started(dataDir, port);
  const latenciesMs: number[] = [];
  try {
    await waitingHall('ours', port, 20, 1).then(([officer]) =>
      load(port, 1, 1, connection => officer!.call(connection)),
    );
    await withBrowser(async browser => {
      const url = `http://127.0.0.1:${port}/display?layout=call-list`;
      const { page } = await openPaintedPage(browser, url);
      const label = await page.locator('.one .number').innerText();
      for (let round = 0; round < (options.quick ? 1 : 8); round += 1) {
        await stop(child);
        await page.getByTestId('lobby-lost').waitFor({ timeout: 20_000 });
        child = await started(dataDir, port);
        const begunMs = wallMs();
        await page.locator('.one .number').filter({ hasText: label }).waitFor({ timeout: 20_000 });
        latenciesMs.push(wallMs() - begunMs);
      }
    });
  } finally {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  }
  const name = 'restart answers → the lobby shows the state again';
  return [
    rowOf(`${name}, p50`, 'ms', { ours: quantile(latenciesMs, 0.5) }),
    rowOf(`${name}, worst`, 'ms', { ours: Math.max(...latenciesMs) }, { oursMax: 3_000 }),
  ];
}
