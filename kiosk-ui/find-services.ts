import uFuzzy from '@leeoniya/ufuzzy';
import type { AgencyView, ServiceView } from '../contract/views.ts';

export type Found =
  | { readonly is: 'service'; readonly service: ServiceView; readonly agency: AgencyView }
  | { readonly is: 'agency'; readonly agency: AgencyView };

/** A word of the catalogue, and how much finding it says: 0 is most. */
interface Phrase {
  readonly text: string;
  readonly tier: number;
  readonly found: Found;
}

/** More than this nobody turns pages for. */
const foundMax = 18;

/** One slip of the finger in each word; in words of three letters only two letters the wrong way. */
const fuzzy = new uFuzzy({
  intraMode: 1,
  intraRules(term) {
    const { length } = term;
    const isName = /[^\d]/.test(term);
    const one = (from: number) => (isName && length >= from ? 1 : 0);
    return {
      intraSlice: [1, Infinity],
      intraIns: one(4),
      intraSub: one(4),
      intraTrn: one(3),
      intraDel: one(4),
    };
  },
});

const plain = (text: string): string => uFuzzy.latinize(text).toLowerCase();

function phrasesOf(agencies: readonly AgencyView[]): Phrase[] {
  return agencies.flatMap(agency => {
    const own = { is: 'agency', agency } as const;
    const names = [agency.short, agency.name.id, agency.name.en];
    return [
      ...names.map(text => ({ text: plain(text), tier: 1, found: own })),
      ...agency.services.flatMap(service => {
        const found = { is: 'service', service, agency } as const;
        const { name, synonyms } = service;
        const all = [name.id, name.en, ...synonyms, ...names].join(' ');
        return [
          { text: plain(name.id), tier: 0, found },
          { text: plain(name.en), tier: 0, found },
          ...synonyms.map(text => ({ text: plain(text), tier: 0, found })),
          // "akta dukcapil": words of a service and of its agency together.
          { text: plain(all), tier: 2, found },
        ];
      }),
    ];
  });
}

const idOf = (found: Found): string =>
  found.is === 'service' ? found.service.id : found.agency.id;

/** How near a phrase is to what was typed, before the order that the search itself gives. */
function nearness({ text, tier }: Phrase, query: string): number {
  if (tier === 2) return 4;
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  return text.includes(` ${query}`) ? 2 : 3;
}

/**
 * Services and agencies by their names, short names and synonyms in both languages, in any order of
 * words; a slip in a word is forgiven. Nearest first, those that are open before those that are not.
 */
export class ServiceFinder {
  readonly #phrases: readonly Phrase[];
  readonly #texts: string[];

  constructor(agencies: readonly AgencyView[]) {
    this.#phrases = phrasesOf(agencies);
    this.#texts = this.#phrases.map(phrase => phrase.text);
  }

  find(typed: string): readonly Found[] {
    const query = plain(typed).trim().replaceAll(/\s+/g, ' ');
    if (query === '') return [];
    const [ids, info, order] = fuzzy.search(this.#texts, query, 3);
    if (ids === null) return [];
    const sorted = order === null ? ids : order.map(at => info.idx[at]!);
    const best = new Map<string, { found: Found; rank: number }>();
    sorted.forEach((at, place) => {
      const phrase = this.#phrases[at];
      if (phrase === undefined) return;
      const rank = nearness(phrase, query) * this.#texts.length + place;
      const id = idOf(phrase.found);
      if (rank < (best.get(id)?.rank ?? Infinity)) best.set(id, { found: phrase.found, rank });
    });
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank)
      .slice(0, foundMax)
      .map(row => row.found);
  }
}
