import { signal } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { Desk, pressGapMs } from '../../counter-ui/desk.ts';
import type { DeskEdges } from '../../counter-ui/desk.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import type { Link } from '../../ui-kit/stream.ts';
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

interface Sent {
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

const granted: Answer<unknown> = { ok: true, status: 200, body: { ticket: {} } };
const refused = (code: string, status = 409): Answer<unknown> => ({
  ok: false,
  problem: { code, status },
});

/** A desk with its server made of a list of answers; the clock moves only when told. */
class Bench {
  readonly view = signal<DeskView | null>(null);
  readonly link = signal<Link>('live');
  readonly second = signal(deskNow);
  readonly sent: Sent[] = [];
  readonly answers: Answer<unknown>[] = [];
  readonly onSignedOut = vi.fn();
  time = 10_000;
  readonly desk: Desk;

  constructor(view: DeskView) {
    this.view.value = view;
    const ask = async (
      _method: string,
      path: string,
      body?: unknown,
      options?: { key?: string },
    ) => {
      this.sent.push({ path, body, key: options?.key });
      await Promise.resolve();
      const answer = this.answers.shift() ?? granted;
      if (answer.ok && this.view.value) this.view.value = { ...this.view.value };
      return answer;
    };
    const edges: DeskEdges = {
      stream: {
        view: this.view,
        link: this.link,
        clock: { now: () => this.second.value, second: this.second },
        close: () => undefined,
      },
      send: ask as typeof send,
      monotonic: () => this.time,
      onSignedOut: this.onSignedOut,
    };
    this.desk = new Desk(edges);
  }

  paths(): string[] {
    return this.sent.map(({ path }) => path.replace('/api/v1/', ''));
  }
}

let bench: Bench | null = null;
const sit = (view: DeskView): Bench => (bench = new Bench(view));
afterEach(() => bench?.desk.close());

describe('the primary key', () => {
  test.each([
    ['closed', closedView, ['counters/counter-3/open']],
    ['paused', pausedView, ['counters/counter-3/open']],
    ['idle', idleView, ['counters/counter-3/call-next']],
    ['called', calledView, ['tickets/visit-A012/start']],
    ['serving', servingView, ['tickets/visit-A012/finish', 'counters/counter-3/call-next']],
  ] as const)('DESK-1: while %s it does the next right thing', async (_state, view, paths) => {
    const { desk, ...rest } = sit(view);
    desk.key({ does: 'primary' });
    await vi.waitFor(() => expect(desk.pending.value).toBeNull());
    expect(bench?.paths()).toEqual(paths);
    expect(new Set(rest.sent.map(({ key }) => key)).size).toBe(paths.length);
  });

  test('DESK-1: with nobody waiting it asks nothing of the server', async () => {
    const { desk, sent } = sit(emptyView);
    await desk.press('call-next');
    expect(sent).toEqual([]);
  });

  test('DESK-2: a second press within 600 ms or before the answer is ignored', async () => {
    const { desk, sent } = sit(idleView);
    const first = desk.press('call-next');
    await desk.press('call-next');
    await first;
    bench!.time += pressGapMs - 1;
    await desk.press('call-next');
    expect(sent).toHaveLength(1);
    bench!.time += 1;
    await desk.press('call-next');
    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  test('DESK-3: a refused finish calls nobody and says why', async () => {
    const { desk, answers } = sit(servingView);
    answers.push(refused('wrong-state'));
    await desk.press('finish-next');
    expect(bench?.paths()).toEqual(['tickets/visit-A012/finish']);
    expect(desk.notice.value?.problem.code).toBe('wrong-state');
  });

  test('DESK-3: an empty call is told as a sentence, not as a call', async () => {
    const { desk, answers } = sit(idleView);
    answers.push({ ok: true, status: 200, body: { ticket: null } });
    await desk.press('call-next');
    expect(desk.notice.value?.problem.code).toBe('nobody-waits');
  });
});

describe('what the server alone may decide', () => {
  test('DESK-4: without a link nothing is asked and open questions close', async () => {
    const { desk, sent, link } = sit(servingView);
    desk.ask('cancel');
    expect(desk.asking.value).toBe('cancel');
    link.value = 'lost';
    expect(desk.asking.value).toBeNull();
    await desk.press('finish-next');
    desk.ask('cancel');
    expect(sent).toEqual([]);
    expect(desk.asking.value).toBeNull();
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
    await desk.press('call-next');
    expect(onSignedOut).toHaveBeenCalledOnce();
  });
});

describe('not here', () => {
  const called = (more: Partial<typeof ticket>): DeskView => ({
    ...calledView,
    ticket: { ...calledView.ticket!, noShowCallsMissing: 0, noShowAllowedAt: null, ...more },
  });

  test('DESK-6: waits for its minutes and for its calls', async () => {
    const soon = new Date(deskNow + 1_000).toISOString();
    const { desk, sent, view, second } = sit(
      called({ noShowAllowedAt: soon, noShowCallsMissing: 1 }),
    );
    await desk.press('no-show');
    second.value = deskNow + 1_000;
    await desk.press('no-show');
    expect(sent).toEqual([]);
    view.value = called({ noShowAllowedAt: soon });
    await desk.press('no-show');
    expect(bench?.paths()).toEqual(['tickets/visit-A012/no-show']);
  });
});

describe('the list', () => {
  test('DESK-7: rows keep their places while one is selected, and Enter calls that one', async () => {
    const { desk, view, sent } = sit(idleView);
    desk.step(1);
    desk.step(1);
    expect(desk.selected.value).toBe('visit-A013');
    const [queueA, queueAK] = idleView.queues;
    const moved = { ...queueA!, tickets: [...queueA!.tickets].reverse() };
    view.value = { ...idleView, queues: [moved, queueAK!] };
    const shown = desk.list.value.queues[0]?.tickets.map(row => row.ticket.label);
    expect(shown).toEqual(queueA!.tickets.map(row => row.label));
    expect(desk.list.value.changed).toBe(true);
    desk.key({ does: 'call-selected' });
    await vi.waitFor(() => expect(desk.pending.value).toBeNull());
    expect(sent[0]?.body).toEqual({ ticketId: 'visit-A013' });
    expect(desk.selected.value).toBeNull();
    expect(desk.list.value.changed).toBe(false);
  });

  test('DESK-7: a row whose ticket has left stays in its place and is told to be gone', () => {
    const { desk, view } = sit(idleView);
    desk.hold();
    const [queueA, queueAK] = idleView.queues;
    view.value = {
      ...idleView,
      queues: [{ ...queueA!, tickets: queueA!.tickets.slice(1) }, queueAK!],
    };
    expect(desk.list.value.queues[0]?.tickets[0]).toMatchObject({
      gone: true,
      ticket: { label: 'A020' },
    });
  });

  test('DESK-8: while somebody is at the counter Enter calls nobody', async () => {
    const { desk, sent } = sit(servingView);
    desk.step(1);
    await desk.press('call-selected');
    expect(sent).toEqual([]);
  });
});

describe('questions', () => {
  test('DESK-9: closing asks only while people wait', async () => {
    const { desk } = sit(idleView);
    desk.ask('close');
    expect(desk.asking.value).toBe('close');
    desk.close();
    const quiet = sit(emptyView);
    quiet.desk.ask('close');
    await vi.waitFor(() => expect(quiet.paths()).toEqual(['counters/counter-3/close']));
  });

  test('DESK-9: under a question the keys of the desk mean nothing', async () => {
    const { desk, sent } = sit(servingView);
    desk.ask('cancel');
    desk.key({ does: 'primary' });
    expect(sent).toEqual([]);
    await desk.press('cancel');
    expect(bench?.paths()).toEqual(['tickets/visit-A012/cancel']);
  });

  test('DESK-10: the outcome chosen is the one sent, and the next visitor starts anew', async () => {
    const { desk, sent, view } = sit(servingView);
    desk.key({ does: 'outcome', outcome: 'incomplete' });
    await desk.press('finish');
    expect(sent[0]?.body).toEqual({ outcome: 'incomplete' });
    view.value = idleView;
    expect(desk.outcome.value).toBe('completed');
  });
});
