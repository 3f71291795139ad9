import type { Actor } from './commands.ts';
import type { Language, Need } from './values.ts';

/** What happens with paper, as commands and events. Part of the unions in commands.ts and events.ts. */

export type PrintEnd = 'printed' | 'not-sent' | 'unknown';
export type PaperLevel = 'adequate' | 'near-end' | 'unknown';

interface Asked {
  readonly actor: Actor;
}

export type PaperCommand =
  | (Asked & { readonly type: 'print-started'; readonly jobId: number })
  | (Asked & {
      readonly type: 'print-ended';
      readonly jobId: number;
      readonly outcome: PrintEnd;
      readonly fault?: string;
    })
  | (Asked & {
      /** Nothing of it has left: another printer may take the job. */
      readonly type: 'move-print';
      readonly jobId: number;
      readonly printerId: string;
      readonly fault: string;
    })
  | (Asked & {
      /** A second paper of a number, marked as one. */
      readonly type: 'reprint';
      readonly visitId: string;
      readonly printerId: string;
    })
  | (Asked & {
      /** The visitor has the number without paper: noted it, or carries it on a phone. */
      readonly type: 'claim-ticket';
      readonly visitId: string;
      readonly how: 'noted' | 'phone';
    })
  | (Asked & {
      /** Nobody took a number that has no paper: it is cancelled, so that no ghost is called. */
      readonly type: 'cancel-unclaimed';
      readonly visitId: string;
    })
  | (Asked & {
      readonly type: 'note-printer';
      readonly printerId: string;
      readonly state: 'ready' | 'fault';
      readonly fault?: string;
      readonly paper: PaperLevel;
    })
  | (Asked & {
      /** A number of a paper sheet, given by hand while the system was down. */
      readonly type: 'enter-manual';
      readonly visitId: string;
      readonly serviceId: string;
      /** 901–999. */
      readonly number: number;
      /** When the visitor took it, milliseconds since the epoch. */
      readonly takenAt: number;
      readonly class: 'walk-in' | 'vulnerable';
      readonly need?: Need;
      readonly language: Language;
    });

export type PaperEventBody =
  | { readonly type: 'print-started'; readonly data: { readonly jobId: number } }
  | {
      readonly type: 'print-ended';
      readonly data: {
        readonly jobId: number;
        readonly outcome: PrintEnd;
        readonly fault: string | null;
      };
    }
  | {
      readonly type: 'print-moved';
      readonly data: {
        readonly jobId: number;
        readonly printerId: string;
        readonly fromPrinterId: string;
        readonly fault: string;
      };
    }
  | {
      readonly type: 'print-asked';
      readonly data: {
        readonly jobId: number;
        readonly printerId: string;
        /** Surely nothing of the number was printed before: this paper is no copy. */
        readonly isFirst?: true;
      };
    }
  | { readonly type: 'ticket-claimed'; readonly data: { readonly how: 'noted' | 'phone' } }
  | {
      /** `deviceId` of the entry is the printer. */
      readonly type: 'printer-changed';
      readonly data: {
        readonly state: 'ready' | 'fault';
        readonly fault: string | null;
        readonly paper: PaperLevel;
      };
    };
