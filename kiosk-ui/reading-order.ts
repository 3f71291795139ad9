/** Where a key stands, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Move = 'next' | 'previous' | 'down' | 'up';

const middle = (from: number, to: number): number => (from + to) / 2;

/** Rows from above to below, each from left to right; keys by their place among the boxes. */
export function rowsOf(boxes: readonly Box[]): number[][] {
  const open = boxes
    .map((box, at) => ({ box, at }))
    .toSorted((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
  const rows: { readonly first: Box; readonly keys: { box: Box; at: number }[] }[] = [];
  for (const key of open) {
    const row = rows.at(-1);
    const center = middle(key.box.top, key.box.bottom);
    const isInRow = row !== undefined && center >= row.first.top && center <= row.first.bottom;
    if (isInRow) row.keys.push(key);
    else rows.push({ first: key.box, keys: [key] });
  }
  return rows.map(({ keys }) =>
    keys.toSorted((one, other) => one.box.left - other.box.left).map(({ at }) => at),
  );
}

/** The key after that move, round the end; `at` is null where none is focused yet. */
export function keyAfter(boxes: readonly Box[], at: number | null, move: Move): number | null {
  if (boxes.length === 0) return null;
  const rows = rowsOf(boxes);
  const order = rows.flat();
  const isForth = move === 'next' || move === 'down';
  if (at === null) return (isForth ? order[0] : order.at(-1)) ?? null;
  if (move === 'next' || move === 'previous') {
    const place = order.indexOf(at) + (isForth ? 1 : -1);
    return order.at(place % order.length) ?? null;
  }
  const row = rows.findIndex(keys => keys.includes(at));
  const other = rows.at((row + (isForth ? 1 : -1)) % rows.length) ?? [];
  const own = boxes[at];
  const away = (key: number): number => {
    const box = boxes[key];
    if (box === undefined || own === undefined) return 0;
    return Math.abs(middle(box.left, box.right) - middle(own.left, own.right));
  };
  return other.toSorted((one, two) => away(one) - away(two))[0] ?? null;
}
