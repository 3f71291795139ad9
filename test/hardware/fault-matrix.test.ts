import { afterEach, describe, expect, test } from 'vitest';

import type { PrinterFault } from '../../contract/printers.ts';
import type { PrintOutcome } from '../../hardware/printer.ts';
import { knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { type Rehearsal, labelOf, openRehearsal } from './rehearsal.ts';

/** Every fault, on every profile, before, during and after a job: what may be said of the job. */

const opened: Rehearsal[] = [];
afterEach(async () => {
  for (const rehearsal of opened.splice(0)) await rehearsal.close();
});

type Said = 'printed' | `not-sent ${PrinterFault}` | `unknown ${PrinterFault}`;
const phases = ['before', 'during', 'after'] as const;

/** One of several where the system's own buffers decide what is noticed. */
type Expected = Said | readonly Said[];

interface FaultCase {
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

const faultCases: readonly FaultCase[] = [
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

const said = (result: PrintOutcome): string =>
  result.outcome === 'printed' ? 'printed' : `${result.outcome} ${result.fault}`;

/** Makes the fault strike, or the plug be pulled, at that moment. */
async function strike(
  { device, clock }: Rehearsal,
  faultCase: FaultCase,
  phase: string,
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

/** The papers that name a job, by what stands on them. */
const papersOf = ({ device }: Rehearsal, id: number) =>
  device.papers().filter(({ text }) => text.split('\n').some(line => line.trim() === labelOf(id)));

const wholeTickets = new Map<string, string>();

/** What the third ticket says when nothing is wrong. */
async function wholeTicket(profile: PrinterProfile): Promise<string> {
  const known = wholeTickets.get(profile.id);
  if (known !== undefined) return known;
  const rehearsal = await openRehearsal(profile);
  opened.push(rehearsal);
  await rehearsal.print(3);
  await rehearsal.clock.until(() => rehearsal.device.papers().length === 1, 'the ticket');
  const text = rehearsal.device.papers()[0]?.text ?? '';
  wholeTickets.set(profile.id, text);
  return text;
}

describe.each(knownProfiles)('$id', profile => {
  test.each(faultCases)('PRINT-25: $name', async faultCase => {
    const whole = await wholeTicket(profile);
    const isMute = profile.proof === 'mute';
    const expected = isMute ? (faultCase.saidByMute ?? mute) : faultCase.said;
    for (const [index, phase] of phases.entries()) {
      const rehearsal = await openRehearsal(profile);
      opened.push(rehearsal);
      const { device, clock } = rehearsal;
      // The first ticket of its day, so that each phase finds a printer at work.
      expect(said(await rehearsal.print(1))).toBe(isMute ? 'unknown mute' : 'printed');
      await clock.until(() => device.papers().length === 1, 'the first ticket');

      if (phase !== 'after') await strike(rehearsal, faultCase, phase);
      const second = said(await rehearsal.print(2));
      if (phase === 'after') await strike(rehearsal, faultCase, phase);
      expect([expected[index]].flat(), phase).toContain(second);
      const papers = papersOf(rehearsal, 2).length;
      if (second.startsWith('not-sent')) expect(papers).toBe(0);
      if (second === 'printed') expect(papers).toBe(1);

      device.setFault({ ...faultCase.removed, later: null });
      await clock.until(() => device.traffic()?.isDeaf !== true, 'it to read again');
      const third = said(await rehearsal.print(3));
      expect(`${phase}: ${third}`).toBe(`${phase}: ${isMute ? 'unknown mute' : 'printed'}`);
      await clock.until(() => papersOf(rehearsal, 3).length > 0, 'the next ticket');
      expect(papersOf(rehearsal, 3).map(paper => paper.text)).toEqual([whole]);
      // Whatever became of the second: never twice.
      expect(papersOf(rehearsal, 2).length).toBeLessThanOrEqual(1);
      expect(device.complaints()).toEqual([]);
    }
  });
});
