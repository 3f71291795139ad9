import type { Setup } from '../../contract/setup.ts';
import type { PackFault, PackSummary, PackWord } from '../../contract/voice-studio.ts';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { neededClips, spokenNames } from '../domain/needed-clips.ts';

/** Packs of a voice as an administrator sees them: what is there, what is missing, what is broken. */

export interface ClipOnShelf {
  readonly file: string;
  readonly durationMs?: number;
  readonly rmsDb?: number;
  readonly peakDb?: number;
  readonly version?: string;
  readonly fault?: PackFault['fault'];
}

/** A pack as it lies in its folder; without a manifest that can be read it has no language. */
export interface PackOnShelf {
  readonly id: string;
  readonly isShipped: boolean;
  readonly manifest: { readonly name: string; readonly language: VoiceLanguage } | null;
  readonly clips: ReadonlyMap<string, ClipOnShelf>;
  /** The set-up names it, and it is not there. */
  readonly isGone?: true;
}

/** Packs of the set-up that lie nowhere are listed too: somebody moved their folder away. */
export function withGone(packs: readonly PackOnShelf[], setup: Setup): PackOnShelf[] {
  const gone = setup.voice.packIds.filter(id => !packs.some(pack => pack.id === id));
  const nothing = { isShipped: false, manifest: null, clips: new Map(), isGone: true } as const;
  return [...gone.map((id): PackOnShelf => ({ id, ...nothing })), ...packs];
}

/** Words that every pack of a language can have, by clip key. */
export type WordList = Readonly<Record<VoiceLanguage, Readonly<Record<string, { text: string }>>>>;

const listedMax = 100;

function wordOf(
  pack: PackOnShelf,
  key: string,
  rest: Pick<PackWord, 'text' | 'kind' | 'isNeeded'>,
): PackWord {
  const clip = pack.clips.get(key);
  const { durationMs, rmsDb, peakDb, version, fault } = clip ?? {};
  const isGood = durationMs !== undefined && rmsDb !== undefined && version !== undefined;
  return {
    key,
    ...rest,
    clip: isGood ? { durationMs, rmsDb, peakDb: peakDb ?? 0, version } : null,
    fault: fault ?? null,
  };
}

/** Every word and name, the needed ones of each kind first; as they are recorded one by one. */
export function wordsOf(pack: PackOnShelf, setup: Setup, list: WordList): PackWord[] {
  if (pack.manifest === null) return [];
  const { language } = pack.manifest;
  const needed = neededClips(setup, language);
  const words = Object.entries(list[language]).map(([key, { text }]) =>
    wordOf(pack, key, {
      text,
      kind: key.startsWith('letter-') ? 'letter' : 'word',
      isNeeded: needed.has(key),
    }),
  );
  const names = spokenNames(setup, language).map(({ key, kind, text }) =>
    wordOf(pack, key, { text, kind, isNeeded: false }),
  );
  const inOrder = words.toSorted(
    (one, other) =>
      Number(one.kind === 'letter') - Number(other.kind === 'letter') ||
      Number(other.isNeeded) - Number(one.isNeeded),
  );
  return [...inOrder, ...names];
}

function faultsOf({ manifest, clips, isGone }: PackOnShelf): PackFault[] {
  const fault = isGone ? 'missing' : 'bad-manifest';
  if (manifest === null) return [{ file: 'manifest.json', fault }];
  return [...clips.values()].flatMap(clip =>
    clip.fault ? [{ file: clip.file, fault: clip.fault }] : [],
  );
}

export function summaryOf(pack: PackOnShelf, setup: Setup, list: WordList): PackSummary {
  const words = wordsOf(pack, setup, list);
  const needed = words.filter(word => word.isNeeded);
  const names = words.filter(({ kind }) => kind === 'agency' || kind === 'service');
  const missing = needed.filter(word => word.clip === null).map(word => word.text);
  const place = setup.voice.packIds.indexOf(pack.id);
  return {
    id: pack.id,
    name: pack.manifest?.name ?? pack.id,
    language: pack.manifest?.language ?? 'id',
    isShipped: pack.isShipped,
    place: place === -1 ? null : place + 1,
    neededCount: needed.length,
    recordedCount: needed.length - missing.length,
    missing: missing.slice(0, listedMax),
    nameCount: names.length,
    namesRecorded: names.filter(word => word.clip !== null).length,
    faults: faultsOf(pack).slice(0, listedMax),
  };
}
