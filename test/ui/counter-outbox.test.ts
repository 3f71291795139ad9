import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keptMax, sentShownMs } from '../../counter-ui/outbox.ts';
import { Bench, openMemory, refused, unreachable } from './desk-bench.ts';
import { idleView, servingView } from './fixtures/desk-views.ts';

const benches: Bench[] = [];
const sit = (...options: ConstructorParameters<typeof Bench>): Bench => {
  const bench = new Bench(...options);
  benches.push(bench);
  return bench;
};
const states = (bench: Bench) => bench.desk.outbox.rows.value.map(row => row.state);
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const { desk } of benches.splice(0)) desk.close();
  vi.useRealTimers();
});

async function finishWithoutLink(memory = openMemory()): Promise<Bench> {
  const bench = sit(servingView, { memory, link: 'lost' });
  await bench.desk.press({ do: 'note', text: 'pas foto diganti' });
  bench.later();
  bench.desk.key({ does: 'primary' });
  return bench;
}

describe('without a link', () => {
  test('DESK-15: finish, park and note are kept, in order, each with its key and its time', async () => {
    const bench = await finishWithoutLink();
    expect(bench.sent).toEqual([]);
    const rows = bench.desk.outbox.unsent.value;
    expect(rows.map(kept => [kept.label, kept.what.do])).toEqual([
      ['A012', 'note'],
      ['A012', 'finish'],
    ]);
    expect(new Set(rows.map(kept => kept.key)).size).toBe(2);
    expect(rows.every(kept => kept.at === bench.second.value)).toBe(true);
  });

  test('DESK-15: whoever was finished here can’t be finished again, and nothing else is offered', async () => {
    const bench = await finishWithoutLink();
    bench.later();
    bench.desk.key({ does: 'primary' });
    await bench.desk.press({ do: 'park', reason: 'copies' });
    expect(bench.desk.outbox.unsent.value).toHaveLength(2);
    expect(bench.desk.offers.value.get('note')?.waits).toEqual({ for: 'link' });
  });

  test('DESK-15: back on the link they are sent once, in order, told as sent, and leave', async () => {
    const bench = await finishWithoutLink();
    const keys = bench.desk.outbox.unsent.value.map(kept => kept.key);
    bench.link.value = 'live';
    await settled();
    expect(bench.paths()).toEqual(['tickets/visit-A012/note', 'tickets/visit-A012/finish']);
    expect(bench.sent.map(({ key }) => key)).toEqual(keys);
    expect(states(bench)).toEqual(['sent', 'sent']);
    await vi.advanceTimersByTimeAsync(sentShownMs);
    expect(states(bench)).toEqual([]);
    expect(bench.sent).toHaveLength(2);
  });

  test('DESK-15: until they are sent nothing else is decided', async () => {
    const bench = await finishWithoutLink();
    bench.answers.push(unreachable);
    bench.link.value = 'live';
    await settled();
    expect(bench.desk.offers.value.get('transfer')?.waits).toEqual({ for: 'link' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(states(bench)).toEqual(['sent', 'sent']);
    expect(bench.desk.offers.value.get('transfer')?.waits).toBeNull();
  });

  test('DESK-15: a page loaded anew sends what is kept, with the same keys', async () => {
    const memory = openMemory();
    const first = await finishWithoutLink(memory);
    const keys = first.desk.outbox.unsent.value.map(kept => kept.key);
    first.desk.close();
    const second = sit(servingView, { memory: openMemory(memory.notes) });
    await settled();
    expect(second.sent.map(({ key }) => key)).toEqual(keys);
    expect(states(second)).toEqual(['sent', 'sent']);
    second.desk.close();
    const third = sit(idleView, { memory: openMemory(memory.notes) });
    await settled();
    expect(third.sent).toEqual([]);
  });

  test('DESK-15: a lost answer keeps the press under its own key, and it is sent again', async () => {
    const bench = sit(servingView);
    bench.answers.push(unreachable, unreachable);
    expect(await bench.desk.press({ do: 'finish' })).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.sent.map(({ path }) => path)).toEqual(
      Array(3).fill('/api/v1/tickets/visit-A012/finish'),
    );
    expect(new Set(bench.sent.map(({ key }) => key)).size).toBe(1);
    expect(states(bench)).toEqual(['sent']);
  });

  test('DESK-15: nothing is sent in another officer’s name', async () => {
    const memory = openMemory();
    (await finishWithoutLink(memory)).desk.close();
    const other = sit(
      { ...servingView, counter: { ...servingView.counter, officer: null } },
      { memory: openMemory(memory.notes), user: { id: 'staff-made', role: 'officer' } },
    );
    await settled();
    expect(other.sent).toEqual([]);
    expect(states(other)).toEqual([]);
  });

  test('DESK-15: a refused one stays with its reason until it was read; the next is sent', async () => {
    const bench = await finishWithoutLink();
    bench.answers.push(refused('not-this-counter', 403));
    bench.link.value = 'live';
    await settled();
    expect(states(bench)).toEqual(['sent', 'refused']);
    const row = bench.desk.outbox.rows.value.find(each => each.state === 'refused')!;
    expect(row.kept).toMatchObject({
      what: { do: 'note' },
      refused: { code: 'not-this-counter' },
    });
    bench.desk.outbox.dismiss(row.kept.key);
    expect(states(bench)).toEqual(['sent']);
  });

  test('DESK-15: what never left this machine can be taken back, what was tried cannot', async () => {
    const bench = await finishWithoutLink();
    bench.later();
    bench.desk.key({ does: 'undo' });
    await settled();
    expect(bench.desk.outbox.unsent.value.map(kept => kept.what.do)).toEqual(['note']);
    bench.answers.push(unreachable);
    bench.link.value = 'live';
    await settled();
    bench.link.value = 'lost';
    expect(bench.desk.offers.value.has('undo')).toBe(false);
  });

  test('DESK-15: a machine that can’t keep it says so, and nothing counts as done', async () => {
    const memory = openMemory();
    memory.isFull = true;
    const bench = sit(servingView, { memory, link: 'lost' });
    expect(await bench.desk.press({ do: 'finish' })).toBe(false);
    expect(bench.desk.notice.value?.problem.code).toBe('not-kept');
    expect(bench.desk.keptHere.value).toBeNull();
  });

  test('DESK-15: no more is kept than there is room for', async () => {
    const bench = sit(servingView, { link: 'lost' });
    for (let count = 0; count <= keptMax; count += 1) {
      await bench.desk.press({ do: 'note', text: `catatan ${count}` });
      bench.later();
    }
    expect(bench.desk.outbox.unsent.value).toHaveLength(keptMax);
    expect(bench.desk.notice.value?.problem.code).toBe('not-kept');
  });
});
