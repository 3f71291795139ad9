import type { TicketContent } from '../contract/ticket-content.ts';
import type { TicketLayout } from '../contract/ticket-layout.ts';
import type { LogoPlace, LogoReading } from './logo.ts';

/** What is asked of the thread that draws pictures, and what it answers. */

export type DrawingOrder =
  | {
      /** A slip as that model prints it. */
      readonly kind: 'slip';
      readonly content: TicketContent;
      readonly other: TicketContent | null;
      readonly layout: TicketLayout;
      readonly profileId: string;
      readonly logo: Uint8Array | null;
    }
  /** A picture from outside as it is kept: grey, small enough, and nothing else in it. */
  | { readonly kind: 'logo'; readonly png: Uint8Array }
  /** A logo in the dots of a paper. */
  | { readonly kind: 'dots'; readonly png: Uint8Array; readonly place: LogoPlace };

export type Drawing =
  | { readonly png: Uint8Array; readonly width: number; readonly height: number }
  | Extract<LogoReading, { refused: unknown }>;
