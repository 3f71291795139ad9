import { signal } from '@preact/signals';
import type { KioskLanguage } from '../contract/printers.ts';
import { language, overlay, spokenCode } from '../ui-kit/language.ts';
import type { Overlay } from '../ui-kit/language.ts';

/** Each by its own name, so that whoever needs it finds it. */
export const languageNames: Readonly<Record<KioskLanguage, string>> = {
  id: 'Indonesia',
  en: 'English',
  jv: 'Basa Jawa',
  bug: 'Basa Ugi',
};

type LocalLanguage = Exclude<KioskLanguage, 'id' | 'en'>;

/** JSON files beside the page, fetched when a kiosk offers them; none is in its first script. */
const packs: Readonly<Record<LocalLanguage, URL>> = {
  jv: new URL('./languages/jv.json', import.meta.url),
  bug: new URL('./languages/bug.json', import.meta.url),
};

const loaded = new Map<LocalLanguage, Overlay['sentences']>();
/** What was asked for last: a pack that comes late does not undo a later choice. */
let wanted: KioskLanguage = 'id';
/** A language that was asked for and is not there yet. */
export const isLoadingLanguage = signal(false);

const isLocal = (code: KioskLanguage): code is LocalLanguage => code !== 'id' && code !== 'en';

/** Translations that no speaker has checked yet: the screen says so. */
export const isDraft = (code: string): boolean => code !== 'id' && code !== 'en';

export const spokenLanguage = (): KioskLanguage => spokenCode() as KioskLanguage;

const isSentences = (read: unknown): read is Overlay['sentences'] =>
  typeof read === 'object' &&
  read !== null &&
  Object.values(read).every(sentence => typeof sentence === 'string');

export type FetchPack = (url: URL) => Promise<unknown>;

const fetchPack: FetchPack = async url => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`No language pack at ${url.pathname}`);
  return (await answer.json()) as unknown;
};

async function load(code: LocalLanguage, fetchOne: FetchPack): Promise<boolean> {
  if (loaded.has(code)) return true;
  try {
    const read = await fetchOne(packs[code]);
    if (!isSentences(read)) return false;
    loaded.set(code, read);
    return true;
  } catch {
    // Without the server: the kiosk goes on in the language it speaks.
    return false;
  }
}

function show(code: KioskLanguage): void {
  const sentences = isLocal(code) ? loaded.get(code) : undefined;
  language.value = code === 'en' ? 'en' : 'id';
  overlay.value = sentences === undefined ? null : { code, sentences };
}

/**
 * The kiosk speaks this from now on; a local language as soon as its pack is there. Where it cannot
 * be had, nothing changes.
 */
export async function speakIn(code: KioskLanguage, fetchOne: FetchPack = fetchPack): Promise<void> {
  wanted = code;
  if (isLocal(code) && !loaded.has(code)) {
    isLoadingLanguage.value = true;
    const isThere = await load(code, fetchOne);
    isLoadingLanguage.value = false;
    if (!isThere || wanted !== code) return;
  }
  show(code);
}

/** Fetches what the kiosk offers while nobody asks for it, so that a touch changes it at once. */
export async function prepareLanguages(
  codes: readonly KioskLanguage[],
  fetchOne: FetchPack = fetchPack,
): Promise<void> {
  for (const code of codes.filter(isLocal)) await load(code, fetchOne);
}
