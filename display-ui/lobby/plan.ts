import type { DisplayLayout } from '../../contract/displays.ts';
import { ems, leastSizes, rowEms, type ScreenShape, type TypeSizes } from './type-sizes.ts';

/** What can stand on a screen beside the bottom line. */
export type Pane = 'panel' | 'list' | 'board' | 'media';

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PanelPlan {
  readonly numberPx: number;
  readonly counterPx: number;
  /** Of the agency's name; 0 where it has no room. */
  readonly placePx: number;
  /** The word "Loket" is smaller than its figure. */
  readonly isNarrow: boolean;
  /** How many calls it takes at once when many wait for it. */
  readonly crowdRows: number;
  readonly crowdPx: number;
  readonly isCrowdStacked: boolean;
}

export interface ListPlan {
  readonly rows: number;
  readonly rowPx: number;
  readonly titlePx: number;
  readonly wordsPx: number;
  /** Of those who come next: two of them have room beside each other. */
  readonly readyPx: number;
}

export interface BarPlan {
  readonly heightPx: number;
  readonly wordsPx: number;
  readonly clockPx: number;
  /** Lines that a piece of running text may take. */
  readonly lines: number;
  /** Characters to a piece. */
  readonly length: number;
  readonly isStacked: boolean;
  readonly hasZoneName: boolean;
}

/** Everything on a screen by size and place, in CSS pixels. */
export interface Plan {
  readonly shape: ScreenShape;
  readonly isPortrait: boolean;
  /** 1/1080 of the shorter side: margins and hairlines. */
  readonly unitPx: number;
  readonly least: TypeSizes;
  /** Pages of panes: where not all have room at once they take turns. */
  readonly pages: readonly Readonly<Partial<Record<Pane, Place>>>[];
  readonly panel: PanelPlan;
  readonly list: ListPlan;
  readonly bar: BarPlan;
  /** The screen is too small for its distance: words are as large as it holds. */
  readonly isTooFar: boolean;
}

const crowdMax = 4;
/** A row of the crowd without its arrow: number, gap and counter. */
const crowdEms = ems.label + ems.counter + 0.36;
const lengthMax = 28;
/** A board is looked at longer than a call: its line may be. */
const boardLengthMax = 60;
const drawn = { line: 108, place: 112, side: 134, crowd: 190, hour: 132, margin: 56 } as const;

interface Frame {
  readonly shape: ScreenShape;
  readonly unitPx: number;
  readonly least: TypeSizes;
  /** Of words beside the called number. */
  readonly textPx: number;
}

function barPlan({ shape, unitPx, textPx }: Frame, isPortrait: boolean): BarPlan {
  const { widthPx, heightPx } = shape;
  const inner = widthPx - 2 * drawn.margin * unitPx;
  if (isPortrait) {
    const lines = Math.ceil((ems.sentence * textPx * 1.06) / inner);
    const kept = Math.min(lines, 3);
    return {
      heightPx: Math.ceil(textPx * (1.16 * (kept + 1) + 0.35)),
      wordsPx: textPx,
      clockPx: textPx,
      lines: kept,
      length: Math.min(lengthMax, Math.floor((inner * kept * 0.92) / (textPx * 0.5))),
      isStacked: true,
      hasZoneName: (ems.clock + ems.zoneName + 0.4) * textPx <= inner,
    };
  }
  const isTwo = 2.15 * textPx <= heightPx * 0.24;
  const clockPx = isTwo ? Math.max(textPx, Math.min(drawn.hour * unitPx, textPx * 1.1)) : textPx;
  const wordsInner = inner - ems.clock * clockPx - 48 * unitPx;
  const perLine = Math.floor(wordsInner / (textPx * 0.5));
  return {
    heightPx: Math.ceil(isTwo ? Math.max(textPx * 2.22, textPx * 1.9 + 42 * unitPx) : textPx * 1.4),
    wordsPx: textPx,
    clockPx,
    lines: isTwo ? 2 : 1,
    length: Math.max(8, Math.min(lengthMax, perLine * (isTwo ? 2 : 1))),
    isStacked: false,
    hasZoneName: isTwo,
  };
}

function boardBar({ shape, unitPx, least }: Frame, isPortrait: boolean): BarPlan {
  const wordsPx = Math.max(48 * unitPx, least.textPx);
  const inner = shape.widthPx - 64 * unitPx;
  const clockPx = Math.max(wordsPx, Math.min(84 * unitPx, wordsPx * 1.75));
  const clock = (ems.clock * clockPx + (ems.zoneName + 0.3) * wordsPx) * 1.02;
  const isStacked = isPortrait && inner - clock < 11 * wordsPx;
  const hasZoneName = isStacked || inner - clock >= 8 * wordsPx;
  const time = hasZoneName ? clock : ems.clock * clockPx;
  const room = isStacked ? inner : inner - time - 48 * unitPx;
  return {
    heightPx: Math.ceil(
      isStacked ? wordsPx * 2.5 + 34 * unitPx : Math.max(112 * unitPx, wordsPx * 1.4),
    ),
    wordsPx,
    clockPx: isStacked ? wordsPx : clockPx,
    lines: 1,
    length: Math.max(8, Math.min(boardLengthMax, Math.floor(room / (wordsPx * 0.52)))),
    isStacked,
    hasZoneName,
  };
}

/** Several calls at once: each in a row, or in two lines where a row has no room. */
function crowdPlan(
  innerPx: number,
  heightPx: number,
  callPx: number,
  unitPx: number,
): Pick<PanelPlan, 'crowdRows' | 'crowdPx' | 'isCrowdStacked'> {
  const isCrowdStacked = innerPx < crowdEms * callPx;
  const lines = isCrowdStacked ? 2.1 : 1.14;
  const crowdRows = Math.max(1, Math.min(crowdMax, Math.floor(heightPx / (callPx * lines))));
  const perLine = heightPx / crowdRows / (isCrowdStacked ? 2 : 1);
  const wished = Math.min(drawn.crowd * unitPx, perLine * 0.86);
  return { crowdRows, crowdPx: Math.max(callPx, wished), isCrowdStacked };
}

/** What a pane holds between its margins; the style sheet has the same. */
export const innerWidth = (width: number, unitPx: number): number =>
  width - 2 * Math.min(drawn.margin * unitPx, width * 0.045);

/** Shares of a panel's height for the number, with the agency's name over it or without. */
const panelShares = [
  { hasPlace: true, number: 0.63, counter: 0.34 },
  { hasPlace: false, number: 0.63, counter: 0.34 },
  { hasPlace: false, number: 0.47, counter: 0.47 },
] as const;

/** The panel of one call: agency, number, arrow and counter, from above. */
function panelPlan({ unitPx, least, textPx }: Frame, { width, height }: Place): PanelPlan {
  const inner = innerWidth(width, unitPx);
  const line = Math.max(textPx, Math.min(drawn.place * unitPx, textPx * 1.04));
  const isNarrow = inner / ems.counterWords < least.callPx;
  const counterMax = isNarrow
    ? (inner - (ems.counterWord + 0.2) * textPx) / ems.counter
    : inner / ems.usualCounterWords;
  const sized = panelShares.map(({ hasPlace, number, counter }) => {
    const placePx = hasPlace ? line : 0;
    const room = height - 2 * Math.min(36 * unitPx, height * 0.04) - placePx * 1.12;
    const numberPx = Math.min(inner / ems.shortLabel, room * number);
    const share = Math.max(room * counter, Math.min(room - numberPx, numberPx * 0.51) * 0.92);
    return { placePx, numberPx, counterPx: Math.min(share, counterMax) };
  });
  const isRead = ({ numberPx, counterPx }: (typeof sized)[number]): boolean =>
    Math.min(numberPx, counterPx) >= least.callPx;
  const sizes = sized.find(isRead) ?? sized.at(-1)!;
  return { ...sizes, isNarrow, ...crowdPlan(inner, height, least.callPx, unitPx) };
}

function listPlan({ unitPx, textPx, least }: Frame, place: Place | undefined): ListPlan {
  if (place === undefined)
    return { rows: 0, rowPx: 0, titlePx: 0, wordsPx: textPx, readyPx: textPx };
  const rowLeast = Math.max(textPx * 1.3, 60 * unitPx);
  const titlePx = Math.ceil(textPx * 1.4);
  const rows = Math.max(1, Math.min(6, Math.floor((place.height - titlePx) / rowLeast)));
  const kept = Math.min(rows, 4);
  const rowPx = Math.floor((place.height - titlePx) / kept);
  const wordsPx = Math.max(least.textPx, Math.min(drawn.side * unitPx, rowPx * 0.82));
  const pair = innerWidth(place.width, unitPx) / ems.pair;
  return {
    rows: kept,
    rowPx,
    titlePx,
    wordsPx,
    readyPx: Math.max(least.textPx, Math.min(wordsPx, pair)),
  };
}

type Panes = Readonly<Partial<Record<Pane, Place>>>;

const listWidth = ({ unitPx, least }: Frame): number =>
  Math.max(740 * unitPx, rowEms * least.textPx + 2 * drawn.margin * unitPx);

/** The widest number, and a small word beside the widest counter. */
const innerLeast = ({ least, textPx }: Frame): number =>
  Math.max(ems.label * least.callPx, ems.counter * least.callPx + (ems.counterWord + 0.2) * textPx);

function lyingPanes(layout: DisplayLayout, frame: Frame, room: Place): Panes[] {
  const { unitPx } = frame;
  const { width, height } = room;
  if (layout === 'call') return [{ panel: room }];
  if (layout === 'board') return [{ board: room }];
  if (layout === 'call-list') {
    const side = listWidth(frame);
    const main = width - side;
    const isRoomy = innerWidth(main, unitPx) >= innerLeast(frame);
    if (!isRoomy) return [{ panel: room }, { list: room }];
    return [
      { panel: { ...room, width: main }, list: { ...room, left: room.left + main, width: side } },
    ];
  }
  const main = Math.ceil(Math.max(width * 0.4, innerLeast(frame) / 0.91));
  if (width - main < width * 0.3) return [{ panel: room }, { media: room }];
  const media = { ...room, left: room.left + main, width: width - main };
  return [{ panel: { ...room, width: main, height }, media }];
}

function standingPanes(layout: DisplayLayout, frame: Frame, room: Place): Panes[] {
  const { unitPx, least, textPx } = frame;
  const { width, height } = room;
  if (layout === 'call') return [{ panel: room }];
  if (layout === 'board') return [{ board: room }];
  const panelLeast = least.callPx * 2.9 + textPx * 1.2 + 80 * unitPx;
  const rowsLeast = textPx * 1.4 + 2 * Math.max(textPx * 1.3, 60 * unitPx);
  const listFits = rowEms * least.textPx + 2 * drawn.margin * unitPx <= width;
  if (layout === 'call-list') {
    if (!listFits || panelLeast + rowsLeast > height) return [{ panel: room }, { list: room }];
    const panel = Math.floor(Math.max(panelLeast, height * 0.5));
    return [
      stack(room, [
        ['panel', panel],
        ['list', height - panel],
      ]),
    ];
  }
  const media = Math.floor((width * 9) / 16);
  const rest = height - media;
  if (rest < panelLeast) return [{ panel: room }, { media: room }];
  const isRoomy = listFits && rest >= panelLeast + rowsLeast;
  if (!isRoomy)
    return [
      stack(room, [
        ['media', media],
        ['panel', rest],
      ]),
    ];
  const list = Math.floor(Math.max(rowsLeast, rest * 0.36));
  return [
    stack(room, [
      ['media', media],
      ['panel', rest - list],
      ['list', list],
    ]),
  ];
}

function stack(room: Place, heights: readonly (readonly [Pane, number])[]): Panes {
  let { top } = room;
  return Object.fromEntries(
    heights.map(([pane, height]) => {
      const place = { ...room, top, height };
      top += height;
      return [pane, place];
    }),
  );
}

/** Lays a screen out: pure, from its shape, its distance and its layout alone. */
export function planScreen(layout: DisplayLayout, shape: ScreenShape): Plan {
  const { widthPx, heightPx } = shape;
  const unitPx = Math.min(widthPx, heightPx) / 1080;
  const isPortrait = heightPx > widthPx;
  const asked = leastSizes(shape);
  const bound = boundSizes(asked, shape, isPortrait);
  const preferred = (layout === 'split' ? 72 : drawn.line) * unitPx;
  const frame: Frame = { shape, unitPx, least: bound, textPx: Math.max(bound.textPx, preferred) };
  const bar = layout === 'board' ? boardBar(frame, isPortrait) : barPlan(frame, isPortrait);
  const room: Place = { left: 0, top: 0, width: widthPx, height: heightPx - bar.heightPx };
  const panes = isPortrait ? standingPanes : lyingPanes;
  const pages = panes(layout, frame, room);
  const panelPlace = pages.find(page => page.panel)?.panel ?? room;
  return {
    shape,
    isPortrait,
    unitPx,
    least: bound,
    pages,
    panel: panelPlan(frame, panelPlace),
    list: listPlan(frame, pages.find(page => page.list)?.list),
    bar,
    isTooFar: bound.callPx < asked.callPx,
  };
}

/** A screen holds a number of five characters and a counter in two lines over a bottom line. */
function boundSizes(asked: TypeSizes, shape: ScreenShape, isPortrait: boolean): TypeSizes {
  const { widthPx, heightPx } = shape;
  const unitPx = Math.min(widthPx, heightPx) / 1080;
  const byWidth = innerWidth(widthPx, unitPx) / ems.label;
  const byHeight = heightPx / (isPortrait ? 6 : 3.4);
  const callPx = Math.min(asked.callPx, byWidth, byHeight);
  return { callPx, textPx: asked.textPx * (callPx / asked.callPx) };
}
