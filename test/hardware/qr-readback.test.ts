import { env } from 'node:process';
import { describe, expect, test } from 'vitest';
import type { TicketContent } from '../../contract/ticket-content.ts';
import { drawBitmap } from '../../hardware/bitmap.ts';
import { previewTicket } from '../../hardware/layout/preview-ticket.ts';
import { generic58 } from '../../hardware/profiles/generic-58.ts';
import { generic80 } from '../../hardware/profiles/generic-80.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import { allLayouts, englishTicket, monstrousTicket } from './layout-samples.ts';
import { until } from './manual-clock.ts';
import { readByJsQr, readByZbar } from './read-codes.ts';
import { kitchenSinkTicket, sampleTicket } from './sample-ticket.ts';
import { sendToPrinter } from './send-to-printer.ts';

/** The code of every slip that can be set up, as two independent readers see it on its paper. */

const profiles: readonly PrinterProfile[] = [generic58, generic80].flatMap(profile =>
  (['native', 'raster'] as const).map(qr => ({ ...profile, id: `${profile.id} ${qr}`, qr })),
);

/** A host of 60 characters, as the longest of a district may be, and a token of today. */
const longHost = `antrean.${'mal-pelayanan-publik.'.repeat(2)}karangasrikab.go.id`;
/** As long as a slip's address may be. */
const longestUrl = `https://${longHost}/t/`.padEnd(200, 'Zk3v9QmT2xLp');

const tickets: Readonly<Record<string, TicketContent>> = {
  Indonesian: sampleTicket,
  English: englishTicket,
  'longest names': kitchenSinkTicket,
  'names of 10,000 signs': monstrousTicket,
  'longest address': { ...kitchenSinkTicket, language: 'id', url: longestUrl },
};
/**
 * Usually each layout on each paper with two of the tickets, so that every ticket is read in many
 * layouts; all of them with EVERY_CASE=1.
 */
function ticketsFor(profileIndex: number, layoutIndex: number): string[] {
  const names = Object.keys(tickets);
  if (env['EVERY_CASE'] === '1') return names;
  const first = profileIndex + 2 * layoutIndex;
  return [0, 1].map(step => names[(first + step) % names.length]!);
}

const logo = drawBitmap(200, 200, (x, y) => (x ^ y) % 3 === 0);

describe.each(profiles)('$id', profile => {
  for (const [index, layout] of allLayouts.entries()) {
    test.each(ticketsFor(profiles.indexOf(profile), index))(
      `PRINT-38: ${layout.id}: %s`,
      async name => {
        const ticket = tickets[name]!;
        const other = ticket.language === 'id' ? englishTicket : sampleTicket;
        const { png } = await previewTicket(ticket, profile, { layout, other, logo });
        expect(await readByZbar(png)).toEqual([ticket.url]);
        expect(readByJsQr(png)).toBe(ticket.url);
      },
    );
  }
});

test('PRINT-38: the code of the longest address is read from a paper that was printed', async () => {
  for (const profile of [generic58, generic80]) {
    const printer = await openVirtualPrinter({ dots: profile.dots });
    try {
      const { bytes } = await renderTicket({ ...sampleTicket, url: longestUrl }, profile);
      await sendToPrinter(printer.port, bytes);
      await until(() => printer.papers().length === 1, 'a paper');
      expect(await readByZbar(printer.papers()[0]!.png)).toEqual([longestUrl]);
    } finally {
      await printer.close();
    }
  }
});

test('PRINT-38: the readers read nothing where there is nothing, so that they prove something', async () => {
  const { png } = await previewTicket(sampleTicket, generic80);
  // A picture of the number and the names alone.
  const { PNG } = await import('pngjs');
  const whole = PNG.sync.read(png);
  const top = new PNG({ width: whole.width, height: 400 });
  whole.data.copy(top.data, 0, 0, top.data.length);
  const cut = PNG.sync.write(top);
  expect(await readByZbar(cut)).toEqual([]);
  expect(readByJsQr(cut)).toBeUndefined();
});
