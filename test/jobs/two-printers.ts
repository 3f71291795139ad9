import { expect } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { PrinterSetup } from '../../contract/printers.ts';
import type { PaperTold } from '../../contract/views.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { configure } from '../hardware/agent-stage.ts';
import { openTestApp, until, type TestApp, type TestAppOptions } from '../http/open-test-app.ts';
import { follow, type Follower } from '../realtime/follower.ts';

/** A whole server, a paired kiosk, and its two printers on the network, which outlive the server. */

export const networkPrinter = (id: string, name: string, port: number): PrinterSetup => ({
  id,
  name,
  connection: { kind: 'network', host: '127.0.0.1', port },
  profileId: 'epson-tm-t82x',
});

export interface Kiosk {
  readonly token: string;
  readonly deviceId: string;
}

export interface TwoPrinters {
  readonly server: TestApp;
  readonly kiosk: Kiosk;
  readonly told: Follower<'kiosk'>;
  take(): Promise<{ id: string; label: string; token: string; jobId: number }>;
  /** What the kiosk was told of a job, in order. */
  printsOf(jobId: number): PaperTold[];
  ended(jobId: number): Promise<PaperTold>;
  close(): Promise<void>;
}

export const openPrinters = (mmPerSecond = 400): Promise<VirtualPrinter[]> =>
  Promise.all([0, 1].map(() => openVirtualPrinter({ mmPerSecond })));

export async function pairKiosk(server: TestApp): Promise<Kiosk> {
  const supervisor = await server.signedIn('supervisor');
  const body = { kind: 'kiosk', name: 'Kiosk timur' };
  const { code } = (await supervisor.post('/api/v1/devices/pairing-codes', body)).json;
  return (await server.client().post('/api/v1/devices/pair', { code })).json;
}

/** Four questions of three bytes, and GS a: a printer that stops before it never hears of it. */
const isAskedToPush = (printer: VirtualPrinter | undefined): boolean =>
  (printer?.traffic()?.receivedBytes ?? 0) >= 15;

const isOver = ({ state }: PaperTold): boolean =>
  state === 'printed' || state === 'not-sent' || state === 'unknown';

/** On a folder that was used before, with the kiosk that was paired then. */
export async function openTwoPrinters(
  [first, second]: readonly VirtualPrinter[],
  options: TestAppOptions = {},
  paired?: Kiosk,
): Promise<TwoPrinters> {
  const server = await openTestApp(options);
  const kiosk = paired ?? (await pairKiosk(server));
  const printers = [
    networkPrinter('first', 'Printer Kiosk 1', first!.port),
    networkPrinter('second', 'Printer Kiosk 2', second!.port),
  ];
  const kiosks = [{ id: kiosk.deviceId, name: 'Kiosk timur', printerIds: ['first', 'second'] }];
  if (!paired) await configure(server.app, printers, kiosks);
  const told = await follow(server, 'kiosk', { cookie: `mpp_device=${kiosk.token}` });
  const isReady = (id: string): boolean =>
    server.app.building.state.paper.printers.get(id)?.paper === 'adequate';
  if (!paired) await until(() => isReady('first') && isReady('second'), 'both printers');
  await until(() => [first, second].every(isAskedToPush), 'both to be asked to push');
  const client = server.client();
  const printsOf = (jobId: number): PaperTold[] =>
    told.changes.flatMap(({ patch }) => (patch?.print?.jobId === jobId ? [patch.print] : []));
  return {
    server,
    kiosk,
    told,
    async take() {
      const headers = { Authorization: `Bearer ${kiosk.token}` };
      const body = { serviceIds: ['service-a01'] };
      const answer = await client.post('/api/v1/tickets', body, headers);
      const { ticket, print } = answer.json as IssuedAnswer;
      return { id: ticket.id, label: ticket.label, token: ticket.token, jobId: print!.jobId };
    },
    printsOf,
    async ended(jobId) {
      await until(() => printsOf(jobId).some(isOver), `the end of job ${jobId}`, 20_000);
      return printsOf(jobId).find(isOver)!;
    },
    async close() {
      told.close();
      await server.close();
    },
  };
}

/** How many papers of a printer bear a number. */
export const papersWith = (printer: VirtualPrinter, label: string): number =>
  printer.papers().filter(({ text }) => text.split('\n').some(line => line.trim() === label))
    .length;

/** What a technician would see on the last paper: one whole ticket, and nothing of another one. */
export function expectWholeAndAlone(printer: VirtualPrinter, label: string): void {
  const paper = printer.papers().at(-1);
  const text = paper?.text ?? '';
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  const labels = text.split('\n').filter(line => /^\s*[A-Z]{1,2}\d{3}\s*$/.test(line));
  expect(labels.map(line => line.trim())).toEqual([label]);
  expect(text.match(/Mal Pelayanan Publik/g)).toHaveLength(1);
  expect(paper?.codes).toHaveLength(1);
}
