import { cpSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { startServer, type ServerProcess } from '../crash/server-process.ts';
import { configure } from '../hardware/agent-stage.ts';
import { HandClock, newDataDir, until } from '../http/open-test-app.ts';
import { openShortLine, type ShortLine } from './short-line.ts';
import {
  expectWholeAndAlone,
  openPrinters,
  openTwoPrinters,
  papersWith,
  type Kiosk,
  type TwoPrinters,
} from './two-printers.ts';

/** Servers that end in the middle, before printers that go on without them. */

let printers: VirtualPrinter[];
const folders: string[] = [];
const newFolder = (): string => {
  const folder = newDataDir();
  folders.push(folder);
  return folder;
};

beforeEach(async () => {
  printers = await openPrinters();
});
afterEach(async () => {
  await Promise.all(printers.map(printer => printer.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const papers = (label: string): number[] => printers.map(printer => papersWith(printer, label));

test('PRINT-36: a ticket that had moved when the server stopped comes out once, at the second', async () => {
  const [first, second] = printers;
  const before = await openTwoPrinters(printers, { dataDir: newFolder() });
  const copy = newFolder();
  before.server.app.building.onCommit(entries => {
    if (!entries.some(({ type }) => type === 'print-moved')) return;
    // What a power cut at this moment would leave; the old server itself prints nothing more.
    cpSync(before.server.dataDir, copy, { recursive: true });
    second!.setFault({ hung: true });
  });
  first!.setFault({ hung: true });
  const { label, jobId } = await before.take();
  expect(await before.ended(jobId)).toMatchObject({ state: 'not-sent' });
  const { kiosk } = before;
  await before.close();
  expect(papers(label)).toEqual([0, 0]);
  for (const printer of printers) printer.setFault({ hung: false });

  const clock = new HandClock(before.server.clock.now() + 30_000);
  const after = await openTwoPrinters(printers, { dataDir: copy, clock }, kiosk);
  await until(() => papers(label)[1] === 1, 'the paper');
  const next = await after.take();
  expect(await after.ended(next.jobId)).toMatchObject({ state: 'printed' });
  expect([papers(label), papers(next.label)]).toEqual([
    [0, 1],
    [1, 0],
  ]);
  await after.close();
}, 40_000);

interface Printed {
  readonly jobId: number;
  readonly label: string;
}

/** A real server in a process of its own, asked as its kiosk asks. */
async function take(server: ServerProcess, kiosk: Kiosk): Promise<Printed> {
  const answer = await fetch(`${server.url}/api/v1/tickets`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `take-${performance.now()}`,
      Authorization: `Bearer ${kiosk.token}`,
    },
    body: JSON.stringify({ serviceIds: ['service-a01'] }),
  });
  const { ticket, print } = await answer.json();
  return { jobId: print.jobId, label: ticket.label };
}

/** A folder with the two printers set up, at the computer's own time. */
async function preparedFolder(line: ShortLine): Promise<{ folder: string; kiosk: Kiosk }> {
  const folder = newFolder();
  const clock = new HandClock(Date.now());
  const stage: TwoPrinters = await openTwoPrinters(printers, { dataDir: folder, clock });
  const setup = structuredClone(stage.server.app.building.state.index!.setup);
  const connection = { kind: 'network', host: '127.0.0.1', port: line.port } as const;
  setup.printers[0] = { ...setup.printers[0]!, connection };
  await configure(stage.server.app, setup.printers, setup.kiosks);
  await stage.close();
  return { folder, kiosk: stage.kiosk };
}

test('PRINT-34, PRINT-36: after a killed server half a ticket is cut off, and no second printer prints it', async () => {
  const [first] = printers;
  const line = await openShortLine(first!.port);
  const { folder, kiosk } = await preparedFolder(line);
  const killed = await startServer(folder);
  await until(() => (first!.traffic()?.receivedBytes ?? 0) >= 15, 'the server at the printer');
  // Half a ticket reaches the printer, and then the computer that sends it is gone.
  line.passes(2_500);
  const half = await take(killed, kiosk);
  await until(() => line.lost > 0, 'half a ticket');
  await killed.kill();
  line.passes(Number.POSITIVE_INFINITY);

  const again = await startServer(folder);
  await until(() => (first!.traffic()?.receivedBytes ?? 0) >= 15, 'the server at the printer');
  const next = await take(again, kiosk);
  await until(() => papers(next.label)[0] === 1, 'the next ticket');
  expect(await again.terminate()).toBe(0);
  const clock = new HandClock(Date.now());
  const reader = await openTwoPrinters(printers, { dataDir: folder, clock }, kiosk);
  const endOf = ({ jobId }: Printed) => {
    const job = reader.server.app.building.state.paper.jobs.get(jobId);
    return [job?.state, job?.fault, job?.printerId];
  };
  expect(endOf(half)).toEqual(['unknown', 'server-stopped', 'first']);
  expect(endOf(next)).toEqual(['printed', null, 'first']);
  // Neither whole nor again; what stood on the paper is on a piece of its own.
  expectWholeAndAlone(first!, next.label);
  expect(papers(half.label)[1]).toBe(0);
  expect(papers(next.label)).toEqual([1, 0]);
  expect(first!.complaints()).toEqual([]);
  await reader.close();
  await line.close();
}, 60_000);
