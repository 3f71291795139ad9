import { randomInt } from 'node:crypto';
import type { PrinterConnection, PrinterFault } from '../../contract/printers.ts';
import type {
  PrinterProfileView,
  PrinterProof,
  ProbeReport,
  ProfileSuggestion,
  TestPageSeen,
  TestPageSent,
} from '../../contract/printer-setup.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { refusalOfConnection } from '../../hardware/connection.ts';
import { statusFrom } from '../../hardware/escpos/status.ts';
import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer, PrinterStatus } from '../../hardware/printer.ts';
import { probePrinter, type ProbeAnswers } from '../../hardware/probe.ts';
import { findProfile, knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import { newTestCode, suggestProfile, testPage } from '../../hardware/test-page.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { Borrowed, LendablePrinter } from './lendable-printer.ts';

/** A printer that is open already, and where it is. */
export interface OwnPrinter {
  readonly id: string;
  readonly connection: PrinterConnection;
  readonly printer: LendablePrinter;
}

export interface PrinterBenchOptions {
  readonly ownPrinters: () => readonly OwnPrinter[];
  /** For a device whose printer is not set up yet. */
  readonly agentPrinter: (deviceId: string, profileId: string) => Printer;
}

/** Places that are looked at together: more would be a search of the network. */
const placesMax = 4;
/** Beyond every number of a ticket's job, so that a test page is never taken for one. */
const testJobIdMin = 2_000_000_000;
const testJobIdMax = 2_140_000_000;

/** What a test page is sent with: as much proof as the probe has found. */
const testProfiles: Readonly<Record<PrinterProof, string>> = {
  confirming: 'epson-tm-t82x',
  'status-only': 'generic-80',
  mute: 'generic-80-mute',
};

/** One name for a place, however it is written. */
export function placeOf(connection: PrinterConnection): string {
  switch (connection.kind) {
    case 'network': {
      const host = connection.host.toLowerCase();
      return `network ${host === 'localhost' ? '127.0.0.1' : host} ${connection.port}`;
    }
    case 'usb':
    case 'serial':
      return `device ${connection.path}`;
    case 'cups':
      return `cups ${connection.queue}`;
    case 'agent':
      return `agent ${connection.deviceId}`;
  }
}

const profileOf = (id: string) => {
  const profile = findProfile(id);
  if (!profile) throw new Error(`No profile is called ${id}`);
  return profile;
};

const faultsOf = (status: PrinterStatus): PrinterFault[] =>
  status.state === 'fault' ? [status.fault] : [];

/** Nothing but what is sure: a printer that left a question open has said nothing of that. */
function statusOf(answers: ProbeAnswers | null): PrinterStatus | null {
  const [printer, offline, error, paper] = answers?.status ?? [];
  if (typeof printer !== 'number' || typeof offline !== 'number') return null;
  if (typeof error !== 'number' || typeof paper !== 'number') return null;
  return statusFrom([printer, offline, error, paper]);
}

const nothingKnown = {
  usualOnPort: null,
  isOffline: false,
  faults: [],
  nearEnd: false,
  proof: null,
  pushes: null,
  maker: null,
  model: null,
  profileIds: [],
} as const;

type Finding = Omit<ProbeReport, 'printerId' | 'tookMs'>;

const untouched = <Result>(result: Result): Borrowed<Result> => ({
  result,
  mayHoldPartOfJob: false,
});

/** Where printers are looked at and tried, one visit to a place at a time. */
export class PrinterBench {
  readonly #options: PrinterBenchOptions;
  readonly #visited = new Set<string>();

  constructor(options: PrinterBenchOptions) {
    this.#options = options;
  }

  readonly profiles: readonly PrinterProfileView[] = knownProfiles.map(
    ({ id, name, columns, dots, proof, qr, cutter }) => ({
      id,
      name,
      columns,
      dots,
      proof,
      qr,
      cutter,
    }),
  );

  /** Whether a printer can be there at all; the contract alone does not know every rule. */
  readonly isPossible = (connection: PrinterConnection): boolean =>
    connection.kind === 'agent' || refusalOfConnection(connection) === null;

  readonly placeOf = placeOf;

  /** Prints, feeds, recovers and clears nothing. */
  async probe(connection: PrinterConnection): Promise<ProbeReport | Refusal> {
    const began = performance.now();
    const found = await this.#visit(connection, async agent =>
      untouched(agent === null ? await look(connection) : await lookAtAgent(agent)),
    );
    if (isRefusal(found)) return found;
    const tookMs = Math.round(performance.now() - began);
    return { ...found, printerId: this.#ownerOf(connection)?.id ?? null, tookMs };
  }

  async testPage(
    connection: PrinterConnection,
    proof: PrinterProof,
  ): Promise<TestPageSent | Refusal> {
    const code = newTestCode();
    const job = { id: randomInt(testJobIdMin, testJobIdMax), bytes: await testPage(code) };
    const sent = await this.#visit(connection, async agent => {
      const printer = agent ?? openTestPrinter(connection, proof);
      const outcome = await printer.print(job);
      if (agent === null) await printer.close();
      const isUnknown = outcome.outcome === 'unknown' && outcome.fault !== 'mute';
      return { result: outcome, mayHoldPartOfJob: isUnknown };
    });
    if (isRefusal(sent)) return sent;
    return { code, outcome: sent.outcome, fault: 'fault' in sent ? sent.fault : null };
  }

  readonly suggest = (seen: TestPageSeen): ProfileSuggestion | Refusal => {
    const { code, codeSeen, proof, model, ...rest } = seen;
    const found = suggestProfile(code, { ...rest, code: codeSeen }, proof, model);
    return 'refusal' in found ? refuse(found.refusal) : found;
  };

  #ownerOf(connection: PrinterConnection): OwnPrinter | undefined {
    const place = placeOf(connection);
    return this.#options.ownPrinters().find(own => placeOf(own.connection) === place);
  }

  /** One at a time at each place; a printer at work is not disturbed. */
  async #visit<Result extends object>(
    connection: PrinterConnection,
    work: (agent: Printer | null) => Promise<Borrowed<Result>>,
  ): Promise<Result | Refusal> {
    if (!this.isPossible(connection)) return refuse('invalid-input');
    const place = placeOf(connection);
    if (this.#visited.has(place) || this.#visited.size >= placesMax) return refuse('probe-running');
    this.#visited.add(place);
    try {
      const owner = this.#ownerOf(connection);
      if (connection.kind === 'agent') return await this.#throughAgent(connection.deviceId, work);
      if (!owner) return (await work(null)).result;
      const lent = await owner.printer.lend(() => work(null));
      return lent === null ? refuse('printer-busy', { printerId: owner.id }) : lent.result;
    } finally {
      this.#visited.delete(place);
    }
  }

  /** An agent keeps its printer: what is asked of it goes the way of its tickets. */
  async #throughAgent<Result extends object>(
    deviceId: string,
    work: (agent: Printer) => Promise<Borrowed<Result>>,
  ): Promise<Result | Refusal> {
    const owner = this.#ownerOf({ kind: 'agent', deviceId });
    if (owner?.printer.isPrinting) return refuse('printer-busy', { printerId: owner.id });
    if (owner) return (await work(owner.printer)).result;
    const printer = this.#options.agentPrinter(deviceId, testProfiles.mute);
    try {
      return (await work(printer)).result;
    } finally {
      await printer.close();
    }
  }
}

function openTestPrinter(connection: PrinterConnection, proof: PrinterProof): Printer {
  if (connection.kind === 'agent') throw new Error('An agent is asked through its own printer.');
  return openPrinter({ connection, profile: profileOf(testProfiles[proof]) });
}

async function look(connection: PrinterConnection): Promise<Finding> {
  if (connection.kind === 'agent') throw new Error('An agent is asked through its own printer.');
  const report = await probePrinter(connection);
  const { answers } = report;
  const status = connection.kind === 'cups' ? await queueStatus(connection) : statusOf(answers);
  return {
    finding: report.finding,
    usualOnPort: report.usualOnPort,
    isOffline: answers?.isOffline ?? false,
    faults: status === null ? [] : faultsOf(status),
    nearEnd: status?.state === 'ready' && status.paper === 'near-end',
    proof: report.proof,
    pushes: answers === null || answers.isOffline ? null : answers.pushed !== null,
    maker: answers?.maker ?? null,
    model: answers?.model ?? null,
    profileIds: [...report.profileIds],
  };
}

/** The one thing that a print queue can say: whether it takes jobs. */
async function queueStatus(connection: PrinterConnection): Promise<PrinterStatus> {
  const printer = openTestPrinter(connection, 'mute');
  const status = await printer.status();
  await printer.close();
  return status;
}

async function lookAtAgent(agent: Printer): Promise<Finding> {
  const status = await agent.status();
  return {
    ...nothingKnown,
    faults: faultsOf(status),
    profileIds: [],
    finding: 'agent',
    isOffline: status.state === 'fault',
    nearEnd: status.state === 'ready' && status.paper === 'near-end',
  };
}
