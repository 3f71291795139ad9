import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import { kioskSetupSchema, type PrinterSetup } from '../../contract/printers.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { App } from '../../server/app.ts';
import {
  newDataDir,
  openTestApp,
  until,
  type TestApp,
  type TestAppOptions,
} from '../http/open-test-app.ts';
import { startAgent, type AgentChild } from './agent-child.ts';
import { openCuttingProxy, type CuttingProxy } from './cutting-proxy.ts';

/** A real server, agents of their own process, and printers of software behind them. */

export interface Station {
  readonly kioskToken: string;
  readonly kioskId: string;
  readonly agentId: string;
  readonly virtual: VirtualPrinter;
  readonly proxy: CuttingProxy;
  readonly folder: string;
  agent: AgentChild;
  /** The agent anew, on its old folder. */
  restart(): AgentChild;
}

export interface Stage {
  readonly server: TestApp;
  readonly stations: readonly Station[];
  /** Ends of jobs, by number, as the journal has them. */
  readonly ends: ReadonlyMap<number, End>;
  take(station: Station): Promise<{ label: string; jobId: number }>;
  ended(jobId: number, msMax?: number): Promise<void>;
  /** The server alone, where another one takes its place. */
  closeServer(): Promise<void>;
  close(): Promise<void>;
}

export const configure = async (
  { building }: App,
  printers: PrinterSetup[],
  kiosks: { id: string; name: string; place?: string; printerIds: string[] }[],
): Promise<void> => {
  const rows = kiosks.map(row => kioskSetupSchema.parse(row));
  const setup = { ...building.state.index!.setup, printers, kiosks: rows };
  const command = { type: 'configure', actor: { role: 'system' }, setup } as const;
  await building.execute({ command, answer: () => ({ status: 200, body: '' }) });
};

const profileId = 'epson-tm-t82x';

async function openStation(server: TestApp, place: number, mmPerSecond: number): Promise<Station> {
  const supervisor = await server.signedIn('supervisor');
  const code = async (kind: 'agent' | 'kiosk'): Promise<string> => {
    const body = { kind, name: `${kind} ${place}` };
    return (await supervisor.post('/api/v1/devices/pairing-codes', body)).json.code;
  };
  const kiosk = await server.client().post('/api/v1/devices/pair', { code: await code('kiosk') });
  const virtual = await openVirtualPrinter({ mmPerSecond });
  const proxy = await openCuttingProxy(server.app.port);
  const folder = join(newDataDir(), 'agent');
  const args = {
    server: `http://127.0.0.1:${proxy.port}`,
    printer: `network:127.0.0.1:${virtual.port}`,
    folder,
  };
  const agent = startAgent({ ...args, pair: await code('agent') });
  await agent.says(/Connected/);
  const { devices } = (await supervisor.get('/api/v1/devices')).json;
  const agentId = devices.find((row: { name: string }) => row.name === `agent ${place}`).id;
  const station: Station = {
    kioskToken: kiosk.json.token,
    kioskId: kiosk.json.deviceId,
    agentId,
    virtual,
    proxy,
    folder,
    agent,
    restart() {
      station.agent = startAgent(args);
      return station.agent;
    },
  };
  return station;
}

export async function openStage(
  count: number,
  mmPerSecond = 0,
  options: TestAppOptions = {},
): Promise<Stage> {
  const server = await openTestApp(options);
  const ends = new Map<number, End>();
  server.app.building.onCommit((entries: readonly JournalEntry[]) => {
    for (const entry of entries) {
      if (entry.type !== 'print-ended') continue;
      const { jobId, outcome, fault } = entry.data;
      expect(ends.has(jobId), `job ${jobId} ended twice`).toBe(false);
      ends.set(jobId, { outcome, fault });
    }
  });
  const stations = await Promise.all(
    Array.from({ length: count }, (_, place) => openStation(server, place, mmPerSecond)),
  );
  const printers = stations.map(({ agentId }, place): PrinterSetup => {
    const connection = { kind: 'agent', deviceId: agentId } as const;
    return { id: `printer-${place}`, name: `Printer ${place}`, connection, profileId };
  });
  const kiosks = stations.map(({ kioskId }, place) => {
    return { id: kioskId, name: `Kiosk ${place}`, printerIds: [`printer-${place}`] };
  });
  await configure(server.app, printers, kiosks);
  for (const { agent } of stations) await agent.says(/Printer: ready/);
  const client = server.client();
  let closed: Promise<void> | null = null;
  const closeServer = (): Promise<void> => (closed ??= server.close());
  return {
    server,
    stations,
    ends,
    async take({ kioskToken }) {
      const headers = { Authorization: `Bearer ${kioskToken}` };
      const answer = await client.post('/api/v1/tickets', { serviceIds: ['service-a01'] }, headers);
      const { ticket, print } = answer.json as IssuedAnswer;
      expect(print, answer.text).not.toBeNull();
      return { label: ticket.label, jobId: print!.jobId };
    },
    async ended(jobId, msMax = 15_000) {
      await until(() => ends.has(jobId), `the end of job ${jobId}`, msMax);
    },
    closeServer,
    async close() {
      await Promise.all(
        stations.map(async ({ agent, virtual, proxy, folder }) => {
          await agent.kill('SIGKILL');
          await proxy.close();
          await virtual.close();
          rmSync(join(folder, '..'), { recursive: true, force: true });
        }),
      );
      await closeServer();
    },
  };
}

export const papersOf = ({ virtual }: Station, label: string): number =>
  virtual.papers().filter(paper => paper.label === label).length;

export interface End {
  readonly outcome: string;
  readonly fault: string | null;
}

/** What holds whatever broke. */
export function expectTruth(station: Station, label: string, end: End, what: string): void {
  const papers = papersOf(station, label);
  const said = `${what}: ${label} is ${end.outcome} (${end.fault}) with ${papers} papers`;
  if (end.outcome === 'printed') expect(papers, said).toBe(1);
  else if (end.outcome === 'not-sent') expect(papers, said).toBe(0);
  else expect(papers, said).toBeLessThanOrEqual(1);
}

/** Numbers that look like chance and are the same in every run. */
export function seededChance(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
