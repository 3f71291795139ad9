/** What a sign above a counter shows. */
export interface SignMessage {
  /** The number as it is called, for example 'A012'; null where nobody is there. */
  readonly label: string | null;
  readonly state: SignState;
  /** Where the counter is, as seen from the sign. */
  readonly arrow?: SignArrow;
}

export type SignState = 'called' | 'serving' | 'free' | 'paused' | 'closed';
export type SignArrow = 'left' | 'right' | 'up' | 'down';

/** Parts of a message as a sign that knows only ASCII can show them. */
export interface SignParts {
  /** The number, or what stands there instead. */
  readonly label: string;
  /** Letters before the digits; none where no number is shown. */
  readonly series: string;
  /** Digits alone, or what stands there instead. */
  readonly number: string;
  readonly arrow: string;
}

/** Texts for the states without a number, each at most 8 characters. */
export interface SignTexts {
  readonly free: string;
  readonly paused: string;
  readonly closed: string;
}

const labelCharactersMax = 8;
const arrows: Readonly<Record<SignArrow, string>> = { left: '<', right: '>', up: '^', down: 'v' };

export function hasNumber(message: SignMessage): message is SignMessage & { label: string } {
  return message.label !== null && (message.state === 'called' || message.state === 'serving');
}

/** Nothing but printable ASCII: what was typed somewhere can't become a command of the sign. */
export function signParts(message: SignMessage, texts: SignTexts): SignParts {
  const plain = (text: string): string =>
    text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, labelCharactersMax);
  const arrow = message.arrow === undefined ? ' ' : arrows[message.arrow];
  if (!hasNumber(message)) {
    const { state } = message;
    const text = plain(state === 'paused' || state === 'closed' ? texts[state] : texts.free);
    return { label: text, series: '', number: text, arrow: ' ' };
  }
  const label = plain(message.label);
  const [, series = '', number = label] = /^([A-Z]*)(\d+)$/.exec(label) ?? [];
  return { label, series, number, arrow };
}
