import { env } from 'node:process';
import { afterEach, describe, expect, test } from 'vitest';

import { knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { expectedOf, faultCases, phases, said, strike } from './fault-cases.ts';
import { type Rehearsal, labelOf, openRehearsal } from './rehearsal.ts';

/** Every fault, on every profile, before, during and after a job: what may be said of the job. */

const opened: Rehearsal[] = [];
afterEach(async () => {
  for (const rehearsal of opened.splice(0)) await rehearsal.close();
});

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

/** One of each proof and way of drawing is tried usually, all of them with EVERY_CASE=1. */
const kinds = new Map(knownProfiles.map(row => [`${row.proof} ${row.qr}`, row]));
const tried = env['EVERY_CASE'] === '1' ? knownProfiles : [...kinds.values()];

describe.each(tried)('$id', profile => {
  test.each(faultCases)('PRINT-25: $name', async faultCase => {
    const whole = await wholeTicket(profile);
    const isMute = profile.proof === 'mute';
    for (const phase of phases) {
      const rehearsal = await openRehearsal(profile);
      opened.push(rehearsal);
      const { device, clock } = rehearsal;
      // The first ticket of its day, so that each phase finds a printer at work.
      expect(said(await rehearsal.print(1))).toBe(isMute ? 'unknown mute' : 'printed');
      await clock.until(() => device.papers().length === 1, 'the first ticket');

      if (phase !== 'after') await strike(rehearsal, faultCase, phase);
      const second = said(await rehearsal.print(2));
      if (phase === 'after') await strike(rehearsal, faultCase, phase);
      expect(expectedOf(faultCase, profile, phase), phase).toContain(second);
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
