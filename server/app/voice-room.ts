import type { Setup } from '../../contract/setup.ts';
import type { Building } from '../building.ts';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { sentencesOf, type SpokenFacts } from '../domain/call-speech.ts';
import { spokenNames, type SpokenName } from '../domain/needed-clips.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import { openNameVoice, type NameVoice } from '../voice/name-voice.ts';
import { PackFolders } from '../voice/pack-folders.ts';
import { openVoice, type PackUse, type Sound, type Voice } from '../voice/voice.ts';

export interface VoiceRoomOptions {
  readonly building: Building;
  readonly log: Log;
  /** Where the building's own packs lie, and where rendered names are kept. */
  readonly packsFolder: string;
  readonly namesFolder: string;
  readonly shipped: readonly { readonly id: string; readonly folder: string }[];
  /** espeak-ng's program; null: no name is rendered. */
  readonly enginePath: string | null;
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

class FollowingRoom implements VoiceRoom {
  readonly #options: VoiceRoomOptions;
  readonly #nameVoice: NameVoice | null;
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
    const { packsFolder: root, shipped, enginePath, namesFolder, building } = options;
    this.packs = new PackFolders({ root, shipped });
    this.#nameVoice = enginePath === null ? null : openNameVoice(namesFolder, enginePath);
    this.#stop = building.onCommit(entries => {
      if (entries.some(({ type }) => type === 'building-configured')) this.#follow();
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
    const packs =
      folder === undefined ? this.#packs(setup, names) : [this.#packOf(packId!, folder, names)];
    const voice = this.#voice;
    if (voice === null || this.#isClosed) return null;
    const { speedPercent } = setup.voice;
    const sound = voice.trial(sentences, speedPercent, packs);
    const bare = sentences.map(({ agencyClip: _name, ...sentence }) => sentence);
    const isAsked = sentences.some(row => row.agencyClip !== undefined);
    const isNamed =
      !isAsked || sound.durationMs > voice.trial(bare, speedPercent, packs).durationMs;
    return { sound, isNamed };
  };

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    await this.#nameVoice?.close();
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
    const used = setup.voice.packIds.join(' ');
    if (used !== this.#used) {
      this.#used = used;
      this.#use();
    }
    this.#followNames(setup);
  }

  #use(): void {
    this.#voice?.use(this.#packs(this.#setup(), this.#names));
    for (const fault of this.#voice?.faults ?? []) {
      this.#options.log.warn({ err: fault }, 'a voice pack cannot be used');
    }
  }

  /** Best first; a pack that is not there is told and passed over. */
  #packs({ voice: { packIds } }: Setup, names: Names): PackUse[] {
    const own = packIds.flatMap((id): PackUse[] => {
      const folder = this.packs.folderOf(id);
      if (folder !== undefined) return [{ folder }];
      this.#options.log.warn({ packId: id }, 'a voice pack of the set-up is not there');
      return [];
    });
    const shipped = this.#options.shipped.map(({ id, folder }) => this.#packOf(id, folder, names));
    return [...own, ...shipped];
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
