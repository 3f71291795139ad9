import type { Cloth, Estimate, Language } from './values.ts';

/**
 * Everything that a slip says. It carries no personal data, so that a slip left on a bench tells
 * nothing about who took it. Words that are the same on every slip live with the printer, in both
 * languages; texts here are already in the visitor's language.
 */
export interface TicketContent {
  readonly language: Language;
  /** Lines of the building's name, the last one emphasised: at most 3. */
  readonly building: readonly string[];
  readonly agency: string;
  /** The errands of this visit, in order: 1 to 5. */
  readonly services: readonly string[];
  /** The number as it is called, for example 'A012': 1 to 8 characters. */
  readonly label: string;
  readonly zone: string;
  readonly floor: string;
  readonly cloth: Cloth;
  /** A whole sentence, for example 'Anda dipanggil ke salah satu Loket 1-6'. */
  readonly counters: string;
  /** People ahead in the same line; null when it is not known. */
  readonly ahead: number | null;
  readonly estimate: Estimate | null;
  /** Clock range of the expected call, for example '09.35-09.50 WITA'; null without an estimate. */
  readonly expectedAt: string | null;
  /** Address of the visitor's own page, printed as QR: http or https, printable ASCII. */
  readonly url: string;
  readonly requirements: readonly string[];
  readonly issuedAt: {
    /** For example 'Senin, 23 November 2026'. */
    readonly date: string;
    /** For example '09.15 WITA'. */
    readonly time: string;
  };
  /** Name of the place where the number was taken, for example 'Kiosk 2'. */
  readonly device: string;
  /** The booked time, for example '09.30'; absent for a number without a booking. */
  readonly bookedFor?: string;
  /** A building for show marks its slips, so that nobody waits with one. */
  readonly demo: boolean;
  /** A second paper of the same number says that it is one. */
  readonly reprint: boolean;
}
