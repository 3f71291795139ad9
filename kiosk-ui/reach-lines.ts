import type { Shape } from './stage.ts';

/** How high a hand reaches over the floor, standing or seated, and seated beside an obstacle. */
const usualMm = 1_220;
const reachMm = 1_120;

/** The pictures are drawn at these sizes to the eye; both stand on the same lower edge. */
const pictures: Readonly<Record<Shape, { readonly mmPerPx: number; readonly heightPx: number }>> = {
  tall: { mmPerPx: 0.248, heightPx: 1_920 },
  wide: { mmPerPx: 0.25, heightPx: 1_080 },
};

/** Where the usual line stands in a picture that is mounted as drawn: no key is above it. */
export const drawnUsualPx = 226;
/** The bar of reach mode ends so far above its first key. */
const barGapPx = 19;
/** Between these the screens below the bar have room for what they show. */
const barMinPx = 430;
const barMaxPx = 660;
/** What the lists of reach mode are measured for. */
export const drawnBarPx = 610;

export interface ReachLines {
  /** No key above it, in pixels from the top; 0 or less: every place can be reached. */
  readonly usualPx: number;
  /** The same in reach mode. */
  readonly reachPx: number;
  /** The picture hangs so high that only reach mode keeps the usual line. */
  readonly needsReach: boolean;
  /** The picture stands so low that everything is in reach without a mode. */
  readonly isAllInReach: boolean;
  /** Height of the bar of reach mode. */
  readonly barPx: number;
}

/** `mountBottomMm`: from the floor to the lower edge of the picture. */
export function reachLines(mountBottomMm: number, shape: Shape): ReachLines {
  const { mmPerPx, heightPx } = pictures[shape];
  const lineAt = (mm: number): number => heightPx - (mm - mountBottomMm) / mmPerPx;
  const [usualPx, reachPx] = [lineAt(usualMm), lineAt(reachMm)];
  return {
    usualPx,
    reachPx,
    needsReach: shape === 'tall' && usualPx > drawnUsualPx + 1,
    isAllInReach: reachPx <= drawnUsualPx + 1,
    barPx: Math.round(Math.min(barMaxPx, Math.max(barMinPx, reachPx - barGapPx))),
  };
}
