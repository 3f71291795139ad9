import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { blockedWords } from '../../counter-ui/panes/blocked-words.ts';
import { callAloud, heardOf } from '../../counter-ui/panes/call-announcer.ts';
import {
  counterDestinations,
  officerDestinations,
  serviceDestinations,
} from '../../counter-ui/panes/destination.ts';
import { findTickets } from '../../counter-ui/panes/find-ticket.ts';
import { paneMeaning } from '../../counter-ui/panes/pane-keys.ts';
import type { PanePress } from '../../counter-ui/panes/pane-keys.ts';
import { callMissed, parkedRows, parkedWords, takeBack } from '../../counter-ui/panes/shelf.ts';
import { TicketSearch } from '../../counter-ui/panes/ticket-search.ts';
import {
  isCallable,
  isOutOfOrder,
  shareWords,
  waitLevel,
  waitingMarks,
} from '../../counter-ui/panes/waiting-marks.ts';
import { plain, rankOf } from '../../counter-ui/panes/words.ts';
import { language } from '../../ui-kit/language.ts';
import {
  at,
  catalogue,
  counterRows,
  idlePaneView,
  paneNow,
  paneView,
  parked,
  visitHere,
  waiting,
} from './fixtures/pane-views.ts';

const zone = 'Asia/Makassar';

beforeEach(() => {
  language.value = 'id';
});

describe('who waits', () => {
  test('DESK-21: whoever the server would call next is in order, anybody else is not', () => {
    expect(isOutOfOrder(idlePaneView, 'visit-A020')).toBe(false);
    expect(isOutOfOrder(idlePaneView, 'visit-A013')).toBe(true);
    expect(isOutOfOrder({ next: null }, 'visit-A020')).toBe(true);
  });

  test('DESK-28: a wait is bold from three quarters of the queue’s limit and chili at it', () => {
    expect(waitLevel(44 * 60 + 59, 60)).toBe('usual');
    expect(waitLevel(45 * 60, 60)).toBe('near');
    expect(waitLevel(60 * 60 - 1, 60)).toBe('near');
    expect(waitLevel(60 * 60, 60)).toBe('over');
    expect(waitLevel(15 * 60, 20)).toBe('near');
  });

  test('DESK-28: a row says who was put first, for whom somebody is kept, and what stops it', () => {
    const words = (more: Parameters<typeof waiting>[2]) =>
      waitingMarks(waiting('A001', 5, more)).map(mark => mark.words);
    expect(words({ isFirst: true, moreServices: 2 })).toEqual(['didahulukan', '+2 layanan']);
    const counter = { here: false, counterNumber: 5, staffName: null };
    expect(words({ keptFor: counter })).toEqual(['untuk Loket 5']);
    expect(words({ keptFor: { ...counter, counterNumber: null, staffName: 'Budi' } })).toEqual([
      'untuk Budi',
    ]);
    expect(words({ keptFor: { ...counter, here: true } })).toEqual(['untuk loket ini']);
    expect(words({ isTrained: false })).toEqual(['di luar tugas Anda']);
    expect(words({ isAtCounter: true, moreServices: 1 })).toEqual(['sedang di loket']);
    expect(isCallable(waiting('A001', 5, { keptFor: counter }))).toBe(false);
    expect(isCallable(waiting('A001', 5, { keptFor: { ...counter, here: true } }))).toBe(true);
    expect(isCallable(waiting('A001', 5, { isTrained: false }))).toBe(false);
  });

  test('DESK-28: a queue that is only helped says when', () => {
    expect(shareWords({ share: 'always', shareMinutes: null })).toBe('');
    expect(shareWords({ share: 'idle', shareMinutes: null })).toBe('bantu bila kosong');
    expect(shareWords({ share: 'long', shareMinutes: 20 })).toBe('bantu bila > 20 menit');
  });

  test('DESK-29: a call is said once, a recall again, and nothing that was there before', () => {
    const called: DeskView = { ...paneView, ticket: { ...visitHere, state: 'called' } };
    const before = heardOf(idlePaneView);
    expect(callAloud(called, before)).toBe('A012 dipanggil');
    expect(callAloud(called, heardOf(called))).toBeNull();
    const again = { ...called, ticket: { ...called.ticket!, calls: 2 } };
    expect(callAloud(again, heardOf(called))).toBe('A012 dipanggil ulang, ke-2');
    expect(callAloud(paneView, before)).toBeNull();
  });
});

describe('finding a number', () => {
  const labels = (query: string) => findTickets(paneView, query).map(row => row.ticket.label);

  test('DESK-22: digits find the number in every list, the very one first', () => {
    expect(labels('12')).toEqual(['A012', 'AK012', 'A120']);
    expect(labels('012')).toEqual(['A012', 'AK012', 'A120']);
    expect(labels('ak12')).toEqual(['AK012']);
    expect(labels('a-12')).toEqual(['A012', 'AK012', 'A120']);
    expect(labels('9')).toEqual(['A009']);
    expect(labels('10')).toEqual(['A010']);
    expect(labels('999')).toEqual([]);
    expect(labels('  ')).toEqual([]);
    expect(labels('*')).toEqual([]);
  });

  test('DESK-22: each found one says in which list it is', () => {
    expect(findTickets(paneView, '12').map(row => row.in)).toEqual(['here', 'queue', 'queue']);
    expect(findTickets(paneView, '6')[0]?.in).toBe('parked');
    expect(findTickets(paneView, '10')[0]?.in).toBe('missed');
  });

  test('DESK-22: the first one is chosen, the arrows go on, and who has left is not replaced', () => {
    const view = signal<DeskView | null>(idlePaneView);
    const search = new TicketSearch(view);
    search.open();
    search.type('12');
    expect(search.chosen.value?.ticket.label).toBe('AK012');
    search.step(1);
    expect(search.chosen.value?.ticket.label).toBe('A120');
    view.value = { ...idlePaneView, queues: [idlePaneView.queues[1]!] };
    expect(search.chosen.value).toBeNull();
    search.close();
    expect(search.found.value).toEqual([]);
  });
});

describe('the shelf', () => {
  test('DESK-25: whose time has come is said and comes first, the longest due before others', () => {
    const view = { ...paneView, parked: [...paneView.parked, parked('A002', 40, -9)] };
    expect(parkedRows(view, paneNow).map(row => [row.ticket.label, row.isDue])).toEqual([
      ['A002', true],
      ['AK006', true],
      ['A009', false],
      ['A004', false],
    ]);
    const exactly = { ...paneView, parked: [{ ...parked('A009', 15, 0), remindAt: at(0) }] };
    expect(parkedRows(exactly, paneNow - 1)[0]?.isDue).toBe(false);
    expect(parkedRows(exactly, paneNow)[0]?.isDue).toBe(true);
  });

  test('DESK-25: the officer’s note stands there, else the reason', () => {
    expect(parkedWords({ note: ' Memfotokopi KK ', reason: 'other' })).toBe('Memfotokopi KK');
    expect(parkedWords({ note: null, reason: 'payment' })).toBe('Membayar');
    expect(parkedWords({ note: '  ', reason: 'copies' })).toBe('Memfotokopi');
  });

  test('DESK-25: a free counter calls them, a taken one puts them back in the line', () => {
    expect(takeBack(idlePaneView, 'visit-A009')).toEqual({ do: 'call', ticketId: 'visit-A009' });
    expect(takeBack(paneView, 'visit-A009')).toEqual({ do: 'unpark', ticketId: 'visit-A009' });
    expect(callMissed(idlePaneView, 'visit-A010')).toEqual({ do: 'call', ticketId: 'visit-A010' });
    expect(callMissed(paneView, 'visit-A010')).toEqual({
      do: 'requeue',
      ticketId: 'visit-A010',
    });
  });
});

describe('where somebody can be sent', () => {
  const services = serviceDestinations(catalogue, counterRows, visitHere);
  const byKey = (key: string) => services.find(row => row.key === `service ${key}`);

  test('DESK-24: closed ones are listed, with the reason and the next opening', () => {
    const passport = byKey('passport');
    expect(passport?.blocked).toMatchObject({ why: 'closed' });
    expect(blockedWords(passport!.blocked!, paneNow, zone)).toEqual({
      reason: 'Kuota hari ini habis',
      opens: 'buka lagi Rabu',
    });
    const closed = { why: 'closed', availability: { open: false, reason: 'break' } } as const;
    const today = { ...closed.availability, opensAt: '2026-11-23T13:00:00+08:00' };
    expect(blockedWords({ ...closed, availability: today }, paneNow, zone).opens).toBe(
      'buka 13.00',
    );
    const far = { ...closed.availability, opensAt: '2026-12-07T08:00:00+08:00' };
    expect(blockedWords({ ...closed, availability: far }, paneNow, zone).opens).toBe(
      'buka lagi 7 Desember',
    );
  });

  test('DESK-24: who is in the building has come in time: only the last ticket is past', () => {
    expect(byKey('late')?.blocked).toBeNull();
  });

  test('DESK-24: what is served now or waits in the visit is listed and can not be chosen', () => {
    expect(byKey('reprint')?.blocked).toEqual({ why: 'this-service' });
    expect(byKey('tax')?.blocked).toEqual({ why: 'in-visit' });
    const over = {
      ...visitHere,
      legs: visitHere.legs.map(leg => ({ ...leg, state: 'done' as const })),
    };
    const [, , , , , tax] = serviceDestinations(catalogue, counterRows, over);
    expect(tax).toMatchObject({ key: 'service tax', blocked: null });
  });

  test('DESK-24: a closed counter and the own one are listed, officers only where they are', () => {
    const counters = counterDestinations(counterRows, 'counter-3');
    expect(counters.map(row => [row.short, row.blocked?.why ?? null, row.state])).toEqual([
      ['Loket 3', 'this-counter', null],
      ['Loket 21', null, null],
      ['Loket 22', null, 'istirahat'],
      ['Loket 23', 'counter-closed', null],
    ]);
    const officers = officerDestinations(counterRows, 'counter-3');
    expect(officers.map(row => row.name)).toEqual(['Sri Wahyuni', 'Budi Santoso', 'Petugas 22']);
  });

  test('DESK-24: a row says whose it is and where', () => {
    expect(byKey('loss')?.where).toBe('Kepolisian Resor, Zona Cokelat, Loket 21–23');
    expect(byKey('loss')?.short).toBe('Polres');
  });
});

describe('words', () => {
  test('DESK-26: parts of words, accents, order and one slip do not matter', () => {
    expect(plain('Café-Bar (Éxtra) 2')).toBe('cafe bar extra 2');
    const texts = [plain('Surat Keterangan Kehilangan'), plain('Polres Kepolisian Resor')];
    expect(rankOf('hilang surat', texts)).toBeGreaterThan(0);
    expect(rankOf('kehilagan', texts)).toBeGreaterThan(0);
    expect(rankOf('kehlangan', texts)).toBeGreaterThan(0);
    expect(rankOf('kehialngan', texts)).toBeGreaterThan(0);
    expect(rankOf('pollres', texts)).toBeGreaterThan(0);
    expect(rankOf('kehixlaxngan', texts)).toBe(0);
    expect(rankOf('surat paspor', texts)).toBe(0);
    expect(rankOf('surat', texts)).toBeGreaterThan(rankOf('polres', texts));
    expect(rankOf('kehilangan', texts)).toBeGreaterThan(rankOf('kehilagan', texts));
  });
});

describe('the keys of a pane', () => {
  const meaning = (key: string, more: Partial<PanePress> = {}) =>
    paneMeaning({
      key,
      code: /^\d$/.test(key) ? `Digit${key}` : '',
      repeat: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      focus: 'search',
      searchIsEmpty: true,
      ...more,
    });

  test('DESK-30: tabs, rows, places and the way back have keys in and out of the search', () => {
    expect(meaning('F2')).toEqual({ does: 'tab', tab: 'counter' });
    expect(meaning('ArrowDown')).toEqual({ does: 'step', by: 1 });
    expect(meaning('¡', { code: 'Digit1', altKey: true })).toEqual({ does: 'option', number: 1 });
    expect(meaning('k', { code: 'KeyK', altKey: true, focus: 'note' })).toEqual({
      does: 'returns',
    });
    expect(meaning('Enter')).toEqual({ does: 'accept' });
    expect(meaning('2')).toEqual({ does: 'often', digit: 2 });
  });

  test('DESK-30: what is written stays writing: digits of a name, and all keys of the note', () => {
    expect(meaning('2', { searchIsEmpty: false })).toBeNull();
    expect(meaning('2', { focus: 'note' })).toBeNull();
    expect(meaning('ArrowDown', { focus: 'note' })).toBeNull();
    expect(meaning('Enter', { focus: 'note' })).toBeNull();
    expect(meaning(' ', { focus: 'note' })).toBeNull();
    expect(meaning('Enter', { focus: 'control' })).toBeNull();
    expect(meaning('1', { ctrlKey: true })).toBeNull();
    expect(meaning('Enter', { repeat: true })).toBeNull();
  });
});
