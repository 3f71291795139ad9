import { parentPort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { openPlainly } from '../../store/database.ts';
import { answerReport, type MadeReport } from './answer-report.ts';
import type { PlacedOrder } from '../../domain/report-orders.ts';

/**
 * The thread that counts: a year of tickets takes longer than the thread of the building may stand
 * still. It reads the database by a connection of its own and writes nothing.
 */
let opened: { readonly path: string; readonly database: Database } | null = null;

function databaseAt(path: string): Database {
  if (opened?.path !== path) {
    opened?.database.close();
    opened = { path, database: openPlainly(path) };
  }
  return opened.database;
}

async function made(placed: PlacedOrder): Promise<MadeReport> {
  try {
    return await answerReport(databaseAt(placed.databasePath), placed);
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { answer: { failed }, packed: [] };
  }
}

parentPort?.on('message', (placed: PlacedOrder) => {
  void made(placed).then(report => parentPort?.postMessage(report, []));
});
