import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { VoiceStudio } from '../../admin-ui/voice-studio.ts';
import type { VoiceStudioEdges } from '../../admin-ui/voice-studio.ts';
import type { SaveVoice, VoiceChoices, VoiceStudioView } from '../../contract/voice-studio.ts';

const choices: VoiceChoices = {
  numberStyle: 'nol',
  repeat: 2,
  speedPercent: 100,
  says: 'number',
  secondLanguage: 'visitor',
  volumePercent: 80,
  quietTimes: [],
  zones: [],
};

let now: { choices: VoiceChoices; setupSeq: number };
let studio: VoiceStudio;

/** A server that is asked for its set-up and takes changes of the newest one. */
async function send(method: string, path: string, body?: unknown): Promise<object> {
  if (path.endsWith('/sample')) return { ok: false, problem: { code: 'speech-unavailable' } };
  const pack = { id: 'default-id' };
  if (path.includes('/packs/')) return { ok: true, body: { pack, words: [] } };
  if (method === 'POST') {
    const asked = body as SaveVoice;
    if (asked.setupSeq !== now.setupSeq) return { ok: false, problem: { code: 'setup-changed' } };
    now = { choices: asked.choices, setupSeq: now.setupSeq + 1 };
    return { ok: true, body: { setupSeq: now.setupSeq } };
  }
  const rest = {
    packs: [pack],
    zones: [],
    counters: [],
    agencies: [],
    services: [],
    languages: ['id'],
  };
  return { ok: true, body: { ...now, ...rest, isSpeaking: true } as unknown as VoiceStudioView };
}

beforeEach(async () => {
  now = { choices, setupSeq: 7 };
  studio = new VoiceStudio({ send } as unknown as VoiceStudioEdges);
  studio.start();
  await vi.waitFor(() => expect(studio.choices.value).not.toBeNull());
});
afterEach(() => studio.close());

test('STUDIO-11: choices that were begun are saved after another part of the set-up has changed', async () => {
  studio.change({ speedPercent: 90 });
  now = { ...now, setupSeq: 8 };
  await studio.refresh();
  await studio.save();
  expect(studio.problem.value).toBeNull();
  expect(now).toEqual({ choices: { ...choices, speedPercent: 90 }, setupSeq: 9 });
});

test('STUDIO-11: choices that somebody else changed are refused once, however often they were seen', async () => {
  studio.change({ speedPercent: 90 });
  now = { choices: { ...choices, volumePercent: 40 }, setupSeq: 8 };
  await studio.refresh();
  await studio.refresh();
  await studio.save();
  expect(studio.problem.value?.code).toBe('setup-changed');
  expect(now.choices.volumePercent).toBe(40);
  expect(studio.choices.value?.speedPercent).toBe(90);
  await studio.save();
  expect([studio.problem.value, now.choices.speedPercent]).toEqual([null, 90]);
});
