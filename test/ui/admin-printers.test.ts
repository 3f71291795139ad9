import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Printers } from '../../contract/http.ts';
import type { Overview } from '../../contract/overview.ts';
import { PrinterLines, printerRows } from '../../admin-ui/printer-rows.ts';
import { rowSentence, stateWords } from '../../admin-ui/printer-texts.ts';
import type { send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { sinceWords } from '../../ui-kit/paper-trouble.ts';

type PrinterNow = Overview['printers'][number];

const zone = 'Asia/Makassar';
const now = Date.parse('2026-11-23T10:12:00+08:00');
const printer = (name: string, more: Partial<PrinterNow> = {}): PrinterNow => ({
  id: `printer-${name}`,
  name: `Kiosk ${name}`,
  state: 'ready',
  since: '2026-11-23T08:00:00+08:00',
  ticketsLeft: null,
  ...more,
});
const failed = (name: string, fault: string, since: string) =>
  printer(name, { state: 'fault', fault, since: `2026-11-23T${since}:00+08:00` });

describe('the printers on the board', () => {
  test('BOARD-8: faults come first, the longest of them first, then the shortest rolls', () => {
    const rows = printerRows(
      [
        printer('10'),
        printer('2'),
        printer('3', { ticketsLeft: 31 }),
        failed('4', 'cover-open', '10:02'),
        printer('5', { ticketsLeft: 4 }),
        failed('6', 'paper-end', '09:12'),
      ],
      new Map(),
    );
    expect(rows.map(row => row.name.slice(6))).toEqual(['6', '4', '5', '3', '2', '10']);
    expect(rows.map(row => row.look)).toEqual([
      'fault',
      'fault',
      'near-end',
      'near-end',
      'ready',
      'ready',
    ]);
  });

  test('BOARD-9: a sentence says state, since when and what waits', () => {
    const lines = new Map([['printer-6', { waiting: 3, paper: 'unknown' as const }]]);
    const [row] = printerRows([failed('6', 'paper-end', '09:12')], lines);
    expect(rowSentence(row!, now, zone)).toBe(
      'Kiosk 6: kertas habis sejak 09.12, 3 tiket menunggu cetak',
    );
    const [near] = printerRows([printer('3', { ticketsLeft: 31 })], lines);
    expect(rowSentence(near!, now, zone)).toBe(
      'Kiosk 3: kertas hampir habis, sekitar 31 tiket lagi',
    );
    const [good] = printerRows([printer('1')], lines);
    expect(stateWords(good!)).toBe('siap');
    language.value = 'en';
    expect(rowSentence(row!, now, zone)).toBe(
      'Kiosk 6: out of paper since 09:12, 3 tickets wait to be printed',
    );
    language.value = 'id';
  });

  test('BOARD-9: a state that began on another day names its day', () => {
    expect(sinceWords(Date.parse('2026-11-20T16:40:00+08:00'), now, zone)).toBe('Jumat 16.40');
    const [silent] = printerRows([failed('6', 'paper-end', '09:12')], new Map());
    expect(rowSentence({ ...silent!, since: null }, now, zone)).toBe('Kiosk 6: kertas habis');
  });
});

describe('what waits for the printers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('BOARD-10: it is asked for while the board is open, and a lost answer changes nothing', async () => {
    let asked = 0;
    let isThere = true;
    const body = { printers: [{ id: 'printer-1', waiting: 2, paper: 'near-end' }] };
    const ask = (async () => {
      asked += 1;
      const problem = { code: 'unreachable', status: 0 };
      return isThere
        ? { ok: true, status: 200, body: body as unknown as Printers }
        : { ok: false, problem };
    }) as unknown as typeof send;
    const lines = new PrinterLines(ask);
    lines.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lines.byId.value.get('printer-1')?.waiting).toBe(2);
    isThere = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lines.byId.value.get('printer-1')?.waiting).toBe(2);
    expect(asked).toBe(3);
    lines.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked, lines.byId.value.size]).toEqual([3, 0]);
  });
});
