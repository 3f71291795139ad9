import type { Bitmap } from './bitmap.ts';

/** One thing on the paper, from top to bottom. Texts are printable ASCII and fit their line. */
export type SlipLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'centre';
      /** Multiples of the font's cell, 1 to 8. */
      readonly wide: number;
      readonly high: number;
      readonly bold: boolean;
    }
  | { readonly kind: 'gap'; readonly dots: number }
  | { readonly kind: 'rule' }
  | { readonly kind: 'picture'; readonly bitmap: Bitmap }
  | {
      readonly kind: 'qr';
      readonly payload: string;
      /** Without it the printer's profile decides. */
      readonly moduleDots?: number;
    };
