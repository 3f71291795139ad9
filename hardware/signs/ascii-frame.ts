import type { SignParts } from './sign-message.ts';

const templateCharactersMax = 200;
const widthMax = 20;
const frameBytesMax = 256;

interface Place {
  readonly name: 'label' | 'number' | 'series' | 'arrow' | 'address';
  /** 0: as long as it is. */
  readonly width: number;
  readonly fill: ' ' | '0';
  readonly align: 'left' | 'right';
}

export type AsciiTemplate = readonly (Buffer | Place)[];

const escapes: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '\\': 0x5c };
const token =
  /\{(label|number|series|arrow|address)(?::(-?)(0?)(\d{1,2}))?\}|\\x([0-9A-Fa-f]{2})|\\([rnt\\])|([ -[\]-z|~])/y;

/**
 * Reads how a vendor's sign wants its text: printable ASCII as it stands, \r \n \t \\ and \x02 for
 * bytes, and the places {label} {number} {series} {arrow} {address}. A width pads: {label:6} from
 * the left, {label:-6} from the right, {number:04} with noughts. {address} alone is one byte, with
 * a width it is written in digits. A template that can't be read tells where: a sign with the wrong
 * frame shows rubbish, or another counter's number.
 */
export function readTemplate(
  template: string,
): { readonly parts: AsciiTemplate } | { readonly wrongAt: number } {
  const parts: (Buffer | Place)[] = [];
  let at = 0;
  if (template === '' || template.length > templateCharactersMax) return { wrongAt: 0 };
  while (at < template.length) {
    token.lastIndex = at;
    const found = token.exec(template);
    const part = found === null ? null : partOf(found);
    if (found === null || part === null) return { wrongAt: at };
    parts.push(part);
    at += found[0].length;
  }
  return { parts };
}

function partOf(found: RegExpExecArray): Buffer | Place | null {
  const [, name, minus, nought, digits, hex, escape, plain] = found;
  if (hex !== undefined) return Buffer.from(hex, 'hex');
  if (escape !== undefined) return Buffer.from([escapes[escape] ?? 0]);
  if (plain !== undefined) return Buffer.from(plain, 'latin1');
  const width = Number(digits ?? 0);
  if (width > widthMax) return null;
  return {
    name: name as Place['name'],
    width,
    fill: nought === '0' ? '0' : ' ',
    align: minus === '-' ? 'left' : 'right',
  };
}

/** The bytes of one message. Texts wider than their place keep their end, where the digits are. */
export function fillTemplate(template: AsciiTemplate, parts: SignParts, address: number): Buffer {
  const bytes = template.map(part => {
    if (Buffer.isBuffer(part)) return part;
    if (part.name !== 'address') return Buffer.from(pad(parts[part.name], part), 'latin1');
    return part.width === 0 ? Buffer.from([address]) : Buffer.from(pad(`${address}`, part));
  });
  const frame = Buffer.concat(bytes);
  if (frame.length > frameBytesMax) throw new Error(`A frame has at most ${frameBytesMax} bytes.`);
  return frame;
}

function pad(text: string, { width, fill, align }: Place): string {
  if (width === 0) return text;
  const cut = text.slice(-width);
  return align === 'left' ? cut.padEnd(width, fill) : cut.padStart(width, fill);
}
