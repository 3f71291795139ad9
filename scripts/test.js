import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, environment, install, root, runtime } from './prepare.js';

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
  spawnSync(runtime, [file, ...args], { cwd: root, stdio: 'inherit', env: environment }).status;

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

const folder = mkdtempSync(join(tmpdir(), 'mpp-antrean-test-'));
const report = join(folder, 'report.json');
const status = run(bin('vitest', 'vitest.mjs'), [
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
} catch {
  process.stdout.write('The tests ended without a report.\n');
}
rmSync(folder, { recursive: true, force: true });
if (status !== 0 && counts.failed === 0) counts.failed = 1;
process.stdout.write(
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
);
process.exit(counts.failed === 0 ? 0 : 1);
