import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Setup } from '../../contract/setup.ts';
import { idSchema } from '../../contract/values.ts';
import {
  keptPackSchema,
  keptTakeSchema,
  newVoicePackSchema,
  packUploadBytesMax,
  takeBytesMax,
  useVoicePackSchema,
  voicePackViewSchema,
  type SoundMeasures,
} from '../../contract/voice-studio.ts';
import type { Building } from '../building.ts';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { changeSetup } from './setup-change.ts';
import { summaryOf, wordsOf, type PackOnShelf, type WordList } from './voice-packs.ts';

/** What was not taken, and why; of an archive the file at fault. */
export interface NotTaken {
  readonly reason: string;
  readonly file?: string;
}

export interface TakenClip {
  readonly before: SoundMeasures;
  readonly after: SoundMeasures;
  readonly isDistorted: boolean;
}

/** The shelf that packs stand on. */
export interface PackShelf {
  readonly words: WordList;
  look(packId: string): Promise<PackOnShelf | undefined>;
  create(name: string, language: VoiceLanguage): Promise<PackOnShelf | 'too-many'>;
  clip(packId: string, key: string): Promise<Buffer | undefined>;
  record(packId: string, key: string, wav: Buffer): Promise<TakenClip | NotTaken>;
  drop(packId: string, key: string): Promise<boolean>;
  remove(packId: string): Promise<boolean>;
  archive(packId: string): Promise<Buffer | NotTaken>;
  unpack(zip: Buffer): Promise<PackOnShelf | 'too-many' | NotTaken>;
}

export interface VoicePackRoutesOptions {
  readonly building: Building;
  readonly shelf: PackShelf;
}

const pack = '/api/v1/admin/voice/packs/:id';
const idParams = z.strictObject({ id: idSchema });
const clipParams = z.strictObject({ id: idSchema, key: z.string().regex(/^[a-z0-9-]{1,64}$/) });
const packsInUseMax = 10;
const toldWordsMax = 5;

const setupNow = ({ building }: VoicePackRoutesOptions): Setup => setupOf(building.state).setup;
const no = (refusal: Refusal): Reply => refusalAnswer(refusal);

function kept(found: PackOnShelf, options: VoicePackRoutesOptions, status: 200 | 201): Reply {
  return json({ pack: summaryOf(found, setupNow(options), options.shelf.words) }, status);
}

/** The pack, where it is the building's own to change; else why not. */
async function ownPack(
  id: string,
  { shelf }: VoicePackRoutesOptions,
): Promise<PackOnShelf | Reply> {
  const found = await shelf.look(id);
  if (!found) return no(refuse('unknown-pack', { packId: id }));
  return found.isShipped ? no(refuse('not-allowed', { packId: id })) : found;
}

const isReply = (found: PackOnShelf | Reply): found is Reply => 'status' in found;

function readRoutes(options: VoicePackRoutesOptions): Route[] {
  const { shelf } = options;
  return [
    route({
      method: 'get',
      path: pack,
      access: 'supervisor',
      summary: 'A pack word by word: what is read out, and how it was recorded',
      params: idParams,
      status: 200,
      answer: voicePackViewSchema,
      refusals: ['unknown-pack'],
      handle: async ({ params }) => {
        const found = await shelf.look(params.id);
        if (!found) return no(refuse('unknown-pack', { packId: params.id }));
        const setup = setupNow(options);
        const words = wordsOf(found, setup, shelf.words);
        return json({ pack: summaryOf(found, setup, shelf.words), words });
      },
    }),
    route({
      method: 'get',
      path: `${pack}/clips/:key`,
      access: 'supervisor',
      summary: 'How a pack says one word',
      params: clipParams,
      status: 200,
      answer: null,
      isSound: true,
      refusals: ['unknown-word'],
      handle: async ({ params }) => {
        const sound = await shelf.clip(params.id, params.key);
        return sound ? { status: 200, body: '', sound } : no(refuse('unknown-word'));
      },
    }),
    route({
      method: 'get',
      path: `${pack}/archive`,
      access: 'administrator',
      summary: 'A pack as one file, to be kept or taken to another building',
      params: idParams,
      status: 200,
      answer: null,
      isArchive: true,
      refusals: ['unknown-pack', 'pack-refused'],
      handle: async ({ params }) => {
        if (!(await shelf.look(params.id))) return no(refuse('unknown-pack'));
        const archive = await shelf.archive(params.id);
        if (!Buffer.isBuffer(archive)) return no(refuse('pack-refused', { ...archive }));
        const headers = { 'Content-Disposition': `attachment; filename="${params.id}.zip"` };
        return { status: 200, body: '', archive, headers };
      },
    }),
  ];
}

function makeRoutes(options: VoicePackRoutesOptions): Route[] {
  const { shelf } = options;
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/voice/packs',
      access: 'administrator',
      summary: 'Begin a voice of the building’s own',
      body: newVoicePackSchema,
      status: 201,
      answer: keptPackSchema,
      refusals: ['too-many-packs'],
      handle: ({ body, idempotency }) =>
        requests.once(idempotency, async () => {
          const made = await shelf.create(body.name, body.language);
          return made === 'too-many' ? no(refuse('too-many-packs')) : kept(made, options, 201);
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/voice/archives',
      access: 'administrator',
      summary: 'Take a pack from a file, at most 32 MB; not in use until it is published',
      upload: { type: 'application/zip', bytesMax: packUploadBytesMax },
      status: 201,
      answer: keptPackSchema,
      refusals: ['too-many-packs', 'pack-refused'],
      handle: ({ bytes, idempotency }) =>
        requests.once(idempotency, async () => {
          const made = await shelf.unpack(bytes);
          if (made === 'too-many') return no(refuse('too-many-packs'));
          if ('reason' in made) return no(refuse('pack-refused', { ...made }));
          return kept(made, options, 201);
        }),
    }),
    route({
      method: 'post',
      path: `${pack}/remove`,
      access: 'administrator',
      summary: 'Delete a pack that is not in use, with all its recordings',
      params: idParams,
      body: emptySchema.default({}),
      status: 200,
      answer: emptySchema,
      refusals: ['unknown-pack', 'pack-in-use'],
      handle: async ({ params }) => {
        const found = await ownPack(params.id, options);
        if (isReply(found)) return found;
        const isUsed = setupNow(options).voice.packIds.includes(params.id);
        if (isUsed) return no(refuse('pack-in-use'));
        return (await shelf.remove(params.id)) ? json({}) : no(refuse('unknown-pack'));
      },
    }),
  ];
}

function wordRoutes(options: VoicePackRoutesOptions): Route[] {
  const { shelf } = options;
  const requests = new SecretRequests();
  const wordsNow = (found: PackOnShelf) => wordsOf(found, setupNow(options), shelf.words);
  return [
    route({
      method: 'post',
      path: `${pack}/clips/:key`,
      access: 'administrator',
      summary: 'Record a word: WAV, 1 channel, 16 bit, 22,050 Hz; it is trimmed and made even',
      params: clipParams,
      upload: { type: 'audio/wav', bytesMax: takeBytesMax },
      status: 201,
      answer: keptTakeSchema,
      refusals: ['unknown-pack', 'unknown-word', 'take-refused'],
      handle: ({ params: { id, key }, bytes, idempotency }) =>
        requests.once(idempotency, async () => {
          const found = await ownPack(id, options);
          if (isReply(found)) return found;
          if (!wordsNow(found).some(word => word.key === key)) return no(refuse('unknown-word'));
          const taken = await shelf.record(id, key, bytes);
          if ('reason' in taken) return no(refuse('take-refused', { ...taken }));
          const after = (await shelf.look(id))!;
          const word = wordsNow(after).find(row => row.key === key)!;
          const summary = summaryOf(after, setupNow(options), shelf.words);
          return json({ pack: summary, word, ...taken }, 201);
        }),
    }),
    route({
      method: 'post',
      path: `${pack}/clips/:key/remove`,
      access: 'administrator',
      summary: 'Take a word out of a pack; of a pack in use only what no call needs',
      params: clipParams,
      body: emptySchema.default({}),
      status: 200,
      answer: keptPackSchema,
      refusals: ['unknown-pack', 'unknown-word', 'pack-in-use'],
      handle: async ({ params: { id, key } }) => {
        const found = await ownPack(id, options);
        if (isReply(found)) return found;
        const isNeeded = wordsNow(found).some(word => word.key === key && word.isNeeded);
        const isUsed = setupNow(options).voice.packIds.includes(id);
        if (isUsed && isNeeded) return no(refuse('pack-in-use'));
        if (!(await shelf.drop(id, key))) return no(refuse('unknown-word'));
        return kept((await shelf.look(id))!, options, 200);
      },
    }),
  ];
}

/** Why a pack cannot speak for the building; null where it can say every call. */
function whyNot(found: PackOnShelf, setup: Setup, words: WordList): Refusal | null {
  const { missing, faults } = summaryOf(found, setup, words);
  const wanting = [...missing, ...faults.map(({ file }) => file)];
  if (wanting.length === 0) return null;
  const told = wanting.slice(0, toldWordsMax).join(', ');
  return refuse('words-missing', { count: wanting.length, words: told });
}

function useRoute(
  options: VoicePackRoutesOptions,
  which: 'publish' | 'withdraw',
  summary: string,
): Route {
  const { building, shelf } = options;
  return route({
    method: 'post',
    path: `${pack}/${which}`,
    access: 'administrator',
    summary,
    params: idParams,
    body: useVoicePackSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'unknown-pack', 'words-missing', 'too-many-packs'],
    handle: async call => {
      const { id } = call.params;
      const found = which === 'publish' ? await ownPack(id, options) : null;
      if (found && isReply(found)) return found;
      return changeSetup(building, call, setup => {
        const others = setup.voice.packIds.filter(packId => packId !== id);
        if (!found && others.length === setup.voice.packIds.length) return refuse('unknown-pack');
        const wanting = found && whyNot(found, setup, shelf.words);
        if (wanting) return wanting;
        const packIds = found ? [id, ...others] : others;
        if (packIds.length > packsInUseMax) return refuse('too-many-packs');
        return { setup: { ...setup, voice: { ...setup.voice, packIds } } };
      });
    },
  });
}

/** Voices of the building's own, recorded word by word. */
export const voicePackRoutes = (options: VoicePackRoutesOptions): Route[] => [
  ...readRoutes(options),
  ...makeRoutes(options),
  ...wordRoutes(options),
  useRoute(options, 'publish', 'Speak calls with this pack first; it must have every word'),
  useRoute(options, 'withdraw', 'Speak no call with this pack any more; it is kept'),
];
