import { z } from 'zod';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { Setup } from '../../contract/setup.ts';
import {
  sampleCallSchema,
  sampledCallSchema,
  saveVoiceSchema,
  testToneSchema,
  toldToneSchema,
  voiceStudioViewSchema,
  type SampleCall,
  type ToldTone,
  type VoiceChoices,
  type VoiceEngine,
  type VoiceStudioView,
} from '../../contract/voice-studio.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building } from '../building.ts';
import type { SpokenFacts } from '../domain/call-speech.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { changeSetup } from './setup-change.ts';
import { unknownName, withSpokenNames, wrongName } from './voice-name-routes.ts';
import { summaryOf, withGone, wordsOf, type PackOnShelf, type WordList } from './voice-packs.ts';

/** What the routes need of the voice. */
export interface VoiceStudio {
  readonly words: WordList;
  readonly isSpeaking: () => boolean;
  readonly engines: () => readonly VoiceEngine[];
  list(): Promise<readonly PackOnShelf[]>;
  look(packId: string): Promise<PackOnShelf | undefined>;
  sample(
    setup: Setup,
    facts: SpokenFacts,
    packId: string | null,
  ): Promise<{
    readonly sound: {
      readonly contentHash: string;
      readonly durationMs: number;
      readonly source: string;
      readonly isSpoken: boolean;
    };
    readonly isNamed: boolean;
  } | null>;
  tone(zoneId: string, volumePercent: number): ToldTone['told'];
}

export interface VoiceRoutesOptions {
  readonly building: Building;
  readonly studio: VoiceStudio;
}

const missingListedMax = 100;

function choicesOf({ voice }: Setup): VoiceChoices {
  const { packIds: _packs, ...choices } = voice;
  return choices;
}

const setupNow = ({ building }: VoiceRoutesOptions): Setup => setupOf(building.state).setup;

/** A set-up with these choices, whatever it says now. */
const withChoices = (setup: Setup, choices: VoiceChoices): Setup => ({
  ...setup,
  voice: { ...choices, packIds: setup.voice.packIds },
});

async function viewOf(options: VoiceRoutesOptions): Promise<VoiceStudioView> {
  const { studio, building } = options;
  const packs = await studio.list();
  const setup = setupNow(options);
  const seriesOf = new Map(setup.queues.map(({ id, series }) => [id, series]));
  return {
    setupSeq: building.state.setupSeq,
    choices: choicesOf(setup),
    languages: setup.building.languages,
    packs: withGone(packs, setup).map(pack => summaryOf(pack, setup, studio.words)),
    zones: setup.zones.map(({ id, word, floor, colour }) => ({ id, word, floor, colour })),
    counters: setup.counters.map(({ id, number, agencyId }) => ({ id, number, agencyId })),
    agencies: setup.agencies.map(({ id, name }) => ({ id, name })),
    services: setup.services.map(({ id, agencyId, name, queueId }) => ({
      id,
      agencyId,
      name,
      series: seriesOf.get(queueId) ?? '',
    })),
    isSpeaking: studio.isSpeaking(),
    engines: [...studio.engines()],
  };
}

const unknownPath = (path: string, message: string): Reply =>
  problemAnswer('invalid-input', undefined, [{ path, message }]);

/** The first zone of the choices that the building does not have; −1 where all are its own. */
const unknownZone = (setup: Setup, { zones }: VoiceChoices): number =>
  zones.findIndex(({ zoneId }) => !setup.zones.some(zone => zone.id === zoneId));

function saveRoute(options: VoiceRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/voice',
    access: 'administrator',
    summary: 'How calls are spoken from now on: style, speed, repeats, names, volumes, quiet times',
    body: saveVoiceSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'invalid-input'],
    handle: call =>
      changeSetup(options.building, call, setup => {
        const { choices } = call.body;
        const at = unknownZone(setup, choices);
        return at === -1
          ? { setup: withChoices(setup, choices) }
          : unknownPath(`choices.zones.${at}.zoneId`, 'No such zone');
      }),
  });
}

function missingIn(pack: PackOnShelf | undefined, setup: Setup, words: WordList): string[] {
  if (!pack) return [];
  const rows = wordsOf(pack, setup, words).filter(word => word.isNeeded && word.clip === null);
  return rows.map(word => word.text).slice(0, missingListedMax);
}

async function sampled(asked: SampleCall, options: VoiceRoutesOptions): Promise<Reply> {
  const { studio } = options;
  const { choices, label, counterNumber, serviceId, language, packId, names = [] } = asked;
  const saved = setupNow(options);
  const at = wrongName(saved, names);
  if (at !== -1) return unknownName(at);
  const setup = withSpokenNames(withChoices(saved, choices), names);
  const service = setup.services.find(({ id }) => id === serviceId);
  if (!service) return unknownPath('serviceId', 'No such service');
  const pack = packId === null ? undefined : await studio.look(packId);
  if (packId !== null && !pack) return refusalAnswer(refuse('unknown-pack', { packId }));
  const { agencyId } = service;
  const zoneId = setup.zones[0]!.id;
  const facts = { label, counterNumber, serviceId, agencyId, zoneId, language };
  const made = await studio.sample(setup, facts, packId);
  if (!made) return refusalAnswer(refuse('speech-unavailable'));
  const { contentHash, durationMs, source, isSpoken } = made.sound;
  return json({
    url: `/api/v1/sounds/${contentHash}.wav`,
    durationMs: Math.round(durationMs),
    source: isSpoken ? source : null,
    isNamed: made.isNamed,
    missing: isSpoken ? [] : missingIn(pack, setup, studio.words),
  });
}

function tryRoutes(options: VoiceRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/voice/sample',
      access: 'supervisor',
      summary: 'A call as it would sound with these choices; nobody else hears it',
      body: sampleCallSchema,
      status: 200,
      answer: sampledCallSchema,
      refusals: ['unknown-pack', 'speech-unavailable', 'invalid-input'],
      handle: ({ body, idempotency }) => requests.anew(idempotency, () => sampled(body, options)),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/voice/zones/:id/tone',
      access: 'administrator',
      summary: 'Sound the chime once through the screens of a zone, never into a call',
      params: z.strictObject({ id: idSchema }),
      body: testToneSchema,
      status: 200,
      answer: toldToneSchema,
      refusals: ['not-found'],
      handle: ({ params, body, idempotency }) =>
        requests.once(idempotency, async () => {
          const isZone = setupNow(options).zones.some(({ id }) => id === params.id);
          if (!isZone) return problemAnswer('not-found');
          return json({ told: options.studio.tone(params.id, body.volumePercent) });
        }),
    }),
  ];
}

/** How the building speaks, for whoever sets it up. */
export const voiceRoutes = (options: VoiceRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/voice',
    access: 'supervisor',
    summary: 'How calls are spoken, and the packs of voices with what each lacks',
    status: 200,
    answer: voiceStudioViewSchema,
    refusals: [],
    handle: async () => json(await viewOf(options)),
  }),
  saveRoute(options),
  ...tryRoutes(options),
];
