import { type Clock, systemClock } from './clock.ts';
import { type PrinterConnection, refusalOfConnection } from './connection.ts';
import {
  type StatusQuestion,
  askName,
  askPaperInOrder,
  askProcessId,
  askStatus,
  initialise,
  pushStatusOff,
  pushStatusOn,
} from './escpos/commands.ts';
import { isOffline } from './escpos/status.ts';
import { createChannelTo } from './open-printer.ts';
import { ProbeLine } from './probe-line.ts';
import { knownProfiles } from './profiles/known-profiles.ts';
import type { PrinterProfile } from './profiles/profile.ts';
import type { ByteChannel, OpenProblem } from './transport/byte-channel.ts';
import type { Stranger } from './transport/stranger.ts';
import { timings } from './transport/timings.ts';

/** Who is at an address. The technician reads a sentence for each. */
export type ProbeFinding =
  | 'printer'
  /** It takes a connection and says nothing: a mute printer, or something that waits. */
  | 'silent'
  | 'hung-up'
  /** A print queue of the system answers for its printer, and not for what was printed. */
  | 'print-queue'
  | Stranger
  | OpenProblem;

export interface ProbeAnswers {
  /** DLE EOT 1 to 4; null where nothing came. */
  readonly status: readonly (number | null)[];
  /** Why it can't be asked more: it must be ready for whatever is answered in order. */
  readonly isOffline: boolean;
  /** GS r 1. */
  readonly inOrder: number | null;
  /** It echoed a process id. */
  readonly confirms: boolean;
  /** The four bytes that it pushes. */
  readonly pushed: readonly number[] | null;
  /** What it calls itself. Clones give false names: shown, and never believed. */
  readonly maker: string | null;
  readonly model: string | null;
}

export interface ProbeReport {
  readonly finding: ProbeFinding;
  readonly answers: ProbeAnswers | null;
  /** What stands on such a port elsewhere; null where it says nothing. */
  readonly usualOnPort: 'web-server' | 'ssh-server' | 'other-service' | null;
  /** How it can prove that it printed; null where that is not known yet. */
  readonly proof: PrinterProfile['proof'] | null;
  /** Profiles of that proof, those of a like name first; the test page tells which. */
  readonly profileIds: readonly string[];
}

const answerMs = 1_000;
const nameCharactersMax = 40;
/** Four digits that no job in flight has: jobs count up from the left. */
const probeProcessId = '#?!9';

const usualPorts: Readonly<Record<number, NonNullable<ProbeReport['usualOnPort']>>> = {
  22: 'ssh-server',
  25: 'other-service',
  80: 'web-server',
  443: 'web-server',
  515: 'other-service',
  631: 'other-service',
  8_080: 'web-server',
};

/**
 * Asks who is there and what it can do. Nothing is printed, fed or cut, and nothing is recovered
 * or cleared: those are a technician's orders. Whoever owns the printer must let go of it first.
 */
export async function probePrinter(
  connection: PrinterConnection,
  clock: Clock = systemClock,
): Promise<ProbeReport> {
  const refusal = refusalOfConnection(connection);
  if (refusal !== null) throw new Error(`A printer's connection is refused: ${refusal}.`);
  if (connection.kind === 'cups') return reportOf('print-queue', null, 'mute');
  const report = await probeChannel(createChannelTo(connection, clock), clock);
  const port = connection.kind === 'network' ? connection.port : 0;
  return { ...report, usualOnPort: usualPorts[port] ?? null };
}

/** The same over a channel that is not open yet. */
export async function probeChannel(channel: ByteChannel, clock: Clock): Promise<ProbeReport> {
  const line = new ProbeLine(channel, clock);
  const problem = await line.open();
  if (problem !== null) return reportOf(problem, null, null);
  // What greets its visitors is known before a single byte is said to it.
  await line.listen(timings.settleMs);
  const answers = line.isLost ? null : await askAll(line);
  const hungUp = line.isLost;
  await line.close();
  if (line.stranger !== null) return reportOf(line.stranger, null, null);
  const answersAny = answers?.status.some(byte => byte !== null) === true;
  if (answersAny) return reportOf('printer', answers, proofOf(answers));
  return hungUp ? reportOf('hung-up', null, null) : reportOf('silent', null, 'mute');
}

async function askAll(line: ProbeLine): Promise<ProbeAnswers> {
  const status: (number | null)[] = [];
  for (const question of [1, 2, 3, 4] satisfies StatusQuestion[]) {
    const answer = await line.ask(askStatus(question), 'status', timings.statusMs);
    status.push(answer?.byte ?? null);
  }
  const [printer = null] = status;
  const offline = printer === null || isOffline(printer);
  const nothing = { inOrder: null, confirms: false, pushed: null, maker: null, model: null };
  // In order means after the fault is removed: the answer would reach the printer's next owner.
  if (offline) return { status, isOffline: printer !== null, ...nothing };
  return { status, isOffline: false, ...(await askInOrder(line)) };
}

async function askInOrder(line: ProbeLine) {
  const inOrder = await line.ask(askPaperInOrder, 'in-order-status', answerMs);
  const echo = await line.ask(
    askProcessId(probeProcessId),
    'block',
    answerMs,
    ({ text }) => text === `"${probeProcessId}`,
  );
  // A board that does not know a command takes its letters for text: they are thrown away.
  line.tell(initialise);
  const maker = await askText(line, 66);
  const model = await askText(line, 67);
  line.tell(initialise);
  const pushed = await line.ask(pushStatusOn, 'automatic-status', answerMs);
  line.tell(Buffer.concat([pushStatusOff, initialise]));
  return {
    inOrder: inOrder?.byte ?? null,
    confirms: echo !== null,
    pushed: pushed?.bytes ?? null,
    maker,
    model,
  };
}

async function askText(line: ProbeLine, about: 66 | 67): Promise<string | null> {
  const isName = ({ head }: { head: number }) => head === 0x5f;
  const block = await line.ask(askName(about), 'block', answerMs, isName);
  if (block === null) return null;
  return block.text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, nameCharactersMax);
}

function proofOf({ status, isOffline: cannotSay, confirms, inOrder }: ProbeAnswers) {
  if (cannotSay || status[0] === null) return null;
  if (confirms) return 'confirming';
  return inOrder === null ? 'mute' : 'status-only';
}

function reportOf(
  finding: ProbeFinding,
  answers: ProbeAnswers | null,
  proof: ProbeReport['proof'],
): ProbeReport {
  const model = answers?.model?.toLowerCase() ?? '';
  const isAlike = ({ name }: PrinterProfile) => model !== '' && name.toLowerCase().includes(model);
  const fitting = knownProfiles.filter(profile => profile.proof === proof);
  const profileIds = fitting
    .toSorted((one, other) => Number(isAlike(other)) - Number(isAlike(one)))
    .map(profile => profile.id);
  return { finding, answers, usualOnPort: null, proof, profileIds };
}
