import { randomInt } from 'node:crypto';

/** Nothing that is mistaken for something else when it is read from paper: no 0, 1, i, l, o. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 3;
const groupLength = 4;

/** 59 random bits, to be typed once: "k7mp-3xqr-t9vd". */
export const newOneTimePassword = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-');
