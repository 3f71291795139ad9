import type { DeskMissed, DeskParked, DeskView, DeskWaiting } from '../../contract/desk-views.ts';

/** Somebody found by number, and where in this desk's lists they are. */
export type FoundTicket =
  | { readonly in: 'queue'; readonly ticket: DeskWaiting }
  | { readonly in: 'parked'; readonly ticket: DeskParked }
  | { readonly in: 'missed'; readonly ticket: DeskMissed }
  | {
      readonly in: 'here';
      readonly ticket: Pick<
        NonNullable<DeskView['ticket']>,
        'ticketId' | 'label' | 'class' | 'need' | 'serviceName'
      >;
    };

export const foundMax = 50;

/** Each visit once: the counter first, then the shelf, then the first of its places in a line. */
function everybody(view: DeskView): FoundTicket[] {
  const seen = new Set<string>();
  return everyRow(view).filter(({ ticket }) => {
    const isFirst = !seen.has(ticket.ticketId);
    seen.add(ticket.ticketId);
    return isFirst;
  });
}

function everyRow(view: DeskView): FoundTicket[] {
  return [
    ...(view.ticket ? [{ in: 'here' as const, ticket: view.ticket }] : []),
    ...view.parked.map(ticket => ({ in: 'parked' as const, ticket })),
    ...view.missed.map(ticket => ({ in: 'missed' as const, ticket })),
    ...view.queues.flatMap(queue =>
      queue.tickets.map(ticket => ({ in: 'queue' as const, ticket })),
    ),
  ];
}

interface NumberParts {
  readonly series: string;
  /** Without the zeros before it. */
  readonly digits: string;
}

function partsOf(label: string): NumberParts | null {
  const match = /^\s*([a-z]*)[\s-]*0*(\d*)\s*$/i.exec(label);
  return match ? { series: match[1]!.toUpperCase(), digits: match[2]! } : null;
}

/** 4 the very number, 3 that of a longer series, 2 it begins so, 1 it is inside, 0 another one. */
function rankOf(typed: NumberParts, label: string): number {
  const parts = partsOf(label);
  if (!parts || !parts.series.startsWith(typed.series)) return 0;
  const isSeries = typed.series === '' || typed.series === parts.series;
  if (typed.digits === parts.digits) return isSeries ? 4 : 3;
  if (parts.digits.startsWith(typed.digits)) return 2;
  return parts.digits.includes(typed.digits) ? 1 : 0;
}

/** "12" finds A012 and AK012, then A120; empty words find nobody. */
export function findTickets(view: DeskView, query: string): FoundTicket[] {
  const typed = query.trim() === '' ? null : partsOf(query);
  if (!typed) return [];
  return everybody(view)
    .map((found, place) => ({ found, place, rank: rankOf(typed, found.ticket.label) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.place - b.place)
    .slice(0, foundMax)
    .map(({ found }) => found);
}
