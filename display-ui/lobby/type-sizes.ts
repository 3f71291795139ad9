/**
 * How large words must be to be read from the last seat. Measured on the font: capitals of Plus
 * Jakarta Sans are 0.745 of the font size high, its figures a little more.
 */
export const capRatio = 0.745;
/** Cap height as a share of the viewing distance: signage practice. */
const callShare = 1 / 120;
const textShare = 1 / 200;
const millimetresPerInch = 25.4;

export interface ScreenShape {
  /** Of the window, in CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Diagonal of the picture. */
  readonly sizeInches: number;
  readonly viewingDistanceM: number;
}

/** The least font sizes in CSS pixels. */
export interface TypeSizes {
  /** Of the called number and its counter. */
  readonly callPx: number;
  /** Of everything else that the hall reads. */
  readonly textPx: number;
}

const tenth = (px: number): number => Math.ceil(px * 10) / 10;

export function leastSizes(shape: ScreenShape): TypeSizes {
  const diagonalPx = Math.hypot(shape.widthPx, shape.heightPx);
  const pxPerMillimetre = diagonalPx / (shape.sizeInches * millimetresPerInch);
  const distancePx = shape.viewingDistanceM * 1_000 * pxPerMillimetre;
  return {
    callPx: tenth((distancePx * callShare) / capRatio),
    textPx: tenth((distancePx * textShare) / capRatio),
  };
}

/**
 * Widths in font sizes, measured on the font at the weights that are used; the widest that a
 * building can have, so that what has room here never has to be set smaller.
 */
export const ems = {
  /** Two wide letters and three figures, or two usual ones and four. */
  label: 3.76,
  /** Two usual letters and three figures. */
  usualLabel: 3.4,
  /** One letter and three figures: what the large number begins with. */
  shortLabel: 2.49,
  /** A counter of three figures, and of two. */
  counter: 1.74,
  usualCounter: 1.3,
  /** "Loket 199" in front of which an arrow stands, and "Loket 41". */
  counterWords: 5.44,
  usualCounterWords: 4.86,
  counterWord: 2.75,
  /** The short name of an agency: 14 characters. */
  agency: 7.3,
  /** Two labels that come next. */
  next: 5.2,
  /** Two numbers of one letter that stand in bold beside each other. */
  pair: 5.4,
  /** "09.38" */
  clock: 2.75,
  zoneName: 2.5,
  /** A piece of 28 characters on one line. */
  sentence: 13.2,
} as const;

/** A called number, a small arrow that may go, and the counter. */
export const rowEms = ems.label + ems.counter + 0.75;
