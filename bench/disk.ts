import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median, nowMs, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

const pageBytes = 4_096;
const writes = 200;

/**
 * What a power-safe write costs on this disk. It decides how the ratios below are to be read: the
 * floor pays it for every request, ours once for all that arrived together.
 */
export function measureDisk({ folder }: BenchOptions): Row[] {
  const file = openSync(join(folder, 'disk'), 'w');
  const page = Buffer.alloc(pageBytes, 1);
  const took: number[] = [];
  for (let write = 0; write < writes; write += 1) {
    writeSync(file, page, 0, pageBytes, write * pageBytes);
    const begunMs = nowMs();
    fdatasyncSync(file);
    took.push(nowMs() - begunMs);
  }
  closeSync(file);
  return [rowOf('this disk: 4 kB made durable, p50', 'ms', { ours: median(took) })];
}
