import { afterEach, describe, expect, test } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { refusalSentence } from '../../counter-ui/refusal-texts.ts';
import { undoWords } from '../../counter-ui/undo-words.ts';
import { language } from '../../ui-kit/language.ts';
import { Bench } from './desk-bench.ts';
import { at, calledView, idleView, servingView, ticket } from './fixtures/desk-views.ts';

let bench: Bench;
const sit = (view: DeskView): Bench => (bench = new Bench(view));
afterEach(() => {
  bench.desk.close();
  language.value = 'id';
});

describe('taking back', () => {
  const undoable = (view: DeskView): DeskView => ({
    ...view,
    undo: { what: 'finish', label: 'A012', until: at(-30) },
  });

  test('DESK-14: for its 30 s the key says what it takes back, and takes it back', async () => {
    const { desk, view } = sit(undoable(idleView));
    expect(desk.offers.value.get('undo')?.waits).toBeNull();
    expect(undoWords(desk, view.value!)).toBe('Selesai A012');
    desk.key({ does: 'undo' });
    await bench.idle();
    expect(bench.paths()).toEqual(['counters/counter-3/undo']);
  });

  test('DESK-14: after them, and where there is nothing, it is not shown and does nothing', async () => {
    const { desk, sent, view } = sit(undoable(idleView));
    bench.pass(30);
    expect(desk.offers.value.has('undo')).toBe(false);
    desk.key({ does: 'undo' });
    await bench.idle();
    view.value = idleView;
    desk.key({ does: 'undo' });
    await bench.idle();
    expect(sent).toEqual([]);
  });

  test('DESK-14: where the visitor goes next is shown until the next press', async () => {
    const place = {
      serviceName: { id: 'Pembayaran PBB-P2', en: 'Property tax' },
      zoneWord: { id: 'Zona Biru', en: 'Blue zone' },
      floor: { id: 'Lantai 1', en: 'Floor 1' },
      counters: '14–16',
      estimate: { fromMinutes: 10, toMinutes: 20 },
    };
    const { desk, view } = sit(servingView);
    await desk.press({ do: 'finish-next' });
    const next = { ...calledView.ticket!, label: 'A013' };
    view.value = { ...calledView, ticket: next, left: { label: 'A012', at: at(0), next: place } };
    expect(desk.left.value?.next?.counters).toBe('14–16');
    bench.later();
    await desk.press({ do: 'start' });
    expect(desk.left.value).toBeNull();
    view.value = { ...calledView, left: { label: 'A012', at: at(-1), next: null } };
    expect(desk.left.value).toBeNull();
  });
});

describe('what a finish has to say', () => {
  const asking = (more: Partial<typeof ticket>): DeskView => ({
    ...servingView,
    ticket: { ...ticket, ...more },
  });

  test('DESK-18: a required outcome is preselected by nobody and asked for before sending', async () => {
    const { desk, sent } = sit(asking({ outcomeRequired: true }));
    expect(desk.outcome.value).toBeNull();
    expect(desk.offers.value.get('finish-next')?.waits).toEqual({ for: 'outcome' });
    desk.key({ does: 'primary' });
    expect(sent).toEqual([]);
    expect(desk.notice.value?.problem.code).toBe('outcome-required');
    desk.key({ does: 'outcome', outcome: 'continued' });
    await desk.press({ do: 'finish' });
    expect(sent[0]?.body).toEqual({ outcome: 'continued' });
  });

  test('DESK-18: what was delivered is asked for where it is required', async () => {
    const { desk, sent } = sit(asking({ deliveredRequired: true }));
    await desk.press({ do: 'finish' });
    expect(sent).toEqual([]);
    expect(desk.notice.value?.problem.code).toBe('delivered-required');
    desk.key({ does: 'leg', number: 1 });
    await desk.press({ do: 'finish' });
    expect(sent[0]?.body).toEqual({
      outcome: 'completed',
      deliveredServiceIds: ['service-reprint'],
    });
  });

  test('DESK-18: nothing was delivered where papers were missing, so nothing is asked', async () => {
    const { desk, sent } = sit(asking({ deliveredRequired: true }));
    desk.key({ does: 'outcome', outcome: 'incomplete' });
    await desk.press({ do: 'finish' });
    expect(sent[0]?.body).toEqual({ outcome: 'incomplete' });
  });

  test('DESK-18: a leg served along is named with the one it came with, others never', async () => {
    const { desk, sent, view } = sit(servingView);
    desk.key({ does: 'leg', number: 2 });
    desk.key({ does: 'leg', number: 3 });
    await desk.press({ do: 'finish' });
    expect(sent[0]?.body).toEqual({
      outcome: 'completed',
      deliveredServiceIds: ['service-reprint', 'service-identity'],
    });
    view.value = idleView;
    expect(desk.delivered.value.size).toBe(0);
  });
});

describe('every step is one request', () => {
  test.each([
    ['tickets/visit-A012/park', { do: 'park', reason: 'copies', minutes: 5, note: 'KK' }],
    ['tickets/visit-A012/requeue', { do: 'requeue', ticketId: 'visit-A012', place: 'back' }],
    ['tickets/visit-A012/note', { do: 'note', text: 'Sudah difoto' }],
    ['tickets/visit-A012/add-service', { do: 'add-service', serviceId: 'service-tax' }],
    ['tickets/visit-A012/change-service', { do: 'change-service', serviceId: 'service-tax' }],
    ['tickets/visit-A009/unpark', { do: 'unpark', ticketId: 'visit-A009' }],
  ] as const)('DESK-2: %s', async (path, action) => {
    const { desk, sent } = sit(servingView);
    expect(await desk.press(action)).toBe(true);
    expect(bench.paths()).toEqual([path]);
    const { do: _kind, ...body } = action;
    const { ticketId: _ticketId, ...rest } = { ticketId: '', ...body };
    expect(sent[0]?.body).toEqual(rest);
  });

  test('DESK-2: a transfer names one destination, and closes its pane once granted', async () => {
    const { desk, sent } = sit(servingView);
    desk.openPanel('transfer');
    desk.paneOffer.value = {
      words: '',
      lead: '',
      says: null,
      action: { do: 'transfer', to: { counterId: 'counter-9' }, place: 'first', returns: true },
    };
    desk.key({ does: 'confirm' });
    await bench.idle();
    expect(sent[0]).toMatchObject({
      path: '/api/v1/tickets/visit-A012/transfer',
      body: { counterId: 'counter-9', place: 'first', returns: true },
    });
    expect(desk.panel.value).toBeNull();
  });

  test('DESK-2: somebody without a ticket who needs help is told as such', async () => {
    const { desk, sent } = sit(idleView);
    await desk.press({ do: 'walk-in', serviceId: 'service-reprint', need: 'elderly' });
    expect(sent[0]?.body).toEqual({
      serviceId: 'service-reprint',
      class: 'vulnerable',
      need: 'elderly',
    });
  });
});

describe('the counter', () => {
  test('DESK-20: the switch says how it stands and asks for the other', async () => {
    const { desk, sent, view } = sit(idleView);
    desk.key({ does: 'auto-call' });
    await bench.idle();
    expect(sent[0]?.body).toEqual({ on: true });
    view.value = { ...idleView, counter: { ...idleView.counter, autoCall: true } };
    bench.later();
    desk.key({ does: 'auto-call' });
    await bench.idle();
    expect(sent[1]?.body).toEqual({ on: false });
  });

  test('DESK-9: the end of a shift closes the counter, then signs out', async () => {
    const { desk, sent, onShiftEnded, answers } = sit(idleView);
    answers.push({ ok: false, problem: { code: 'busy', status: 503 } });
    await desk.press({ do: 'close', shiftEnds: true });
    expect(onShiftEnded).not.toHaveBeenCalled();
    bench.later();
    await desk.press({ do: 'close', shiftEnds: true });
    expect(sent[1]?.body).toEqual({ shiftEnds: true });
    expect(onShiftEnded).toHaveBeenCalledOnce();
  });

  test('DESK-3: the facts of a refusal stand in its sentence, in both languages', () => {
    sit(idleView);
    const called = { code: 'already-called', facts: { label: 'A012', counterNumber: 5 } };
    expect(refusalSentence(called)).toBe('A012 sudah dipanggil Loket 5.');
    expect(refusalSentence({ code: 'already-called', facts: { label: 'A012' } })).toBe(
      'A012 sudah dipanggil loket lain.',
    );
    expect(refusalSentence({ code: 'unknown-code' })).toMatch(/^Belum berhasil/);
    language.value = 'en';
    expect(refusalSentence(called)).toBe('Counter 5 has already called A012.');
  });
});
