import { afterEach, describe, expect, test } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { Bench } from './desk-bench.ts';
import { closedView, idleView, servingView } from './fixtures/desk-views.ts';

let bench: Bench;
const sit = (...options: ConstructorParameters<typeof Bench>): Bench =>
  (bench = new Bench(...options));
afterEach(() => bench.desk.close());

const madesView: DeskView = {
  ...idleView,
  counter: { ...idleView.counter, officer: { staffId: 'staff-made', name: 'Made Ardana' } },
};

describe('whose counter it is', () => {
  test('DESK-16: a counter open in another window is asked for, and nothing is done before', async () => {
    const { desk, sent } = sit(idleView);
    bench.tellHold('elsewhere');
    expect(desk.barrier.value).toEqual({ by: 'window' });
    desk.key({ does: 'primary' });
    await desk.press({ do: 'call-next' });
    expect(sent).toEqual([]);
    await desk.takeOver();
    expect(sent[0]).toMatchObject({
      path: '/counters/counter-3/hold',
      body: { windowId: 'window-1' },
    });
    expect(desk.barrier.value).toBeNull();
    desk.key({ does: 'primary' });
    await bench.idle();
    expect(bench.paths()).toContain('counters/counter-3/call-next');
  });

  test('DESK-16: a window that was taken over stops', async () => {
    const { desk, sent } = sit(servingView);
    bench.tellHold('here');
    desk.asking.value = 'park';
    bench.tellHold('elsewhere');
    await desk.press({ do: 'park', reason: 'copies' });
    expect(sent).toEqual([]);
  });

  test('DESK-16: another officer’s counter is asked for by their name, once for both', async () => {
    const { desk, sent, view } = sit(madesView);
    bench.tellHold('elsewhere');
    expect(desk.barrier.value).toEqual({ by: 'officer', name: 'Made Ardana' });
    await desk.press({ do: 'call-next' });
    expect(sent).toEqual([]);
    const done = desk.takeOver();
    view.value = idleView;
    await done;
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ['/api/v1/counters/counter-3/open', { takeOver: true }],
      ['/counters/counter-3/hold', { windowId: 'window-1' }],
    ]);
    expect(desk.barrier.value).toBeNull();
  });

  test('DESK-16: a refused take-over leaves the other window alone', async () => {
    const { desk, answers } = sit(madesView);
    bench.tellHold('elsewhere');
    answers.push({ ok: false, problem: { code: 'not-this-counter', status: 403 } });
    await desk.takeOver();
    expect(bench.paths()).toEqual(['counters/counter-3/open']);
    expect(desk.notice.value?.problem.code).toBe('not-this-counter');
  });

  test('DESK-16: a closed counter and one’s own belong to nobody else', () => {
    const { desk, view } = sit(idleView);
    expect(desk.barrier.value).toBeNull();
    view.value = { ...madesView, counter: { ...madesView.counter, state: 'closed' } };
    expect(desk.barrier.value).toBeNull();
    view.value = closedView;
    expect(desk.barrier.value).toBeNull();
  });

  test('DESK-16: a supervisor is not asked, and acts for the officer by name', () => {
    const { desk } = sit(madesView, { user: { id: 'staff-boss', role: 'supervisor' } });
    expect(desk.barrier.value).toBeNull();
    expect(desk.actingFor.value).toEqual({ name: 'Made Ardana' });
    expect(desk.offers.value.get('call-next')?.waits).toBeNull();
  });
});
