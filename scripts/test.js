import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, environment, install, root, runtime, runtimeEnvironment } from './prepare.js';

install();
build();

const bin = (name, file) => join(root, 'node_modules', name, file);

/**
 * What must hold beside the tests; each counts as one.
 * @type {[name: string, file: string, args: string[]][]}
 */
const checks = [
  ['type check', bin('typescript', 'bin/tsc'), ['--noEmit']],
  ['lint', bin('oxlint', 'bin/oxlint'), ['--type-aware', '--deny-warnings']],
  ['format', bin('prettier', 'bin/prettier.cjs'), ['--check', '--log-level=warn', '.']],
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const run = (file, args) =>
  spawnSync(runtime, [file, ...args], { cwd: root, stdio: 'inherit', env: runtimeEnvironment })
    .status;

/**
 * What a check says, and whether it holds. They run side by side: each has one core's work.
 * @param {[name: string, file: string, args: string[]]} check
 */
const check = ([name, file, args]) =>
  new Promise(done => {
    const child = spawn(runtime, [file, ...args], { cwd: root, env: environment });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => (said += text));
    }
    child.on('close', code => done({ name, said, isGood: code === 0 }));
  });

for (const { name, said, isGood } of await Promise.all(checks.map(check))) {
  counts[isGood ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${said}${isGood ? '✓' : '✗'} ${name}\n`);
}

/** More than so many files that fail are no accident of a busy computer. */
const againFilesMax = 4;

/**
 * What vitest said of the files; null where it ended without a report.
 * @param {string[]} args
 */
function tested(args) {
  const report = join(folder, `report-${(reports += 1)}.json`);
  const status = run(bin('vitest', 'vitest.mjs'), [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  try {
    return { status, files: JSON.parse(readFileSync(report, 'utf8')).testResults };
  } catch {
    return null;
  }
}

const isGood = file =>
  file.status === 'passed' && file.assertionResults.every(({ status }) => status !== 'failed');

let reports = 0;
const folder = mkdtempSync(join(tmpdir(), 'mpp-antrean-test-'));
const first = tested(process.argv.slice(2));
let files = first?.files ?? [];
let status = first?.status ?? 1;
const failed = files.filter(file => !isGood(file)).map(({ name }) => name);
// Many tests wait for screens, voices and printers while others take the processors. What failed
// beside them is run once more, alone: that counts, and what it was is said.
if (failed.length > 0 && failed.length <= againFilesMax) {
  process.stdout.write(`Failed beside others, now alone:\n${failed.join('\n')}\n`);
  const again = tested([...failed, '--maxWorkers=1']);
  if (again) {
    const second = new Map(again.files.map(file => [file.name, file]));
    files = files.map(file => second.get(file.name) ?? file);
    const isWhole = second.size === failed.length;
    status = isWhole && files.every(isGood) ? again.status : 1;
  }
}
if (!first) process.stdout.write('The tests ended without a report.\n');
for (const { status: state } of files.flatMap(file => file.assertionResults)) {
  counts[state === 'passed' ? 'passed' : state === 'failed' ? 'failed' : 'skipped'] += 1;
}
rmSync(folder, { recursive: true, force: true });
if (status !== 0 && counts.failed === 0) counts.failed = 1;
process.stdout.write(
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
);
process.exit(counts.failed === 0 ? 0 : 1);
