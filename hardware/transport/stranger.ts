/** What stands at an address where a receipt printer was expected. */
export type Stranger =
  | 'web-server'
  | 'ssh-server'
  /** A printer, but one that speaks PostScript, PJL or Star's own commands. */
  | 'other-language'
  | 'other-service'
  /** It talks without end. */
  | 'babbling';

/** Enough to know a greeting by. */
const headBytes = 64;
/**
 * Answers of a receipt printer stand alone or in fours; so many readable characters in a row are a
 * sentence. Blocks (maker, model) are sentences too, but begin with one of these.
 */
const sentenceCharacters = 12;
const blockHeads = '_7;=5';
/** Bytes without meaning that a poor cable may make out of a day's answers. */
const noiseBytesMax = 64;
/** A printer's own answers within one conversation are a few hundred bytes. */
const heardBytesMax = 65_536;

/** How services begin, in small letters. */
const greetings: readonly (readonly [string, Stranger])[] = [
  ['http/', 'web-server'],
  ['<!doctype html', 'web-server'],
  ['<html', 'web-server'],
  ['ssh-', 'ssh-server'],
  ['@pjl', 'other-language'],
  ['%!ps', 'other-language'],
  ['%%[', 'other-language'],
  ['\u001b%-12345x', 'other-language'],
  ['220 ', 'other-service'],
  ['220-', 'other-service'],
  ['+ok', 'other-service'],
  ['* ok', 'other-service'],
  ['rtsp/', 'other-service'],
];

/** Listens along and says when what speaks is no receipt printer. It never holds much. */
export class StrangerWatch {
  #head = '';
  #sentence = '';
  #noiseBytes = 0;
  #heardBytes = 0;

  /** A new conversation begins: what was heard before was allowed. */
  forget(): void {
    this.#noiseBytes = 0;
    this.#heardBytes = 0;
  }

  /** Bytes as they came from the line. */
  hear(bytes: Uint8Array): Stranger | null {
    this.#heardBytes += bytes.length;
    if (this.#heardBytes > heardBytesMax) return 'babbling';
    const text = Buffer.from(bytes).toString('latin1');
    if (this.#head.length < headBytes) {
      this.#head += text.slice(0, headBytes - this.#head.length);
      const known = knownGreeting(this.#head);
      if (known !== null) return known;
    }
    return this.#isSentence(bytes) ? 'other-service' : null;
  }

  /** Bytes that the parser could not explain. */
  hearNoise(count: number): Stranger | null {
    this.#noiseBytes += count;
    return this.#noiseBytes > noiseBytesMax ? 'other-service' : null;
  }

  #isSentence(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      const isReadable = (byte >= 0x20 && byte <= 0x7e) || byte === 0x0a || byte === 0x0d;
      if (!isReadable) this.#sentence = '';
      else if (this.#sentence.length < sentenceCharacters) {
        this.#sentence += String.fromCharCode(byte);
      }
      const isBlock = blockHeads.includes(this.#sentence.charAt(0));
      if (this.#sentence.length >= sentenceCharacters && !isBlock) return true;
    }
    return false;
  }
}

/** Who begins a conversation like that; null where a receipt printer might. */
export function knownGreeting(head: string): Stranger | null {
  const begin = head.trimStart().toLowerCase();
  const known = greetings.find(([greeting]) => begin.startsWith(greeting));
  if (known !== undefined) return known[1];
  const [first = 0, second = 0] = [...Buffer.from(head.slice(0, 2), 'latin1')];
  // A TLS alert: the port speaks https.
  if (first === 0x15 && second === 0x03) return 'web-server';
  // Telnet's first offers.
  if (first === 0xff && second >= 0xfb) return 'other-service';
  // Star printers send a status of their own unasked: its length, then its version.
  const isStar = head.length >= 9 && (first & 0x91) === 0x01 && (second & 0x91) === 0x80;
  return isStar ? 'other-language' : null;
}
