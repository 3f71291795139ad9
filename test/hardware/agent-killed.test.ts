import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataDir, until } from '../http/open-test-app.ts';
import { startServer, type ServerChild } from '../start/server-child.ts';
import { startAgent } from './agent-child.ts';
import {
  expectTruth,
  openStage,
  papersOf,
  seededChance,
  type End,
  type Stage,
  type Station,
} from './agent-stage.ts';

/** Agents and servers that are killed in the middle of anything. */

/** A slip takes about a quarter of a second: long enough to be hit in the middle. */
const mmPerSecond = 500;

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** When the blow falls, after a number was asked for. */
const moments = ['arrives', 'begins', 'is out', 'by chance'] as const;

/** A server takes longer to come back: hit where it knows least. */
const serverMoments = ['begins', 'is out', 'by chance'] as const;

async function moment(
  when: (typeof moments)[number],
  { virtual }: Station,
  chance: (below: number) => number,
): Promise<void> {
  const before = virtual.papers().length;
  if (when === 'begins') await until(() => virtual.bufferedBytes() > 0, 'the first byte');
  else if (when === 'is out') await until(() => virtual.papers().length > before, 'the paper');
  else if (when === 'by chance') await pause(chance(300));
  else await pause(0);
}

describe('an agent that is killed', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(3, mmPerSecond);
  }, 60_000);
  afterAll(() => stage?.close());

  test('AGENT-2: no number is printed twice or falsely called printed, and the next one is printed', async () => {
    const chance = seededChance(7);
    await Promise.all(
      stage.stations.map(async station => {
        for (const when of moments) {
          const { label, jobId } = await stage.take(station);
          await moment(when, station, chance);
          await station.agent.kill('SIGKILL');
          await station.restart().says(/Printer: ready/);
          await stage.ended(jobId);
          expectTruth(station, label, stage.ends.get(jobId)!, when);
          if (when === 'begins') expect(stage.ends.get(jobId)!.outcome).toBe('unknown');
          const next = await stage.take(station);
          await stage.ended(next.jobId);
          expect(stage.ends.get(next.jobId)!.outcome, `after "${when}"`).toBe('printed');
          expect(papersOf(station, next.label)).toBe(1);
          expect(papersOf(station, label)).toBeLessThanOrEqual(1);
        }
      }),
    );
  }, 60_000);

  test('AGENT-3: SIGTERM lets the paper come out and tells the server, within 5 s', async () => {
    const station = stage.stations[0]!;
    const { label, jobId } = await stage.take(station);
    await until(() => station.virtual.bufferedBytes() > 0, 'the first byte');
    const begun = performance.now();
    station.agent.child.kill('SIGTERM');
    expect((await station.agent.ended).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5_000);
    await stage.ended(jobId);
    expect(stage.ends.get(jobId)).toEqual({ outcome: 'printed', fault: null });
    expect(papersOf(station, label)).toBe(1);
    // Without its agent the printer is out of reach, and nothing is sent.
    const lost = await stage.take(station);
    await stage.ended(lost.jobId);
    expect(stage.ends.get(lost.jobId)).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
    await station.restart().says(/Printer: ready/);
  });

  test('AGENT-4: one agent for a folder; a pairing for its user’s eyes; a code only once', async () => {
    const station = stage.stations[1]!;
    const args = {
      server: `http://127.0.0.1:${station.proxy.port}`,
      printer: `network:127.0.0.1:${station.virtual.port}`,
      folder: station.folder,
    };
    const second = await startAgent(args).ended;
    expect([second.code, second.err]).toEqual([2, expect.stringContaining('Another agent')]);
    expect(statSync(join(station.folder, 'pairing.json')).mode & 0o777).toBe(0o600);
    const folder = join(newDataDir(), 'agent');
    const wrong = await startAgent({ ...args, folder, pair: 'WRONG' }).ended;
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('make a new one')]);
    const unpaired = await startAgent({ ...args, folder }).ended;
    expect([unpaired.code, unpaired.err]).toEqual([2, expect.stringContaining('--pair CODE')]);
    const odd = await startAgent({ ...args, folder, printer: 'usb:/etc/passwd' }).ended;
    expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('names no printer')]);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  test('AGENT-5: an unpaired agent is cut off at once, says so, and goes on asking', async () => {
    const station = stage.stations[2]!;
    const supervisor = await stage.server.signedIn('supervisor');
    await supervisor.call('DELETE', `/api/v1/devices/${station.agentId}`);
    await station.agent.says(/not paired any more/);
    expect(station.agent.child.exitCode).toBeNull();
    const { jobId } = await stage.take(station);
    await stage.ended(jobId);
    expect(stage.ends.get(jobId)).toEqual({ outcome: 'not-sent', fault: 'unreachable' });
  });
});

describe('a server that is killed', () => {
  const dataDir = newDataDir();
  let stage: Stage;
  let server: ServerChild;
  afterAll(async () => {
    server?.child.kill('SIGKILL');
    await stage?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  interface Entry {
    readonly type: string;
    readonly data: {
      readonly label?: string;
      readonly print?: { jobId: number };
    } & Partial<End> & {
        readonly jobId?: number;
      };
  }
  async function journal(url: string): Promise<Entry[]> {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ username: 'supervisor', password: 'demo-supervisor' });
    const signedIn = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const answer = await fetch(`${url}/api/v1/journal?limit=1000`, { headers: { cookie } });
    return ((await answer.json()) as { entries: Entry[] }).entries;
  }
  const take = async (url: string, token: string): Promise<void> => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const body = JSON.stringify({ serviceIds: ['service-a01'] });
    // A server that is killed answers nobody: what it did stands in its journal.
    await fetch(`${url}/api/v1/tickets`, { method: 'POST', headers, body }).catch(() => undefined);
  };

  test('AGENT-6: what was under way is unknown for ever, nothing is printed twice', async () => {
    stage = await openStage(1, mmPerSecond, { dataDir });
    const station = stage.stations[0]!;
    await stage.closeServer();
    const chance = seededChance(11);
    const start = async (): Promise<string> => {
      const { welcomes } = station.proxy;
      server = startServer([], { DATA_DIR: dataDir });
      const url = await server.ready();
      station.proxy.target = Number(new URL(url).port);
      await until(() => station.proxy.welcomes > welcomes, 'the agent to be back', 20_000);
      return url;
    };
    for (const when of serverMoments) {
      const url = await start();
      const asked = take(url, station.kioskToken);
      await moment(when, station, chance);
      server.child.kill('SIGKILL');
      await server.ended;
      await asked;
    }
    const url = await start();
    await take(url, station.kioskToken);
    const endOf = (entries: Entry[], jobId: number): Entry | undefined =>
      entries.find(({ type, data }) => type === 'print-ended' && data.jobId === jobId);
    const issued = (entries: Entry[]) =>
      entries.filter(({ type, data }) => type === 'ticket-issued' && data.print);
    let entries: Entry[] = [];
    let isOver = false;
    while (!isOver) {
      entries = await journal(url);
      isOver = issued(entries).every(({ data }) => endOf(entries, data.print!.jobId));
    }
    const rows = issued(entries);
    expect(rows.length).toBeGreaterThanOrEqual(serverMoments.length);
    for (const { data } of rows) {
      const { outcome, fault } = endOf(entries, data.print!.jobId)!.data;
      expectTruth(station, data.label!, { outcome: outcome!, fault: fault! }, 'after all');
    }
    expect(endOf(entries, rows.at(-1)!.data.print!.jobId)!.data.outcome).toBe('printed');
  }, 60_000);
});
