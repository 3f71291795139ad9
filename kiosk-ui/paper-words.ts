import type { OtherKiosk } from '../contract/views.ts';
import type { PaperState } from './paper.ts';
import { t } from './inner-texts.ts';

/** What a visitor sees of their paper: which screen, and its two sentences. */
export interface PaperWords {
  /** The paper comes; the number must go along without it; or there is no number any more. */
  readonly screen: 'ticket' | 'number' | 'cancelled';
  readonly happened: string;
  readonly meaning: string;
}

/** `sentTo`: the kiosk to which the visitor has sent it. */
export function paperWords(
  paper: PaperState,
  label: string,
  sentTo: OtherKiosk | null = null,
): PaperWords {
  switch (paper.is) {
    case 'queued':
    case 'printing':
    case 'printed':
      return ticketWords(paper, sentTo);
    case 'cancelled':
      return words('cancelled', t('cancelledTitle', { label }), t('cancelledText'));
    case 'held':
      return words('number', t(`held:${paper.by}`), t('heldText'));
    case 'unknown':
      // A printer that never answers has most likely printed; nothing more is known of it.
      if (paper.fault === 'mute') return words('number', t('mutePaper'), t('mutePaperText'));
      return words('number', t('unknownPaper'), t('noPaperText'));
    case 'none':
      return words('number', t('noPrinter'), t('noPaperText'));
    case 'failed': {
      const { fault } = paper;
      // Faults that a visitor sees for themselves are named; the others are the staff's.
      const isNamed = fault === 'paper-end' || fault === 'cover-open';
      return words('number', t(isNamed ? fault : 'noPaper'), t('failedText'));
    }
  }
}

const words = (screen: PaperWords['screen'], happened: string, meaning: string): PaperWords => ({
  screen,
  happened,
  meaning,
});

const headings = {
  queued: 'paperQueued',
  printing: 'paperPrinting',
  printed: 'paperPrinted',
} as const;

/** Where the paper is not at the slot that the visitor looks at, its printer is named. */
function ticketWords(
  paper: Extract<PaperState, { readonly printer: unknown }>,
  sentTo: OtherKiosk | null,
): PaperWords {
  const { is, printer } = paper;
  const heading = t(headings[is]);
  if (sentTo !== null) {
    const text = is === 'printed' ? 'paperFromKiosk' : 'paperAtKiosk';
    return words('ticket', heading, t(text, { kiosk: kioskAndPlace(sentTo) }));
  }
  if (printer?.isOther === true) {
    const text = is === 'printed' ? 'paperFromOther' : 'paperAtOther';
    return words('ticket', heading, t(text, { printer: printer.name }));
  }
  return words('ticket', heading, t(is === 'printed' ? 'paperBelow' : 'paperWaitText'));
}

/** Its name, and where it stands where that is set up. */
export const kioskAndPlace = ({ name, place }: OtherKiosk): string =>
  place === '' ? name : `${name}, ${place}`;
