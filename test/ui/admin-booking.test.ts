import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BookedQueue, BookingChoices } from '../../contract/booking-setup.ts';
import { BookingForm, draftOf } from '../../admin-ui/booking-form.ts';
import { linesFound } from '../../admin-ui/booking-lines.ts';
import { timeRead } from '../../admin-ui/time-read.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The form of what can be booked, without a screen. */

const usual: BookingChoices = {
  slotMinutes: 30,
  placesPerSlot: null,
  sharePercent: 50,
  daysAhead: 7,
  cutOffMinutes: 30,
  releaseMinutes: 30,
  waitingListMax: 50,
  offerMinutes: 30,
  sessions: [],
};
const text = (id: string, en = id) => ({ id, en });
const pools = { places: 0, taken: 0, released: 0, walkIns: 0, quota: null };
const line = (id: string, more: Partial<BookedQueue> = {}): BookedQueue => ({
  id,
  name: text('KTP-el', 'e-ID'),
  series: 'A',
  agency: { id: 'agency-a', name: text('Dinas Dukcapil'), short: 'Dukcapil' },
  counters: 3,
  booking: usual,
  services: ['s1', 's2'].map(service => ({
    id: service,
    code: service,
    name: text(service === 's1' ? 'Rekam' : 'Cetak ulang'),
    minutes: 10,
    isBookable: true,
  })),
  pools,
  ahead: 0,
  ...more,
});
const noShowLimit = { missed: 3, days: 30, pauseDays: 14 };
const view = {
  setupSeq: 7,
  today: '2026-11-23',
  usual,
  noShowLimit,
  queues: [line('q0', { booking: null }), line('q1')],
};
const preview = { days: [], slots: [], overFull: 0, outside: 0 };

type Sent = readonly [path: string, body: unknown];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function bench(mayChange = true) {
  const sent: Sent[] = [];
  const previews: Sent[] = [];
  const answers: Answer<unknown>[] = [];
  let now: unknown = view;
  const form = new BookingForm({
    send: (async (method, path, body) => {
      if (method === 'GET') return { ok: true, status: 200, body: now };
      if (path.endsWith('/preview')) {
        previews.push([path, body]);
        return { ok: true, status: 200, body: preview };
      }
      sent.push([path, body]);
      return answers.shift() ?? { ok: false, problem: { code: 'fault', status: 503 } };
    }) as typeof send,
    later: work => {
      const timer = setTimeout(work, 300);
      return () => clearTimeout(timer);
    },
  });
  form.start(mayChange);
  await vi.advanceTimersByTimeAsync(0);
  return { form, sent, previews, answers, serve: (next: unknown) => (now = next) };
}

describe('the form', () => {
  test('BSET-5: it begins with the first line that is booked, and asks for its slots', async () => {
    const { form, previews } = await bench();
    expect(form.draft.value).toEqual(draftOf(view.queues[1]!));
    expect(previews[0]![1]).toMatchObject({ queueId: 'q1', date: '2026-11-23', booking: usual });
    expect(form.isChanged.value).toBe(false);
    form.close();
  });

  test('BSET-5: slots are asked for once somebody has stopped changing things', async () => {
    const { form, previews } = await bench();
    previews.length = 0;
    for (const sharePercent of [55, 60, 65]) form.change({ sharePercent });
    await vi.advanceTimersByTimeAsync(299);
    expect(previews).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(previews).toHaveLength(1);
    expect(previews[0]![1]).toMatchObject({ booking: { sharePercent: 65 } });
    form.close();
  });

  test('BSET-5: what was changed is kept while others save, and can be put back', async () => {
    const { form, serve } = await bench();
    form.toggleService('s2');
    expect(form.draft.value!.bookableIds).toEqual(['s1']);
    serve({ ...view, setupSeq: 9, queues: [line('q1', { booking: null })] });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(form.draft.value!.bookableIds).toEqual(['s1']);
    form.putBack();
    expect(form.isChanged.value).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(form.draft.value!.booking).toBe(null);
    form.close();
  });

  test('BSET-5: it is saved from the set-up that it began with; begun anew after somebody else', async () => {
    const { form, sent, answers, serve } = await bench();
    form.change({ daysAhead: 9 });
    serve({ ...view, setupSeq: 8 });
    await vi.advanceTimersByTimeAsync(10_000);
    answers.push({ ok: false, problem: { code: 'setup-changed', status: 409 } });
    await form.save();
    expect(sent[0]![1]).toMatchObject({ setupSeq: 7, queueId: 'q1', booking: { daysAhead: 9 } });
    expect(form.problem.value?.code).toBe('setup-changed');
    await form.beginAnew();
    expect([form.problem.value, form.isChanged.value]).toEqual([null, false]);
    form.change({ daysAhead: 9 });
    const queue = line('q1', { booking: { ...usual, daysAhead: 9 } });
    answers.push({ ok: true, status: 201, body: { queue, setupSeq: 10 } });
    serve({ ...view, setupSeq: 10, queues: [queue] });
    await form.save();
    expect(sent[1]![1]).toMatchObject({ setupSeq: 8 });
    expect([form.isSaved.value, form.isChanged.value]).toEqual([true, false]);
    form.close();
  });

  test('BSET-6: sessions by hand come and go; one that ends before it begins is not saved', async () => {
    const { form, sent, previews } = await bench();
    form.addSession();
    form.changeSession(0, { opens: '13:00' });
    expect(form.isGood.value).toBe(false);
    previews.length = 0;
    await vi.advanceTimersByTimeAsync(300);
    await form.save();
    expect([sent, previews]).toEqual([[], []]);
    form.changeSession(0, { closes: '24:00', placesPerSlot: 0 });
    expect(form.isGood.value).toBe(true);
    form.changeSession(0, { days: [] });
    expect(form.isGood.value).toBe(false);
    form.removeSession(0);
    expect(form.draft.value!.booking!.sessions).toEqual([]);
    form.close();
  });

  test('BSET-5: turned off and on again a line has what it had', async () => {
    const { form } = await bench();
    form.turn(false);
    expect(form.draft.value!.booking).toBe(null);
    form.turn(true);
    expect(form.isChanged.value).toBe(false);
    form.choose('q0');
    form.turn(true);
    expect(form.draft.value!.booking).toEqual(usual);
    form.close();
  });

  test('BSET-5: a supervisor looks and changes nothing', async () => {
    const { form, previews, sent } = await bench(false);
    form.change({ daysAhead: 9 });
    form.turn(false);
    await form.save();
    expect([form.isChanged.value, previews, sent]).toEqual([false, [], []]);
    form.close();
  });

  test('BSET-4: the limit is saved by itself, and a line’s form goes on', async () => {
    const { form, sent, answers } = await bench();
    form.change({ daysAhead: 9 });
    form.editLimit();
    form.limitDraft.value = { ...form.limitDraft.value!, limit: null };
    answers.push({ ok: true, status: 200, body: { setupSeq: 8 } });
    await form.saveLimit();
    expect(sent[0]).toEqual(['/admin/booking/no-show-limit', { setupSeq: 7, noShowLimit: null }]);
    await form.save();
    expect(sent[1]![1]).toMatchObject({ setupSeq: 8, booking: { daysAhead: 9 } });
    form.close();
  });
});

test('BSET-7: a line is found by any words of its agency, its name or its services', () => {
  const other = line('q2', {
    name: text('Akta', 'Certificates'),
    services: [],
    agency: { id: 'agency-b', name: text('Dinas Perizinan'), short: 'DPMPTSP' },
  });
  const queues = [line('q1'), other];
  const found = (query: string) => linesFound(queues, query).map(({ queue }) => queue.id);
  expect(found('')).toEqual(['q1', 'q2']);
  expect(found('dukcapil CETAK')).toEqual(['q1']);
  expect(found('certificates')).toEqual(['q2']);
  expect(found('akta cetak')).toEqual([]);
  expect(linesFound([line('q1'), line('q3'), other], '').map(({ isFirst }) => isFirst)).toEqual([
    true,
    false,
    true,
  ]);
});

test.each([
  ['8', '08:00'],
  ['8.30', '08:30'],
  ['08:30', '08:30'],
  ['0830', '08:30'],
  ['830', '08:30'],
  ['24.00', '24:00'],
  ['24.30', null],
  ['12.60', null],
  ['9.5', null],
  ['pagi', null],
])('BSET-6: %j is read as %j', (typed, time) => {
  expect(timeRead(typed)).toBe(time);
});
