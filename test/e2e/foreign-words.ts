import { vi } from 'vitest';
import type { Language } from '../../contract/values.ts';

type Catalogue = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** The catalogues of all pages: every word that a screen says by itself, in both languages. */
async function loadCatalogues(): Promise<readonly Catalogue[]> {
  const found: Catalogue[] = [];
  const name = '../../ui-kit/language.ts';
  const original = await vi.importActual<typeof import('../../ui-kit/language.ts')>(name);
  const texts: typeof original.texts = catalogue => {
    found.push(catalogue);
    return original.texts(catalogue);
  };
  vi.doMock('../../ui-kit/language.ts', () => ({ ...original, texts }));
  await Promise.all([
    import('../../kiosk-ui/appliance-texts.ts'),
    import('../../kiosk-ui/language-texts.ts'),
    import('../../kiosk-ui/texts.ts'),
    import('../../kiosk-ui/inner-texts.ts'),
    import('../../kiosk-ui/flow-texts.ts'),
    import('../../kiosk-ui/check-in-texts.ts'),
    import('../../kiosk-ui/guide-texts.ts'),
    import('../../display-ui/lobby/texts.ts'),
    import('../../display-ui/paper/texts.ts'),
    import('../../display-ui/phone/texts.ts'),
    import('../../display-ui/survey/texts.ts'),
    import('../../display-ui/tablet/texts.ts'),
    import('../../counter-ui/entry-texts.ts'),
    import('../../counter-ui/keys-texts.ts'),
    import('../../counter-ui/outbox-texts.ts'),
    import('../../counter-ui/pane-texts.ts'),
    import('../../counter-ui/question-texts.ts'),
    import('../../counter-ui/refusal-texts.ts'),
    import('../../counter-ui/texts.ts'),
    import('../../counter-ui/visit-texts.ts'),
    import('../../admin-ui/accuracy-texts.ts'),
    import('../../admin-ui/agencies-texts.ts'),
    import('../../admin-ui/audit-texts.ts'),
    import('../../admin-ui/board-alert-texts.ts'),
    import('../../admin-ui/board-health-lines.ts'),
    import('../../admin-ui/counters-page-texts.ts'),
    import('../../admin-ui/devices-texts.ts'),
    import('../../admin-ui/display-texts.ts'),
    import('../../admin-ui/edit-texts.ts'),
    import('../../admin-ui/field-texts.ts'),
    import('../../admin-ui/home-texts.ts'),
    import('../../admin-ui/messages-page-texts.ts'),
    import('../../admin-ui/names-texts.ts'),
    import('../../admin-ui/office-sections.ts'),
    import('../../admin-ui/office-texts.ts'),
    import('../../admin-ui/printer-texts.ts'),
    import('../../admin-ui/printing-texts.ts'),
    import('../../admin-ui/privacy-texts.ts'),
    import('../../admin-ui/setup-effect-texts.ts'),
    import('../../admin-ui/setup-fault-texts.ts'),
    import('../../admin-ui/sheets-texts.ts'),
    import('../../admin-ui/skm-texts.ts'),
    import('../../admin-ui/slip-texts.ts'),
    import('../../admin-ui/steer-reasons.ts'),
    import('../../admin-ui/steer-texts.ts'),
    import('../../admin-ui/tell-texts.ts'),
    import('../../admin-ui/texts.ts'),
    import('../../admin-ui/tower-sections.ts'),
    import('../../admin-ui/tower-texts.ts'),
    import('../../admin-ui/voice-texts.ts'),
    import('../../admin-ui/report-texts.ts'),
    import('../../admin-ui/survey-index-texts.ts'),
    import('../../admin-ui/visits-texts.ts'),
    import('../../ui-kit/account-texts.ts'),
    import('../../ui-kit/demo-mark.tsx'),
    import('../../ui-kit/sign-in.tsx'),
  ]);
  vi.doUnmock('../../ui-kit/language.ts');
  return found;
}

const place = /\{\w+\}/;

function patternOf(sentence: string): RegExp {
  const parts = sentence.split(place).map(part => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Finds words of one language on a screen that should speak the other. */
export interface ForeignWords {
  among(words: readonly string[], shown: Language): string[];
}

export async function openForeignWords(): Promise<ForeignWords> {
  const catalogues = await loadCatalogues();
  const sentencesIn = (language: Language): Set<string> =>
    new Set(catalogues.flatMap(catalogue => Object.values(catalogue[language])));
  const both = { id: sentencesIn('id'), en: sentencesIn('en') };
  const foreign = (shown: Language): RegExp[] => {
    const own = both[shown];
    const other = [...both[shown === 'id' ? 'en' : 'id']];
    // A sentence that is nothing but places, or the same in both, tells no language.
    const telling = other.filter(
      one => /\p{L}{3}/u.test(one.split(place).join(' ')) && !own.has(one),
    );
    return telling.map(patternOf);
  };
  const patterns = { id: foreign('id'), en: foreign('en') };
  const ownPatterns = { id: [...both.id].map(patternOf), en: [...both.en].map(patternOf) };
  return {
    among: (words, shown) =>
      words.filter(
        word =>
          patterns[shown].some(pattern => pattern.test(word)) &&
          !ownPatterns[shown].some(pattern => pattern.source !== '^.*$' && pattern.test(word)),
      ),
  };
}
