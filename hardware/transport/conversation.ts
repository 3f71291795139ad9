import {
  askPaperInOrder,
  askProcessId,
  fullCut,
  initialise,
  partialCut,
  processIdOf,
  pushStatusOn,
} from '../escpos/commands.ts';
import {
  automaticFault,
  errorCause,
  healthFromAnswers,
  healthWithoutAnswers,
  offlineCause,
  saysPaperEnd,
} from '../escpos/status.ts';
import type { PrinterFault } from '../../contract/printers.ts';
import type { PrintJob, PrintOutcome, PrinterHealth } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { Alarm, LinkEvent, PrinterLink } from './printer-link.ts';
import { timings } from './timings.ts';

/** Room for what a printer may have half received besides a picture: a stored QR code. */
const storedCodeBytes = 512;
const processIdHead = 0x37;
/** ESC d 4: past the cutter, as at the end of a slip. */
const feedPastCutter = Buffer.from([0x1b, 0x64, 0x04]);

/** Asks for everything that DLE EOT knows. A mute printer is ready as far as anyone can tell. */
export async function askEverything(
  link: PrinterLink,
  profile: PrinterProfile,
): Promise<PrinterHealth> {
  if (profile.proof === 'mute') {
    return healthWithoutAnswers({ state: 'ready', paper: 'unknown' }, true);
  }
  link.clear();
  const bytes: number[] = [];
  for (const question of [1, 2, 3, 4] as const) {
    const answer = await link.ask(question);
    if (typeof answer === 'string') {
      return healthWithoutAnswers({ state: 'fault', fault: answer }, false);
    }
    bytes.push(answer);
  }
  const [printer = 0, offline = 0, error = 0, paper = 0] = bytes;
  return healthFromAnswers([printer, offline, error, paper], profile);
}

/**
 * What may still come of jobs whose end nobody knows. 'earlier-answers': a new owner does not know
 * what was asked before. 'whole-job': it has all of one. 'part-of-job': it waits for the rest.
 */
export type Leftover = 'none' | 'earlier-answers' | 'whole-job' | 'part-of-job';

/**
 * Brings a printer back to the start of a line after a job of unknown outcome. It may wait for the
 * rest of a picture, which zeros complete. After part of a job, what stands on the paper is cut
 * off, so that no slip ever carries two numbers. Returns why it failed, or null.
 */
export async function resynchronise(
  link: PrinterLink,
  profile: PrinterProfile,
  leftover: Exclude<Leftover, 'none'>,
): Promise<PrinterFault | null> {
  link.clear();
  const parts: Buffer[] = [];
  if (leftover !== 'earlier-answers') {
    const pictureBytes = (profile.dots / 8) * profile.rasterBandLines;
    parts.push(Buffer.alloc(pictureBytes + storedCodeBytes), initialise);
  }
  if (leftover === 'part-of-job') parts.push(feedPastCutter, cutOf(profile));
  const needsSilence = profile.proof === 'status-only';
  if (needsSilence) parts.push(askPaperInOrder);
  const { problem } = await link.handOver(Buffer.concat(parts));
  if (problem !== null) return problem;
  return needsSilence ? awaitSilence(link) : null;
}

/** Boards without a blade leave the command out. */
function cutOf(profile: PrinterProfile): Buffer {
  return profile.cutter === 'full' ? fullCut : partialCut;
}

/**
 * Answers to GS r can't be told apart, and the one of an earlier job may still come. They come in
 * order: after the answer to the last question and a short silence, none is left.
 */
async function awaitSilence(link: PrinterLink): Promise<PrinterFault | null> {
  const end = link.setAlarm(timings.fenceMs);
  let quiet: Alarm | null = null;
  for (;;) {
    const event = await link.next();
    const isOver = event.kind === 'alarm' && event.alarm === quiet?.alarm;
    const isLate = event.kind === 'alarm' && event.alarm === end.alarm;
    if (event.kind === 'in-order-status') {
      quiet?.stop();
      quiet = link.setAlarm(timings.quietMs);
    }
    if (!isOver && !isLate && event.kind !== 'lost') continue;
    end.stop();
    quiet?.stop();
    if (isOver) return null;
    return event.kind === 'lost' ? event.fault : 'no-answer';
  }
}

export interface JobResult {
  readonly outcome: PrintOutcome;
  /** Whether every byte of the job reached the other side's system. */
  readonly wasHandedOver: boolean;
}

/** Sends a job with its fence and waits for the proof. The printer was just found ready. */
export async function sendJob(
  link: PrinterLink,
  profile: PrinterProfile,
  job: PrintJob,
): Promise<JobResult> {
  link.clear();
  const { bytes, problem } = await link.handOver(withPushedStatus(job.bytes, profile));
  if (problem !== null) {
    const outcome = bytes === 0 ? 'not-sent' : 'unknown';
    return { outcome: { outcome, fault: problem }, wasHandedOver: false };
  }
  if (profile.proof === 'mute') {
    return { outcome: { outcome: 'unknown', fault: 'mute' }, wasHandedOver: true };
  }
  link.forgetAnswers();
  const fence = await link.handOver(fenceOf(profile, job));
  if (fence.problem !== null) {
    return { outcome: { outcome: 'unknown', fault: fence.problem }, wasHandedOver: false };
  }
  const onTheWayMs = link.transferMs(job.bytes.length);
  const fault = await awaitProof(link, onTheWayMs, event => readProof(event, profile, job));
  if (fault === null) return { outcome: { outcome: 'printed' }, wasHandedOver: true };
  return { outcome: { outcome: 'unknown', fault }, wasHandedOver: link.isOpen };
}

/** ESC @ at the start of a job switches pushing off; this switches it on again at once. */
function withPushedStatus(bytes: Buffer, profile: PrinterProfile): Buffer {
  const begins = bytes.subarray(0, initialise.length).equals(initialise);
  if (!profile.pushesStatus || !begins) return bytes;
  return Buffer.concat([initialise, pushStatusOn, bytes.subarray(initialise.length)]);
}

function fenceOf(profile: PrinterProfile, job: PrintJob): Buffer {
  switch (profile.proof) {
    case 'confirming':
      return askProcessId(processIdOf(job.id));
    case 'status-only':
      return askPaperInOrder;
    case 'mute':
      return Buffer.alloc(0);
  }
}

/**
 * Null where an event is the proof, a fault where it disproves, undefined where it says nothing of
 * this job. The block of a process id is 37 22 d1 d2 d3 d4 00; its head is already off.
 */
function readProof(
  event: LinkEvent,
  profile: PrinterProfile,
  job: PrintJob,
): PrinterFault | null | undefined {
  if (profile.proof === 'status-only') {
    if (event.kind !== 'in-order-status') return undefined;
    return saysPaperEnd(event.byte) ? 'paper-end' : null;
  }
  if (event.kind !== 'block' || event.head !== processIdHead) return undefined;
  const isEcho = event.text === `"${processIdOf(job.id)}`;
  return isEcho ? null : undefined;
}

/**
 * Null when the proof came. A printer that is stopped never sends it, so it is asked what is wrong
 * meanwhile: staff learn of the paper's end at once and not when the time is over.
 */
async function awaitProof(
  link: PrinterLink,
  onTheWayMs: number,
  proofIn: (event: LinkEvent) => PrinterFault | null | undefined,
): Promise<PrinterFault | null> {
  const end = link.setAlarm(timings.fenceMs + onTheWayMs);
  let poll = link.setAlarm(timings.pollMs);
  let question: 2 | 3 = 2;
  const finish = (fault: PrinterFault | null) => {
    end.stop();
    poll.stop();
    return fault;
  };
  for (;;) {
    const event = await link.next();
    const proof = proofIn(event);
    if (proof !== undefined) return finish(proof);
    if (event.kind === 'lost') return finish(event.fault);
    if (event.kind === 'alarm' && event.alarm === end.alarm) return finish('no-answer');
    if (event.kind === 'alarm' && event.alarm === poll.alarm) {
      // An unanswered question is not repeated: its answer could not be told from the next one's.
      if (link.unansweredQuestions === 0) link.sendQuestion(question);
      poll = link.setAlarm(timings.pollMs);
    }
    if (event.kind === 'automatic-status') {
      const fault = automaticFault(event.bytes);
      if (fault !== null) return finish(fault);
    }
    if (event.kind === 'status') {
      if (question === 3) return finish(errorCause(event.byte) ?? 'offline');
      const cause = offlineCause(event.byte);
      if (cause !== null && cause !== 'error') return finish(cause);
      if (cause === 'error') {
        question = 3;
        link.sendQuestion(question);
      }
    }
  }
}
