import type { Text } from '../contract/values.ts';
import type { Overview } from '../contract/overview.ts';
import type { Catalogue } from '../contract/views.ts';

/** Numbers that the system never gives by itself: they are for paper (MANUAL-1). */
export const manualFrom = 901;
export const manualTo = 999;

/** Two columns of five slips on A4, 95 × 55 mm each. */
export const slipsPerPage = 10;
export const registerRowsPerPage = 33;

/** A queue as its sheets name it. */
export interface SheetQueue {
  readonly id: string;
  readonly series: string;
  readonly agency: Text;
  readonly agencyShort: string;
  readonly name: Text;
  readonly zone: string;
  /** What the queue does; on a slip the one that is meant is written by hand. */
  readonly services: readonly Text[];
}

export interface SheetChoice {
  readonly queueIds: ReadonlySet<string>;
  readonly from: number;
  readonly count: number;
  /** A list for the officer, who keeps time and errand while the slip goes with the visitor. */
  readonly withRegister: boolean;
}

export interface SheetPage {
  readonly kind: 'register' | 'slips';
  readonly queue: SheetQueue;
  readonly numbers: readonly number[];
}

/** Papers are Indonesian, whatever the screen speaks. */
export function sheetQueues(overview: Overview, catalogue: Catalogue): readonly SheetQueue[] {
  const services = catalogue.agencies.flatMap(agency => agency.services);
  return overview.queues
    .map(({ id, series, agencyName, agencyShort, name, zoneId }) => {
      const zone = overview.zones.find(one => one.id === zoneId);
      return {
        id,
        series,
        agency: agencyName,
        agencyShort,
        name,
        zone: zone === undefined ? '' : `${zone.word.id}, ${zone.floor.id}`,
        services: services.filter(service => service.queueId === id).map(service => service.name),
      };
    })
    .toSorted((a, b) => (a.series < b.series ? -1 : 1));
}

export function numbersOf({ from, count }: Pick<SheetChoice, 'from' | 'count'>): number[] {
  const first = Math.min(manualTo, Math.max(manualFrom, Math.floor(from)));
  const most = manualTo - first + 1;
  return Array.from(
    { length: Math.min(most, Math.max(0, Math.floor(count))) },
    (_, at) => first + at,
  );
}

/** Queue by queue, for each goes to another desk: its list first, then its slips. */
export function sheetPages(
  queues: readonly SheetQueue[],
  choice: SheetChoice,
): readonly SheetPage[] {
  const numbers = numbersOf(choice);
  const chosen = queues.filter(queue => choice.queueIds.has(queue.id));
  return chosen.flatMap(queue => [
    ...(choice.withRegister ? pagesOf('register', queue, numbers, registerRowsPerPage) : []),
    ...pagesOf('slips', queue, numbers, slipsPerPage),
  ]);
}

function pagesOf(
  kind: SheetPage['kind'],
  queue: SheetQueue,
  numbers: readonly number[],
  perPage: number,
): SheetPage[] {
  const pages = Math.ceil(numbers.length / perPage);
  return Array.from({ length: pages }, (_, at) => ({
    kind,
    queue,
    numbers: numbers.slice(at * perPage, (at + 1) * perPage),
  }));
}

export const sheetLabel = (queue: SheetQueue, number: number): string => `${queue.series}${number}`;
