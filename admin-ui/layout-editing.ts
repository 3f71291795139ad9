import type { TicketBlock, TicketLayout } from '../contract/ticket-layout.ts';

/** Changing a layout, one block at a time. Pure: what comes in is never changed. */

export type BlockKind = TicketBlock['kind'];

/** Every part that a slip may have, as it is when it is first put there. */
const firstBlocks: { readonly [Kind in BlockKind]: Extract<TicketBlock, { kind: Kind }> } = {
  logo: { kind: 'logo', picture: 'building-mark', dots: 'dithered', heightDotsMax: 66 },
  building: { kind: 'building', linesMax: 3 },
  agency: { kind: 'agency', linesMax: 3, bothLanguages: false },
  services: { kind: 'services', size: 'tall', linesMax: 2, bothLanguages: false },
  number: { kind: 'number', sizeMax: 8, airDots: 30 },
  cloth: { kind: 'cloth', heightDots: 48 },
  zone: { kind: 'zone', size: 'headline', bothLanguages: false },
  counters: { kind: 'counters', bothLanguages: false },
  wait: { kind: 'wait', ahead: true, range: true, clock: true, bothLanguages: false },
  code: { kind: 'code', moduleDots: null, caption: true, bothLanguages: false },
  requirements: { kind: 'requirements', linesMax: 8, bothLanguages: false },
  text: {
    kind: 'text',
    text: { id: 'Teks baru', en: 'New text' },
    size: 'plain',
    align: 'centre',
    bold: false,
    linesMax: 4,
    bothLanguages: false,
  },
  date: { kind: 'date' },
  device: { kind: 'device' },
  keep: { kind: 'keep', bothLanguages: false },
  rule: { kind: 'rule' },
  feed: { kind: 'feed', dots: 16 },
};

const blockKinds = Object.keys(firstBlocks) as BlockKind[];
/** These may stand there more than once. */
const repeatable: ReadonlySet<BlockKind> = new Set(['text', 'rule', 'feed']);
/** Without these a slip is none. */
const required: ReadonlySet<BlockKind> = new Set(['number', 'code']);
const blocksMax = 32;
const ownLayoutId = 'own';

export const mayHide = (kind: BlockKind): boolean => !required.has(kind);

/** Parts that can still be put on the slip. */
export function missingKinds(blocks: readonly TicketBlock[]): readonly BlockKind[] {
  if (blocks.length >= blocksMax) return [];
  return blockKinds.filter(
    kind => repeatable.has(kind) || !blocks.some(block => block.kind === kind),
  );
}

/** One that was changed is the building's own, whatever it was made from. */
const changedTo = (blocks: readonly TicketBlock[]): TicketLayout => ({
  id: ownLayoutId,
  name: { id: 'Buatan sendiri', en: 'Own layout' },
  blocks: [...blocks],
});

/** Nothing where it would leave the slip. */
export function moveBlock(layout: TicketLayout, from: number, step: -1 | 1): TicketLayout {
  const blocks = [...layout.blocks];
  const to = from + step;
  const [moving, other] = [blocks[from], blocks[to]];
  if (moving === undefined || other === undefined) return layout;
  blocks[to] = moving;
  blocks[from] = other;
  return changedTo(blocks);
}

export function hideBlock(layout: TicketLayout, at: number): TicketLayout {
  const block = layout.blocks[at];
  if (block === undefined || !mayHide(block.kind)) return layout;
  return changedTo(layout.blocks.toSpliced(at, 1));
}

/** Below that place, or at the end. */
export function addBlock(layout: TicketLayout, kind: BlockKind, below: number): TicketLayout {
  if (!missingKinds(layout.blocks).includes(kind)) return layout;
  const at = below < 0 ? layout.blocks.length : below + 1;
  return changedTo(layout.blocks.toSpliced(at, 0, firstBlocks[kind]));
}

export function setBlock(layout: TicketLayout, at: number, block: TicketBlock): TicketLayout {
  if (layout.blocks[at]?.kind !== block.kind) return layout;
  return changedTo(layout.blocks.toSpliced(at, 1, block));
}

/** The building's own logo where its mark stood, at the top where nothing stood. */
export function showLogo(layout: TicketLayout): TicketLayout {
  const at = layout.blocks.findIndex(block => block.kind === 'logo');
  const before = layout.blocks[at];
  const own = { ...firstBlocks.logo, heightDotsMax: 120, picture: 'own' } as const;
  if (before?.kind !== 'logo') return changedTo([own, ...layout.blocks]);
  if (before.picture === 'own') return layout;
  return setBlock(layout, at, { ...own, dots: before.dots });
}

/** The mark again where the own logo stood. */
export function hideLogo(layout: TicketLayout): TicketLayout {
  const at = layout.blocks.findIndex(block => block.kind === 'logo');
  const block = layout.blocks[at];
  if (block?.kind !== 'logo' || block.picture !== 'own') return layout;
  return setBlock(layout, at, { ...firstBlocks.logo, dots: block.dots });
}
