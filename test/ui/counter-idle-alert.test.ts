import { afterEach, describe, expect, test } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { Bench } from './desk-bench.ts';
import { calledView, emptyView, idleView, pausedView } from './fixtures/desk-views.ts';

let bench: Bench;
const sit = (view: DeskView): Bench => (bench = new Bench(view));
afterEach(() => bench.desk.close());

const after = idleView.idleAlertSeconds;

describe('an idle counter', () => {
  test('DESK-17: somebody who could be called is told after the building’s seconds, once', () => {
    const { desk, ring } = sit(idleView);
    bench.pass(after - 1);
    expect(desk.alert.value).toBeNull();
    bench.pass(1);
    expect(desk.alert.value).toBe('A020');
    bench.pass(59);
    expect(ring).toHaveBeenCalledTimes(1);
    bench.pass(1);
    expect(ring).toHaveBeenCalledTimes(2);
  });

  test('DESK-17: the seconds count from when somebody came to an idle counter', () => {
    const { desk, view } = sit(emptyView);
    bench.pass(after * 2);
    view.value = idleView;
    bench.pass(after - 1);
    expect(desk.alert.value).toBeNull();
    bench.pass(2);
    expect(desk.alert.value).toBe('A020');
    view.value = calledView;
    expect(desk.alert.value).toBeNull();
  });

  test.each([
    ['paused', pausedView],
    ['calling by itself', { ...idleView, counter: { ...idleView.counter, autoCall: true } }],
    ['set to no alert', { ...idleView, idleAlertSeconds: 0 }],
  ] as const)('DESK-17: a counter that is %s alerts nobody', (_what, view) => {
    const { desk, ring } = sit(view);
    bench.pass(after * 2);
    expect(desk.alert.value).toBeNull();
    expect(ring).not.toHaveBeenCalled();
  });

  test('DESK-17: switched off it is silent, and a desk without a link does not guess', () => {
    const { desk, ring, alertIsOn, link } = sit(idleView);
    alertIsOn.value = false;
    bench.pass(after * 2);
    alertIsOn.value = true;
    link.value = 'lost';
    bench.pass(after * 2);
    expect(desk.alert.value).toBeNull();
    expect(ring).not.toHaveBeenCalled();
  });
});
