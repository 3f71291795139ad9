import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type Bitmap, isDotBlack } from '../../hardware/bitmap.ts';
import { drawClothBand } from '../../hardware/cloth-bands.ts';
import { withoutRealTimeCommands } from '../../hardware/escpos/raster.ts';
import { printableText, wrapBalanced, wrapWords } from '../../hardware/printable-text.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { findProfile, knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import { ticketSlip } from '../../hardware/ticket-slip.ts';
import { disassemble } from './disassemble.ts';
import { kitchenSinkTicket, sampleTicket } from './sample-ticket.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const anyTicket = fc.record({
  language: fc.constantFrom('id' as const, 'en' as const),
  building: fc.array(anyText, { maxLength: 3 }),
  agency: anyText,
  services: fc.array(anyText, { minLength: 1, maxLength: 5 }),
  label: fc.stringMatching(/^[A-HJ-NP-Z]{1,2}[0-9]{1,5}$/),
  zone: anyText,
  floor: anyText,
  counters: anyText,
  device: anyText,
  requirements: fc.array(anyText, { maxLength: 8 }),
  demo: fc.boolean(),
  reprint: fc.boolean(),
});

/** All that decides the bytes of a slip: models alike in it share their reviewed paper. */
function shapeOf(profile: PrinterProfile): string {
  const { dots, columns, qr, qrModuleDots, codePage, cutter, rasterBandLines, smoothing } = profile;
  const isFullCut = cutter === 'full';
  return JSON.stringify([
    [dots, columns, qr, qrModuleDots],
    [codePage, isFullCut, rasterBandLines, smoothing],
  ]);
}

describe('bytes', () => {
  for (const profile of knownProfiles) {
    const like = knownProfiles.find(other => shapeOf(other) === shapeOf(profile)) ?? profile;
    for (const [name, ticket] of [
      ['sample', sampleTicket],
      ['longest', kitchenSinkTicket],
    ] as const) {
      test(`PRINT-1: the ${name} ticket for ${profile.id} is byte for byte as reviewed`, async () => {
        const { bytes } = await renderTicket(ticket, profile);
        await expect(disassemble(bytes)).toMatchFileSnapshot(`golden/${like.id}-${name}.txt`);
      });
    }
  }

  test('PRINT-1: the four cloths are dot for dot as reviewed', async () => {
    const cloths = (['kawung', 'parang', 'tumpal', 'wajik'] as const).map(
      cloth => `${cloth}\n${picture(drawClothBand(cloth, 96))}`,
    );
    await expect(cloths.join('\n')).toMatchFileSnapshot('golden/cloths.txt');
  });

  test('PRINT-1: two renderings of one ticket do not differ', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => renderTicket(sampleTicket, generic58)),
    );
    expect(first?.bytes.equals(second?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test('PRINT-14: no picture holds a real-time command, wherever it starts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x00)), bytes => {
        const dots = withoutRealTimeCommands(Buffer.from(bytes));
        for (const second of [0x04, 0x05, 0x14]) {
          expect(dots.includes(Buffer.from([0x10, second]))).toBe(false);
        }
      }),
    );
  });
});

describe('layout', () => {
  test('PRINT-2: whatever the names, the number stands whole on one line at its largest size', () => {
    fc.assert(
      fc.property(anyTicket, fc.constantFrom(...knownProfiles), (parts, profile) => {
        const lines = ticketSlip({ ...sampleTicket, ...parts }, profile);
        const sizes = lines.flatMap(line => (line.kind === 'text' && line.wide > 2 ? [line] : []));
        const size = Math.min(8, Math.floor(profile.columns / parts.label.length));
        expect(sizes.map(line => [line.text, line.wide, line.high])).toEqual([
          [parts.label, size, size],
        ]);
      }),
    );
  });

  test('PRINT-2: no text is wider than the paper at its size', () => {
    fc.assert(
      fc.property(anyTicket, fc.constantFrom(...knownProfiles), (parts, profile) => {
        for (const line of ticketSlip({ ...sampleTicket, ...parts }, profile)) {
          if (line.kind !== 'text') continue;
          expect(line.text.length * line.wide).toBeLessThanOrEqual(profile.columns);
        }
      }),
    );
  });

  test.each([
    ['A012', generic58, 8],
    ['A1024', generic58, 6],
    ['A1024', knownProfiles[0] ?? generic58, 8],
    ['AB1024', knownProfiles[0] ?? generic58, 8],
  ])('PRINT-2: %s is printed at its size', (label, profile, size) => {
    const lines = ticketSlip({ ...sampleTicket, label }, profile);
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'text', text: label, wide: size, high: size }),
    );
  });

  test('PRINT-3: only printable ASCII stands on a line, whatever was typed', () => {
    fc.assert(
      fc.property(anyTicket, fc.constantFrom(...knownProfiles), (parts, profile) => {
        for (const line of ticketSlip({ ...sampleTicket, ...parts }, profile)) {
          if (line.kind === 'text') expect(line.text).toMatch(/^[\x20-\x7e]*$/);
        }
      }),
    );
  });

  test('PRINT-3: an address that is not ASCII is a bug and not a ticket', () => {
    const url = 'https://antrean.example/t/é';
    expect(() => ticketSlip({ ...sampleTicket, url }, generic58)).toThrow('ASCII');
  });

  test('PRINT-13: a reprint and a ticket for show say so, in the ticket’s language', () => {
    const marked = { ...sampleTicket, reprint: true, demo: true };
    expect(texts(ticketSlip(marked, { dots: 576, columns: 48 }))).toContain('Cetak ulang');
    expect(texts(ticketSlip(marked, { dots: 576, columns: 48 }))).toContain('Tiket peragaan');
    const english = { ...marked, language: 'en' as const };
    expect(texts(ticketSlip(english, { dots: 576, columns: 48 }))).toContain('Reprint');
    expect(texts(ticketSlip(sampleTicket, { dots: 576, columns: 48 }))).not.toContain('ulang');
  });

  test('PRINT-44: a booked number says its time under the number, any other says none', () => {
    const paper = { dots: 576, columns: 48 };
    const booked = texts(ticketSlip({ ...sampleTicket, bookedFor: '09.30' }, paper));
    expect(booked).toMatch(/A012\s*Booking 09\.30/);
    const english = { ...sampleTicket, bookedFor: '09:30', language: 'en' } as const;
    expect(texts(ticketSlip(english, paper))).toContain('Booked for 09:30');
    expect(texts(ticketSlip(sampleTicket, paper))).not.toContain('Booking');
  });

  test('PRINT-16: what is not known is not printed', () => {
    const unknown = { ...sampleTicket, ahead: null, estimate: null, expectedAt: null };
    const text = texts(ticketSlip(unknown, { dots: 576, columns: 48 }));
    expect(text).not.toMatch(/menit|pukul|di depan/);
  });

  test('PRINT-16: a range is never printed as a lone minute or as zero', () => {
    const soon = { ...sampleTicket, ahead: 0, estimate: { fromMinutes: 0, toMinutes: 0 } };
    expect(texts(ticketSlip(soon, { dots: 576, columns: 48 }))).toContain('Segera dipanggil');
    const short = { ...sampleTicket, estimate: { fromMinutes: 0, toMinutes: 5 } };
    expect(texts(ticketSlip(short, { dots: 576, columns: 48 }))).toContain('Di bawah 5 menit');
  });
});

describe('texts', () => {
  test.each([
    ['Loket 1–6', 'Loket 1-6'],
    ['“Sasana”', '"Sasana"'],
    ['Ḥalāl Ça Ñandú', 'Halal Ca Nandu'],
    ['ﬁle ½ №1', 'file 1/2 No1'],
    ['a\u001b@b\u0000c\u009bd\u007fe', 'a@bcde'],
    ['satu\n\tdua\u00a0tiga', 'satu dua tiga'],
    ['KTP\u200b-el\u202e', 'KTP-el'],
    ['ꦩꦭ꧀ 日本', 'mal ?'],
    ['ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ ꦏꦺꦴꦥꦶ', 'sugeng rawuh kopi'],
    ['ᬩᬮᬶ, ᮞᮥᮔ᮪ᮓ, ᨅᨔ ᨕᨘᨁᨗ', 'bali, sunda, basa ugi'],
    ['محمد، ١٢٣', 'mhmd, 123'],
    ['Ελλάδα Щука', 'Ellada Shchuka'],
    ['👨‍👩‍👧 Keluarga 1️⃣', 'Keluarga 1'],
    ['😀', '?'],
    ['日本語。', '?.'],
    ['\u001b\u0001', ''],
    ['A\ufffdB', 'A?B'],
    ['﷽', '?'],
    ['e\u0301\u0300\u0302', 'e'],
    ['\ud800x', 'x'],
    ['36 °C', '36 derajatC'],
  ])('PRINT-3: %j becomes %j', (typed, printed) => {
    expect(printableText(typed)).toBe(printed);
  });

  test('PRINT-2: wrapping loses nothing, breaks between words and never exceeds the columns', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 48 }), (all, columns) => {
        for (const lines of [
          wrapWords(all.join(' '), columns),
          wrapBalanced(all.join(' '), columns),
        ]) {
          expect(lines.join(' ')).toBe(all.join(' '));
          expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });

  test('PRINT-3: a name of 10,000 signs is cut with three dots, whatever they are', () => {
    for (const sign of ['A', 'ﷺ', '😀', 'x\u0301', 'kata ', '\u001b@', '日', 'ꦱꦸ']) {
      const agency = sign.repeat(10_000 / sign.length);
      const slip = ticketSlip({ ...sampleTicket, agency }, generic58);
      const before = slip.findIndex(line => line.kind === 'text' && line.text === 'A012');
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(14);
      const words = texts(slip.slice(0, before));
      if (/^[A-Zﷺk]/.test(sign)) expect(words).toContain('...');
    }
  });

  test('PRINT-2: a word longer than a line is broken inside', () => {
    expect(wrapWords('ab cdefghij k', 4)).toEqual(['ab', 'cdef', 'ghij', 'k']);
  });
});

test('PRINT-17: a profile is found by its id and never guessed', () => {
  expect(findProfile('generic-58')).toBe(generic58);
  expect(findProfile('epson')).toBeUndefined();
});

function texts(lines: ReturnType<typeof ticketSlip>): string {
  return lines.map(line => (line.kind === 'text' ? line.text : '')).join(' ');
}

function picture(bitmap: Bitmap): string {
  const rows = Array.from({ length: bitmap.heightDots }, (_row, y) =>
    Array.from({ length: bitmap.widthDots }, (_dot, x) => (isDotBlack(bitmap, x, y) ? '#' : '.')),
  );
  return `${rows.map(row => row.join('')).join('\n')}\n`;
}
