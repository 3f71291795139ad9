import { readConfig } from './config.ts';
import { hasDatabase } from './store/database.ts';
import { StartFault } from './store/start-fault.ts';
import { openStore } from './store/store.ts';

/**
 * Builds every state table anew from the journal and compares it with what is kept. With --write the
 * rebuilt tables replace them. The server must not be running on the same data folder.
 */
function main(): number {
  const write = process.argv.includes('--write');
  const unknown = process.argv.slice(2).find(argument => argument !== '--write');
  if (unknown !== undefined) throw new StartFault(`Unknown argument ${unknown}. Known: --write.`);
  const { dataDir } = readConfig(process.env);
  if (!hasDatabase(dataDir)) throw new StartFault(`The data folder ${dataDir} holds no building.`);
  const store = openStore(dataDir, Date.now());
  try {
    const compared = store.compareWithJournal(write);
    for (const { table, rows, missing, extra } of compared) {
      const verdict = missing + extra === 0 ? 'same' : `${missing} missing, ${extra} extra`;
      process.stdout.write(`${table.padEnd(14)} ${String(rows).padStart(8)} rows  ${verdict}\n`);
    }
    const isSame = compared.every(({ missing, extra }) => missing + extra === 0);
    process.stdout.write(
      isSame
        ? 'The tables are what the journal says.\n'
        : write
          ? 'The tables differed and were replaced by what the journal says.\n'
          : 'The tables differ from the journal. Run again with --write to replace them.\n',
    );
    return isSame || write ? 0 : 1;
  } finally {
    store.close();
  }
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof StartFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
