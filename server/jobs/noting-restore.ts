import type { Building, Request } from '../building.ts';
import { numbersAfterRestore } from '../domain/moving-series.ts';
import type { Store } from '../store/store.ts';

const noAnswer = () => ({ status: 200, body: '' });
const system = { role: 'system' } as const;

/**
 * What a restored building does before anybody is let in: paper that may be out by now is not printed
 * again, every series goes on behind what was given, and the journal says so. Until that is durable it
 * is done anew at each start; after it nothing is left to do.
 */
export async function noteRestore(
  store: Pick<Store, 'restored' | 'printJobs' | 'tables'>,
  building: Building,
): Promise<boolean> {
  const restored = store.restored.find();
  if (restored === null) return false;
  const run = (command: Request['command']) => building.execute({ command, answer: noAnswer });
  await run({ type: 'roll-day', actor: system });
  store.tables.catchUp();
  for (const { jobId, printerId } of store.printJobs.unfinished()) {
    const actor = { role: 'system', deviceId: printerId } as const;
    const end = { outcome: 'unknown', fault: 'server-stopped' } as const;
    await run({ type: 'print-ended', actor, jobId, ...end });
  }
  store.tables.catchUp();
  const { backupId, journalSeq, given } = restored;
  const numbers = numbersAfterRestore(building.state, given);
  const wasReadable = given !== null;
  await building.execute({
    command: {
      type: 'note-backup',
      actor: system,
      told: { what: 'restored', backupId, journalSeq, wasReadable, numbers },
    },
    answer: () => {
      store.restored.forget();
      return noAnswer();
    },
  });
  return true;
}
