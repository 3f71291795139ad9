import type { PrinterFault } from '../../contract/printers.ts';
import type { PrintOutcome } from '../../hardware/printer.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Every fault that a printer of software knows, and what may be said of a job that meets it. */

export type Said = 'printed' | `not-sent ${PrinterFault}` | `unknown ${PrinterFault}`;
export const phases = ['before', 'during', 'after'] as const;
export type Phase = (typeof phases)[number];

/** One of several where the system's own buffers decide what is noticed. */
type Expected = Said | readonly Said[];

export interface FaultCase {
  readonly name: string;
  readonly fault: Partial<VirtualFaults>;
  readonly removed: Partial<VirtualFaults>;
  /** Of a printer that answers: before, during, after the job. */
  readonly said: readonly [Expected, Expected, Expected];
  /** Of one that never answers; only a lost or refused connection shows. */
  readonly saidByMute?: readonly [Expected, Expected, Expected];
  /** It strikes together with a loss of power. */
  readonly withPowerCycle?: true;
  /** How it strikes within the job, where that is not after so many dot lines. */
  readonly during?: Partial<VirtualFaults>;
}

/** A board that never answers can't be asked first whether its connection is still alive. */
const mute: readonly [Said, Said, Said] = ['unknown mute', 'unknown mute', 'unknown mute'];
const always: readonly [Said, Said, Said] = ['printed', 'printed', 'printed'];
const notConnected: readonly Said[] = ['not-sent unreachable', 'not-sent connection-lost'];
/** A whole number of dot lines within the ticket, and bytes after its questions. */
const middleDotLines = 300;
const middleBytes = 2_500;

function stopped(name: string, flag: keyof VirtualFaults, fault: PrinterFault): FaultCase {
  return {
    name,
    fault: { [flag]: true },
    removed: { [flag]: false },
    said: [`not-sent ${fault}`, `unknown ${fault}`, 'printed'],
  };
}

function harmless(name: string, flag: keyof VirtualFaults, value: unknown = true): FaultCase {
  const removed = typeof value === 'boolean' ? false : null;
  return { name, fault: { [flag]: value }, removed: { [flag]: removed }, said: always };
}

export const faultCases: readonly FaultCase[] = [
  stopped('the paper has ended', 'paperEnd', 'paper-end'),
  stopped('the cover is open', 'coverOpen', 'cover-open'),
  stopped('the cutter is jammed', 'cutterJammed', 'cutter'),
  stopped('the head is hot', 'headHot', 'head-hot'),
  stopped('it needs a technician', 'unrecoverable', 'unrecoverable'),
  stopped('the feed button is held', 'feedButtonHeld', 'offline'),
  {
    name: 'it takes everything and answers nothing',
    fault: { hung: true },
    removed: { hung: false },
    said: ['not-sent no-answer', 'unknown no-answer', 'printed'],
  },
  {
    name: 'it prints and answers nothing',
    fault: { mute: true },
    removed: { mute: false },
    said: ['not-sent no-answer', 'unknown no-answer', 'printed'],
  },
  {
    name: 'it lets nobody in after its power was cut',
    fault: { refusesAll: true },
    removed: { refusesAll: false },
    withPowerCycle: true,
    during: { later: null, powerCycleAfterDotLines: middleDotLines, refusesAll: true },
    said: [notConnected, 'unknown connection-lost', 'printed'],
    saidByMute: [notConnected, ['unknown mute', 'unknown connection-lost'], 'unknown mute'],
  },
  {
    name: 'the connection is reset',
    // Between two questions, or two commands of a job that is not preceded by any.
    fault: { resetAfterBytes: 6 },
    removed: { resetAfterBytes: null },
    during: { resetAfterBytes: middleBytes },
    said: ['printed', 'unknown connection-lost', 'printed'],
    saidByMute: [
      ['unknown mute', 'unknown connection-lost'],
      ['unknown mute', 'unknown connection-lost'],
      'unknown mute',
    ],
  },
  {
    name: 'it stops reading',
    fault: { stopsReadingAfterBytes: 0 },
    removed: { stopsReadingAfterBytes: null },
    during: { stopsReadingAfterBytes: middleBytes },
    said: ['not-sent no-answer', 'unknown no-answer', 'printed'],
  },
  {
    name: 'the plug is pulled',
    fault: {},
    removed: {},
    withPowerCycle: true,
    saidByMute: ['unknown mute', ['unknown mute', 'unknown connection-lost'], 'unknown mute'],
    during: { powerCycleAfterDotLines: middleDotLines },
    said: ['printed', 'unknown connection-lost', 'printed'],
  },
  harmless('the paper is near its end', 'paperNearEnd'),
  harmless('replies come in single bytes', 'splitsReplies'),
  harmless('it talks between its replies', 'automaticStatusBetweenReplies'),
  harmless('it asks for pauses', 'flowControlAtBytes', 1_000),
];

export const said = (result: PrintOutcome): string =>
  result.outcome === 'printed' ? 'printed' : `${result.outcome} ${result.fault}`;

/** Makes the fault strike, or the plug be pulled, at that moment. */
export async function strike(
  { device, clock }: Rehearsal,
  faultCase: FaultCase,
  phase: Phase,
): Promise<void> {
  const { fault, during, withPowerCycle } = faultCase;
  if (phase === 'during') {
    device.setFault(during ?? { later: { afterDotLines: middleDotLines, faults: fault } });
    return;
  }
  device.setFault(fault);
  if (withPowerCycle === true) device.powerCycle();
  await clock.settle();
}

/** What may be said of a job of that profile when the fault strikes then. */
export function expectedOf(
  { said: byAnswering, saidByMute }: FaultCase,
  profile: PrinterProfile,
  phase: Phase,
): readonly Said[] {
  const expected = profile.proof === 'mute' ? (saidByMute ?? mute) : byAnswering;
  return [expected[phases.indexOf(phase)] ?? []].flat();
}
