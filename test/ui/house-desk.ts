import { vi } from 'vitest';
import type { SetupCheck, SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { holidayLists } from '../../server/views/holiday-lists.ts';
import type { SetupDeskEdges } from '../../admin-ui/setup-desk.ts';

export const today = '2026-11-23';

export interface Asked {
  readonly path: string;
  readonly body: { readonly edits: readonly SetupEdit[] };
}

/** A server of the set-up that remembers what it was asked; timers are fake. */
export function houseEdges(change: (setup: Setup) => void = () => undefined) {
  const setup = demoSetup();
  change(setup);
  const asked: Asked[] = [];
  const check: { now: SetupCheck } = { now: { faults: [], conflicts: [], effects: [] } };
  const answerOf = (method: string, path: string): unknown => {
    if (path === '/session') {
      return { user: { id: 's', username: 'admin', name: 'Admin', role: 'administrator' } };
    }
    if (path === '/admin/holiday-lists') return { lists: holidayLists };
    if (path === '/admin/setup') return { setupSeq: 1, today, setup, faults: [] };
    if (path.endsWith('/check')) return check.now;
    return method === 'GET' ? {} : { setupSeq: 2, changed: 1, planId: null };
  };
  const edges: SetupDeskEdges = {
    send: (async (method: string, path: string, body: unknown) => {
      if (method === 'POST') asked.push({ path, body: body as Asked['body'] });
      return { ok: true, status: 200, body: answerOf(method, path) };
    }) as SetupDeskEdges['send'],
    later: work => {
      const timer = setTimeout(work, 300);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
  };
  return { edges, asked, check, setup };
}

/** Until everything that was asked is answered. */
export const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(400);
