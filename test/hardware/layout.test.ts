import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type TicketLayout, readTicketLayout } from '../../contract/ticket-layout.ts';
import { drawBitmap } from '../../hardware/bitmap.ts';
import { previewTicket } from '../../hardware/layout/preview-ticket.ts';
import {
  bilingualLayout,
  compactLayout,
  findShippedLayout,
  shippedLayouts,
  standardLayout,
} from '../../hardware/layout/shipped-layouts.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import { knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import type { SlipLine } from '../../hardware/slip-line.ts';
import { type SlipDress, ticketSlip } from '../../hardware/ticket-slip.ts';
import { openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import { disassemble } from './disassemble.ts';
import {
  allLayouts,
  englishTicket,
  everythingLayout,
  layoutOf,
  monstrousTicket,
} from './layout-samples.ts';
import { until } from './manual-clock.ts';
import { readByJsQr, readByZbar } from './read-codes.ts';
import { sampleTicket } from './sample-ticket.ts';
import { sendToPrinter } from './send-to-printer.ts';

const number = { kind: 'number' };
const code = { kind: 'code' };
const times = (count: number, block: object) => Array.from({ length: count }, () => block);

function errorsOf(blocks: readonly object[], more: object = {}): readonly string[] {
  const name = { id: 'Uji', en: 'Test' };
  const read = readTicketLayout({ id: 'test', name, blocks, ...more });
  return 'errors' in read ? read.errors.map(error => `${error.path}: ${error.message}`) : [];
}

const squareLogo = (side: number) => drawBitmap(side, Math.min(side, 200), (x, y) => x + y > 40);
const dressed = (layout: TicketLayout, dots: number): SlipDress => ({
  layout,
  logo: squareLogo(dots),
  other: englishTicket,
});

describe('layouts as data', () => {
  test('LAYOUT-1: a layout without its number or its code is refused, with the place', () => {
    expect(errorsOf([code])).toEqual(['blocks: A slip needs its number block']);
    expect(errorsOf([number])).toEqual(['blocks: A slip needs its code block']);
    expect(errorsOf([number, code])).toEqual([]);
  });

  test.each([
    [[number, code, number], /^blocks.2: A second number/],
    [[number, code, { kind: 'keep' }, { kind: 'keep' }], /^blocks.3: A second keep/],
    [[{ ...number, sizeMax: 3 }, code], /^blocks.0.sizeMax: /],
    [[number, { ...code, moduleDots: 20 }], /^blocks.1.moduleDots: /],
    [[number, code, { kind: 'feed', dots: 0 }], /^blocks.2.dots: /],
    [[number, code, { kind: 'feed', dots: 201 }], /^blocks.2.dots: /],
    [[number, code, ...times(3, { kind: 'feed', dots: 200 })], /^blocks: All feeds/],
    [[number, code, ...times(31, { kind: 'rule' })], /^blocks: /],
    [[number, code, { kind: 'text', text: { id: '', en: 'x' } }], /^blocks.2.text.id: /],
    [[number, code, { kind: 'text', text: { id: 'x'.repeat(201), en: 'x' } }], /^blocks.2.text.id/],
    [[number, code, { kind: 'marks', shown: false }], /^blocks.2.kind: /],
    [[{ ...number, reprintMark: false }, code], /^blocks.0: Unrecognized key/],
    [[number, code, null], /^blocks.2: /],
  ])('LAYOUT-1: of %j the wrong place is named', (blocks, message) => {
    expect(errorsOf(blocks as object[])[0]).toMatch(message);
  });

  test('LAYOUT-1: what is no layout at all is refused and breaks nothing', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        const read = readTicketLayout(input);
        expect('layout' in read || read.errors.length > 0).toBe(true);
      }),
    );
    expect(errorsOf([number, code], { id: '../x' })[0]).toMatch(/^id: /);
  });

  test('LAYOUT-1: every shipped layout is one that could be saved as it stands', () => {
    for (const layout of shippedLayouts) {
      expect(readTicketLayout(JSON.parse(JSON.stringify(layout)))).toEqual({ layout });
      expect(findShippedLayout(layout.id)).toBe(layout);
    }
    expect(findShippedLayout('own')).toBeUndefined();
  });

  test('LAYOUT-2: marks of a reprint and of a building for show stand on every layout', () => {
    const marked = { ...sampleTicket, reprint: true, demo: true };
    for (const layout of [...allLayouts, layoutOf([code, number])]) {
      const text = texts(ticketSlip(marked, generic58, { layout }));
      expect(text).toContain('Cetak ulang');
      expect(text).toContain('Tiket peragaan');
    }
  });
});

describe('slips of a layout', () => {
  for (const profile of [generic80, generic58]) {
    for (const layout of [bilingualLayout, compactLayout, everythingLayout]) {
      test(`LAYOUT-3: the ${layout.id} layout for ${profile.id} is byte for byte as reviewed`, async () => {
        const { bytes } = await renderTicket(sampleTicket, profile, dressed(layout, 120));
        const file = `golden/layout-${layout.id}-${profile.id}.txt`;
        await expect(disassemble(bytes)).toMatchFileSnapshot(file);
      });
    }
  }

  test('LAYOUT-3: without a layout a slip is the standard one', () => {
    expect(ticketSlip(sampleTicket, generic58)).toEqual(
      ticketSlip(sampleTicket, generic58, { layout: standardLayout, other: englishTicket }),
    );
  });

  test('LAYOUT-3: the compact slip saves a third of the paper', async () => {
    for (const profile of knownProfiles) {
      const standard = await previewTicket(sampleTicket, profile);
      const compact = await previewTicket(sampleTicket, profile, { layout: compactLayout });
      expect(compact.heightDots).toBeLessThan(standard.heightDots * 0.67);
    }
  });

  test('LAYOUT-7: the other language stands below, and only where it says something else', () => {
    const slip = ticketSlip(sampleTicket, generic80, dressed(bilingualLayout, 120));
    const all = texts(slip);
    for (const words of [
      'Akta Kelahiran',
      'Birth certificate',
      'Blue Zone, Floor 1',
      'Keep this',
    ]) {
      expect(all).toContain(words);
    }
    expect(all).toContain('8 people ahead of you 20-35 minutes Around 09:35-09:50 WITA');
    const same = { ...englishTicket, agency: sampleTicket.agency, services: sampleTicket.services };
    const once = ticketSlip(sampleTicket, generic80, { layout: bilingualLayout, other: same });
    expect(texts(once).split('Akta Kelahiran')).toHaveLength(2);
    expect(texts(ticketSlip(sampleTicket, generic80, { layout: bilingualLayout }))).not.toMatch(
      /Zone|Keep|people/,
    );
  });

  test('LAYOUT-7: nothing unknown is said in the other language either', () => {
    const unknown = { ahead: null, estimate: null, expectedAt: null };
    const all = texts(
      ticketSlip({ ...sampleTicket, ...unknown }, generic80, {
        layout: bilingualLayout,
        other: { ...englishTicket, ...unknown },
      }),
    );
    expect(all).not.toMatch(/minutes|menit|ahead|Around/);
  });

  test('LAYOUT-3: a rule is never followed by a rule, whatever is empty', () => {
    const rule = { kind: 'rule' };
    const blocks = [rule, { kind: 'requirements' }, rule, rule, number, rule, code, rule, rule];
    const slip = ticketSlip({ ...sampleTicket, requirements: [] }, generic58, {
      layout: layoutOf(blocks),
    });
    expect(slip.filter(line => line.kind === 'rule')).toHaveLength(2);
  });

  test('PRINT-2, PRINT-3: any ticket in any layout: number whole, all texts ASCII and on the paper', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 120 });
    const anyParts = fc.record({
      label: fc.stringMatching(/^[A-HJ-NP-Z]{1,2}[0-9]{1,5}$/),
      agency: anyText,
      zone: anyText,
      services: fc.array(anyText, { minLength: 1, maxLength: 5 }),
      device: anyText,
    });
    const anyLayout = fc
      .shuffledSubarray([...everythingLayout.blocks])
      .map(blocks => blocks.filter(block => block.kind !== 'number' && block.kind !== 'code'))
      .map(blocks => layoutOf([...blocks.slice(0, 3), code, number, ...blocks.slice(3)]));
    fc.assert(
      fc.property(
        anyParts,
        anyLayout,
        fc.constantFrom(...knownProfiles),
        (parts, layout, profile) => {
          const other = { ...englishTicket, ...parts };
          const lines = ticketSlip({ ...sampleTicket, ...parts }, profile, { layout, other });
          const size = Math.min(8, Math.floor(profile.columns / parts.label.length));
          expect(lines).toContainEqual(
            expect.objectContaining({ text: parts.label, wide: size, high: size }),
          );
          for (const line of lines) {
            if (line.kind !== 'text') continue;
            expect(line.text).toMatch(/^[\x20-\x7e]*$/);
            expect(line.text.length * line.wide).toBeLessThanOrEqual(profile.columns);
          }
        },
      ),
    );
  });
});

describe('previews', () => {
  /** Bytes whose picture was read already: models alike print alike. */
  const seen = new Set<string>();

  for (const profile of knownProfiles) {
    test(`LAYOUT-4: on ${profile.id} the code of every layout is read from its picture`, async () => {
      for (const layout of allLayouts) {
        for (const ticket of [sampleTicket, monstrousTicket]) {
          const dress = dressed(layout, profile.dots);
          const { bytes } = await renderTicket(ticket, profile, dress);
          const paper = `${profile.dots} ${bytes.toString('base64')}`;
          if (seen.has(paper)) continue;
          const { png } = await previewTicket(ticket, profile, dress);
          expect(await readByZbar(png), layout.id).toEqual([ticket.url]);
          seen.add(paper);
        }
      }
    });

    test(`LAYOUT-8: names of 10,000 signs leave ${profile.id} a slip of a sane length`, () => {
      for (const layout of allLayouts) {
        const dress = { ...dressed(layout, profile.dots), other: monstrousTicket };
        const lines = ticketSlip(monstrousTicket, profile, dress);
        const size = Math.floor(profile.columns / monstrousTicket.label.length);
        const largest = Math.min(size, layout === compactLayout ? 6 : 8);
        const at = lines.findIndex(line => line.kind === 'text' && line.wide === largest);
        expect(lines[at]).toMatchObject({ text: monstrousTicket.label, high: largest });
        expect(texts(lines)).toContain('...');
        // 8 dots a millimetre: the number within 200 mm, all of it within half a metre.
        expect(heightUntil(lines, at)).toBeLessThan(200 * 8);
        expect(heightUntil(lines, lines.length)).toBeLessThan(500 * 8);
      }
    });
  }

  test('LAYOUT-4: a preview is, dot for dot, what a printer prints', async () => {
    for (const profile of [generic80, generic58]) {
      const printer = await openVirtualPrinter({ dots: profile.dots });
      try {
        const dress = dressed(bilingualLayout, 200);
        const preview = await previewTicket(sampleTicket, profile, dress);
        await sendToPrinter(printer.port, (await renderTicket(sampleTicket, profile, dress)).bytes);
        await until(() => printer.papers().length === 1, 'a paper');
        expect(printer.papers()[0]?.png.equals(preview.png)).toBe(true);
        expect(preview.widthDots).toBe(profile.dots);
      } finally {
        await printer.close();
      }
    }
  });

  test('LAYOUT-4: two previews of one ticket do not differ', async () => {
    const dress = dressed(everythingLayout, 120);
    const [first, second] = await Promise.all(
      [1, 2].map(() => previewTicket(sampleTicket, generic58, dress)),
    );
    expect(first?.png.equals(second?.png ?? Buffer.alloc(0))).toBe(true);
  });

  test('LAYOUT-4: a code asked for too large is as large as the paper allows', async () => {
    const layout = layoutOf([number, { ...code, moduleDots: 8 }]);
    const url = monstrousTicket.url;
    const { png } = await previewTicket({ ...sampleTicket, url }, generic58, { layout });
    expect(readByJsQr(png)).toBe(url);
  });
});

function texts(lines: readonly SlipLine[]): string {
  return lines.map(line => (line.kind === 'text' ? line.text : '')).join(' ');
}

/** 57 modules of 8 dots. */
const codeHeightDotsMax = 456;

function heightUntil(lines: readonly SlipLine[], end: number): number {
  return lines.slice(0, end).reduce((sum, line) => {
    if (line.kind === 'gap') return sum + line.dots;
    if (line.kind === 'picture') return sum + line.bitmap.heightDots;
    if (line.kind === 'qr') return sum + codeHeightDotsMax;
    return sum + (line.kind === 'text' ? Math.max(line.high * 24, 30) : 2);
  }, 0);
}
