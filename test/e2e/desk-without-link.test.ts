import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import { launchBrowser } from '../browser/launch.ts';
import { startServer, type ServerProcess } from '../crash/server-process.ts';
import { DeskHand } from './desk-hand.ts';
import { sizes } from './hall.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** The server in a process of its own, killed as a power cut kills it, while an officer works. */

const folder = mkdtempSync(join(tmpdir(), 'mpp-desk-'));
let server: ServerProcess;
let browser: Browser;
let page: Page;
let desk: DeskHand;

beforeAll(async () => {
  server = await startServer(folder);
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: sizes.desk,
    locale: 'id-ID',
    baseURL: server.url,
  });
  page = await context.newPage();
  await page.goto('/counter');
  desk = new DeskHand(page, 1);
  await signIn(page, 'petugas-1');
  await desk.isFree('closed');
  await desk.act(' ');
  await desk.isFree('open');
});

afterAll(async () => {
  await browser.close();
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  server = await startServer(folder, Number(new URL(server.url).port));
}

async function issue(): Promise<IssuedAnswer['ticket']> {
  const answer = await fetch(`${server.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ serviceIds: ['service-a01'] }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as IssuedAnswer).ticket;
}

interface Entry {
  readonly type: string;
  readonly visitId?: string;
}

/** What the journal has of one visit, after its ticket was issued. */
async function happened(visitId: string): Promise<string[]> {
  const context = await browser.newContext({ baseURL: server.url });
  const data = { username: 'supervisor', password: 'demo-supervisor' };
  await context.request.post('/api/v1/session', { data });
  const answer = await context.request.get('/api/v1/journal?limit=1000');
  const { entries } = (await answer.json()) as { entries: Entry[] };
  await context.close();
  return entries.flatMap(entry =>
    entry.visitId === visitId && !entry.type.startsWith('ticket-') ? entry.type : [],
  );
}

async function serveNext(label: string): Promise<void> {
  await desk.act(' ');
  await desk.has('called', label);
  await desk.act(' ');
  await desk.has('serving', label);
}

test('DESK-43: what was done without a link is kept, and happens once when the server is back', async () => {
  const first = await issue();
  const second = await issue();
  await serveNext(first.label);
  await server.kill();
  await seen(desk.place('offline'));
  await desk.key('c');
  await seen(desk.place('question'));
  await desk.write('Sambungan putus saat dilayani');
  await desk.act('Control+Enter');
  await seen(desk.place('outbox-kept'));
  await reads(desk.place('primary'), first.label);
  await desk.act(' ');
  await reads(desk.place('outbox'), 'Selesai');
  await seen(page.locator('[data-testid="primary"][data-action="none"]'));
  expect(await desk.place('outbox-kept').count()).toBe(2);
  // Nothing that only the server may decide is done meanwhile.
  await desk.act(' ');
  expect(await desk.place('outbox-kept').count()).toBe(2);
  await restart();
  // Loaded anew while it may be on its way: it still happens once.
  await page.reload();
  await seen(desk.place('desk'), 20_000);
  await gone(desk.place('offline'), 20_000);
  await gone(desk.place('outbox-kept'));
  await desk.isFree('open');
  expect(await happened(first.id)).toEqual([
    'leg-called',
    'leg-started',
    'note-added',
    'leg-finished',
  ]);
  await gone(desk.place('outbox'), 10_000);
  await serveNext(second.label);
});

test('DESK-44: a finish whose answer was lost is sent again under its key, and happens once', async () => {
  const { ticket } = await desk.now();
  let lost = 0;
  const keys = new Set<string>();
  await page.route('**/finish', async route => {
    keys.add((await route.request().headerValue('idempotency-key')) ?? 'none');
    if (lost >= 4) return route.continue();
    lost += 1;
    // Three never arrive, so that the desk keeps it; of the fourth only the answer is lost.
    if (lost === 4) await route.fetch();
    return route.abort();
  });
  await desk.act('s');
  await seen(desk.place('outbox-sent'), 20_000);
  await desk.isFree('open');
  await page.unroute('**/finish');
  await gone(desk.place('outbox'));
  expect(lost).toBe(4);
  expect(keys.size).toBe(1);
  expect(await happened(ticket!.id)).toEqual(['leg-called', 'leg-started', 'leg-finished']);
});

test('DESK-45: a server that dies in the middle of a call comes back with the same visitor', async () => {
  const third = await issue();
  await desk.act(' ');
  await desk.has('called', third.label);
  await server.kill();
  await seen(desk.place('offline'));
  await reads(desk.place('number'), third.label);
  // An arrival is the server's to write down: the key says that it waits.
  await seen(page.locator('[data-testid="primary"][data-action="none"]'));
  await restart();
  await gone(desk.place('offline'), 20_000);
  await desk.has('called', third.label);
  await reads(desk.place('card'), 'ke-1');
  await desk.act(' ');
  await desk.has('serving', third.label);
  await desk.act('s');
  await desk.isFree('open');
  expect(await happened(third.id)).toEqual(['leg-called', 'leg-started', 'leg-finished']);
});
