import type { TicketBlock, TicketLayout } from '../../contract/ticket-layout.ts';

const rule: TicketBlock = { kind: 'rule' };
const feed = (dots: number): TicketBlock => ({ kind: 'feed', dots });

/** The slip of the design. */
export const standardLayout: TicketLayout = {
  id: 'standard',
  name: { id: 'Standar', en: 'Standard' },
  blocks: [
    { kind: 'logo', picture: 'building-mark', dots: 'dithered', heightDotsMax: 66 },
    feed(14),
    { kind: 'building', linesMax: 3 },
    rule,
    { kind: 'agency', linesMax: 3, bothLanguages: false },
    feed(4),
    { kind: 'services', size: 'tall', linesMax: 2, bothLanguages: false },
    { kind: 'number', sizeMax: 8, airDots: 30 },
    { kind: 'cloth', heightDots: 48 },
    feed(18),
    { kind: 'zone', size: 'headline', bothLanguages: false },
    feed(6),
    { kind: 'counters', bothLanguages: false },
    rule,
    { kind: 'wait', ahead: true, range: true, clock: true, bothLanguages: false },
    { kind: 'code', moduleDots: null, caption: true, bothLanguages: false },
    rule,
    { kind: 'requirements', linesMax: 8, bothLanguages: false },
    rule,
    { kind: 'date' },
    { kind: 'device' },
    feed(8),
    { kind: 'keep', bothLanguages: false },
  ],
};

/** For halls with visitors from abroad: what one must understand stands there twice. */
export const bilingualLayout: TicketLayout = {
  id: 'bilingual',
  name: { id: 'Dua bahasa', en: 'Two languages' },
  blocks: [
    { kind: 'logo', picture: 'own', dots: 'dithered', heightDotsMax: 120 },
    feed(14),
    { kind: 'building', linesMax: 3 },
    rule,
    { kind: 'agency', linesMax: 2, bothLanguages: true },
    feed(8),
    { kind: 'services', size: 'tall', linesMax: 2, bothLanguages: true },
    { kind: 'number', sizeMax: 8, airDots: 30 },
    { kind: 'cloth', heightDots: 48 },
    feed(18),
    { kind: 'zone', size: 'headline', bothLanguages: true },
    feed(10),
    { kind: 'counters', bothLanguages: true },
    rule,
    { kind: 'wait', ahead: true, range: true, clock: true, bothLanguages: true },
    { kind: 'code', moduleDots: null, caption: true, bothLanguages: true },
    rule,
    { kind: 'requirements', linesMax: 8, bothLanguages: true },
    rule,
    { kind: 'date' },
    { kind: 'device' },
    feed(8),
    { kind: 'keep', bothLanguages: true },
  ],
};

/** For days with many visitors and little paper: shorter by a third, everything needed still there. */
export const compactLayout: TicketLayout = {
  id: 'compact',
  name: { id: 'Hemat kertas', en: 'Saves paper' },
  blocks: [
    { kind: 'building', linesMax: 1 },
    rule,
    { kind: 'agency', linesMax: 2, bothLanguages: false },
    { kind: 'services', size: 'plain', linesMax: 2, bothLanguages: false },
    { kind: 'number', sizeMax: 6, airDots: 12 },
    { kind: 'cloth', heightDots: 24 },
    feed(10),
    { kind: 'zone', size: 'headline', bothLanguages: false },
    { kind: 'counters', bothLanguages: false },
    { kind: 'wait', ahead: true, range: true, clock: false, bothLanguages: false },
    { kind: 'code', moduleDots: 4, caption: false, bothLanguages: false },
    { kind: 'date' },
    { kind: 'device' },
  ],
};

export const shippedLayouts: readonly TicketLayout[] = [
  standardLayout,
  bilingualLayout,
  compactLayout,
];

/** Undefined when none is called that: it may be one that the building made itself. */
export function findShippedLayout(id: string): TicketLayout | undefined {
  return shippedLayouts.find(layout => layout.id === id);
}
