import {
  askPaperInOrder,
  askProcessId,
  initialise,
  partialCut,
  processIdOf,
} from '../escpos/commands.ts';
import { automaticFault, errorCause, offlineCause, statusFrom } from '../escpos/status.ts';
import type { PrintJob, PrintOutcome, PrinterFault, PrinterStatus } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { Alarm, LinkEvent, PrinterLink } from './printer-link.ts';
import { timings } from './timings.ts';

/** Room for what a printer may have half received besides a picture: a stored QR code. */
const storedCodeBytes = 512;
/** ESC d 4: past the cutter, as at the end of a slip. */
const feedPastCutter = Buffer.from([0x1b, 0x64, 0x04]);

/** Asks for everything that DLE EOT knows. A mute printer is ready as far as anyone can tell. */
export async function askEverything(
  link: PrinterLink,
  profile: PrinterProfile,
): Promise<PrinterStatus> {
  if (profile.proof === 'mute') return { state: 'ready', paper: 'unknown' };
  link.clear();
  const bytes: number[] = [];
  for (const question of [1, 2, 3, 4] as const) {
    const answer = await link.ask(question);
    if (typeof answer === 'string') return { state: 'fault', fault: answer };
    bytes.push(answer);
  }
  const [printer = 0, offline = 0, error = 0, paper = 0] = bytes;
  return statusFrom([printer, offline, error, paper]);
}

/**
 * Brings a printer back to the start of a line after a job of unknown outcome: zeros complete a
 * picture that was cut off and mean nothing otherwise. With `cuts`, what may stand on the paper is
 * cut off, so that no slip ever carries two numbers. Returns why it failed, or null.
 */
export async function resynchronise(
  link: PrinterLink,
  profile: PrinterProfile,
  cuts: boolean,
): Promise<PrinterFault | null> {
  link.clear();
  const pictureBytes = (profile.dots / 8) * profile.rasterBandLines;
  const parts = [Buffer.alloc(pictureBytes + storedCodeBytes), initialise];
  if (cuts) parts.push(feedPastCutter, partialCut);
  const needsSilence = profile.proof === 'status-only';
  if (needsSilence) parts.push(askPaperInOrder);
  const { problem } = await link.handOver(Buffer.concat(parts));
  if (problem !== null) return problem;
  return needsSilence ? awaitSilence(link) : null;
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
    return isLate ? 'no-answer' : 'connection-lost';
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
  const bytes = Buffer.concat([job.bytes, fenceOf(profile, job)]);
  const { bytes: handedOver, problem } = await link.handOver(bytes);
  if (problem !== null) {
    const outcome = handedOver === 0 ? 'not-sent' : 'unknown';
    return { outcome: { outcome, fault: problem }, wasHandedOver: false };
  }
  if (profile.proof === 'mute') {
    return { outcome: { outcome: 'unknown', fault: 'mute' }, wasHandedOver: true };
  }
  const fault = await awaitProof(link, event => isProof(event, profile, job));
  if (fault === null) return { outcome: { outcome: 'printed' }, wasHandedOver: true };
  const wasHandedOver = fault !== 'connection-lost';
  return { outcome: { outcome: 'unknown', fault }, wasHandedOver };
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

/** The block of a process id is 37 22 d1 d2 d3 d4 00; its head is already off. */
function isProof(event: LinkEvent, profile: PrinterProfile, job: PrintJob): boolean {
  if (profile.proof === 'status-only') return event.kind === 'in-order-status';
  return event.kind === 'block' && event.text === `"${processIdOf(job.id)}`;
}

/**
 * Null when the proof came. A printer that is stopped never sends it, so it is asked what is wrong
 * meanwhile: staff learn of the paper's end at once and not when the time is over.
 */
async function awaitProof(
  link: PrinterLink,
  isProofEvent: (event: LinkEvent) => boolean,
): Promise<PrinterFault | null> {
  const end = link.setAlarm(timings.fenceMs);
  let poll = link.setAlarm(timings.pollMs);
  let question: 2 | 3 = 2;
  const finish = (fault: PrinterFault | null) => {
    end.stop();
    poll.stop();
    return fault;
  };
  for (;;) {
    const event = await link.next();
    if (isProofEvent(event)) return finish(null);
    if (event.kind === 'lost') return finish('connection-lost');
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
