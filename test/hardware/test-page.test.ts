import { connect } from 'node:net';

import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, test } from 'vitest';

import { findProfile, knownProfiles } from '../../hardware/profiles/known-profiles.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import {
  type TestPageSeen,
  nativePayload,
  newTestCode,
  rasterPayload,
  ruler,
  rulerColumns,
  suggestProfile,
  testPage,
} from '../../hardware/test-page.ts';
import { openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { Paper } from '../../hardware/virtual/paper.ts';
import { until } from './manual-clock.ts';
import { natureOf } from './rehearsal.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Every code that a reader finds when it is held over the paper, strip by strip. */
function codesOn(png: Buffer): Set<string> {
  const { width, height, data } = PNG.sync.read(png);
  // The package is CommonJS: what Node imports as its default is the function itself.
  const decode = jsQR as unknown as typeof jsQR.default;
  const found = new Set<string>();
  const strip = Math.min(height, 420);
  for (let top = 0; top < height; top += 70) {
    const rows = Math.min(strip, height - top);
    const part = new Uint8ClampedArray(data.subarray(top * width * 4, (top + rows) * width * 4));
    const code = decode(part, width, rows)?.data;
    if (code !== undefined) found.add(code);
  }
  return found;
}

/** What a technician sees who only looks at the paper. */
function look(paper: Paper, code: string): TestPageSeen {
  const lines = paper.text.split('\n');
  const columns = rulerColumns.findLast(width => lines.includes(ruler(width))) ?? 32;
  const codes = codesOn(paper.png);
  return {
    code: lines.find(line => line.trim() === code)?.trim() ?? '',
    columns,
    readsNativeQr: codes.has(nativePayload(code)),
    readsRasterQr: codes.has(rasterPayload(code)),
    cut: 'partial',
  };
}

async function printPage(profile: PrinterProfile, code: string): Promise<Paper> {
  const device = await openVirtualPrinter({ dots: profile.dots });
  device.setFault(natureOf(profile));
  const socket = connect(device.port, '127.0.0.1');
  opened.push(async () => {
    socket.destroy();
    await device.close();
  });
  socket.write(await testPage(code));
  await until(() => device.papers().length === 1, 'the page');
  expect(device.complaints()).toEqual([]);
  return device.papers()[0] as Paper;
}

describe('the test page', () => {
  test('PRINT-31: each ruler is as long as it says', () => {
    for (const columns of rulerColumns) {
      expect(ruler(columns)).toMatch(new RegExp(`^${columns} .*\\]$`));
      expect(ruler(columns).length).toBe(columns);
    }
  });

  test.each(knownProfiles)(
    'PRINT-31: seen on $id it leads to a profile of that kind',
    async own => {
      const code = newTestCode();
      expect(code).toMatch(/^[B-Z]{4}$/);
      const seen = look(await printPage(own, code), code);
      expect(seen).toEqual({
        code,
        columns: own.columns,
        readsNativeQr: own.qr === 'native',
        readsRasterQr: true,
        cut: 'partial',
      });
      const suggestion = suggestProfile(code, seen, own.proof, own.name.split(' ')[1] ?? null);
      const found = findProfile('profileId' in suggestion ? suggestion.profileId : '');
      const { dots, columns, proof, qr } = own;
      expect(found).toMatchObject({ dots, columns, proof, qr });
    },
  );

  test('PRINT-31: a page of another printer, or one without a readable code, leads nowhere', () => {
    const seen: TestPageSeen = {
      code: 'KLMN',
      columns: 48,
      readsNativeQr: true,
      readsRasterQr: true,
      cut: 'partial',
    };
    expect(suggestProfile('BCDF', seen, 'confirming')).toEqual({ refusal: 'wrong-code' });
    expect(
      suggestProfile('KLMN', { ...seen, readsNativeQr: false, readsRasterQr: false }, 'confirming'),
    ).toEqual({ refusal: 'no-code-readable' });
  });

  test('PRINT-31: nothing is promised that was not seen', () => {
    for (const columns of rulerColumns) {
      for (const proof of ['mute', 'status-only', 'confirming'] as const) {
        for (const readsNativeQr of [true, false]) {
          const seen = { code: ' klmn', columns, readsNativeQr, readsRasterQr: true } as const;
          const said = suggestProfile('KLMN', { ...seen, cut: 'none' }, proof, 'TM-T82X');
          const profile = findProfile('profileId' in said ? said.profileId : '');
          if (profile === undefined) throw new Error('There is always one that promises little.');
          expect(profile.columns).toBeLessThanOrEqual(columns);
          if (!readsNativeQr) expect(profile.qr).toBe('raster');
          const rank = ['mute', 'status-only', 'confirming'];
          expect(rank.indexOf(profile.proof)).toBeLessThanOrEqual(rank.indexOf(proof));
        }
      }
    }
  });
});
