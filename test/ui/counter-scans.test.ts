import { afterEach, describe, expect, test } from 'vitest';
import type { HelpCall, TroubledPrinter } from '../../contract/help.ts';
import type { ScannedTicket } from '../../contract/scanned-ticket.ts';
import { printerSentence } from '../../counter-ui/front-desk-texts.ts';
import {
  codeLengthMin,
  isCodeInField,
  mayBeginCode,
  scannedCode,
} from '../../counter-ui/panes/scanned-code.ts';
import { TicketSearch } from '../../counter-ui/panes/ticket-search.ts';
import { scanWords } from '../../counter-ui/scan-texts.ts';
import { HelpDone } from '../../ui-kit/help-done.ts';
import { language } from '../../ui-kit/language.ts';
import { helpWords } from '../../ui-kit/paper-trouble.ts';
import type { Scan } from '../../ui-kit/scan-run.ts';
import { Bench, refused, unreachable } from './desk-bench.ts';
import { deskNow, servingView } from './fixtures/desk-views.ts';

const scanOf = (text: string): Scan => ({ text, usText: text });
const address = (token: string): Scan => scanOf(`https://mpp.example/t/${token}`);
const zone = 'Asia/Makassar';

const ticket: ScannedTicket = {
  ticketId: 'v1',
  label: 'A012',
  class: 'walk-in',
  need: null,
  errand: {
    state: 'waiting',
    serviceName: { id: 'Paspor baru', en: 'New passport' },
    zoneWord: { id: 'Zona Hijau', en: 'Green Zone' },
    counters: '15–18',
    counterNumber: null,
    since: '2026-11-23T08:40:00+08:00',
  },
};
const errand = (more: Partial<ScannedTicket['errand']>): ScannedTicket => ({
  ...ticket,
  errand: { ...ticket.errand, ...more },
});

afterEach(() => {
  language.value = 'id';
});

describe('codes at the desk', () => {
  test('DESK-51: an address is a ticket, a number is its label, all else is neither', () => {
    expect(scannedCode(address('abc'))).toEqual({ is: 'token', token: 'abc' });
    expect(scannedCode(scanOf('a012'))).toEqual({ is: 'label', label: 'A012' });
    expect(scannedCode(scanOf('AK-1012'))).toEqual({ is: 'label', label: 'AK1012' });
    for (const other of ['8991234567890', 'https://example.com/', 'A12345', 'ABC012', '']) {
      expect(scannedCode(scanOf(other)), other).toEqual({ is: 'other' });
    }
    // A scanner set for a US keyboard at a computer that is not.
    const token = 'https://mpp.example/t/abc';
    expect(scannedCode({ text: 'httpsÖ--', usText: token })).toEqual({ is: 'token', token: 'abc' });
  });

  test('DESK-52: what officers write in a field stays writing; keys of the desk are never late', () => {
    expect([isCodeInField(scanOf('A012')), isCodeInField(address('x'))]).toEqual([true, true]);
    expect(isCodeInField(scanOf('https://example.com/'))).toBe(true);
    expect(isCodeInField(scanOf('perekaman'))).toBe(false);
    expect(isCodeInField(scanOf('20'))).toBe(false);
    expect(isCodeInField(scanOf('8991234567890'))).toBe(true);
    expect(['a', 'H', '8'].map(mayBeginCode)).toEqual([true, true, true]);
    expect(['/', '.', '?', '*', ' '].some(mayBeginCode)).toBe(false);
    expect(codeLengthMin).toBe(4);
  });
});

describe('a scan at the desk', () => {
  test('DESK-51: whose paper it is is asked once, and the later scan counts', async () => {
    const { desk, sent, answers } = new Bench(servingView);
    answers.push({ ok: true, status: 200, body: { ...ticket, label: 'B001' } });
    const first = desk.scans.scanned(address('one'));
    expect(desk.scans.last.value).toEqual({ is: 'asking' });
    answers.push({ ok: true, status: 200, body: ticket });
    const second = desk.scans.scanned(address('two'));
    await Promise.all([first, second]);
    expect(sent.map(({ path }) => path)).toEqual([
      '/tickets/by-token/one',
      '/tickets/by-token/two',
    ]);
    expect(desk.scans.last.value).toEqual({ is: 'ticket', ticket });
    desk.scans.putAway();
    expect(desk.scans.last.value).toBeNull();
  });

  test('DESK-51: every code that is none says what it is, and a lost server too', async () => {
    const bench = new Bench(servingView);
    const { desk, answers, sent } = bench;
    const says = async (scan: Scan, answer?: Parameters<typeof answers.push>[0]) => {
      if (answer) answers.push(answer);
      await desk.scans.scanned(scan);
      return scanWords(desk.scans.last.value!, servingView, false);
    };
    expect(await says(scanOf('8991234567890'))).toMatch(/^Yang dipindai bukan tiket/);
    expect(sent).toEqual([]);
    expect(await says(address('x'), refused('unknown-ticket', 404))).toMatch(/bukan tiket gedung/);
    expect(await says(address('x'), refused('ticket-other-day'))).toMatch(/dari hari lain/);
    expect(await says(address('x'), unreachable)).toMatch(/tidak menjawab/);
    expect(await says(address('x'), refused('not-signed-in', 401))).toMatch(/tidak menjawab/);
    expect(bench.onSignedOut).toHaveBeenCalledOnce();
  });

  test('DESK-51: who is in no list of this desk is said with where they are', () => {
    const says = (of: ScannedTicket): string | null =>
      scanWords({ is: 'ticket', ticket: of }, servingView, false);
    expect(says(ticket)).toBe('A012 menunggu Paspor baru: Zona Hijau, Loket 15–18.');
    expect(says(errand({ state: 'called', counterNumber: 15 }))).toBe(
      'A012 sedang dipanggil ke Loket 15.',
    );
    expect(says(errand({ state: 'parked', counterNumber: null }))).toMatch(/meminta waktu/);
    expect(says(errand({ state: 'done', counterNumber: 15 }))).toBe(
      'A012 sudah selesai dilayani di Loket 15, pukul 08.40.',
    );
    expect(says(errand({ state: 'expired' }))).toMatch(/Perlu nomor baru/);
    language.value = 'en';
    expect(says(errand({ state: 'cancelled' }))).toBe(
      'A012 was cancelled, 08:40. A new number is needed.',
    );
    // In the lists the row says it all.
    expect(scanWords({ is: 'ticket', ticket }, servingView, true)).toBeNull();
  });

  test('DESK-51: the search opens with the number, and chooses that very visit or nobody', () => {
    const { desk } = new Bench(servingView);
    const search = new TicketSearch(desk.view);
    const waiting = servingView.queues[0]!.tickets[1]!;
    search.show(waiting.label, waiting.ticketId);
    expect([search.isOpen.value, search.query.value]).toEqual([true, waiting.label]);
    expect(search.chosen.value?.ticket.ticketId).toBe(waiting.ticketId);
    search.show(waiting.label, 'somebody-else');
    expect(search.chosen.value).toBeNull();
    search.show('', null);
    expect([search.found.value, search.chosen.value]).toEqual([[], null]);
  });
});

describe('the front desk', () => {
  const printer = (more: Partial<TroubledPrinter>): TroubledPrinter => ({
    id: 'p',
    name: 'Printer Kiosk 2',
    fault: 'paper-end',
    since: '2026-11-23T09:12:00+08:00',
    ticketsLeft: null,
    ...more,
  });
  const call: HelpCall = {
    ticketId: 'v1',
    label: 'A012',
    kioskName: 'Kiosk 2',
    since: '2026-11-23T09:12:00+08:00',
    paper: 'none',
    isOver: false,
  };

  test('DESK-53: a printer in trouble is one sentence with since when', () => {
    const says = (more: Partial<TroubledPrinter>) => printerSentence(printer(more), deskNow, zone);
    expect(says({})).toBe(
      'Printer Kiosk 2: kertas habis sejak 09.12. Tiket tanpa kertas tampil di layar kiosk.',
    );
    expect(says({ since: null, fault: 'something-new' })).toMatch(/: perlu diperiksa\. Tiket/);
    expect(says({ fault: null, ticketsLeft: 12 })).toBe(
      'Printer Kiosk 2: kertas hampir habis, sekitar 12 tiket lagi.',
    );
  });

  test('DESK-53: a call says who, since when, and what became of paper and number', () => {
    expect(helpWords(call, zone)).toBe(
      'Kiosk 2 memanggil petugas: A012, tanpa kertas, sejak 09.12',
    );
    expect(helpWords({ ...call, paper: 'unknown' }, zone)).toMatch(/kertas belum pasti/);
    expect(helpWords({ ...call, paper: 'printed' }, zone)).toMatch(/kertas sudah keluar/);
    expect(helpWords({ ...call, isOver: true }, zone)).toMatch(/nomornya sudah batal/);
    language.value = 'en';
    expect(helpWords(call, zone)).toBe('Kiosk 2 calls for staff: A012, without paper, since 09:12');
  });

  test('DESK-53: that somebody went is said once; where it could not be, that is shown', async () => {
    const { sent, answers, send } = new Bench(servingView);
    const help = new HelpDone(send);
    answers.push(unreachable);
    const first = help.done('v1');
    await Promise.all([first, help.done('v1')]);
    expect(sent.map(({ path }) => path)).toEqual(['/help-calls/v1']);
    expect(help.states.value.get('v1')).toBe('failed');
    await help.done('v1');
    expect(help.states.value.size).toBe(0);
  });
});
