import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrinterSetup } from '../../contract/printers.ts';
import type { VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { mayHoldPartOfJob, type SentJob } from '../../server/jobs/sent-jobs.ts';
import { configure } from '../hardware/agent-stage.ts';
import { until } from '../http/open-test-app.ts';
import { networkPrinter, openPrinters, openTwoPrinters, type TwoPrinters } from './two-printers.ts';

/** Two printers of a set-up that are one device: by mistake, or because one was renamed badly. */

let printers: VirtualPrinter[];
let stage: TwoPrinters;

beforeAll(async () => {
  printers = await openPrinters(0);
  stage = await openTwoPrinters(printers);
});
afterAll(async () => {
  await stage.close();
  await Promise.all(printers.map(printer => printer.close()));
});

type Told = readonly [id: string, state: string, fault: string | null];

/** What the supervisor's panel is told. */
async function panel(): Promise<Told[]> {
  const supervisor = await stage.server.signedIn('supervisor');
  const { printers: rows } = (await supervisor.get('/api/v1/printers')).json;
  return rows.map((row: { id: string; state: string; fault: string | null }) => [
    row.id,
    row.state,
    row.fault,
  ]);
}

async function panelSays(expected: readonly Told[]): Promise<void> {
  let told: Told[] = [];
  for (let tries = 0; tries < 100; tries += 1) {
    told = await panel();
    if (JSON.stringify(told) === JSON.stringify(expected)) return;
    const seq = stage.server.seq();
    // The next look once something has happened, or after a moment.
    await until(() => stage.server.seq() > seq, 'news', 100).catch(() => undefined);
  }
  expect(told).toEqual(expected);
}

const setUp = async (rows: PrinterSetup[]): Promise<void> => {
  const printerIds = rows.map(({ id }) => id);
  const kiosks = [{ id: stage.kiosk.deviceId, name: 'Kiosk timur', printerIds }];
  await configure(stage.server.app, rows, kiosks);
};

test('PRINT-35: of two printers at one address the first has it, the second prints nothing', async () => {
  const port = printers[0]!.port;
  const one = networkPrinter('one', 'Satu', port);
  const double = networkPrinter('double', 'Dua', port);
  await setUp([one, double]);
  await panelSays([
    ['one', 'ready', null],
    ['double', 'fault', 'in-use'],
  ]);
  const { label, jobId } = await stage.take();
  expect(await stage.ended(jobId)).toMatchObject({ state: 'printed', printer: { name: 'Satu' } });
  expect(printers[0]!.papers().filter(paper => paper.label === label)).toHaveLength(1);

  // Without the first it is the second one's.
  await setUp([double]);
  await panelSays([['double', 'ready', null]]);
  const next = await stage.take();
  expect(await stage.ended(next.jobId)).toMatchObject({
    state: 'printed',
    printer: { name: 'Dua' },
  });
  // The first of the set-up has it, also where it is there later.
  await setUp([one, double]);
  await panelSays([
    ['one', 'ready', null],
    ['double', 'fault', 'in-use'],
  ]);
});

test('PRINT-35: a printer that cannot be opened takes no other one’s device', async () => {
  const port = printers[1]!.port;
  const odd = { ...networkPrinter('odd', 'Tak dikenal', port), profileId: 'no-such-profile' };
  await setUp([odd, networkPrinter('real', 'Nyata', port)]);
  await panelSays([['real', 'ready', null]]);
});

test('PRINT-35: two printers on one agent: the second says that the first has it', async () => {
  const connection = { kind: 'agent', deviceId: 'agent-of-nobody' } as const;
  const row = (id: string) => ({ id, name: id, connection, profileId: 'generic-80' });
  await setUp([row('a'), row('b')]);
  await panelSays([
    ['a', 'fault', 'unreachable'],
    ['b', 'fault', 'in-use'],
  ]);
});

const job = (jobId: number, state: SentJob['state'], endedAt: number | null, fault?: string) =>
  ({ jobId, state, endedAt, fault: fault ?? null }) satisfies SentJob;

test.each([
  ['nothing was sent', [], false],
  ['one was under way', [job(1, 'printed', 5), job(2, 'printing', null)], true],
  ['the last was never proven', [job(1, 'printed', 5), job(2, 'unknown', 6, 'no-answer')], true],
  ['it printed since', [job(1, 'unknown', 5, 'no-answer'), job(2, 'printed', 6)], false],
  ['nothing left since', [job(1, 'unknown', 5, 'no-answer'), job(2, 'not-sent', 6)], true],
  ['it is mute', [job(1, 'unknown', 5, 'mute')], false],
  ['the later word is another', [job(1, 'printing', null), job(1, 'printed', 6)], false],
  ['a moved job ended last', [job(1, 'unknown', 9, 'paper-end'), job(2, 'printed', 6)], true],
] as const)('PRINT-34: whether a printer may hold part of a job: %s', (_name, jobs, may) => {
  expect(mayHoldPartOfJob(jobs)).toBe(may);
});
