import type { Setup } from '../../contract/setup.ts';
import type { Building } from '../building.ts';
import type { Announcement, VoiceLanguage } from '../domain/announcement.ts';
import { sentencesOf, type SpokenFacts } from '../domain/call-speech.ts';
import { spokenNames, type SpokenName } from '../domain/needed-clips.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import { engineSource, type SpokenTexts } from '../voice/engine-source.ts';
import { openNameVoice, type NameVoice } from '../voice/name-voice.ts';
import { PackFolders } from '../voice/pack-folders.ts';
import { PreparedPhrases } from '../voice/prepared-phrases.ts';
import type { EngineState } from '../voice/speech-engine.ts';
import type { VoiceEngines } from '../voice/voice-engines.ts';
import { openVoice, type PackUse, type Sound, type SourceUse, type Voice } from '../voice/voice.ts';
import { announcedAhead, announcedTicket } from './announced-ahead.ts';

export interface VoiceRoomOptions {
  readonly building: Building;
  readonly log: Log;
  /** Where the building's own packs lie, and where rendered names are kept. */
  readonly packsFolder: string;
  readonly namesFolder: string;
  readonly shipped: readonly { readonly id: string; readonly folder: string }[];
  /** Closed by whoever opened them, after this. */
  readonly engines: VoiceEngines;
  /** Off where nothing shall be spoken. */
  readonly hasVoice: boolean;
}

/** A call as it would sound; its name is left out where no voice has it. */
export interface SampleSound {
  readonly sound: Sound;
  readonly isNamed: boolean;
}

/** The building's voice as its set-up names it, and the folders its packs lie in. */
export interface VoiceRoom {
  readonly voice: () => Voice | null;
  readonly packs: PackFolders;
  /** Speaks anew from the folders: a clip of a pack in use is another one now. */
  readonly packChanged: (packId: string) => void;
  /** The engines that render what no pack has, and how they are. */
  readonly engines: () => readonly EngineState[];
  /** Null while nothing is spoken at all. `packId` null: by the packs in use. */
  readonly sample: (
    setup: Setup,
    facts: SpokenFacts,
    packId: string | null,
  ) => Promise<SampleSound | null>;
  close(): Promise<void>;
}

type Names = Readonly<Record<VoiceLanguage, ReadonlyMap<string, Int16Array>>>;
type NamesSaid = Readonly<Record<VoiceLanguage, readonly SpokenName[]>>;
const none: Names = { id: new Map(), en: new Map() };
const languages = ['id', 'en'] as const;
/** An administrator waits this long for an engine to render a sample. */
const sampleMsMax = 6_000;
/** Of a shipped pack's id, e.g. default-id. */
const languageOf = (packId: string): VoiceLanguage => (packId.endsWith('-en') ? 'en' : 'id');

/** Names that calls end with as the building is set up, in each language that it speaks. */
function namesSaid(setup: Setup): NamesSaid {
  const { says, secondLanguage } = setup.voice;
  const of = (language: VoiceLanguage): readonly SpokenName[] => {
    const isSpoken = secondLanguage !== 'never' || setup.building.languages[0] === language;
    if (!isSpoken) return [];
    return spokenNames(setup, language).filter(({ kind }) => kind === says);
  };
  return { id: of('id'), en: of('en') };
}

/** What engines are to say for names, by the key of their clip. */
function textsOf(setup: Setup): SpokenTexts {
  const of = (language: VoiceLanguage) =>
    new Map(spokenNames(setup, language).map(({ key, text }) => [key, text]));
  return { id: of('id'), en: of('en') };
}

const within = (promise: Promise<void>, msMax: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, msMax);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

class FollowingRoom implements VoiceRoom {
  readonly #options: VoiceRoomOptions;
  readonly #nameVoice: NameVoice | null;
  readonly #neural: ReadonlyMap<VoiceLanguage, PreparedPhrases>;
  readonly #espeak: PreparedPhrases | null;
  readonly #stop: () => void;
  readonly packs: PackFolders;
  #voice: Voice | null = null;
  #names: Names = none;
  /** What the voice was last made of: other changes of the set-up cost nothing. */
  #used: string | null = null;
  #named = '';
  #rendering: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: VoiceRoomOptions) {
    this.#options = options;
    const { packsFolder: root, shipped, engines, namesFolder, building } = options;
    const { espeak, neural } = engines;
    this.packs = new PackFolders({ root, shipped });
    this.#nameVoice = espeak === null ? null : openNameVoice(namesFolder, espeak);
    this.#espeak = espeak === null ? null : new PreparedPhrases(espeak);
    this.#neural = new Map(
      languages.flatMap(language => {
        const engine = neural[language];
        return engine === undefined ? [] : [[language, new PreparedPhrases(engine)] as const];
      }),
    );
    this.#stop = building.onCommit(entries => {
      if (entries.some(({ type }) => type === 'building-configured')) this.#follow();
      for (const { type, visitId } of entries) {
        if (type === 'ticket-issued' && visitId) this.#prepareTicket(visitId);
      }
    });
    if (options.hasVoice) setImmediate(() => this.#open());
  }

  readonly voice = (): Voice | null => this.#voice;

  readonly packChanged = (packId: string): void => {
    if (!this.#setup().voice.packIds.includes(packId)) return;
    this.#used = null;
    this.#follow();
  };

  readonly sample: VoiceRoom['sample'] = async (setup, facts, packId) => {
    const folder = packId === null ? undefined : this.packs.folderOf(packId);
    const look = packId === null ? undefined : await this.packs.look(packId);
    const language = look?.manifest?.language;
    const sentences = sentencesOf(
      setup,
      { ...facts, language: language ?? facts.language },
      setup.voice.repeat,
    ).filter(sentence => language === undefined || sentence.language === language);
    const names = await this.#namesOf(
      setup,
      sentences.flatMap(row => row.agencyClip ?? []),
    );
    const by =
      folder === undefined ? this.#sources(setup, names) : [this.#packOf(packId!, folder, names)];
    const voice = this.#voice;
    if (voice === null) return null;
    const rendering = voice.prepare(sentences, true, by);
    if (rendering !== null) await within(rendering.done, sampleMsMax);
    if (this.#isClosed) return null;
    const { speedPercent } = setup.voice;
    const sound = voice.trial(sentences, speedPercent, by);
    const bare = sentences.map(({ agencyClip: _name, ...sentence }) => sentence);
    const isAsked = sentences.some(row => row.agencyClip !== undefined);
    const isNamed = !isAsked || sound.durationMs > voice.trial(bare, speedPercent, by).durationMs;
    return { sound, isNamed };
  };

  readonly engines = (): readonly EngineState[] => this.#options.engines.states();

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    this.#nameVoice?.close();
    for (const phrases of this.#neural.values()) phrases.close();
    this.#espeak?.close();
    await this.#rendering;
    await this.packs.close();
    this.#voice?.close();
  }

  #setup(): Setup {
    return setupOf(this.#options.building.state).setup;
  }

  #open(): void {
    if (this.#isClosed) return;
    this.#voice = openVoice({ packFolders: [] });
    this.#follow();
  }

  #follow(): void {
    if (this.#voice === null || this.#isClosed) return;
    const setup = this.#setup();
    const { id, en } = textsOf(setup);
    const used = JSON.stringify([setup.voice.packIds, [...id], [...en]]);
    if (used !== this.#used) {
      this.#used = used;
      this.#use();
    }
    this.#followNames(setup);
    const { state } = this.#options.building;
    for (const sentences of announcedAhead(state, setup)) this.#prepare(sentences);
  }

  #prepareTicket(visitId: string): void {
    if (this.#voice === null || (this.#espeak === null && this.#neural.size === 0)) return;
    const { state } = this.#options.building;
    for (const sentences of announcedTicket(state, visitId)) this.#prepare(sentences);
  }

  /** Costs next to nothing where a pack says it: nothing is rendered then. */
  #prepare(sentences: readonly Announcement[]): void {
    if (!this.#isClosed) this.#voice?.prepare(sentences, false);
  }

  #use(): void {
    this.#voice?.use(this.#sources(this.#setup(), this.#names));
    for (const fault of this.#voice?.faults ?? []) {
      this.#options.log.warn({ err: fault }, 'a voice pack cannot be used');
    }
  }

  /**
   * Best first: the building's recordings, neural voices, what is shipped, espeak-ng. A pack that is
   * not there is told and passed over.
   */
  #sources(setup: Setup, names: Names): SourceUse[] {
    const { packIds } = setup.voice;
    const texts = textsOf(setup);
    const neural = [...this.#neural].map(([language, phrases]) =>
      engineSource(phrases, [language], texts),
    );
    const last = this.#espeak === null ? [] : [engineSource(this.#espeak, languages, texts)];
    const own = packIds.flatMap((id): PackUse[] => {
      const folder = this.packs.folderOf(id);
      if (folder !== undefined) return [{ folder }];
      this.#options.log.warn({ packId: id }, 'a voice pack of the set-up is not there');
      return [];
    });
    const shipped = this.#options.shipped.map(({ id, folder }) => this.#packOf(id, folder, names));
    return [...own, ...neural, ...shipped, ...last];
  }

  /** A shipped pack has names in its own voice beside its clips. */
  #packOf(id: string, folder: string, names: Names): PackUse {
    return this.packs.isShipped(id) ? { folder, names: names[languageOf(id)] } : { folder };
  }

  /** Beforehand: no call waits for the program that says a name. */
  #followNames(setup: Setup): void {
    const wanted = namesSaid(setup);
    const named = JSON.stringify(wanted);
    if (this.#nameVoice === null || named === this.#named) return;
    this.#named = named;
    this.#rendering = this.#renderAfter(this.#rendering, wanted, named);
  }

  async #renderAfter(before: Promise<void>, wanted: NamesSaid, named: string): Promise<void> {
    await before;
    if (this.#isClosed || this.#named !== named) return;
    const names = await this.#rendered(wanted);
    if (this.#isClosed || this.#named !== named) return;
    this.#names = names;
    this.#use();
  }

  async #rendered(wanted: NamesSaid): Promise<Names> {
    if (this.#nameVoice === null) return none;
    const [id, en] = await Promise.all(
      languages.map(language => this.#nameVoice!.render(wanted[language], language)),
    );
    return { id: id ?? none.id, en: en ?? none.en };
  }

  /** The names of one call only: what is tried out has not been rendered beforehand. */
  async #namesOf(setup: Setup, keys: readonly string[]): Promise<Names> {
    const wanted = namesSaid(setup);
    const among = (rows: readonly SpokenName[]) => rows.filter(({ key }) => keys.includes(key));
    return this.#rendered({ id: among(wanted.id), en: among(wanted.en) });
  }
}

export const openVoiceRoom = (options: VoiceRoomOptions): VoiceRoom => new FollowingRoom(options);
