import { ems, type TypeSizes } from './type-sizes.ts';

/**
 * How many agencies stand on one page of the board, and how. Nothing is set smaller than it must be
 * read: first a row gets two lines, then three, and what has no room waits for its page.
 */
export interface BoardPlan {
  /** One line to a row under column heads; or the name over what comes next; or all stacked. */
  readonly lines: 1 | 2 | 3;
  readonly columns: number;
  readonly rows: number;
  readonly headPx: number;
  readonly rowPx: number;
  readonly namePx: number;
  readonly numberPx: number;
}

export interface BoardRoom {
  readonly widthPx: number;
  readonly heightPx: number;
  /** A thousandth and eightieth of the shorter side of the screen. */
  readonly unitPx: number;
}

/** As drawn for 20 agencies on 1920×1080. */
const drawn = { name: 40, number: 78, row: 90, head: 64, columnGap: 32 } as const;
/** A row is at least so much higher than its words. */
const leading = { number: 1.1, text: 1.16 } as const;
const rowGapUnits = 6;

type Shape = Pick<BoardPlan, 'lines' | 'columns' | 'rows'>;

function leastOf(lines: 1 | 2 | 3, room: BoardRoom, { textPx, callPx }: TypeSizes) {
  const { unitPx } = room;
  const gap = rowGapUnits * unitPx;
  const text = textPx * leading.text;
  const number = callPx * leading.number;
  const counted = (ems.usualLabel + ems.usualCounter + 0.3) * callPx;
  if (lines === 1) {
    const words = (ems.agency + ems.next + 0.6) * textPx;
    return { widthPx: words + counted + 38 * unitPx, heightPx: Math.max(number, text) + gap };
  }
  if (lines === 2) {
    const widthPx = (ems.agency + 0.5) * textPx + counted + 70 * unitPx;
    return { widthPx, heightPx: Math.max(number, 2 * text) + gap };
  }
  const widthPx = Math.max((ems.agency + 0.3) * textPx, counted) + 50 * unitPx;
  return { widthPx, heightPx: number + 2 * text + gap };
}

function shapeOf(lines: 1 | 2 | 3, room: BoardRoom, sizes: TypeSizes): Shape & { fits: boolean } {
  const { unitPx } = room;
  const least = leastOf(lines, room, sizes);
  const gap = drawn.columnGap * unitPx;
  const head = lines === 1 ? Math.max(drawn.head * unitPx, sizes.textPx * leading.text) : 0;
  const columns = Math.floor((room.widthPx + gap) / (least.widthPx + gap));
  const rows = Math.floor((room.heightPx - head) / least.heightPx);
  const fits = columns >= 1 && rows >= 1;
  return { lines, columns: Math.max(1, columns), rows: Math.max(1, rows), fits };
}

/** Pages are filled evenly, so that none stands almost empty. */
function evenly({ columns, rows }: Shape, count: number): Pick<Shape, 'columns' | 'rows'> {
  const pages = Math.max(1, Math.ceil(count / (columns * rows)));
  const onPage = Math.ceil(count / pages);
  // Few agencies stand in one wide column, so that they read wider.
  const used = onPage <= Math.ceil(rows / 2) ? 1 : Math.min(columns, onPage);
  return { columns: used, rows: Math.max(1, Math.ceil(onPage / used)) };
}

const rowsMin = 5;

export function boardPlan(room: BoardRoom, least: TypeSizes, count: number): BoardPlan {
  const { unitPx } = room;
  // A near board is not crammed: it is drawn no smaller than for 20 agencies.
  const sizes: TypeSizes = {
    textPx: Math.max(least.textPx, drawn.name * unitPx),
    callPx: Math.max(least.callPx, drawn.name * unitPx * 1.6),
  };
  const shapes = ([1, 2, 3] as const).map(lines => shapeOf(lines, room, sizes));
  const best = shapes
    .filter(shape => shape.fits)
    .toSorted((a, b) => b.columns * b.rows - a.columns * a.rows || a.lines - b.lines)[0];
  const shape = best ?? { lines: 3, columns: 1, rows: 1 };
  const { columns, rows } = evenly(shape, count);
  const { lines } = shape;
  const head = lines === 1 ? Math.max(drawn.head * unitPx, sizes.textPx * leading.text) : 0;
  const shown = lines === 1 ? Math.max(rows, Math.min(rowsMin, shape.rows)) : rows;
  const rowPx = Math.floor((room.heightPx - head) / shown);
  const columnPx = (room.widthPx - (columns - 1) * drawn.columnGap * unitPx) / columns;
  return {
    lines,
    columns,
    rows,
    headPx: head,
    rowPx,
    ...fill(lines, columnPx, rowPx, sizes, unitPx),
  };
}

/** Grows the words into the room that a page leaves, name and number alike. */
function fill(
  lines: 1 | 2 | 3,
  columnPx: number,
  rowPx: number,
  sizes: TypeSizes,
  unitPx: number,
): Pick<BoardPlan, 'namePx' | 'numberPx'> {
  const room = { widthPx: columnPx, heightPx: rowPx, unitPx };
  const least = leastOf(lines, room, sizes);
  const gap = rowGapUnits * unitPx;
  const growth = Math.max(
    1,
    Math.min(2.4, columnPx / least.widthPx, (rowPx - gap) / (least.heightPx - gap)),
  );
  const namePx = sizes.textPx * growth;
  const numberMax = lines === 1 ? (rowPx - gap) / leading.number : sizes.callPx * growth;
  const numberPx = Math.max(
    sizes.callPx,
    Math.min(numberMax, (namePx * drawn.number) / drawn.name),
  );
  return { namePx, numberPx: lines === 1 ? numberPx : sizes.callPx * growth };
}
