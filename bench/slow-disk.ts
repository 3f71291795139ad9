import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from './figures.ts';
import { measureIssuing } from './issuing.ts';
import type { BenchOptions } from './sides.ts';

/**
 * Solid-state disks without a capacitor, as small computers have them, take about so long to make a
 * write safe. A virtual disk often takes a tenth and then hides what a commit costs in a building.
 */
const microseconds = 1_000;

const source = fileURLToPath(new URL('./slow-disk.c', import.meta.url));

/** Issuing again, both sides on a disk of 1 ms. Without a C compiler there is nothing to tell. */
export async function measureOnSlowDisk(options: BenchOptions): Promise<Row[]> {
  const library = join(options.folder, 'slow-disk.so');
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
  if (status !== 0) {
    process.stdout.write('No C compiler: issuing on a disk of 1 ms is left out.\n');
    return [];
  }
  const environment = { LD_PRELOAD: library, SLOW_DISK_MICROSECONDS: String(microseconds) };
  return measureIssuing({ ...options, environment }, ', disk of 1 ms');
}
