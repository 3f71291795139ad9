import type { Scan } from './scan-run.ts';

/** Both ways of reading what a keyboard scanner sent; one where they are the same. */
export const readingsOf = ({ text, usText }: Scan): readonly string[] =>
  text === usText ? [text] : [usText, text];

/** The address on every paper ends in it; which host stands before it is no matter. */
const ticketAddress = /^https?:\/\/[^/\s]+\/t\/([\w-]{1,64})\/?$/i;

/** The token of a ticket's address; null where it is anything else. */
export const ticketTokenIn = (code: string): string | null =>
  ticketAddress.exec(code.trim())?.[1] ?? null;

/** Something that a machine wrote: an address, of a ticket or not. */
export const isAddress = (code: string): boolean => /^https?:\/\/\S/i.test(code.trim());
