import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBooking } from './booking.ts';
import { measureCalling } from './calling.ts';
import { measureDeciding } from './deciding.ts';
import { measureDesk } from './desk.ts';
import { measureDisk } from './disk.ts';
import type { Row } from './figures.ts';
import { measureHearing, measureLobbyDay } from './hearing.ts';
import { measureIssuing } from './issuing.ts';
import { measureKioskMemory } from './kiosk-memory.ts';
import { measureKioskTaps } from './kiosk-taps.ts';
import { measureKiosk } from './kiosk.ts';
import { measureCatchingUp } from './catching-up.ts';
import { measureEstimates } from './estimates.ts';
import { measureForecasting } from './forecasting.ts';
import { measureFrames } from './frames.ts';
import { measurePainting } from './painting.ts';
import { measurePrinting } from './printing.ts';
import { measureReports } from './reports.ts';
import { measureRendering } from './rendering.ts';
import type { BenchOptions } from './sides.ts';
import { measureOnSlowDisk } from './slow-disk.ts';
import { measureStarting } from './starting.ts';
import { measureMemory, measureTelling } from './telling.ts';
import { measureWeights } from './weights.ts';

/** Measures the product against its floor, prints a table and writes results.json. */

type Measure = (options: BenchOptions) => Row[] | Promise<Row[]>;

const measures: Readonly<Record<string, Measure>> = {
  disk: measureDisk,
  issuing: options => measureIssuing(options),
  booking: measureBooking,
  'slow-disk': measureOnSlowDisk,
  deciding: measureDeciding,
  calling: measureCalling,
  estimates: measureEstimates,
  forecasting: measureForecasting,
  telling: measureTelling,
  painting: measurePainting,
  frames: measureFrames,
  'catching-up': measureCatchingUp,
  hearing: measureHearing,
  rendering: measureRendering,
  'lobby-day': measureLobbyDay,
  desk: measureDesk,
  kiosk: measureKiosk,
  'kiosk-taps': measureKioskTaps,
  'kiosk-memory': measureKioskMemory,
  printing: measurePrinting,
  reports: measureReports,
  weights: measureWeights,
  starting: measureStarting,
  memory: measureMemory,
};

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { quick, profile } = values;
  const [only = values.only, ...more] = positionals;
  if (more.length > 0 || (only !== undefined && !(only in measures))) {
    const known = Object.keys(measures).join(', ');
    throw new Error(`One of ${known}, not "${[only, ...more].join(' ')}".`);
  }
  return { quick, only, profile };
}

const cell = (value: number | null): string => (value === null ? '–' : String(value));

function printTable(rows: readonly Row[]): void {
  const lines = [
    ['measure', 'ours', 'floor', 'unit', 'ratio', 'must be', ''],
    ...rows.map(({ name, unit, ours, floor, ratio, target, holds }) => [
      name,
      ours === null ? 'not built' : cell(ours),
      cell(floor),
      unit,
      cell(ratio),
      target ?? '',
      holds === null ? '' : holds ? 'holds' : 'MISSED',
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(line => line[column]!.length)));
  const text = lines.map(line =>
    line.map((part, column) => part.padEnd(widths[column]!)).join('  '),
  );
  process.stdout.write(`\n${text.map(line => line.trimEnd()).join('\n')}\n\n`);
}

async function main(): Promise<void> {
  const { quick, only, profile } = readArguments();
  // Beside the real data, not in the system's folder for temporary files, which may be memory.
  const place = fileURLToPath(new URL('../data-bench', import.meta.url));
  mkdirSync(place, { recursive: true });
  const folder = mkdtempSync(join(place, 'run-'));
  const options = { folder, quick, ...(profile ? { profileFolder: profile } : {}) };
  const rows: Row[] = [];
  try {
    for (const [name, measure] of Object.entries(measures)) {
      if (only !== undefined && name !== only) continue;
      process.stdout.write(`${name} …\n`);
      rows.push(...(await measure(options)));
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  printTable(rows);
  if (quick || only !== undefined) {
    process.stdout.write('A part or a smoke test: results.json stays as it was.\n');
    return;
  }
  const machine = { cores: availableParallelism(), node: process.version };
  const results = { at: new Date().toISOString(), machine, rows };
  const file = new URL('./results.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const missed = rows.filter(row => row.holds === false).length;
  process.stdout.write(`Written to bench/results.json. ${missed} of the musts were missed.\n`);
}

await main();
