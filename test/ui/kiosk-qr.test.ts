import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrModules } from '../../ui-kit/qr-modules.ts';

const address = (length: number) =>
  `http://antrean.example/t/${'k3JYw0QmR7'.repeat(30)}`.slice(0, length);

/** The same text by a library that others use everywhere. */
const expected = (text: string, mask: number) =>
  encode(text, { ecc: 'M', border: 0, maskPattern: mask, boostEcc: false }).data;

test('KIOSK-30: every length and mask gives the modules of another encoder', () => {
  // Letters of both cases, so that the library chooses bytes as well; every version and its borders.
  for (let length = 13; length <= 213; length += 1) {
    expect(qrModules(address(length), length % 8), `${length}`).toEqual(
      expected(address(length), length % 8),
    );
  }
});

test('KIOSK-30: letters of other scripts are counted in bytes, and the longest are refused', () => {
  const text = 'http://antrean.example/t/ꦏꦮꦸꦁé';
  expect(qrModules(text, 3)).toEqual(expected(text, 3));
  expect(qrModules(address(213))).toHaveLength(57);
  expect(qrModules(address(214))).toBeNull();
});

test('KIOSK-30: the mask is one of the eight, and the same each time', () => {
  const text = address(60);
  const chosen = qrModules(text);
  const all = Array.from({ length: 8 }, (_, mask) => JSON.stringify(qrModules(text, mask)));
  expect(new Set(all).size).toBe(8);
  expect(all).toContain(JSON.stringify(chosen));
  expect(qrModules(text)).toEqual(chosen);
});
