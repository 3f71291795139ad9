import type { Namespace } from 'socket.io';
import type { IssuedAnswer } from '../../contract/http.ts';
import { kioskPatchSchema, type KioskPatch, type KioskView } from '../../contract/views.ts';
import type { Printer } from '../../hardware/printer.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { Paper, type PaperState } from '../../kiosk-ui/paper.ts';
import { printerOfPaper } from '../../server/jobs/kiosk-printers.ts';
import { openPrintSpool, type PrintSpool } from '../../server/jobs/print-spool.ts';
import { openKioskStream } from '../../server/realtime/kiosk-stream.ts';
import type { Stream } from '../../ui-kit/stream.ts';
import { issue, silent, type OpenTestBuilding } from '../building/test-building.ts';
import { openRehearsal, type Rehearsal } from '../hardware/rehearsal.ts';
import { sampleTicket } from '../hardware/sample-ticket.ts';

/**
 * One kiosk from its visitor to its paper, without a network between page and server: the building,
 * its spool, the driver and a printer of software, what the stream tells, and the page's own model.
 */

export interface Visitor {
  readonly visitId: string;
  readonly label: string;
  /** Every state of the paper that this visitor's screen went through. */
  readonly seen: readonly PaperState[];
}

export interface VisitorStage {
  readonly rehearsal: Rehearsal;
  readonly spool: PrintSpool;
  /** Takes a number and waits until the screen says what became of its paper. */
  take(): Promise<Visitor>;
  paper(): PaperState;
  /** A minute passes for whoever has not said that they have the number. */
  cancelUnclaimed(visitId: string): Promise<void>;
  close(): Promise<void>;
}

const printerId = 'printer';
const printerName = 'Printer Kiosk 1';

/** A room of sockets with one kiosk in it. */
function roomOf(tell: (patch: KioskPatch) => void): Namespace {
  const room = {
    sockets: new Map([['kiosk', {}]]),
    on: () => room,
    emit: (name: string, message: { readonly patch?: unknown }) => {
      if (name === 'change' && message.patch) tell(kioskPatchSchema.strict().parse(message.patch));
      return true;
    },
  };
  return room as unknown as Namespace;
}

const isOver = ({ is }: PaperState): boolean => is !== 'queued' && is !== 'printing';

export async function openVisitorStage(
  { building, clock }: OpenTestBuilding,
  profile: PrinterProfile,
  url = sampleTicket.url,
): Promise<VisitorStage> {
  // While a ticket is drawn, and while its end is written down, no time passes at the printer.
  let isBusy = false;
  const rehearsal = await openRehearsal(profile, {}, { isBusy: () => isBusy });
  const { printer } = rehearsal;
  const watched: Printer = {
    status: () => printer.status(),
    watch: listener => printer.watch(listener),
    close: () => printer.close(),
    async print(job) {
      isBusy = false;
      const outcome = await printer.print(job);
      isBusy = true;
      return outcome;
    },
  };
  const listeners: ((patch: KioskPatch) => void)[] = [];
  const stream = {
    onPatch: (listener: (patch: KioskPatch) => void) => listeners.push(listener),
  } as unknown as Stream<KioskView, KioskPatch>;
  const spool = await openPrintSpool({
    building,
    jobs: { find: () => undefined, unfinished: () => [], latestOf: () => [] },
    printers: [{ id: printerId, name: printerName, printer: watched, profile }],
    log: silent,
    changed: () => undefined,
    printersOf: () => [printerId],
    contentOf: visitId => {
      const label = building.state.visits.get(visitId)?.label;
      return label === undefined ? null : { ...sampleTicket, label, url };
    },
  });
  const audience = openKioskStream(
    roomOf(patch => listeners.forEach(listener => listener(patch))),
    { building, epoch: 'e-1', clockRate: 1 },
    {
      deviceName: () => 'Kiosk 1',
      kioskIdOf: () => 'kiosk-1',
      othersOf: () => [],
      printer: () => spool.statusOf(printerId),
      printerOfPaper: (_deviceId, id) => printerOfPaper(spool, [printerId], id),
    },
  );
  const nothing = new Set<string>();
  const affected = {
    everything: false,
    queueIds: nothing,
    counterIds: nothing,
    agencyIds: nothing,
  };
  const stop = building.onCommit(entries => audience.tell(entries, affected));
  let seen: PaperState[] = [];
  const paper = new Paper(stream, state => seen.push(state));
  const noAnswer = () => ({ status: 200, body: '' });
  return {
    rehearsal,
    spool,
    async take() {
      seen = [];
      const command = { ...issue(), printerId };
      const { body } = await building.execute({
        command,
        answer: ({ entries }) => {
          const entry = entries.find(row => row.type === 'ticket-issued')!;
          const { label, print } = entry.data;
          return { status: 201, body: JSON.stringify({ label, jobId: print!.jobId }) };
        },
      });
      const { label, jobId } = JSON.parse(body) as { label: string; jobId: number };
      const print: IssuedAnswer['print'] = { jobId, state: 'queued' };
      const mine = seen;
      isBusy = true;
      paper.follow(print);
      await rehearsal.clock.until(() => isOver(paper.state.value), `the end of ${label}`);
      isBusy = false;
      return { visitId: command.visitId, label, seen: mine };
    },
    paper: () => paper.state.value,
    async cancelUnclaimed(visitId) {
      clock.pass(60_000);
      const command = { type: 'cancel-unclaimed', actor: { role: 'system' }, visitId } as const;
      await building.execute({ command, answer: noAnswer });
    },
    async close() {
      paper.close();
      stop();
      await rehearsal.clock.run(spool.close());
      await rehearsal.close();
    },
  };
}
