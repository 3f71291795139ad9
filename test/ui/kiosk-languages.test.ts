import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KioskView } from '../../contract/views.ts';
import { applianceText } from '../../kiosk-ui/appliance-texts.ts';
import {
  isLoadingLanguage,
  prepareLanguages,
  speakIn,
  spokenLanguage,
} from '../../kiosk-ui/spoken-language.ts';
import { t } from '../../kiosk-ui/texts.ts';
import { fill, language, overlay, texts } from '../../ui-kit/language.ts';
import { KioskBench, birth, dukcapil, issued, view } from './kiosk-bench.ts';

/** Local languages: overlays over the Indonesian catalogue. */

type Sentences = Record<string, string>;
const packOf = (code: string): Sentences => {
  const file = new URL(`../../kiosk-ui/languages/${code}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Sentences;
};
const packs = ['jv', 'bug'] as const;
const placesOf = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).toSorted();

interface Both {
  readonly id: Sentences;
  readonly en: Sentences;
}
const all = vi.hoisted((): Both[] => []);

/** Every catalogue of the kiosk, whatever file it is in: each is heard when it is made. */
vi.mock('../../ui-kit/language.ts', async original => {
  const own = await original<typeof import('../../ui-kit/language.ts')>();
  return {
    ...own,
    texts(catalogue: Both) {
      all.push(catalogue);
      return own.texts(catalogue);
    },
  };
});
const folder = new URL('../../kiosk-ui/', import.meta.url);
const files = readdirSync(folder).filter(name => name.endsWith('texts.ts'));
await Promise.all(files.map(name => import(new URL(name, folder).href)));

afterEach(() => {
  language.value = 'id';
  overlay.value = null;
});

describe('packs', () => {
  test('LANG-1: the catalogues of the kiosk agree on every key that two of them have', () => {
    const known = new Map<string, string>();
    const different: string[] = [];
    for (const { id } of all) {
      for (const [key, sentence] of Object.entries(id)) {
        if ((known.get(key) ?? sentence) !== sentence) different.push(key);
        known.set(key, sentence);
      }
    }
    expect(different).toEqual([]);
    expect(known.size).toBeGreaterThan(250);
  });

  test('LANG-1: English has every key, and the places of Indonesian', () => {
    for (const { id, en } of all) {
      expect(Object.keys(en).toSorted()).toEqual(Object.keys(id).toSorted());
      for (const [key, sentence] of Object.entries(id)) {
        expect([key, placesOf(en[key]!)]).toEqual([key, placesOf(sentence)]);
      }
    }
  });

  test.each(packs)('LANG-1: every sentence of %s has its key, its places and its room', code => {
    const indonesian: Sentences = Object.assign({}, ...all.map(({ id }) => id));
    const english: Sentences = Object.assign({}, ...all.map(({ en }) => en));
    const wrong = Object.entries(packOf(code)).flatMap(([key, sentence]) => {
      const source = indonesian[key];
      if (source === undefined) return [`${key} is in no catalogue`];
      if (placesOf(sentence).join() !== placesOf(source).join()) return [`${key}: other places`];
      // What fits in one of the complete languages has to fit in a local one.
      const lengthMax = Math.max(source.length, english[key]!.length) * 1.35 + 4;
      return sentence.length > lengthMax ? [`${key} is too long: ${sentence}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('LANG-2: a draft says most of what visitors meet', () => {
    // What a kiosk says to whoever looks after it is Indonesian and English only.
    const forVisitors = all.filter(({ id }) => !('pairTitle' in id));
    const keys = new Set(forVisitors.flatMap(({ id }) => Object.keys(id)));
    const shareOf = (code: string): number => {
      const own = packOf(code);
      return [...keys].filter(key => key in own).length / keys.size;
    };
    expect(shareOf('jv')).toBeGreaterThan(0.95);
    expect(shareOf('bug')).toBeGreaterThan(0.95);
  });
});

describe('speaking', () => {
  const fetched: string[] = [];
  const fetchPack = async (url: URL): Promise<unknown> => {
    fetched.push(url.pathname.split('/').at(-1)!);
    return packOf(url.pathname.includes('jv') ? 'jv' : 'bug');
  };
  beforeEach(() => {
    fetched.length = 0;
  });

  test('LANG-3: what an overlay lacks is said in Indonesian', () => {
    const own = texts({ id: { a: 'satu {n}', b: 'dua' }, en: { a: 'one {n}', b: 'two' } });
    overlay.value = { code: 'xx', sentences: { a: 'siji {n}' } };
    expect([own('a', { n: 3 }), own('b')]).toEqual(['siji 3', 'dua']);
    overlay.value = null;
    language.value = 'en';
    expect(own('a', { n: 3 })).toBe('one 3');
    expect(fill('{n} {m}', { n: 1 })).toBe('1 {m}');
  });

  test('LANG-4: without its pack the kiosk goes on in the language it speaks', async () => {
    await speakIn('en');
    await speakIn('bug', () => Promise.reject(new Error('no server')));
    expect([spokenLanguage(), isLoadingLanguage.value]).toEqual(['en', false]);
    await speakIn('bug', () => Promise.resolve({ a: 1 }));
    expect(spokenLanguage()).toBe('en');
  });

  test('LANG-4: a pack that comes late does not undo a later choice', async () => {
    let answer: (read: unknown) => void = () => undefined;
    const slow = speakIn('bug', () => new Promise(resolve => (answer = resolve)));
    expect(isLoadingLanguage.value).toBe(true);
    await speakIn('en');
    answer(packOf('bug'));
    await slow;
    expect([spokenLanguage(), language.value]).toEqual(['en', 'en']);
  });

  test('LANG-4: packs are fetched once, before they are asked for', async () => {
    await prepareLanguages(['id', 'jv', 'en'], fetchPack);
    await prepareLanguages(['jv'], fetchPack);
    expect(fetched).toEqual(['jv.json']);
    void speakIn('jv', () => Promise.reject(new Error('not again')));
    expect([spokenLanguage(), language.value, t('back')]).toEqual(['jv', 'id', 'Wangsul']);
    expect(applianceText('pairErase')).toBe('Hapus');
    void speakIn('id');
    expect([spokenLanguage(), t('back')]).toEqual(['id', 'Kembali']);
  });
});

describe('at the kiosk', () => {
  let bench: KioskBench;
  beforeEach(async () => {
    await prepareLanguages(['jv'], () => Promise.resolve(packOf('jv')));
    bench = new KioskBench();
  });
  afterEach(() => bench.close());

  test('LANG-5: a change at any moment keeps screen and choice, and the ticket is Indonesian', async () => {
    const { kiosk, sent } = bench;
    kiosk.takeNumber();
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.asksLanguage();
    expect(kiosk.sheet.value).toEqual({ about: 'language' });
    kiosk.speak('jv');
    expect(kiosk.sheet.value).toBe(null);
    expect([spokenLanguage(), kiosk.screen.value.at, kiosk.choice.value]).toEqual([
      'jv',
      'services',
      birth,
    ]);
    bench.answers.push(issued(null));
    await kiosk.issue();
    expect(sent[0]?.body).toMatchObject({ serviceIds: [birth], language: 'id' });
    expect(spokenLanguage()).toBe('jv');
    kiosk.leave();
    expect(spokenLanguage()).toBe('id');
  });

  test('LANG-6: the kiosk rests in the first of its languages, also after a change of the set-up', () => {
    const { kiosk } = bench;
    const settings: KioskView['kiosk'] = { ...view.kiosk, languages: ['jv', 'id', 'en'] };
    bench.tell({ kiosk: settings });
    kiosk.speak('en');
    kiosk.leave();
    expect(spokenLanguage()).toBe('jv');
  });
});
