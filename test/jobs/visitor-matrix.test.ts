import { rmSync } from 'node:fs';
import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import type { PaperState } from '../../kiosk-ui/paper.ts';
import { paperWords, type PaperWords } from '../../kiosk-ui/paper-words.ts';
import { openTestBuilding, type OpenTestBuilding } from '../building/test-building.ts';
import {
  expectedOf,
  faultCases,
  phases,
  strike,
  type FaultCase,
  type Phase,
  type Said,
} from '../hardware/fault-cases.ts';
import { newDataDir } from '../http/open-test-app.ts';
import { openVisitorStage, type VisitorStage } from './visitor-stage.ts';

/**
 * Every fault, on every profile, before, during and after the job: what the journal says came of it,
 * and what stands on the visitor's screen, as sentences. Written from the product, not the code.
 */

const folder = newDataDir();
let building: OpenTestBuilding;
beforeAll(async () => {
  building = await openTestBuilding(folder);
});
afterAll(async () => {
  await building.close();
  rmSync(folder, { recursive: true, force: true });
});

const screens = {
  printed: ['ticket', 'Silakan ambil tiket Anda', 'Tiket keluar di bawah layar.'],
  paperEnd: number('Kertas tiket habis.'),
  coverOpen: number('Penutup printer terbuka.'),
  failed: number('Tiket tidak dapat dicetak.'),
  unknown: [
    'number',
    'Kertas mungkin keluar, mungkin juga tidak.',
    'Nomor Anda sudah tercatat dan tetap berlaku.',
  ],
  mute: [
    'number',
    'Silakan lihat tempat keluar tiket.',
    'Jika kertas tidak ada, nomor ini tetap berlaku.',
  ],
} as const;

function number(happened: string): readonly string[] {
  return ['number', happened, 'Catat nomor ini, atau pindai kodenya dengan ponsel.'];
}

/** The one screen that is true of what came of a job. */
function screenOf(said: Said): readonly string[] {
  if (said === 'printed') return screens.printed;
  if (said === 'unknown mute') return screens.mute;
  if (said.startsWith('unknown')) return screens.unknown;
  if (said === 'not-sent paper-end') return screens.paperEnd;
  return said === 'not-sent cover-open' ? screens.coverOpen : screens.failed;
}

const shown = ({ screen, happened, meaning }: PaperWords): readonly string[] => [
  screen,
  happened,
  meaning,
];
const wordsOf = (stage: VisitorStage, label: string): readonly string[] =>
  shown(paperWords(stage.paper(), label));
const order = ({ is }: PaperState): string => is;

/** What the journal keeps of the paper. */
function outcomeOf(visitId: string): Said {
  const job = building.building.state.paper.ofVisit.get(visitId)?.at(-1);
  return (job?.fault ? `${job.state} ${job.fault}` : `${job?.state}`) as Said;
}

/** From the touch to what a minute later stands there. */
async function meet(faultCase: FaultCase, phase: Phase, stage: VisitorStage): Promise<void> {
  const { rehearsal, spool } = stage;
  const isMute = rehearsal.profile.proof === 'mute';
  // The first ticket of its day, so that each phase finds a printer at work.
  const first = await stage.take();
  expect(outcomeOf(first.visitId)).toBe(isMute ? 'unknown mute' : 'printed');
  await rehearsal.clock.until(() => rehearsal.device.papers().length === 1, 'the first ticket');

  if (phase !== 'after') await strike(rehearsal, faultCase, phase);
  const { visitId, label, seen } = await stage.take();
  if (phase === 'after') await strike(rehearsal, faultCase, phase);
  const said = outcomeOf(visitId);
  expect(expectedOf(faultCase, rehearsal.profile, phase)).toContain(said);
  expect(wordsOf(stage, label)).toEqual(screenOf(said));
  // Nothing is said to be printed, or to have failed, before it is.
  expect(seen.map(order)).toEqual(['queued', 'printing', stage.paper().is]);
  if (stage.paper().is === 'failed') {
    await rehearsal.clock.until(() => spool.statusOf('printer').state === 'fault', 'the home key');
  }

  await stage.cancelUnclaimed(visitId);
  const isEnded = building.building.state.visits.get(visitId)!.legs[0]!.state === 'cancelled';
  // Only a number without any paper ends; every other one may be in somebody's hand.
  expect(isEnded).toBe(said.startsWith('not-sent'));
  expect(wordsOf(stage, label)).toEqual(
    isEnded
      ? [
          'cancelled',
          `Nomor ${label} dibatalkan`,
          'Tidak ada yang mencatatnya, jadi tidak akan dipanggil. Silakan ambil nomor baru.',
        ]
      : screenOf(said),
  );
}

/**
 * Usually each fault strikes each profile at one of the three moments, and every moment is struck on
 * a third of the profiles; all of them with EVERY_CASE=1.
 */
function phasesFor(profileIndex: number, faultIndex: number): readonly Phase[] {
  if (env['EVERY_CASE'] === '1') return phases;
  return [phases[(profileIndex + faultIndex) % phases.length]!];
}

describe.each(knownProfiles)('$id', profile => {
  test.each(faultCases)('PRINT-37: $name', async faultCase => {
    const at = [knownProfiles.indexOf(profile), faultCases.indexOf(faultCase)] as const;
    for (const phase of phasesFor(...at)) {
      const stage = await openVisitorStage(building, profile);
      try {
        await meet(faultCase, phase, stage);
      } catch (error) {
        throw new Error(`${phase}: ${(error as Error).message}`, { cause: error });
      } finally {
        await stage.close();
      }
    }
  });
});
