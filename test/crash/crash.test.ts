import { watch } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import { openStore } from '../../server/store/store.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { newFolder } from '../store/folder.ts';
import { spawnServer, startServer, type ServerProcess } from './server-process.ts';

/** How often the server is killed under load; CRASH_ROUNDS sets another number. */
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 8);
const seed = Number(process.env['CRASH_SEED'] ?? 4);
const kiosks = 6;

/** A ticket that somebody asked for: answered or not, its key may be sent again. */
interface Asked {
  readonly key: string;
  readonly serviceId: string;
  answer: { readonly status: number; readonly body: string } | null;
}

class Load {
  readonly asked: Asked[] = [];
  calls = 0;
  kills = 0;
  #missing = 0;
  #enough: (() => void) | null = null;

  /** Resolves when this many more requests were answered. */
  answers(count: number): Promise<void> {
    this.#missing = count;
    return new Promise(resolve => (this.#enough = resolve));
  }

  answered(): void {
    this.#missing -= 1;
    if (this.#missing <= 0) this.#enough?.();
  }
}

const issueOnce = async (url: string, asked: Asked): Promise<void> => {
  const response = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': asked.key },
    body: JSON.stringify({ serviceIds: [asked.serviceId] }),
  });
  asked.answer = { status: response.status, body: await response.text() };
};

const services = ['service-a01', 'service-a02', 'service-a03', 'service-b01'] as const;

/** One kiosk: a ticket after the other until the server is gone. */
async function kiosk(url: string, name: string, load: Load): Promise<void> {
  for (let count = 0; ; count += 1) {
    const asked: Asked = {
      key: `${name}-${count}`,
      serviceId: services[count % services.length]!,
      answer: null,
    };
    load.asked.push(asked);
    try {
      await issueOnce(url, asked);
      load.answered();
    } catch {
      return;
    }
  }
}

async function signIn(url: string, number: number): Promise<string> {
  const username = `petugas-${number}`;
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: `demo-${username}` }),
  });
  expect(response.status).toBe(200);
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

/** An officer's cookie outlives the server that gave it. */
async function officer(url: string, cookie: string, number: number, load: Load): Promise<void> {
  const post = async (path: string): Promise<{ ticket?: { id: string } | null }> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { cookie },
    });
    load.calls += 1;
    load.answered();
    return (await response.json()) as { ticket?: { id: string } | null };
  };
  try {
    const open = await post(`counters/counter-${number}/open`);
    let at = open.ticket?.id;
    for (;;) {
      if (at) {
        await post(`tickets/${at}/start`);
        await post(`tickets/${at}/finish`);
      }
      at = (await post(`counters/counter-${number}/call-next`)).ticket?.id;
    }
  } catch {
    // The server was killed.
  }
}

const labelOf = (asked: Asked): string =>
  (JSON.parse(asked.answer!.body) as IssuedAnswer).ticket.label;

/** After a restart: what was answered is there as it was answered, what was not can be asked again. */
async function checkRound(url: string, fresh: readonly Asked[]): Promise<void> {
  for (const asked of fresh) {
    const first = asked.answer;
    await issueOnce(url, asked);
    expect(asked.answer!.status, `${asked.key}: ${asked.answer!.body}`).toBe(201);
    if (first) expect(asked.answer, 'an answered ticket changed').toEqual(first);
    const again = { ...asked, answer: null };
    await issueOnce(url, again);
    expect(again.answer).toEqual(asked.answer);
  }
}

function checkFolder(folder: string, load: Load): void {
  const store = openStore(folder, Date.now());
  try {
    const entries = [...store.journal.all()];
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, place) => place + 1));
    const issued = entries.flatMap(entry => (entry.type === 'ticket-issued' ? [entry] : []));
    const labels = issued.map(({ data }) => `${data.businessDate} ${data.label}`);
    expect(new Set(labels).size, 'a label was given twice').toBe(labels.length);
    // One ticket per key that was ever sent, and no other.
    expect(issued).toHaveLength(load.asked.length);
    const known = new Map(issued.map(entry => [entry.visitId, entry.data.label]));
    for (const asked of load.asked) {
      const { ticket } = JSON.parse(asked.answer!.body) as IssuedAnswer;
      expect(known.get(ticket.id)).toBe(labelOf(asked));
    }
    for (const row of store.compareWithJournal(false)) {
      expect(row).toMatchObject({ missing: 0, extra: 0 });
    }
  } finally {
    store.close();
  }
}

describe('a server that is killed', () => {
  let running: ServerProcess | null = null;
  afterAll(async () => running?.kill());

  test(`STORE-1, NUM-1, IDEM-1: killed ${rounds} times under load, no answered ticket is lost and no number repeated`, async () => {
    const random = seededRandom(seed);
    const folder = newFolder();
    const load = new Load();
    let server = (running = await startServer(folder));
    const officers = [1, 3, 4, 7];
    const cookies = await Promise.all(officers.map(number => signIn(server.url, number)));
    for (let round = 0; round < rounds; round += 1) {
      const { url } = server;
      const from = load.asked.length;
      const work = [
        ...Array.from({ length: kiosks }, (_, place) => kiosk(url, `r${round}-k${place}`, load)),
        ...officers.map((number, place) => officer(url, cookies[place]!, number, load)),
      ];
      // After some answers, and then anywhere in the work on the next ones.
      await load.answers(1 + Math.floor(random() * 30));
      await after(random() * 12);
      await server.kill();
      load.kills += 1;
      await Promise.all(work);
      server = running = await startServer(folder);
      await checkRound(server.url, load.asked.slice(from));
    }
    expect(await server.terminate()).toBe(0);
    running = null;
    const answeredFirst = load.asked.length - load.kills * kiosks;
    process.stderr.write(
      `crash: seed ${seed}, ${load.kills} kills, ${load.asked.length} tickets, ${load.calls} calls\n`,
    );
    expect(answeredFirst).toBeGreaterThan(load.kills);
    expect(load.calls).toBeGreaterThan(load.kills);
    checkFolder(folder, load);
  }, 480_000);

  // Each number is the change in the folder at which the server is killed.
  test.each([1, 2, 3, 5, 8, 13])(
    'START-6: killed at change %i of its very first start, it starts the next time',
    async changes => {
      const folder = newFolder();
      const child = spawnServer(folder);
      const gone = new Promise(resolve => child.once('exit', resolve));
      // A start that needs fewer changes is killed when it says that it is ready.
      child.stdout!.once('data', () => child.kill('SIGKILL'));
      let seen = 0;
      const watcher = watch(folder, () => {
        seen += 1;
        if (seen === changes) child.kill('SIGKILL');
      });
      await gone;
      watcher.close();
      running = await startServer(folder);
      expect(await running.terminate()).toBe(0);
      running = null;
      const store = openStore(folder, Date.now());
      // Some bookings to try follow.
      expect(store.journal.after(0, 2).map(({ type }) => type)).toEqual([
        'building-configured',
        'day-opened',
      ]);
      expect(store.staff.count).toBeGreaterThan(0);
      store.close();
    },
  );
});
