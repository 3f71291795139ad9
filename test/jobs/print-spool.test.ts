import { cpSync, rmSync } from 'node:fs';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { PaperTold } from '../../contract/views.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { HandClock, newDataDir, openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow, type Follower } from '../realtime/follower.ts';

/** From a number to its paper, with a printer made of software that fails as real ones do. */

let server: TestApp;
let client: TestClient;
let kiosk: Follower<'kiosk'>;
const folders: string[] = [];

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  client = server.client();
  kiosk = await follow(server, 'kiosk');
});
afterEach(async () => {
  fault({ paperEnd: false, coverOpen: false, hung: false });
  await until(() => printerState() === 'ready', 'the printer to be ready');
});
afterAll(async () => {
  kiosk?.close();
  await server?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const fault = (faults: Partial<VirtualFaults>): void =>
  server.app.demoPrinter!.virtual.setFault(faults);
const printerState = (): string =>
  kiosk.refreshes.findLast(row => row.patch?.printer)?.patch?.printer?.state ??
  kiosk.view.printer.state;
const take = async (from = client): Promise<IssuedAnswer> =>
  (await from.post('/api/v1/tickets', { serviceIds: ['service-a01', 'service-b01'] })).json;

type Print = Pick<PaperTold, 'jobId' | 'state' | 'fault'>;
/** What is told of the number beside it has a test of its own. */
const told = (jobId: number): Print[] =>
  kiosk.changes.flatMap(({ patch }) => {
    if (patch?.print?.jobId !== jobId) return [];
    const { state, fault: reason } = patch.print;
    return [{ jobId, state, ...(reason === undefined ? {} : { fault: reason }) }];
  });
const ended = (jobId: number) =>
  until(() => told(jobId).some(print => print.state !== 'printing'), `the end of job ${jobId}`);

interface Entry {
  readonly type: string;
  readonly data: { readonly jobId?: number; readonly outcome?: string; readonly fault?: string };
}
async function journalOf(from: TestApp, jobId: number): Promise<Entry[]> {
  const supervisor = await from.signedIn('supervisor');
  const { entries } = (await supervisor.get('/api/v1/journal?limit=1000')).json;
  return entries.filter((entry: Entry) => entry.data.jobId === jobId);
}

function codeOn(png: Buffer): string | undefined {
  const picture = PNG.sync.read(png);
  // The package is CommonJS: what Node imports as its default is the function itself.
  const decode = jsQR as unknown as typeof jsQR.default;
  return decode(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
}

describe('a ticket becomes a paper', () => {
  test('PRINT-7: queued, printing, printed; in the journal and on the kiosk', async () => {
    const { ticket, print } = await take();
    expect(print).toEqual({ jobId: expect.any(Number), state: 'queued' });
    const { jobId } = print!;
    await ended(jobId);
    expect(told(jobId)).toEqual([
      { jobId, state: 'printing' },
      { jobId, state: 'printed' },
    ]);
    expect((await journalOf(server, jobId)).map(({ type, data }) => [type, data])).toEqual([
      ['print-started', { jobId }],
      ['print-ended', { jobId, outcome: 'printed', fault: null }],
    ]);
    const { papers } = (await client.get('/api/v1/demo/papers')).json;
    expect(papers[0].label).toBe(ticket.label);
    expect(papers[0].text).toContain('Mal Pelayanan Publik');
  });

  test('PRINT-4: the code on its paper opens the visitor’s own page', async () => {
    const { ticket, print } = await take();
    await ended(print!.jobId);
    const { papers } = (await client.get('/api/v1/demo/papers')).json;
    const { status, headers, bytes } = await client.get(papers[0].url);
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect(codeOn(bytes)).toBe(ticket.trackUrl);
    const own = await client.get(`/api/v1/track/${ticket.trackUrl.split('/').at(-1)}`);
    expect(own.json.label).toBe(ticket.label);
  });

  test('PRINT-10: tickets taken together come out one by one, in order', async () => {
    const answers = await Promise.all([take(), take(), take()]);
    for (const { print } of answers) await ended(print!.jobId);
    const { papers } = (await client.get('/api/v1/demo/papers')).json;
    expect(
      papers
        .slice(0, 3)
        .map((paper: { label: string }) => paper.label)
        .reverse(),
    ).toEqual(answers.map(({ ticket }) => ticket.label).sort());
  });

  test('unknown papers are not found', async () => {
    for (const name of ['0.png', '999.png', 'x', '1', '%2e%2e']) {
      expect((await client.get(`/api/v1/demo/papers/${name}`)).status, name).toBe(404);
    }
  });
});

describe('a printer that cannot print', () => {
  test('PRINT-6: without paper nothing is sent, and the kiosk and the overview know why', async () => {
    const supervisor = await server.signedIn('supervisor');
    const overview = await follow(server, 'overview', { cookie: supervisor.cookie });
    fault({ paperEnd: true });
    await until(() => printerState() === 'fault', 'the kiosk to know');
    const lastOverview = () => overview.refreshes.at(-1)?.patch?.view?.printers[0];
    await until(() => lastOverview()?.state === 'fault', 'the overview to know');
    expect(lastOverview()).toMatchObject({ id: 'printer-kiosk-1', fault: 'paper-end' });
    expect((await kiosk.fresh()).printer).toEqual({ state: 'fault', fault: 'paper-end' });

    const before = server.app.demoPrinter!.virtual.papers().length;
    const { print } = await take();
    await ended(print!.jobId);
    expect(told(print!.jobId).at(-1)).toEqual({
      jobId: print!.jobId,
      state: 'not-sent',
      fault: 'paper-end',
    });
    fault({ paperEnd: false });
    await until(() => printerState() === 'ready', 'the kiosk to know again');
    const next = await take();
    await ended(next.print!.jobId);
    expect(told(next.print!.jobId).at(-1)!.state).toBe('printed');
    // The one that was not sent is not printed after all: its visitor has left.
    expect(server.app.demoPrinter!.virtual.papers().length).toBe(before + 1);
    overview.close();
  });

  test('a line so long that nobody would wait takes no more', async () => {
    fault({ hung: true });
    const jobs = [];
    for (let count = 0; count < 23; count += 1) jobs.push((await take()).print);
    expect(jobs.slice(0, 21).every(print => print?.state === 'queued')).toBe(true);
    expect(jobs.slice(21)).toEqual([null, null]);
    fault({ coverOpen: true, hung: false });
    for (const print of jobs.slice(0, 21)) await ended(print!.jobId);
    const states = jobs.slice(0, 21).map(print => told(print!.jobId).at(-1)!.state);
    expect(new Set(states)).toEqual(new Set(['not-sent']));
  }, 60_000);
});

describe('a server that stopped', () => {
  /** A copy of the data folder at this moment: what a power cut would leave. */
  function cut(): string {
    const folder = newDataDir();
    folders.push(folder);
    cpSync(server.dataDir, folder, { recursive: true });
    return folder;
  }

  async function leftBehind(): Promise<{ folder: string; under: number; queued: number }> {
    const [one, two] = [await take(), await take()];
    const [under, queued] = [one.print!.jobId, two.print!.jobId];
    await until(() => told(under).length > 0, 'the first to be printing');
    const folder = cut();
    expect(told(under)).toEqual([{ jobId: under, state: 'printing' }]);
    expect(told(queued)).toEqual([]);
    await ended(queued);
    return { folder, under, queued };
  }

  async function restart(folder: string, secondsLater: number): Promise<TestApp> {
    const clock = new HandClock(server.clock.now());
    clock.advance(secondsLater);
    return openTestApp({ dataDir: folder, hasPrinter: true, clock });
  }

  const papersOf = (app: TestApp): (string | undefined)[] =>
    app.app.demoPrinter!.virtual.papers().map(paper => paper.label);
  const outcomeOf = async (app: TestApp, jobId: number) =>
    (await journalOf(app, jobId)).find(entry => entry.type === 'print-ended')?.data;

  test('PRINT-18: what was being printed is unknown and is never printed again', async () => {
    const { folder, under, queued } = await leftBehind();
    const again = await restart(folder, 30);
    await until(() => papersOf(again).length === 1, 'the paper of the queued job');
    const isEnded = async () => (await outcomeOf(again, queued)) !== undefined;
    while (!(await isEnded())) await new Promise(resolve => setTimeout(resolve, 50));
    expect(await outcomeOf(again, queued)).toMatchObject({ outcome: 'printed' });
    expect(await outcomeOf(again, under)).toEqual({
      jobId: under,
      outcome: 'unknown',
      fault: 'server-stopped',
    });
    await again.close();
    const third = await restart(folder, 30);
    const next = (await take(third.client())).ticket;
    await until(() => papersOf(third).length > 0, 'the next paper');
    expect(papersOf(third)).toEqual([next.label]);
    expect(await journalOf(third, under)).toHaveLength(2);
    await third.close();
  });

  test('START-5: a printer that hangs does not hold up the end of the server', async () => {
    const dataDir = newDataDir();
    folders.push(dataDir);
    const other = await openTestApp({ dataDir, hasPrinter: true });
    const { jobId } = (await take(other.client())).print!;
    const virtual = other.app.demoPrinter!.virtual;
    await until(() => virtual.bufferedBytes() > 0, 'the job to be on its way');
    virtual.setFault({ hung: true });
    const begun = performance.now();
    await other.close();
    expect(performance.now() - begun).toBeLessThan(4_000);
    const again = await openTestApp({ dataDir, hasPrinter: true });
    expect(await outcomeOf(again, jobId)).toMatchObject({ outcome: 'unknown' });
    await again.close();
  });

  test('PRINT-19: what is a minute late is not printed any more', async () => {
    const { folder, queued } = await leftBehind();
    const again = await restart(folder, 61);
    const next = (await take(again.client())).ticket;
    await until(() => papersOf(again).length > 0, 'the next paper');
    expect(papersOf(again)).toEqual([next.label]);
    expect(await outcomeOf(again, queued)).toEqual({
      jobId: queued,
      outcome: 'not-sent',
      fault: 'expired',
    });
    await again.close();
  });
});
