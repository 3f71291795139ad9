import { signal } from '@preact/signals';
import { vi } from 'vitest';
import type { DeskView } from '../../contract/desk-views.ts';
import type { HoldMessage } from '../../contract/sockets.ts';
import { Desk, pressGapMs } from '../../counter-ui/desk.ts';
import type { DeskEdges } from '../../counter-ui/desk-edges.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import type { Link } from '../../ui-kit/stream.ts';
import { deskNow } from './fixtures/desk-views.ts';

export interface Sent {
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

export const granted: Answer<unknown> = { ok: true, status: 200, body: { ticket: {} } };
export const refused = (code: string, status = 409): Answer<unknown> => ({
  ok: false,
  problem: { code, status },
});
export const unreachable = refused('unreachable', 0);

/** What a machine keeps: given to a second bench it is the same machine, loaded anew. */
export function openMemory(notes = new Map<string, string>()) {
  return {
    notes,
    isFull: false,
    read: (name: string) => notes.get(name) ?? null,
    write(name: string, value: string) {
      if (this.isFull) return false;
      notes.set(name, value);
      return true;
    },
  };
}
export type MachineMemory = ReturnType<typeof openMemory>;

/** A desk with its server made of a list of answers; the clock moves only when told. */
export class Bench {
  readonly view = signal<DeskView | null>(null);
  readonly link = signal<Link>('live');
  readonly second = signal(deskNow);
  readonly alertIsOn = signal(true);
  readonly sent: Sent[] = [];
  readonly answers: Answer<unknown>[] = [];
  readonly onSignedOut = vi.fn();
  readonly onShiftEnded = vi.fn();
  readonly ring = vi.fn();
  readonly memory: MachineMemory;
  readonly send = ((_method, path, body, options) =>
    this.#answer(path, body, options?.key)) as typeof send;
  #time = 10_000;
  #onHold: (message: HoldMessage) => void = () => undefined;
  readonly desk: Desk;

  constructor(
    view: DeskView,
    more: { memory?: MachineMemory; user?: DeskEdges['user']; link?: Link } = {},
  ) {
    this.view.value = view;
    this.link.value = more.link ?? 'live';
    this.memory = more.memory ?? openMemory();
    const edges: DeskEdges = {
      stream: {
        view: this.view,
        link: this.link,
        clock: { now: () => this.second.value, second: this.second },
        on: (event, listener) => {
          if (event === 'hold') this.#onHold = listener as (message: HoldMessage) => void;
        },
        close: () => undefined,
      },
      send: this.send,
      memory: this.memory,
      user: more.user ?? { id: 'staff-sri', role: 'officer' },
      counterId: view.counter.id,
      windowId: 'window-1',
      monotonic: () => this.#time,
      onSignedOut: this.onSignedOut,
      onShiftEnded: this.onShiftEnded,
      alertIsOn: this.alertIsOn,
      ring: this.ring,
    };
    this.desk = new Desk(edges);
  }

  async #answer(path: string, body: unknown, key: string | undefined): Promise<Answer<unknown>> {
    this.sent.push({ path, body, key });
    await Promise.resolve();
    const answer = this.answers.shift() ?? granted;
    // The socket brings the new view with the answer.
    if (answer.ok && this.view.value) this.view.value = { ...this.view.value };
    return answer;
  }

  paths(): string[] {
    return this.sent.map(({ path }) => path.replace(/^(\/api\/v1)?\//, ''));
  }

  /** Long enough after the last press for the next one to count. */
  later(ms = pressGapMs): void {
    this.#time += ms;
  }

  /** The building's clock goes on by so many seconds, one by one as a screen sees them. */
  pass(seconds: number): void {
    for (let passed = 0; passed < seconds; passed += 1) this.second.value += 1_000;
  }

  tellHold(by: HoldMessage['by']): void {
    this.#onHold({ by });
  }

  async idle(): Promise<void> {
    await vi.waitFor(() => {
      if (this.desk.pending.value !== null) throw new Error('A press still waits');
    });
  }
}
