import { afterEach, describe, expect, test } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { pressGapMs } from '../../counter-ui/desk.ts';
import { ask } from '../../counter-ui/key-actions.ts';
import { Bench, refused } from './desk-bench.ts';
import {
  calledView,
  closedView,
  deskNow,
  emptyView,
  idleView,
  pausedView,
  servingView,
  ticket,
} from './fixtures/desk-views.ts';

let bench: Bench;
const sit = (view: DeskView): Bench => (bench = new Bench(view));
afterEach(() => bench.desk.close());

describe('the primary key', () => {
  test.each([
    ['closed', closedView, 'counters/counter-3/open', {}],
    ['paused', pausedView, 'counters/counter-3/open', {}],
    ['idle', idleView, 'counters/counter-3/call-next', {}],
    ['called', calledView, 'tickets/visit-A012/start', {}],
    ['serving', servingView, 'counters/counter-3/call-next', { finish: { outcome: 'completed' } }],
  ] as const)('DESK-1: while %s it does the next right thing', async (_state, view, path, body) => {
    const { desk, sent } = sit(view);
    desk.key({ does: 'primary' });
    await bench.idle();
    expect(bench.paths()).toEqual([path]);
    expect(sent[0]?.body).toEqual(body);
  });

  test('DESK-1: with nobody waiting it asks nothing of the server', async () => {
    const { desk, sent } = sit(emptyView);
    expect(await desk.press({ do: 'call-next' })).toBe(false);
    expect(sent).toEqual([]);
  });

  test('DESK-2: a second press within 600 ms or before the answer is ignored', async () => {
    const { desk, sent } = sit(idleView);
    const first = desk.press({ do: 'call-next' });
    await desk.press({ do: 'call-next' });
    await first;
    bench.later(pressGapMs - 1);
    await desk.press({ do: 'call-next' });
    expect(sent).toHaveLength(1);
    bench.later(1);
    await desk.press({ do: 'call-next' });
    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  test('DESK-3: a refused finish is one request, calls nobody and says why', async () => {
    const { desk, answers } = sit(servingView);
    answers.push(refused('wrong-state'));
    expect(await desk.press({ do: 'finish-next' })).toBe(false);
    expect(bench.paths()).toEqual(['counters/counter-3/call-next']);
    expect(desk.notice.value?.problem.code).toBe('wrong-state');
  });

  test('DESK-3: an empty call is told as a sentence, not as a call', async () => {
    const { desk, answers } = sit(idleView);
    answers.push({ ok: true, status: 200, body: { ticket: null } });
    await desk.press({ do: 'call-next' });
    expect(desk.notice.value?.problem.code).toBe('nobody-waits');
  });
});

describe('what the server alone may decide', () => {
  test('DESK-4: without a link what needs the server is shown waiting, and never sent', async () => {
    const { desk, sent, link } = sit(servingView);
    desk.openPanel('transfer');
    link.value = 'lost';
    expect(desk.panel.value).toBeNull();
    expect(desk.offers.value.get('transfer')?.waits).toEqual({ for: 'link' });
    desk.key({ does: 'panel', panel: 'transfer' });
    await desk.press({ do: 'finish-next' });
    await desk.press({ do: 'requeue', ticketId: ticket.ticketId });
    expect(desk.panel.value).toBeNull();
    expect(sent).toEqual([]);
  });

  test('DESK-4: waits stand still without a link and grow with one', () => {
    const { desk, link, second } = sit(idleView);
    second.value += 120_000;
    expect(desk.grownSeconds.value).toBe(120);
    link.value = 'lost';
    const frozen = desk.grownSeconds.value;
    second.value += 60_000;
    expect(desk.grownSeconds.value).toBe(frozen);
  });

  test('DESK-5: a session that ended elsewhere leads to signing in', async () => {
    const { desk, answers, onSignedOut } = sit(idleView);
    answers.push(refused('not-signed-in', 401));
    await desk.press({ do: 'call-next' });
    expect(onSignedOut).toHaveBeenCalledOnce();
  });
});

describe('not here', () => {
  const called = (more: Partial<typeof ticket>): DeskView => ({
    ...calledView,
    ticket: { ...calledView.ticket!, noShowCallsMissing: 0, noShowAllowedAt: null, ...more },
  });

  test('DESK-6: waits for its minutes and for its calls, then asks first', async () => {
    const soon = new Date(deskNow + 1_000).toISOString();
    const { desk, sent, view } = sit(called({ noShowAllowedAt: soon, noShowCallsMissing: 1 }));
    const absent = { does: 'ask', about: 'absent' } as const;
    desk.key(absent);
    expect(desk.offers.value.get('no-show')?.waits).toEqual({ for: 'time', seconds: 1 });
    bench.pass(1);
    desk.key(absent);
    expect(desk.offers.value.get('no-show')?.waits).toEqual({ for: 'calls', calls: 1 });
    expect(desk.asking.value).toBeNull();
    view.value = called({ noShowAllowedAt: soon });
    desk.key(absent);
    expect(desk.asking.value).toBe('absent');
    expect(sent).toEqual([]);
    await desk.press({ do: 'no-show' });
    expect(bench.paths()).toEqual(['tickets/visit-A012/no-show']);
  });
});

describe('the list', () => {
  test('DESK-7: rows keep their places while one is selected, and Enter calls that one', async () => {
    const { desk, view, sent } = sit(idleView);
    desk.key({ does: 'select', step: 1 });
    desk.key({ does: 'select', step: 1 });
    expect(desk.rows.selected.value).toBe('visit-A013');
    const [queueA, queueAK] = idleView.queues;
    const moved = { ...queueA!, tickets: [...queueA!.tickets].reverse() };
    view.value = { ...idleView, queues: [moved, queueAK!] };
    const shown = desk.rows.list.value.queues[0]?.tickets.map(row => row.ticket.label);
    expect(shown).toEqual(queueA!.tickets.map(row => row.label));
    expect(desk.rows.list.value.changed).toBe(true);
    desk.key({ does: 'call-selected' });
    expect(desk.choosing.value).toBe('visit-A013');
    await desk.press({ do: 'call', ticketId: 'visit-A013', reason: 'other' });
    expect(sent[0]?.body).toEqual({ ticketId: 'visit-A013', reason: 'other' });
    expect(desk.rows.selected.value).toBeNull();
    expect(desk.rows.list.value.changed).toBe(false);
  });

  test('DESK-7: a row whose ticket has left stays in its place and is told to be gone', () => {
    const { desk, view } = sit(idleView);
    desk.rows.hold();
    const [queueA, queueAK] = idleView.queues;
    view.value = {
      ...idleView,
      queues: [{ ...queueA!, tickets: queueA!.tickets.slice(1) }, queueAK!],
    };
    expect(desk.rows.list.value.queues[0]?.tickets[0]).toMatchObject({
      gone: true,
      ticket: { label: 'A020' },
    });
  });

  test('DESK-8: while somebody is at the counter Enter calls nobody', async () => {
    const { desk, sent } = sit(servingView);
    desk.rows.step(1);
    desk.key({ does: 'call-selected' });
    await bench.idle();
    expect(sent).toEqual([]);
  });
});

describe('questions', () => {
  test('DESK-9: closing asks only while people wait', async () => {
    const { desk } = sit(idleView);
    ask(desk, 'close');
    expect(desk.asking.value).toBe('close');
    desk.close();
    const quiet = sit(emptyView);
    ask(quiet.desk, 'close');
    await quiet.idle();
    expect(quiet.paths()).toEqual(['counters/counter-3/close']);
  });

  test('DESK-9: under a question the keys of the desk mean nothing', async () => {
    const { desk, sent } = sit(calledView);
    ask(desk, 'cancel');
    desk.key({ does: 'primary' });
    expect(sent).toEqual([]);
    await desk.press({ do: 'cancel' });
    expect(bench.paths()).toEqual(['tickets/visit-A012/cancel']);
  });

  test('DESK-10: the outcome chosen is the one sent, and the next visitor starts anew', async () => {
    const { desk, sent, view } = sit(servingView);
    desk.key({ does: 'outcome', outcome: 'incomplete' });
    await desk.press({ do: 'finish' });
    expect(sent[0]?.body).toEqual({ outcome: 'incomplete' });
    view.value = idleView;
    expect(desk.outcome.value).toBe('completed');
  });

  test('DESK-12, DESK-21: a call out of order is asked for its reason', async () => {
    const { desk, sent } = sit(idleView);
    desk.callTicket('visit-A014');
    expect(desk.asking.value).toBe('choice');
    expect(desk.choosing.value).toBe('visit-A014');
    await desk.press({ do: 'call', ticketId: 'visit-A014', reason: 'returned' });
    expect(sent[0]?.body).toEqual({ ticketId: 'visit-A014', reason: 'returned' });
    bench.later();
    desk.callTicket('visit-A020');
    await bench.idle();
    expect(sent[1]?.body).toEqual({ ticketId: 'visit-A020' });
  });

  test('DESK-12: a server that wants a reason all the same is given one', async () => {
    const { desk, answers } = sit(idleView);
    answers.push(refused('choice-reason-required'));
    await desk.press({ do: 'call', ticketId: 'visit-A014' });
    expect(desk.asking.value).toBe('choice');
    expect(desk.notice.value).toBeNull();
  });
});
