import { z } from 'zod';
import { setupSeqSchema } from './printer-setup.ts';
import { idSchema, languageSchema, textSchema, zoneColourSchema } from './values.ts';
import { spokenNameSchema } from './voice-names.ts';
import { voiceSetupSchema } from './voice.ts';

/** How an administrator records, tries and chooses the voice of a building. */

/** A take of ten seconds, and what a header may have beside it. */
export const takeBytesMax = 524_288;
export const packUploadBytesMax = 33_554_432;

const shape = voiceSetupSchema.shape;

/** Without defaults and without packs: those are published and withdrawn one by one. */
export const voiceChoicesSchema = z
  .strictObject({
    numberStyle: shape.numberStyle.unwrap(),
    repeat: shape.repeat.unwrap(),
    speedPercent: shape.speedPercent.unwrap(),
    says: shape.says.unwrap(),
    secondLanguage: shape.secondLanguage.unwrap(),
    volumePercent: shape.volumePercent.unwrap(),
    quietTimes: shape.quietTimes.unwrap(),
    zones: shape.zones.unwrap(),
  })
  .meta({ id: 'VoiceChoices' });
export type VoiceChoices = z.infer<typeof voiceChoicesSchema>;

const clipKeySchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const packFaultSchema = z
  .object({
    file: z.string(),
    fault: z.enum([
      'bad-manifest',
      'missing',
      'unreadable',
      'too-large',
      'wrong-length',
      'not-a-wav',
      'wrong-format',
      'no-samples',
    ]),
  })
  .meta({ id: 'VoicePackFault', description: 'A file of a pack that cannot be used, and why.' });
export type PackFault = z.infer<typeof packFaultSchema>;

const packSummarySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    language: languageSchema,
    isShipped: z.boolean(),
    place: z.int().min(1).nullable().meta({
      description: 'In which order it is asked; null: it is not in use. Shipped ones come last.',
    }),
    neededCount: z.int().meta({ description: 'Words that this building’s calls are made of.' }),
    recordedCount: z.int().meta({ description: 'Of the needed ones.' }),
    missing: z.array(z.string()).max(100).meta({ description: 'Needed words without a clip.' }),
    nameCount: z.int(),
    namesRecorded: z.int(),
    faults: z.array(packFaultSchema).max(100),
  })
  .meta({ id: 'VoicePackSummary' });
export type PackSummary = z.infer<typeof packSummarySchema>;

const voiceEngineSchema = z
  .object({
    kind: z.enum(['program', 'wasm', 'neural']).meta({
      description: 'espeak-ng as the machine has it, as the package that came along, or a model.',
    }),
    language: languageSchema.nullable().meta({ description: 'Null: it speaks every language.' }),
    condition: z.enum(['asleep', 'starting', 'ready', 'resting', 'missing']).meta({
      description: 'asleep: started by the next sentence; resting: failed, tried again later.',
    }),
    fault: z
      .enum([
        'no-library',
        'no-model',
        'many-models',
        'no-tokens',
        'slow-start',
        'slow',
        'no-sound',
        'failed',
      ])
      .nullable()
      .meta({ description: 'What went wrong last; null while nothing is wrong.' }),
    why: z.string().nullable().meta({ description: 'The same in the words of its program.' }),
    residentBytes: z.int().nullable().meta({ description: 'What it takes while it runs.' }),
    renderMs: z.int().nullable().meta({ description: 'What its last sentence took.' }),
  })
  .meta({ id: 'VoiceEngine', description: 'A voice that renders what no pack says.' });
export type VoiceEngine = z.infer<typeof voiceEngineSchema>;

export const voiceStudioViewSchema = z
  .object({
    setupSeq: z.int(),
    choices: voiceChoicesSchema,
    languages: z.array(languageSchema).meta({ description: 'Of the building, the first first.' }),
    packs: z.array(packSummarySchema),
    zones: z.array(
      z.object({ id: idSchema, word: textSchema, floor: textSchema, colour: zoneColourSchema }),
    ),
    counters: z.array(z.object({ id: idSchema, number: z.int(), agencyId: idSchema })),
    agencies: z.array(z.object({ id: idSchema, name: textSchema })),
    services: z.array(
      z.object({ id: idSchema, agencyId: idSchema, name: textSchema, series: z.string() }),
    ),
    isSpeaking: z.boolean().meta({ description: 'False while the server makes no sound at all.' }),
    engines: z.array(voiceEngineSchema).meta({ description: 'The best first.' }),
  })
  .meta({ id: 'VoiceStudioView' });
export type VoiceStudioView = z.infer<typeof voiceStudioViewSchema>;

const measuresSchema = z
  .object({ durationMs: z.int(), rmsDb: z.number(), peakDb: z.number() })
  .meta({ id: 'SoundMeasures', description: 'Levels in dBFS.' });
export type SoundMeasures = z.infer<typeof measuresSchema>;

const packWordSchema = z
  .object({
    key: clipKeySchema,
    text: z.string().meta({ description: 'What is read out.' }),
    kind: z.enum(['word', 'letter', 'agency', 'service']),
    isNeeded: z.boolean(),
    clip: measuresSchema.extend({ version: z.string() }).nullable(),
    fault: packFaultSchema.shape.fault.nullable(),
  })
  .meta({ id: 'VoicePackWord' });
export type PackWord = z.infer<typeof packWordSchema>;

export const voicePackViewSchema = z
  .object({ pack: packSummarySchema, words: z.array(packWordSchema) })
  .meta({ id: 'VoicePackView' });
export type VoicePackView = z.infer<typeof voicePackViewSchema>;

const packNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{C}+$/u, 'No signs that cannot be seen');

export const newVoicePackSchema = z
  .strictObject({ name: packNameSchema, language: languageSchema })
  .meta({ id: 'NewVoicePack' });
export type NewVoicePack = z.infer<typeof newVoicePackSchema>;

export const keptPackSchema = z.object({ pack: packSummarySchema }).meta({ id: 'KeptVoicePack' });
export type KeptPack = z.infer<typeof keptPackSchema>;

export const keptTakeSchema = z
  .object({
    pack: packSummarySchema,
    word: packWordSchema,
    before: measuresSchema,
    after: measuresSchema,
    isDistorted: z.boolean().meta({ description: 'The microphone cut off its loudest samples.' }),
  })
  .meta({ id: 'KeptTake' });
export type KeptTake = z.infer<typeof keptTakeSchema>;

export const saveVoiceSchema = z
  .strictObject({ setupSeq: setupSeqSchema, choices: voiceChoicesSchema })
  .meta({ id: 'SaveVoice' });
export type SaveVoice = z.infer<typeof saveVoiceSchema>;

export const useVoicePackSchema = z
  .strictObject({ setupSeq: setupSeqSchema })
  .meta({ id: 'UseVoicePack' });

export const sampleCallSchema = z
  .strictObject({
    choices: voiceChoicesSchema,
    label: z.string().regex(/^[A-HJ-NP-Z]{1,2}[0-9]{3,4}$/),
    counterNumber: z.int().min(1).max(199),
    serviceId: idSchema,
    language: languageSchema.meta({ description: 'Of the visitor.' }),
    packId: idSchema.nullable().meta({ description: 'This pack alone; null: as it is in use.' }),
    names: z.array(spokenNameSchema).max(2).optional().meta({
      description: 'Said so this once, whatever is saved.',
    }),
  })
  .meta({ id: 'SampleCall' });
export type SampleCall = z.infer<typeof sampleCallSchema>;

export const sampledCallSchema = z
  .object({
    url: z.string().meta({ description: 'The sound, for some minutes.' }),
    durationMs: z.int(),
    source: z.string().nullable().meta({ description: 'The voice; null: the chime alone.' }),
    isNamed: z.boolean().meta({ description: 'False where the name that is set is left out.' }),
    missing: z.array(z.string()).max(100).meta({ description: 'Words that the pack lacks.' }),
  })
  .meta({ id: 'SampledCall' });
export type SampledCall = z.infer<typeof sampledCallSchema>;

export const testToneSchema = z
  .strictObject({ volumePercent: z.int().min(0).max(100) })
  .meta({ id: 'TestTone' });

export const toldToneSchema = z
  .object({
    told: z.enum(['heard', 'busy', 'unheard']).meta({
      description: 'unheard: no screen there can be heard; busy: a call is being spoken.',
    }),
  })
  .meta({ id: 'ToldTone' });
export type ToldTone = z.infer<typeof toldToneSchema>;
