import { z } from 'zod';
import { textSchema } from './values.ts';

/**
 * What stands on a slip and in which order. A layout has no width: the same one is laid out for
 * 58 and for 80 mm. The cut is no block, because every slip ends with it.
 */

/** The block says the same below in the other language, where the two differ. */
const bothLanguages = z.boolean().default(false);

const ticketBlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('logo'),
    /** Without a logo of its own a building has its mark. */
    picture: z.enum(['building-mark', 'own']),
    dots: z.enum(['dithered', 'line-art']).default('dithered'),
    heightDotsMax: z.int().min(33).max(200).default(66),
  }),
  z.strictObject({ kind: z.literal('building'), linesMax: z.int().min(1).max(3).default(3) }),
  z.strictObject({
    kind: z.literal('agency'),
    linesMax: z.int().min(1).max(4).default(3),
    bothLanguages,
  }),
  z.strictObject({
    kind: z.literal('services'),
    size: z.enum(['plain', 'tall']).default('tall'),
    /** Of each service. */
    linesMax: z.int().min(1).max(3).default(2),
    bothLanguages,
  }),
  /** With it come, always, the marks of a reprint and of a building for show. */
  z.strictObject({
    kind: z.literal('number'),
    /** Multiple of the font's cell; smaller only where the number would not fit its line. */
    sizeMax: z.int().min(4).max(8).default(8),
    airDots: z.int().min(8).max(60).default(30),
  }),
  z.strictObject({ kind: z.literal('cloth'), heightDots: z.int().min(24).max(48).default(48) }),
  z.strictObject({
    kind: z.literal('zone'),
    size: z.enum(['plain', 'headline']).default('headline'),
    bothLanguages,
  }),
  z.strictObject({ kind: z.literal('counters'), bothLanguages }),
  z.strictObject({
    kind: z.literal('wait'),
    ahead: z.boolean().default(true),
    range: z.boolean().default(true),
    clock: z.boolean().default(true),
    bothLanguages,
  }),
  z.strictObject({
    kind: z.literal('code'),
    /** Dots a module; null leaves it to the printer's profile. Smaller where it would not fit. */
    moduleDots: z.int().min(3).max(8).nullable().default(null),
    caption: z.boolean().default(true),
    bothLanguages,
  }),
  z.strictObject({
    kind: z.literal('requirements'),
    linesMax: z.int().min(1).max(16).default(8),
    bothLanguages,
  }),
  z.strictObject({
    kind: z.literal('text'),
    text: textSchema,
    size: z.enum(['plain', 'tall', 'large']).default('plain'),
    align: z.enum(['left', 'centre']).default('centre'),
    bold: z.boolean().default(false),
    linesMax: z.int().min(1).max(6).default(4),
    bothLanguages,
  }),
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({ kind: z.literal('device') }),
  z.strictObject({ kind: z.literal('keep'), bothLanguages }),
  /** A line across; none where nothing was printed since the last one. */
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('feed'), dots: z.int().min(1).max(200) }),
]);
export type TicketBlock = z.infer<typeof ticketBlockSchema>;

const blocksMax = 32;
/** 8 dots are a millimetre: 60 mm of nothing are more than any slip needs. */
const feedDotsMax = 480;
const repeatable: ReadonlySet<TicketBlock['kind']> = new Set(['text', 'rule', 'feed']);
const required = ['number', 'code'] as const;

export const ticketLayoutSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    name: textSchema,
    blocks: z.array(ticketBlockSchema).min(1).max(blocksMax),
  })
  .superRefine(({ blocks }, context) => {
    const refuse = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path: ['blocks', ...path], message });
    };
    for (const kind of required) {
      if (!blocks.some(block => block.kind === kind)) refuse([], `A slip needs its ${kind} block`);
    }
    const seen = new Set<string>();
    blocks.forEach(({ kind }, index) => {
      if (seen.has(kind) && !repeatable.has(kind)) refuse([index], `A second ${kind} block`);
      seen.add(kind);
    });
    const feeds = blocks.map(block => (block.kind === 'feed' ? block.dots : 0));
    const feedDots = feeds.reduce((sum, dots) => sum + dots, 0);
    if (feedDots > feedDotsMax) refuse([], `All feeds together: at most ${feedDotsMax} dots`);
  })
  .meta({ id: 'TicketLayout', description: 'What stands on a slip, from top to bottom.' });
export type TicketLayout = z.infer<typeof ticketLayoutSchema>;

export interface LayoutError {
  /** For example 'blocks.3.sizeMax'. */
  readonly path: string;
  readonly message: string;
}

const errorsMax = 20;

/** A layout from outside, for example from a file that an administrator brings. */
export function readTicketLayout(
  input: unknown,
): { readonly layout: TicketLayout } | { readonly errors: readonly LayoutError[] } {
  const read = ticketLayoutSchema.safeParse(input);
  if (read.success) return { layout: read.data };
  const errors = read.error.issues.slice(0, errorsMax);
  return { errors: errors.map(({ path, message }) => ({ path: path.join('.'), message })) };
}
