import type { Language } from '../contract/values.ts';
import type { ServiceView } from '../contract/views.ts';
import { linesOf } from './pages.ts';

/** Pixels, as in the style sheet. */
export interface RowSizes {
  /** Type of a name, of the marked name, and of what to bring. */
  readonly name: number;
  readonly marked: number;
  readonly bring: number;
  readonly rowMin: number;
  readonly nameWidth: number;
  /** Of what to bring, in one column. */
  readonly bringWidth: number;
  readonly columns: 1 | 2;
}

export const usualSizes: RowSizes = {
  name: 34,
  marked: 40,
  bring: 32,
  rowMin: 82,
  nameWidth: 640,
  bringWidth: 840,
  columns: 2,
};
export const largeSizes: RowSizes = {
  name: 42,
  marked: 46,
  bring: 40,
  rowMin: 104,
  nameWidth: 570,
  bringWidth: 840,
  columns: 1,
};

/** On a screen that is wider than high the list has a part of the width. */
export const usualSizesWide: RowSizes = {
  ...usualSizes,
  nameWidth: 440,
  bringWidth: 660,
  columns: 1,
};
export const largeSizesWide: RowSizes = { ...largeSizes, nameWidth: 370, bringWidth: 660 };

/** The taller of both, so that a page stays that page when the language changes. */
const languages: readonly Language[] = ['id', 'en'];

/** One column as soon as one thing to bring would not fit half the width on two lines. */
export function columnsOf(service: ServiceView, sizes: RowSizes): 1 | 2 {
  const isShort = service.requirements.every(text =>
    languages.every(language => linesOf(text[language], 380, sizes.bring) <= 2),
  );
  return isShort && service.requirements.length > 1 ? sizes.columns : 1;
}

export function closedHeight(service: ServiceView, sizes: RowSizes): number {
  const lines = tallest(language => linesOf(service.name[language], sizes.nameWidth, sizes.name));
  return Math.max(sizes.rowMin, lines * (sizes.name + 4) + 14);
}

export function openedHeight(service: ServiceView, sizes: RowSizes): number {
  const lines = tallest(language => linesOf(service.name[language], sizes.nameWidth, sizes.marked));
  const head = 32 + lines * (sizes.marked + 8);
  const columns = columnsOf(service, sizes);
  const line = sizes.bring + 8;
  const bring = tallest(language => {
    let height = 0;
    for (let at = 0; at < service.requirements.length; at += columns) {
      const row = service.requirements.slice(at, at + columns);
      const width = columns === 2 ? 380 : sizes.bringWidth;
      height += Math.max(...row.map(text => linesOf(text[language], width, sizes.bring))) * line;
    }
    return height;
  });
  const rows = Math.ceil(service.requirements.length / columns);
  return head + 40 + 12 + bring + Math.max(0, rows - 1) * 10 + 26;
}

function tallest(heightIn: (language: Language) => number): number {
  return Math.max(...languages.map(heightIn));
}
