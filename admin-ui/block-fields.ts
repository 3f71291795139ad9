import type { TicketBlock } from '../contract/ticket-layout.ts';
import type { SlipKey } from './slip-texts.ts';

/** What can be set of each part of a slip, as data: the screen draws a field for each. */

export type BlockField =
  | { readonly kind: 'flag'; readonly name: string; readonly label: SlipKey }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: SlipKey;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly label: SlipKey;
      readonly min: number;
      readonly max: number;
      /** The value that stands for "as the printer has it". */
      readonly none?: null;
    }
  | { readonly kind: 'words'; readonly name: 'text'; readonly label: SlipKey };

const flag = (name: 'bothLanguages' | 'ahead' | 'range' | 'clock' | 'caption' | 'bold') =>
  ({ kind: 'flag', name, label: `field:${name}` }) as const;
const choice = (name: 'picture' | 'dots' | 'size' | 'align', ...values: readonly string[]) =>
  ({ kind: 'choice', name, label: `field:${name}`, values }) as const;
const number = (
  name: 'heightDotsMax' | 'linesMax' | 'sizeMax' | 'airDots' | 'heightDots',
  min: number,
  max: number,
) => ({ kind: 'number', name, label: `field:${name}`, min, max }) as const;

const both = flag('bothLanguages');

export const blockFields: Readonly<Record<TicketBlock['kind'], readonly BlockField[]>> = {
  logo: [
    choice('picture', 'building-mark', 'own'),
    choice('dots', 'dithered', 'line-art'),
    number('heightDotsMax', 33, 200),
  ],
  building: [number('linesMax', 1, 3)],
  agency: [number('linesMax', 1, 4), both],
  services: [choice('size', 'plain', 'tall'), number('linesMax', 1, 3), both],
  number: [number('sizeMax', 4, 8), number('airDots', 8, 60)],
  cloth: [number('heightDots', 24, 48)],
  zone: [choice('size', 'plain', 'headline'), both],
  counters: [both],
  wait: [flag('ahead'), flag('range'), flag('clock'), both],
  code: [
    { kind: 'number', name: 'moduleDots', label: 'field:moduleDots', min: 3, max: 8, none: null },
    flag('caption'),
    both,
  ],
  requirements: [number('linesMax', 1, 16), both],
  text: [
    { kind: 'words', name: 'text', label: 'field:textId' },
    choice('size', 'plain', 'tall', 'large'),
    choice('align', 'left', 'centre'),
    flag('bold'),
    number('linesMax', 1, 6),
    both,
  ],
  date: [],
  device: [],
  keep: [both],
  rule: [],
  feed: [{ kind: 'number', name: 'dots', label: 'field:feedDots', min: 1, max: 200 }],
};

/** A block with one of its fields set: only what the table above names is ever set. */
export function withField(block: TicketBlock, name: string, value: unknown): TicketBlock {
  return { ...block, [name]: value };
}

/** Fields with words of their own are not read here. */
export function fieldOf(block: TicketBlock, name: string): string | number | boolean | null {
  const value = (block as unknown as Readonly<Record<string, unknown>>)[name];
  const isPlain = typeof value === 'string' || typeof value === 'number' || value === true;
  return isPlain ? value : value === false ? false : null;
}

/** What is typed while it is typed may be too small: it is kept within its limits. */
export function within(text: string, { min, max }: { min: number; max: number }): number | null {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value)) return null;
  return Math.min(Math.max(value, min), max);
}
