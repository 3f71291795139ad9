import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { newDataDir, until } from '../http/open-test-app.ts';
import {
  expectWholeAndAlone,
  openPrinters,
  openTwoPrinters,
  papersWith,
  type TwoPrinters,
} from './two-printers.ts';

/** A kiosk with two printers on the network, through the whole server. */

let printers: VirtualPrinter[];
let first: VirtualPrinter | undefined;
let stage: TwoPrinters;
let dataDir: string;

beforeEach(async () => {
  printers = await openPrinters();
  [first] = printers;
  dataDir = newDataDir();
  stage = await openTwoPrinters(printers, { dataDir });
});
afterEach(async () => {
  await stage.close();
  await Promise.all(printers.map(printer => printer.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

const own = { name: 'Printer Kiosk 1', isOther: false };
const other = { name: 'Printer Kiosk 2', isOther: true };
const papers = (label: string): number[] => printers.map(printer => papersWith(printer, label));

describe('what was not sent', () => {
  test('PRINT-36: it comes out at the second printer, once, and the kiosk is told which', async () => {
    // It takes connections and answers nothing, so that only the job itself finds it out.
    first!.setFault({ hung: true });
    const { label, jobId } = await stage.take();
    expect(await stage.ended(jobId)).toMatchObject({
      state: 'printed',
      number: 'open',
      keptUntil: null,
      printer: other,
    });
    const states = stage.printsOf(jobId).map(({ state, printer }) => [state, printer?.isOther]);
    expect(states).toEqual([
      ['printing', false],
      ['queued', true],
      ['printing', true],
      ['printed', true],
    ]);
    expect(papers(label)).toEqual([0, 1]);
    // What is repaired does not print it after all.
    first!.setFault({ hung: false });
    const isReady = () => stage.server.app.building.state.paper.printers.get('first');
    await until(() => isReady()?.state === 'ready', 'the first printer', 15_000);
    const next = await stage.take();
    expect(await stage.ended(next.jobId)).toMatchObject({ state: 'printed', printer: own });
    expect([papers(label), papers(next.label)]).toEqual([
      [0, 1],
      [1, 0],
    ]);
  }, 40_000);

  test('PRINT-36: a printer that is known to be out of paper is not even tried', async () => {
    first!.setFault({ paperEnd: true });
    const now = () => stage.server.app.building.state.paper.printers.get('first');
    await until(() => now()?.fault === 'paper-end', 'the push of the paper’s end', 2_000);
    const { label, jobId } = await stage.take();
    expect(await stage.ended(jobId)).toMatchObject({ state: 'printed', printer: other });
    expect(stage.printsOf(jobId).map(({ state }) => state)).toEqual(['printing', 'printed']);
    expect(papers(label)).toEqual([0, 1]);
  });

  test('PRINT-36: with both down there is no paper, and the number is on the screen until its end', async () => {
    for (const printer of printers) printer.setFault({ hung: true });
    const { label, jobId, id } = await stage.take();
    const end = await stage.ended(jobId);
    expect(end).toMatchObject({ state: 'not-sent', fault: 'no-answer', number: 'open' });
    expect(Date.parse(end.keptUntil ?? '')).toBe(stage.server.clock.now() + 60_000);
    stage.server.clock.advance(61);
    const told = () => stage.printsOf(jobId).at(-1);
    await until(() => told()?.number === 'cancelled', 'the number to end');
    expect(told()).toMatchObject({ state: 'not-sent', keptUntil: null });
    const legs = stage.server.app.building.state.visits.get(id)!.legs;
    expect(legs.map(leg => leg.state)).toEqual(['cancelled']);
    expect(papers(label)).toEqual([0, 0]);
  }, 40_000);
});

describe('what is unknown', () => {
  test('PRINT-36: its paper may still come, so the second printer never prints it', async () => {
    first!.setFault({ later: { afterDotLines: 300, faults: { paperEnd: true } } });
    const { label, jobId } = await stage.take();
    const end = await stage.ended(jobId);
    expect(end).toMatchObject({ state: 'unknown', fault: 'paper-end', keptUntil: null });
    expect(end.printer).toEqual(own);
    expect(papers(label)).toEqual([0, 0]);
    // The refill brings it, and everything that follows is a ticket of its own.
    first!.setFault({ paperEnd: false, later: null });
    await until(() => papers(label)[0] === 1, 'the rest of the paper');
    const now = () => stage.server.app.building.state.paper.printers.get('first');
    await until(() => now()?.state === 'ready', 'the first printer');
    const next = await stage.take();
    expect(await stage.ended(next.jobId)).toMatchObject({ state: 'printed', printer: own });
    expect([papers(label), papers(next.label)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(stage.printsOf(jobId).map(({ state }) => state)).toEqual(['printing', 'unknown']);
  }, 40_000);
});

describe('a set-up that changes in between', () => {
  test('PRINT-34: a printer that is renamed after half a ticket still cuts it off first', async () => {
    first!.setFault({ resetAfterBytes: 2_500 });
    const { label, jobId } = await stage.take();
    expect(await stage.ended(jobId)).toMatchObject({ state: 'unknown' });
    first!.setFault({ resetAfterBytes: null });
    const { building } = stage.server.app;
    const setup = structuredClone(building.state.index!.setup);
    setup.printers[0]!.name = 'Printer Timur';
    setup.kiosks[0]!.printerIds = ['first'];
    await building.execute({
      command: { type: 'configure', actor: { role: 'system' }, setup },
      answer: () => ({ status: 200, body: '' }),
    });
    const supervisor = await stage.server.signedIn('supervisor');
    const isRenamed = async (): Promise<boolean> =>
      (await supervisor.get('/api/v1/printers')).text.includes('Printer Timur');
    while (!(await isRenamed())) await new Promise(resolve => setImmediate(resolve));
    const next = await stage.take();
    const end = await stage.ended(next.jobId);
    expect(end).toMatchObject({ state: 'printed' });
    expect(papers(label)[1]).toBe(0);
    expectWholeAndAlone(first!, next.label);
  }, 40_000);
});
