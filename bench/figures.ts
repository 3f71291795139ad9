/** One line of the table and of results.json. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number | null;
  /** The same measure of the bare libraries in the same run; null where there is no such thing. */
  readonly floor: number | null;
  readonly ratio: number | null;
  /** What has to hold, in words; null where the figure is only told. */
  readonly target: string | null;
  readonly holds: boolean | null;
}

/** What has to hold of a measure. */
export type Target =
  { readonly ratioMin: number } | { readonly ratioMax: number } | { readonly oursMax: number };

/** The system's monotonic clock in milliseconds: the same in every process of this computer. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Value below which the share `q` lies, of any order of values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  if (value === undefined) throw new Error('No values were measured');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Four significant digits: the rest is noise of the machine. */
const rounded = (value: number): number => Number(value.toPrecision(4));

function judge(target: Target, ours: number, ratio: number | null): boolean {
  if ('oursMax' in target) return ours <= target.oursMax;
  if (ratio === null) return false;
  return 'ratioMin' in target ? ratio >= target.ratioMin : ratio <= target.ratioMax;
}

function inWords(target: Target, unit: string): string {
  if ('oursMax' in target) return `≤ ${target.oursMax} ${unit}`;
  return 'ratioMin' in target ? `≥ ${target.ratioMin} × floor` : `≤ ${target.ratioMax} × floor`;
}

/** A row of figures. The ratio is ours to the floor. */
export function rowOf(
  name: string,
  unit: string,
  figures: { readonly ours: number; readonly floor?: number; readonly ratio?: number },
  target?: Target,
): Row {
  const { ours, floor = null } = figures;
  const ratio = figures.ratio ?? (floor === null ? null : ours / floor);
  return {
    name,
    unit,
    ours: rounded(ours),
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    target: target ? inWords(target, unit) : null,
    holds: target ? judge(target, ours, ratio) : null,
  };
}

/** The median of the ratios of rounds that ran one after the other: the machine's mood cancels. */
export const medianRatio = (ours: readonly number[], floor: readonly number[]): number =>
  median(ours.map((value, round) => value / floor[round]!));
