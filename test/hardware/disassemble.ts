import { createHash } from 'node:crypto';

/** Whole length of each command by its first two bytes; n is the byte that follows. */
const lengths: Readonly<Record<string, number>> = {
  '1b40': 2,
  '1c2e': 2,
  '1b74': 3,
  '1d62': 3,
  '1b33': 3,
  '1b61': 3,
  '1b45': 3,
  '1b4a': 3,
  '1b64': 3,
  '1d21': 3,
  '1d56': 3,
};

const names: Readonly<Record<number, string>> = { 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' };

/**
 * A job as text that a person can review and that differs whenever a byte does. It shares nothing
 * with the printer made of software, so that a mistake in one shows in the other.
 */
export function disassemble(bytes: Buffer): string {
  const lines: string[] = [];
  let index = 0;
  while (index < bytes.length) {
    const first = bytes[index] ?? 0;
    const name = names[first];
    if (name === undefined) {
      const end = bytes.indexOf(0x0a, index);
      lines.push(`${JSON.stringify(bytes.toString('latin1', index, end))} LF`);
      index = end + 1;
      continue;
    }
    const length = commandLength(bytes, index);
    const command = bytes.subarray(index, index + length);
    lines.push(`${name} ${String.fromCharCode(command[1] ?? 0)}${describe(command)}`);
    index += length;
  }
  return `${lines.join('\n')}\n`;
}

function commandLength(bytes: Buffer, index: number): number {
  const name = bytes.toString('hex', index, index + 2);
  if (name === '1d76') {
    return 8 + bytes.readUInt16LE(index + 4) * bytes.readUInt16LE(index + 6);
  }
  if (name === '1d28') return 5 + bytes.readUInt16LE(index + 3);
  const length = lengths[name];
  if (length === undefined) throw new Error(`Not in the table: ${name} at byte ${index}`);
  return length;
}

function describe(command: Buffer): string {
  const name = command.toString('hex', 0, 2);
  if (name === '1d76') {
    const hash = createHash('sha256').update(command.subarray(8)).digest('hex').slice(0, 12);
    const size = `${command.readUInt16LE(4) * 8}x${command.readUInt16LE(6)}`;
    return ` ${command.toString('hex', 2, 4)} ${size} sha256 ${hash}`;
  }
  if (name === '1d28' && command.toString('hex', 5, 8) === '315030') {
    return ` ${command.toString('hex', 2, 8)} ${JSON.stringify(command.toString('latin1', 8))}`;
  }
  return command.length > 2 ? ` ${command.toString('hex', 2)}` : '';
}
