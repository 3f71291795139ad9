import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { sentencesOf, spokenFacts } from '../../server/domain/call-speech.ts';
import { setupOf } from '../../server/domain/state.ts';
import { sampleRateHz } from '../../server/voice/wav.ts';
import { openVoice } from '../../server/voice/voice.ts';
import type { ExpectedCall } from '../voice/heard-calls.ts';
import type { Hall } from './hall.ts';
import type { Scene } from './scene.ts';
import { endedSounds } from './sound-tap.ts';

/** Calls of one zone at random moments, and what each of them must sound like. */

const pack = (language: string): string =>
  fileURLToPath(new URL(`../../server/voice/packs/default-${language}`, import.meta.url));
const headerBytes = 44;
/** More would grow too old to be spoken: 20 s. */
const waitingMax = 3;

export interface RandomCalls {
  readonly zoneId: string;
  readonly count: number;
  /** 0 to 1, the same ones for the same seed. */
  readonly random: () => number;
}

/** Counters of the zone, each with a service that it serves. */
function placesOf(hall: Hall, zoneId: string): { counter: number; serviceId: string }[] {
  const { setup } = setupOf(hall.app.building.state);
  return setup.counters
    .filter(counter => counter.zoneId === zoneId)
    .flatMap(({ number, queueIds }) => {
      const service = setup.services.find(({ queueId }) => queueIds.includes(queueId));
      return service ? [{ counter: number, serviceId: service.id }] : [];
    });
}

/** Each said once at the set speed, whoever else waits. */
export function sayOnce(scene: Scene): Promise<void> {
  return scene.configure(setup => {
    setup.voice = { ...setup.voice, repeat: 1, speedPercent: 130 };
  });
}

/**
 * Calls in quick runs and with pauses, as a hall does, and waits until all were heard to the end.
 * The sounds that are expected are composed anew, from the journal's facts.
 */
export async function callAtRandom(
  hall: Hall,
  scene: Scene,
  page: Page,
  { zoneId, count, random }: RandomCalls,
): Promise<ExpectedCall[]> {
  const voice = openVoice({ packFolders: [pack('id'), pack('en')] });
  const places = placesOf(hall, zoneId);
  const expected: ExpectedCall[] = [];
  const before = await endedSounds(page);
  const heard = async (least: number): Promise<void> => {
    await page.waitForFunction(ended => soundTap.ended >= ended, before + least, {
      timeout: 60_000,
    });
  };
  for (let made = 0; made < count; made += 1) {
    const { counter, serviceId } = places[Math.floor(random() * places.length)]!;
    await heard(made - Math.floor(random() * waitingMax));
    await scene.clear(counter);
    const visitId = await scene.visit([serviceId]);
    await scene.callTicket(counter, visitId);
    const { state } = hall.app.building;
    const facts = spokenFacts(state, `counter-${counter}`, visitId)!;
    const { setup } = setupOf(state);
    const { wav } = voice.sound(sentencesOf(setup, facts, 1), setup.voice.speedPercent);
    const samples = new Int16Array(new Uint8Array(wav.subarray(headerBytes)).buffer);
    const name = `${facts.label} to ${facts.counterNumber}`;
    expected.push({ name, samples, rateHz: sampleRateHz });
  }
  await heard(count);
  voice.close();
  return expected;
}

declare const soundTap: { readonly ended: number };
