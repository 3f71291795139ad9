import { signal } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import { CounterPage } from '../../counter-ui/model.ts';
import type { send } from '../../ui-kit/api.ts';
import type { Link } from '../../ui-kit/stream.ts';
import { building, deskNow, idleView } from './fixtures/desk-views.ts';

/** A page before a server that knows one officer, and may forget them. */
function openPage(counterIds: string[], remembered: string | null, role = 'officer') {
  const link = signal<Link>('live');
  const view = signal<DeskView | null>(idleView);
  const server = { knows: true };
  const opened: string[] = [];
  const notes = new Map(remembered ? [['counter', remembered]] : []);
  const user = { current: { id: 'staff-sri', role, counterIds } };
  const answer = (path: string) => {
    if (path === '/building') return { ok: true, status: 200, body: building };
    if (path === '/counters') {
      const counters = ['counter-1', 'counter-2', 'counter-3'].map(id => ({ id }));
      return { ok: true, status: 200, body: { counters } };
    }
    return server.knows
      ? { ok: true, status: 200, body: { user: user.current } }
      : { ok: false, problem: { code: 'not-signed-in', status: 401 } };
  };
  const page = new CounterPage({
    send: ((_method: string, path: string) => Promise.resolve(answer(path))) as typeof send,
    memory: {
      read: name => notes.get(name) ?? null,
      write: (name, value) => {
        notes.set(name, value);
        return true;
      },
    },
    monotonic: () => 0,
    windowId: 'window-1',
    ring: () => undefined,
    openDeskStream: counterId => {
      opened.push(counterId);
      const clock = { now: () => deskNow, second: signal(deskNow) };
      return {
        view,
        link,
        clock,
        on: () => undefined,
        close: () => opened.push(`${counterId} closed`),
      };
    },
  });
  page.start();
  return { page, link, server, opened, notes, user };
}

let close = (): void => undefined;
afterEach(() => close());

describe('signing in to a counter', () => {
  test('DESK-13: an officer with one counter goes straight to its desk', async () => {
    const { page, opened } = openPage(['counter-3'], null);
    close = () => page.close();
    await vi.waitFor(() => expect(page.desk.value).not.toBeNull());
    expect(opened).toEqual(['counter-3']);
  });

  test('DESK-13: with several the machine’s own counter is taken, where it is theirs', async () => {
    const { page, opened } = openPage(['counter-1', 'counter-2'], 'counter-2');
    close = () => page.close();
    await vi.waitFor(() => expect(opened).toEqual(['counter-2']));
  });

  test('DESK-13: otherwise the officer chooses, and the machine remembers', async () => {
    const { page, opened, notes } = openPage(['counter-1', 'counter-2'], 'counter-9');
    close = () => page.close();
    await vi.waitFor(() => expect(page.choices.value).toHaveLength(2));
    expect(opened).toEqual([]);
    page.choose('counter-1');
    expect(opened).toEqual(['counter-1']);
    expect(notes.get('counter')).toBe('counter-1');
  });

  test('DESK-5: a lost link with an ended session leads to signing in', async () => {
    const { page, link, server, opened } = openPage(['counter-3'], null);
    close = () => page.close();
    await vi.waitFor(() => expect(page.desk.value).not.toBeNull());
    server.knows = false;
    link.value = 'lost';
    await vi.waitFor(() => expect(page.session.state.value).toBe('signed-out'));
    expect(page.desk.value).toBeNull();
    expect(opened).toContain('counter-3 closed');
  });

  test('DESK-13: a supervisor chooses among all counters', async () => {
    const { page } = openPage([], null, 'supervisor');
    close = () => page.close();
    await vi.waitFor(() => expect(page.choices.value).toHaveLength(3));
    page.choose('counter-2');
    expect(page.desk.value).not.toBeNull();
    expect(page.mayChangeCounter.value).toBe(true);
  });

  test('DESK-15: another person at the same counter gets a desk of their own', async () => {
    const { page, user, opened } = openPage(['counter-3'], null);
    close = () => page.close();
    await vi.waitFor(() => expect(page.desk.value).not.toBeNull());
    const first = page.desk.value;
    user.current = { ...user.current, id: 'staff-made' };
    await page.session.load();
    expect(page.desk.value).not.toBe(first);
    expect(opened).toEqual(['counter-3', 'counter-3 closed', 'counter-3']);
  });

  test('DESK-19: how letters work is remembered by the machine', () => {
    const first = openPage(['counter-3'], null);
    first.page.setLetterKeys('alt');
    first.page.setAlert(false);
    first.page.close();
    expect(first.notes.get('letter-keys')).toBe('alt');
    expect(first.notes.get('idle-alert')).toBe('off');
  });
});
