import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { signAtPlace } from '../../ui-kit/scan-layout.ts';
import { Bench, FakeField, FakeKey, placeOf } from './scan-bench.ts';

const address = 'https://antrean.karangasrikab.go.id/t/Zk3v9QmT2xLp';

beforeEach(() => {
  vi.stubGlobal('KeyboardEvent', FakeKey);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('on a page', () => {
  test.each([1, 8, 30, 49])('SCAN-1: a code at %i ms a key is one scan and no key', gapMs => {
    const bench = new Bench(new EventTarget());
    bench.scan(address, gapMs);
    bench.wait(1_000);
    expect(bench.scans).toEqual([{ text: address, usText: address }]);
    expect(bench.reached).toEqual([]);
  });

  test.each([51, 80, 150, 400])(
    'SCAN-2: at %i ms a key somebody types, and every key arrives',
    gapMs => {
      const bench = new Bench(new EventTarget());
      bench.scan('ABC123XY', gapMs);
      bench.wait(1_000);
      expect(bench.scans).toEqual([]);
      expect(bench.reached).toEqual([...Array.from('ABC123XY'), 'Enter']);
    },
  );

  test('SCAN-2: one key arrives as it was, 50 ms later', () => {
    const bench = new Bench(new EventTarget());
    let heard: Event | null = null;
    bench.page.addEventListener('keydown', event => {
      heard = event;
    });
    expect(bench.press('R', { shiftKey: true })).toBe(false);
    bench.wait(49);
    expect(heard).toBeNull();
    bench.wait(1);
    expect(heard).toMatchObject({ key: 'R', code: 'KeyR', shiftKey: true, cancelable: true });
  });

  test('SCAN-2: Space, Enter, arrows, function keys and chords are never held back', () => {
    const bench = new Bench(new EventTarget());
    for (const key of [' ', 'Enter', 'ArrowDown', 'F2', 'Tab', 'Escape', 'Shift']) {
      expect(bench.press(key), key).toBe(true);
    }
    expect(bench.press('z', { ctrlKey: true })).toBe(true);
    expect(bench.press('a', { altKey: true })).toBe(true);
    expect(bench.reached).toHaveLength(9);
  });

  test('SCAN-2: keys stay in the order in which they were pressed', () => {
    const bench = new Bench(new EventTarget());
    bench.press('a');
    bench.wait(20);
    bench.press('ArrowDown');
    bench.wait(20);
    bench.press('b');
    bench.wait(20);
    bench.press('Enter');
    expect(bench.reached).toEqual(['a', 'ArrowDown', 'b', 'Enter']);
  });

  test('SCAN-3: a held key repeats itself and is no scan', () => {
    const bench = new Bench(new EventTarget());
    bench.press('t');
    bench.wait(500);
    for (let times = 0; times < 30; times += 1) {
      expect(bench.press('t', { repeat: true })).toBe(true);
      bench.wait(30);
    }
    bench.press('Enter');
    expect(bench.scans).toEqual([]);
    expect(bench.reached).toHaveLength(32);
  });

  test('SCAN-1: five signs are too few, six are a scan', () => {
    const bench = new Bench(new EventTarget());
    bench.scan('AB123');
    bench.wait(1_000);
    bench.scan('AB1234');
    expect(bench.scans.map(scan => scan.text)).toEqual(['AB1234']);
    expect(bench.reached).toEqual([]);
  });

  test('SCAN-1: two scans in a row are two', () => {
    const bench = new Bench(new EventTarget());
    bench.scan('A01234');
    bench.scan(address);
    bench.wait(60);
    bench.scan('B01234');
    expect(bench.scans.map(scan => scan.text)).toEqual(['A01234', address, 'B01234']);
  });

  test.each([200, 400, 900])(
    'SCAN-4: a scan that stops for %i ms is dropped, both parts',
    breakMs => {
      const bench = new Bench(new EventTarget());
      bench.type(address.slice(0, 20), 8);
      bench.wait(breakMs);
      bench.scan(address.slice(20));
      bench.wait(1_000);
      expect(bench.scans).toEqual([]);
      expect(bench.reached).toEqual([]);
      bench.scan(address);
      expect(bench.scans).toHaveLength(1);
    },
  );

  test('SCAN-4: a scanner that falters for less is understood', () => {
    const bench = new Bench(new EventTarget());
    bench.type(address.slice(0, 20), 8);
    bench.wait(150);
    bench.scan(address.slice(20));
    expect(bench.scans.map(scan => scan.text)).toEqual([address]);
  });

  test('SCAN-4: the rest of a code whose first signs came late is no code', () => {
    const bench = new Bench(new EventTarget());
    bench.type('h', 8);
    bench.wait(70);
    bench.scan(address.slice(1));
    bench.wait(1_000);
    expect(bench.scans).toEqual([]);
    expect(bench.reached).toEqual(['h']);
  });

  test('SCAN-4: what never ends is taken, forgotten and no scan', () => {
    const bench = new Bench(new EventTarget());
    bench.scan('x'.repeat(5_000), 2);
    expect(bench.scans).toEqual([]);
    expect(bench.reached).toEqual([]);
  });

  test('SCAN-1: a second end, as Enter or as line feed, is not a key either', () => {
    const bench = new Bench(new EventTarget());
    bench.scan(address);
    bench.wait(5);
    expect(bench.press('Enter')).toBe(false);
    expect(bench.press('j', { ctrlKey: true })).toBe(false);
    bench.wait(100);
    expect(bench.press('Enter')).toBe(true);
  });

  test('SCAN-5: keys between, such as Shift, and Caps Lock do not disturb', () => {
    const bench = new Bench(new EventTarget());
    for (const key of address) {
      bench.wait(4);
      const isShifted = /[A-Z:]/.test(key);
      if (isShifted) bench.press('Shift', { shiftKey: true });
      const flipped = key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase();
      bench.press(flipped, { code: placeOf(key), shiftKey: isShifted });
    }
    bench.press('Enter');
    expect(bench.scans[0]?.usText).toBe(address);
    expect(bench.scans[0]?.text).not.toBe(address);
  });

  test('SCAN-5: on a German keyboard the places still tell what was scanned', () => {
    const bench = new Bench(new EventTarget());
    const german: Readonly<Record<string, string>> = {
      ':': 'Ö',
      '/': '-',
      z: 'y',
      Z: 'Y',
      '-': 'ß',
    };
    for (const key of address) {
      bench.wait(4);
      bench.press(german[key] ?? key, { code: placeOf(key), shiftKey: /[A-Z:]/.test(key) });
    }
    bench.press('Enter');
    expect(bench.scans).toEqual([{ text: expect.stringContaining('httpsÖ--'), usText: address }]);
  });

  test('SCAN-5: every sign of an address has its place', () => {
    expect(signAtPlace('KeyA', true)).toBe('A');
    expect(signAtPlace('Numpad7', false)).toBe('7');
    expect(signAtPlace('Semicolon', true)).toBe(':');
    expect(signAtPlace('F1', false)).toBeUndefined();
  });

  test('SCAN-2: after stopping nothing is held', () => {
    const bench = new Bench(new EventTarget());
    bench.press('a');
    bench.stop();
    expect(bench.press('b')).toBe(true);
    expect(bench.reached).toEqual(['a', 'b']);
  });

  test('SCAN-2: whatever is pressed and when: nothing is lost but what a scanner typed', () => {
    const presses = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'B', '7', ' ', 'Enter', 'ArrowUp'),
        fc.integer({ min: 51, max: 400 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(presses, all => {
        const bench = new Bench(new EventTarget());
        for (const [key, gapMs] of all) {
          bench.wait(gapMs);
          bench.press(key);
        }
        bench.wait(1_000);
        expect(bench.reached).toEqual(all.map(([key]) => key));
        expect(bench.scans).toEqual([]);
      }),
    );
  });
});

describe('in a text field', () => {
  test.each([3, 20, 60, 200])(
    'SCAN-2: what somebody types at %i ms a key arrives untouched, at once',
    gapMs => {
      const field = new FakeField();
      const bench = new Bench(field);
      for (const key of 'Siti 12') {
        bench.wait(gapMs);
        expect(bench.press(key)).toBe(true);
      }
      expect(field.value).toBe('Siti 12');
      expect(bench.reached.join('')).toBe('Siti 12');
      expect(field.inputs).toBe(0);
    },
  );

  test('SCAN-3: a scan into a field is taken out again, and what stood there stays', () => {
    const field = new FakeField();
    const bench = new Bench(field);
    bench.type('Siti', 120);
    field.setSelectionRange(2, 2);
    bench.wait(500);
    bench.scan(address);
    expect(bench.scans.map(scan => scan.text)).toEqual([address]);
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['Siti', 2, 2]);
    expect(field.inputs).toBe(1);
    expect(bench.reached).not.toContain('Enter');
  });

  test('SCAN-3: where the page wants it so, the scan stays in the field', () => {
    const field = new FakeField();
    const bench = new Bench(field, { inField: 'keep' });
    bench.scan(address);
    expect(field.value).toBe(address);
    expect(bench.scans).toHaveLength(1);
  });

  test('SCAN-2: a quick typist’s Enter sends what was typed', () => {
    const field = new FakeField();
    const bench = new Bench(field);
    bench.type('budi', 40);
    bench.wait(40);
    expect(bench.press('Enter')).toBe(true);
    bench.type('password7', 90);
    bench.wait(90);
    expect(bench.press('Enter')).toBe(true);
    expect(bench.scans).toEqual([]);
    expect(field.value).toBe('budipassword7');
  });

  test('SCAN-3: fields whose selection cannot be read are put back too', () => {
    const field = new FakeField();
    Object.assign(field, { selectionStart: null, selectionEnd: null, value: '12' });
    const bench = new Bench(field);
    bench.scan('9912345678901');
    expect(field.value).toBe('12');
  });
});

describe('what a page says of its codes', () => {
  test('SCAN-2: a sign that no code begins with is at once a key, a broken code’s rest is not', () => {
    const bench = new Bench(new EventTarget(), { mayBegin: sign => /\w/.test(sign) });
    bench.press('/');
    expect(bench.reached).toEqual(['/']);
    bench.press('a');
    expect(bench.reached).toEqual(['/']);
    bench.wait(60);
    expect(bench.reached).toEqual(['/', 'a']);
    bench.stop();
  });

  test('SCAN-1: a page with shorter codes takes them, and no word in a field for one', () => {
    const beside = new Bench(new EventTarget(), { lengthMin: 4 });
    beside.scan('A012');
    expect([beside.scans.length, beside.reached]).toEqual([1, []]);
    beside.wait(1_000);
    beside.scan('A1');
    expect(beside.scans).toHaveLength(1);
    const field = new FakeField();
    const within = new Bench(field, {
      lengthMin: 4,
      isCode: ({ text }) => text.startsWith('http'),
    });
    within.scan('perekaman');
    expect([within.scans, field.value]).toEqual([[], 'perekaman']);
    within.scan('http://a');
    expect([within.scans.length, field.value]).toEqual([1, 'perekaman']);
  });
});
