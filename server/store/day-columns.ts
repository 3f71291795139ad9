import type { LegState, VisitClass } from '../../contract/values.ts';
import type { LegFact } from '../domain/kpi.ts';
import type { CounterHour } from './counter-hours.ts';

/** What is counted of one business day. */
export interface DayFacts {
  readonly date: string;
  /** Local midnight, milliseconds since the epoch: times of legs are counted from it. */
  readonly midnight: number;
  readonly legs: LegColumns;
  readonly hours: readonly CounterHour[];
}

const states: readonly LegState[] = [
  'waiting',
  'called',
  'serving',
  'parked',
  'done',
  'no-show',
  'cancelled',
  'expired',
];
const classes: readonly VisitClass[] = ['walk-in', 'booked', 'vulnerable'];
const enders = [null, 'visitor', 'staff', 'system', 'undo'] as const;

/** Stands where there is no time. */
const never = -(2 ** 31);
const seatedFlag = 1;
const sentOnFlag = 2;
const callsMax = 255;
/** How the columns stand in a pack; another number is another way. */
const packVersion = 2;

const floats = ['p50', 'p90'] as const;
const times = ['enqueuedAt', 'calledAt', 'startedAt', 'endedAt', 'slotAt'] as const;
const ids = ['visit', 'agency', 'queue', 'service', 'counter', 'officer'] as const;
const bytes = ['hour', 'class', 'state', 'calls', 'flags', 'endedBy'] as const;

type IdColumn = (typeof ids)[number];

interface Head {
  readonly version: number;
  readonly date: string;
  readonly midnight: number;
  readonly count: number;
  readonly names: readonly string[];
  /** Counter, agency, officer (as places in `places`), hour, open, paused, scheduled; in a row. */
  readonly hours: readonly number[];
  readonly places: readonly (string | null)[];
}

type Row = readonly (string | number | null)[];

/** Legs of one day, column by column, ordered by visit. Ids stand once, as places in `names`. */
export class LegColumns {
  readonly count: number;
  readonly midnight: number;
  readonly bytes: Uint8Array;
  /** Place 0 is nobody. */
  readonly names: string[] = [''];
  #lastVisit: { readonly id: Row[number] | undefined; readonly number: number } = {
    id: undefined,
    number: 0,
  };
  readonly #places = new Map<string, number>([['', 0]]);
  readonly #floats: readonly Float64Array[];
  readonly #times: readonly Int32Array[];
  readonly #ids: Readonly<Record<IdColumn, Uint32Array>>;
  readonly #bytes: readonly Uint8Array[];

  constructor(count: number, midnight: number, packed?: Uint8Array) {
    this.count = count;
    this.midnight = midnight;
    const size = count * (floats.length * 8 + times.length * 4 + ids.length * 4 + bytes.length);
    this.bytes = packed ?? new Uint8Array(size);
    if (this.bytes.length < size) throw new Error('The columns of a day are cut off');
    const { buffer } = this.bytes;
    let at = this.bytes.byteOffset;
    const next = (width: number): number => {
      at += width * count;
      return at - width * count;
    };
    this.#floats = floats.map(() => new Float64Array(buffer, next(8), count));
    this.#times = times.map(() => new Int32Array(buffer, next(4), count));
    this.#ids = Object.fromEntries(
      ids.map(name => [name, new Uint32Array(buffer, next(4), count)]),
    ) as Record<IdColumn, Uint32Array>;
    this.#bytes = bytes.map(() => new Uint8Array(buffer, next(1), count));
  }

  column(name: IdColumn): Uint32Array {
    return this.#ids[name];
  }

  hourOf(at: number): number {
    return this.#bytes[0]![at]!;
  }

  classOf(at: number): VisitClass {
    return classes[this.#bytes[1]![at]!]!;
  }

  /** A leg as the rules of the figures want it; its times count from the day's midnight. */
  leg(at: number): LegFact {
    const [p50, p90] = this.#floats as [Float64Array, Float64Array];
    const time = (column: number): number | null => {
      const value = this.#times[column]![at]!;
      return value === never ? null : value;
    };
    const flags = this.#bytes[4]![at]!;
    return {
      state: states[this.#bytes[2]![at]!]!,
      class: this.classOf(at),
      enqueuedAt: this.#times[0]![at]!,
      calledAt: time(1),
      startedAt: time(2),
      endedAt: time(3),
      slotAt: time(4),
      quoteP50: Number.isNaN(p50[at]!) ? null : p50[at]!,
      quoteP90: Number.isNaN(p90[at]!) ? null : p90[at]!,
      calls: this.#bytes[3]![at]!,
      isSeated: (flags & seatedFlag) !== 0,
      isSentOn: (flags & sentOnFlag) !== 0,
      endedBy: enders[this.#bytes[5]![at]!]!,
    };
  }

  /** `row`: visit, agency, queue, service, counter, officer, class, state, five times, and the rest. */
  put(at: number, row: Row, hour: number): void {
    // Legs of one visit follow each other: a number of its own is enough to tell visits apart.
    if (row[0] !== this.#lastVisit.id) {
      this.#lastVisit = { id: row[0], number: this.#lastVisit.number + 1 };
    }
    ids.forEach((name, place) => {
      this.#ids[name][at] =
        name === 'visit' ? this.#lastVisit.number : this.#placeOf(String(row[place] ?? ''));
    });
    times.forEach((_, place) => {
      const value = row[8 + place];
      this.#times[place]![at] = typeof value === 'number' ? value - this.midnight : never;
    });
    this.#floats[0]![at] = typeof row[13] === 'number' ? row[13] : NaN;
    this.#floats[1]![at] = typeof row[14] === 'number' ? row[14] : NaN;
    const flags = (row[16] === 1 ? seatedFlag : 0) | (row[17] === 1 ? sentOnFlag : 0);
    const small = [
      hour,
      classes.indexOf(row[6] as VisitClass),
      states.indexOf(row[7] as LegState),
      Math.min(Number(row[15]), callsMax),
      flags,
      enders.indexOf(row[18] as (typeof enders)[number]),
    ];
    small.forEach((value, place) => {
      this.#bytes[place]![at] = value;
    });
  }

  #placeOf(id: string): number {
    let place = this.#places.get(id);
    if (place === undefined) {
      place = this.names.length;
      this.names.push(id);
      this.#places.set(id, place);
    }
    return place;
  }
}

const padded = (size: number): number => Math.ceil(size / 8) * 8;

const hourWidth = 7;

function packedHours(hours: readonly CounterHour[]): Pick<Head, 'hours' | 'places'> {
  const places = new Map<string | null, number>();
  const placeOf = (id: string | null): number => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const packed = hours.flatMap(row => [
    placeOf(row.counterId),
    placeOf(row.agencyId),
    placeOf(row.staffId),
    row.hour,
    row.open,
    row.paused,
    row.scheduled,
  ]);
  return { hours: packed, places: [...places.keys()] };
}

function unpackedHours({ hours, places }: Head): CounterHour[] {
  return Array.from({ length: hours.length / hourWidth }, (_, row) => {
    const at = row * hourWidth;
    return {
      counterId: places[hours[at]!] ?? '',
      agencyId: places[hours[at + 1]!] ?? '',
      staffId: places[hours[at + 2]!] ?? null,
      hour: hours[at + 3]!,
      open: hours[at + 4]!,
      paused: hours[at + 5]!,
      scheduled: hours[at + 6]!,
    };
  });
}

/** A day as one piece of bytes: the length of its head, the head as JSON, the columns. */
export function encodeDay({ date, midnight, legs, hours }: DayFacts): Uint8Array {
  const head: Head = {
    version: packVersion,
    date,
    midnight,
    count: legs.count,
    names: legs.names,
    ...packedHours(hours),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const begins = padded(4 + text.length);
  const packed = new Uint8Array(begins + legs.bytes.length);
  new DataView(packed.buffer).setUint32(0, text.length);
  packed.set(text, 4);
  packed.set(legs.bytes, begins);
  return packed;
}

/** Null where it was packed in another way: it is then read row by row again. */
export function decodeDay(packed: Uint8Array): DayFacts | null {
  // Columns begin at whole words of memory: bytes that lie otherwise are copied.
  const own = packed.byteOffset % 8 === 0 ? packed : new Uint8Array(packed);
  const length = new DataView(own.buffer, own.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + length))) as Head;
  if (head.version !== packVersion) return null;
  const { date, midnight, count, names } = head;
  const legs = new LegColumns(count, midnight, own.subarray(padded(4 + length)));
  legs.names.splice(0, 1, ...names);
  return { date, midnight, legs, hours: unpackedHours(head) };
}
