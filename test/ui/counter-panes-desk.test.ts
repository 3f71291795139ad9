import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { Bench, granted, refused } from './desk-bench.ts';
import { idlePaneView, paneNow, paneView, parked, waiting } from './fixtures/pane-views.ts';

let bench: Bench | null = null;
afterEach(() => bench?.desk.close());

function sit(view: DeskView): Bench {
  bench = new Bench(view, { user: { id: 'sri', role: 'officer' } });
  bench.second.value = paneNow;
  return bench;
}

const answered = (at: Bench): Promise<void> =>
  vi.waitFor(() => expect(at.desk.pending.value).toBeNull());

describe('calling out of order', () => {
  test('DESK-21: Enter on whoever is not next asks why, and sends nothing before', async () => {
    const { desk, sent } = sit(idlePaneView);
    desk.rows.select('visit-A013');
    desk.key({ does: 'call-selected' });
    expect(desk.asking.value).toBe('choice');
    expect(sent).toEqual([]);
    await desk.press({ do: 'call', ticketId: 'visit-A013', reason: 'short-errand' });
    expect(sent[0]?.body).toEqual({ ticketId: 'visit-A013', reason: 'short-errand' });
  });

  test('DESK-21: whoever is next is called without a question', async () => {
    const at = sit(idlePaneView);
    at.desk.rows.select('visit-A020');
    at.desk.key({ does: 'call-selected' });
    expect(at.desk.asking.value).toBeNull();
    await answered(at);
    expect(at.sent[0]?.body).toEqual({ ticketId: 'visit-A020' });
  });
});

describe('the shelf by key', () => {
  test('DESK-25: K calls whoever is due first where the counter is free', async () => {
    const at = sit(idlePaneView);
    at.desk.key({ does: 'unpark-first' });
    await answered(at);
    expect(at.sent[0]?.body).toEqual({ ticketId: 'visit-AK006' });
    expect(at.sent[0]?.path).toContain('counters/counter-3/call');
  });

  test('DESK-25: while somebody is served K puts them back into the line, and M too', async () => {
    const at = sit(paneView);
    at.desk.key({ does: 'unpark-first' });
    await answered(at);
    expect(at.sent[0]?.path).toContain('tickets/visit-AK006/unpark');
  });

  test('DESK-25: M calls again who did not come, or puts them back into the line', async () => {
    const idle = sit(idlePaneView);
    idle.desk.key({ does: 'call-missed' });
    await answered(idle);
    expect(idle.sent[0]?.body).toEqual({ ticketId: 'visit-A010' });
    idle.desk.close();
    const serving = sit(paneView);
    serving.desk.key({ does: 'call-missed' });
    await answered(serving);
    expect(serving.sent[0]?.path).toContain('tickets/visit-A010/requeue');
  });

  test('DESK-25: with nobody there the keys ask nothing', () => {
    const { desk, sent } = sit({ ...idlePaneView, parked: [], missed: [] });
    desk.key({ does: 'unpark-first' });
    desk.key({ does: 'call-missed' });
    expect(sent).toEqual([]);
  });

  test('DESK-25: a reminder that comes while the desk is open changes who is first', async () => {
    const at = sit({ ...idlePaneView, parked: [parked('A001', 30, 9), parked('A002', 5, 1)] });
    at.second.value = paneNow + 61_000;
    at.desk.key({ does: 'unpark-first' });
    await answered(at);
    expect(at.sent[0]?.body).toEqual({ ticketId: 'visit-A002' });
  });
});

describe('a visitor in two lines', () => {
  const [queueA, queueAK] = idlePaneView.queues;
  const other = waiting('A013', 45, { serviceName: { id: 'Cek Biometrik', en: 'Biometrics' } });
  const twice: DeskView = {
    ...idlePaneView,
    queues: [
      { ...queueA!, tickets: [...queueA!.tickets, other] },
      { ...queueAK!, tickets: [...queueAK!.tickets, other] },
    ],
  };

  test('DESK-28: is one row in each line, where they stand first', () => {
    const { desk } = sit(twice);
    const labels = desk.rows.list.value.queues.map(queue =>
      queue.tickets.map(row => row.ticket.label),
    );
    expect(labels).toEqual([
      ['A020', 'A013', 'A120'],
      ['AK012', 'A013'],
    ]);
  });

  test('DESK-28: does not catch the arrows, and only the row pointed at is chosen', () => {
    const { desk } = sit(twice);
    const seen: (string | null)[] = [];
    for (let step = 0; step < 6; step += 1) {
      desk.rows.step(1);
      seen.push(desk.rows.selected.value);
    }
    expect(seen).toEqual([
      'visit-A020',
      'visit-A013',
      'visit-A120',
      'visit-AK012',
      'visit-A013',
      'visit-A013',
    ]);
    expect(desk.rows.isSelected('queue-a', 'visit-A013')).toBe(false);
    expect(desk.rows.isSelected('queue-ak', 'visit-A013')).toBe(true);
  });
});

describe('a pane and what came of it', () => {
  const action = {
    do: 'transfer',
    to: { serviceId: 'loss' },
    place: 'order',
    returns: false,
  } as const;

  test('DESK-23: once it is done the pane closes, a refusal leaves it as it is', async () => {
    const at = sit(paneView);
    at.desk.openPanel('transfer');
    at.answers.push(refused('destination-closed'));
    await at.desk.press(action);
    expect(at.desk.panel.value).toBe('transfer');
    at.desk.close();
    const again = sit(paneView);
    again.desk.openPanel('transfer');
    again.answers.push(granted);
    await again.desk.press(action);
    expect(again.sent[0]?.body).toEqual({ serviceId: 'loss', place: 'order', returns: false });
    expect(again.desk.panel.value).toBeNull();
  });

  test('DESK-3: an answer without a ticket says that nobody waits only where one was called', async () => {
    const at = sit({ ...idlePaneView, counter: { ...idlePaneView.counter, state: 'closed' } });
    at.answers.push({ ok: true, status: 200, body: { ticket: null } });
    await at.desk.press({ do: 'open' });
    expect(at.desk.notice.value).toBeNull();
  });
});
