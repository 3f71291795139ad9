import type { PrintOutcome } from '../../hardware/printer.ts';
import { epsonTmT88vi } from '../../hardware/profiles/epson-family.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { xprinter80 } from '../../hardware/profiles/xprinter.ts';
import type { Paper } from '../../hardware/virtual/paper.ts';
import { type VirtualFaults, noFaults } from '../../hardware/virtual/faults.ts';
import { type Rehearsal, labelOf, natureOf, openRehearsal } from './rehearsal.ts';

/** A day with four printers that fail again and again, and somebody who puts them right. */

const profiles: readonly PrinterProfile[] = [epsonTmT82x, epsonTmT88vi, xprinter80, generic80];
/** Printers that a job is offered to before its visitor gets the number on the screen only. */
const attemptsMax = 6;
const referenceId = 999;

/** Chance that can be repeated (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const stops: readonly Partial<VirtualFaults>[] = [
  { paperEnd: true },
  { coverOpen: true },
  { cutterJammed: true },
  { headHot: true },
  { unrecoverable: true },
  { feedButtonHeld: true },
  { hung: true },
  { mute: true },
];
const nuisances: readonly Partial<VirtualFaults>[] = [
  { splitsReplies: true },
  { automaticStatusBetweenReplies: true },
  { paperNearEnd: true },
  { flowControlAtBytes: 800 },
  { cutterJamsAtCut: true },
];

function randomFault(chance: () => number): Partial<VirtualFaults> {
  const upTo = (most: number) => Math.floor(chance() * most) + 1;
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  switch (upTo(7)) {
    case 1:
      return oneOf(stops);
    case 2:
    case 3:
      return { later: { afterDotLines: upTo(1_100), faults: oneOf(stops) } };
    case 4:
      return { resetAfterBytes: upTo(9_000) };
    case 5:
      return { stopsReadingAfterBytes: upTo(9_000) };
    case 6:
      return { powerCycleAfterDotLines: upTo(1_100) };
    default:
      return oneOf(nuisances);
  }
}

interface Line {
  readonly rehearsal: Rehearsal;
  readonly chance: () => number;
  readonly papers: Paper[];
  readonly whole: string;
  /** Jobs whose bytes it may have had. */
  readonly sent: Set<number>;
}

async function openLine(profile: PrinterProfile, seed: number): Promise<Line> {
  const rehearsal = await openRehearsal(profile);
  const papers: Paper[] = [];
  await rehearsal.print(referenceId);
  const whole = rehearsal.device.papers()[0]?.text ?? '';
  rehearsal.device.onPaper(paper => papers.push(paper));
  return { rehearsal, chance: seededChance(seed), papers, whole, sent: new Set() };
}

async function repair({ rehearsal }: Line): Promise<void> {
  const { device, clock, profile } = rehearsal;
  device.setFault({ ...noFaults, ...natureOf(profile) });
  await clock.until(() => device.traffic()?.isDeaf !== true, 'it to read again');
}

async function attempt(line: Line, id: number): Promise<PrintOutcome> {
  const { rehearsal, chance } = line;
  if (chance() < 0.4) rehearsal.device.setFault(randomFault(chance));
  const outcome = await rehearsal.print(id);
  if (outcome.outcome !== 'not-sent') line.sent.add(id);
  if (chance() < 0.6) await repair(line);
  return outcome;
}

export interface ManyJobsReport {
  readonly printed: number;
  readonly unknown: number;
  readonly notSent: number;
  /** Milliseconds of real time. */
  readonly tookMs: number;
  /** Sentences about what must never be; empty when all is well. */
  readonly wrongs: readonly string[];
}

/** Prints so many jobs through four printers, as a spool would, and looks at all the papers. */
export async function printManyJobs(jobs: number, seed: number): Promise<ManyJobsReport> {
  const begunMs = performance.now();
  const lines = await Promise.all(profiles.map((profile, at) => openLine(profile, seed + at)));
  const ends = new Map<number, PrintOutcome>();
  const waiting = Array.from({ length: jobs }, (_job, index) => ({ id: index + 1, attempts: 0 }));
  for (let round = 0; waiting.length > 0; round += 1) {
    const batch = waiting.splice(0, lines.length);
    const outcomes = await Promise.all(
      // A job that was not sent comes to another printer in the next round.
      batch.map((job, at) => attempt(lines[(at + round) % lines.length] as Line, job.id)),
    );
    for (const [at, job] of batch.entries()) {
      const outcome = outcomes[at] as PrintOutcome;
      const isSafeToRepeat = outcome.outcome === 'not-sent' && job.attempts + 1 < attemptsMax;
      if (isSafeToRepeat) waiting.unshift({ id: job.id, attempts: job.attempts + 1 });
      else ends.set(job.id, outcome);
    }
  }
  for (const line of lines) {
    await repair(line);
    await line.rehearsal.clock.settle();
  }
  const wrongs = Array.from({ length: jobs }, (_job, index) => index + 1).flatMap(id =>
    wrongsOf(id, ends.get(id), lines),
  );
  for (const line of lines) await line.rehearsal.close();
  const count = (end: string) => [...ends.values()].filter(({ outcome }) => outcome === end).length;
  return {
    printed: count('printed'),
    unknown: count('unknown'),
    notSent: count('not-sent'),
    tookMs: performance.now() - begunMs,
    wrongs,
  };
}

/** What must never be of one job, whatever failed. */
function wrongsOf(
  id: number,
  end: PrintOutcome | undefined,
  lines: readonly Line[],
): readonly string[] {
  const label = labelOf(id);
  const bears = (paper: Paper) => paper.text.split('\n').some(text => text.trim() === label);
  const found = lines.flatMap(line => line.papers.filter(bears).map(paper => ({ line, paper })));
  const isWhole = ({ line, paper }: (typeof found)[number]) =>
    paper.text === line.whole.replaceAll(labelOf(referenceId), label);
  const wrongs: string[] = [];
  if (end === undefined) wrongs.push(`${label} has no end`);
  if (found.length > 1) wrongs.push(`${label} is on ${found.length} papers`);
  if (end?.outcome === 'not-sent' && found.length > 0) wrongs.push(`${label} was said not sent`);
  if (end?.outcome === 'printed' && !found.some(isWhole)) wrongs.push(`${label} is not printed`);
  if (found.some(({ line }) => !line.sent.has(id))) wrongs.push(`${label} came from elsewhere`);
  for (const { paper } of found) {
    const labels = paper.text.split('\n').filter(text => /^\s*A\d{3}\s*$/.test(text));
    if (labels.length > 1) wrongs.push(`${label} shares its paper`);
  }
  return wrongs;
}
