import { parseArgs } from 'node:util';
import { baselineNames } from './estimates/baselines.ts';
import { LogUnusable, readCsvLog, type ReadLog } from './estimates/csv-log.ts';
import { evaluate, type Evaluation } from './estimates/evaluate.ts';
import type { Accuracy } from './estimates/figures.ts';

/**
 * `npm run estimate -- FILE.csv`: how well the product's estimates, and four usual ones, would have
 * told the waits of a log. Ends with 0; 1 where the log cannot be used; 2 where it was asked wrongly.
 */

const usage = `npm run estimate -- FILE.csv [--json] [--strict]

FILE.csv has a first line with the columns date, ticket, service, counter, enqueued, called,
finished, outcome, in any order; times are local, HH:MM, HH:MM:SS or with the date before them.
  --json    the figures as JSON
  --strict  refuse the file where a single row cannot be used
`;

/** So many broken rows are named on a screen. */
const shownFaults = 20;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { ...values, files: positionals };
  } catch {
    return null;
  }
}

const tenth = (value: number): string => value.toFixed(1);
const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(1)} %`;

function table({ ours, baselines }: Evaluation): string {
  const cells = (name: string, row: Accuracy): string[] => [
    name,
    tenth(row.mae),
    tenth(row.bias),
    tenth(row.p90Error),
    percent(row.coverage),
  ];
  const rows = [
    ['', 'MAE min', 'bias min', 'p90 error min', 'P90 coverage'],
    cells('ours', ours),
    ...baselineNames.map(name => cells(name, baselines[name])),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function tellBroken({ broken, brokenCount, rows }: ReadLog): void {
  if (brokenCount === 0) return;
  for (const { line, why } of broken.slice(0, shownFaults)) {
    process.stderr.write(`line ${line}: ${why}\n`);
  }
  if (brokenCount > shownFaults) process.stderr.write(`… and ${brokenCount - shownFaults} more\n`);
  const part = `${brokenCount} of ${brokenCount + rows.length} rows cannot be used`;
  process.stderr.write(`${part}.\n`);
}

function tell(log: ReadLog, result: Evaluation, asJson: boolean): void {
  const { rows, broken, brokenCount } = log;
  if (asJson) {
    const told = { rows: rows.length, brokenRows: brokenCount, broken, ...result };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    `${result.days} days, ${rows.length} rows, ${result.ours.count} waits of those who were served\n` +
      `bias: told minus real; coverage: waits no longer than the told P90\n\n${table(result)}\n`,
  );
}

async function main(): Promise<number> {
  const wish = readArguments();
  if (wish?.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file, ...more] = wish?.files ?? [];
  if (!wish || file === undefined || more.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  const log = await readCsvLog(file);
  tellBroken(log);
  if (wish.strict && log.brokenCount > 0) {
    throw new LogUnusable('Refused, as --strict asks for.');
  }
  if (log.rows.length === 0) throw new LogUnusable('The file has no row that can be used.');
  tell(log, evaluate(log.rows), wish.json);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof LogUnusable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
