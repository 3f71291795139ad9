import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { configure } from '../hardware/agent-stage.ts';
import { until } from '../http/open-test-app.ts';
import { networkPrinter, openPrinters, openTwoPrinters, papersWith } from './two-printers.ts';
import type { TwoPrinters } from './two-printers.ts';

/** Two kiosks, each with its own printer on the network: one prints for the other's visitors. */

let printers: VirtualPrinter[];
let stage: TwoPrinters;

beforeEach(async () => {
  printers = await openPrinters();
  stage = await openTwoPrinters(printers);
  const [first, second] = printers;
  await configure(
    stage.server.app,
    [
      networkPrinter('first', 'Printer Kiosk 1', first!.port),
      networkPrinter('second', 'Printer Kiosk 2', second!.port),
    ],
    [
      { id: stage.kiosk.deviceId, name: 'Kiosk timur', printerIds: ['first'] },
      { id: 'kiosk-2', name: 'Kiosk 2', place: 'dekat pintu utara', printerIds: ['second'] },
    ],
  );
});
afterEach(async () => {
  await stage.close();
  await Promise.all(printers.map(printer => printer.close()));
});

const north = { id: 'kiosk-2', name: 'Kiosk 2', place: 'dekat pintu utara' };
const headers = () => ({ Authorization: `Bearer ${stage.kiosk.token}` });
const printAt = (id: string, kioskId = 'kiosk-2', by: Record<string, string> = headers()) =>
  stage.server.client().post(`/api/v1/tickets/${id}/print-at`, { kioskId }, by);
const areOthers = (others: readonly object[]) =>
  vi.waitFor(async () => expect((await stage.told.fresh()).others).toEqual(others), 10_000);

async function unprinted() {
  printers[0]!.setFault({ paperEnd: true });
  const ticket = await stage.take();
  expect((await stage.ended(ticket.jobId)).state).toBe('not-sent');
  return ticket;
}

const isPrinted = (jobId: number) => () =>
  stage.printsOf(jobId).some(({ state }) => state === 'printed');

test('PRINT-43: what was not sent comes out once at the other kiosk, and is no copy', async () => {
  await areOthers([north]);
  const { id, label, jobId } = await unprinted();
  expect((await printAt(id)).status).toBe(200);
  await until(isPrinted(jobId), 'the paper');
  expect(printers.map(printer => papersWith(printer, label))).toEqual([0, 1]);
  expect(printers[1]!.papers().at(-1)!.text).not.toMatch(/salinan|cetak ulang/i);
  // It has its paper now: there is none to be had a second time, and the number does not end.
  const again = await printAt(id);
  expect([again.status, again.json.code]).toEqual([409, 'wrong-state']);
  stage.server.clock.advance(120);
  expect(stage.server.app.building.state.visits.get(id)!.legs[0]!.state).toBe('waiting');
  expect(stage.printsOf(jobId).at(-1)).toMatchObject({ keptUntil: null, state: 'printed' });
});

test('PRINT-43: only for a number of one’s own, without paper, at a kiosk that prints now', async () => {
  await areOthers([north]);
  const printed = await stage.take();
  await until(isPrinted(printed.jobId), 'the first paper');
  expect((await printAt(printed.id)).json.code).toBe('wrong-state');
  const { id } = await unprinted();
  expect((await printAt(id, 'kiosk-9')).json.code).toBe('unknown-kiosk');
  expect((await printAt('nobody')).json.code).toBe('unknown-ticket');
  // The demo building's own kiosk, which did not give this number.
  expect((await printAt(id, 'kiosk-2', {})).json.code).toBe('not-allowed');
  printers[1]!.setFault({ coverOpen: true });
  await areOthers([]);
  // A page that is open is told without asking.

  const last = stage.told.refreshes.findLast(({ patch }) => patch?.others !== undefined);
  expect(last?.patch?.others).toEqual([]);
  expect((await printAt(id)).json.code).toBe('no-printer');
});
