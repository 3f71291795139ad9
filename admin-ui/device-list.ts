import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { DeviceKind, DeviceOrder, Devices } from '../contract/devices.ts';
import type { Problem, send } from '../ui-kit/api.ts';

export type Device = Devices['devices'][number];

/** A code that was made and waits for its device. */
export interface MadeCode {
  readonly code: string;
  readonly kind: DeviceKind;
  readonly name: string;
  /** Milliseconds on this page's own clock, which runs evenly whatever it shows. */
  readonly endsAt: number;
}

const askEveryMs = 4_000;
const codeMs = 10 * 60_000;

/** Computers of the building: let in by a code, named, told apart, sent away. */
export class DeviceList {
  readonly #send: typeof send;
  readonly #rows = signal<readonly Device[] | null>(null);
  readonly #code = signal<MadeCode | null>(null);
  readonly #arrived = signal<string | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #told = signal<{ readonly id: string; readonly screens: number } | null>(null);
  readonly #now = signal(performance.now());
  readonly #isBusy = signal(false);
  #known: ReadonlySet<string> = new Set();
  /** The name of a screen that was taken in and is about to come. */
  #awaited: string | null = null;
  #ticks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** What a new code is for. */
  readonly kind = signal<DeviceKind>('kiosk');
  readonly name = signal('');
  /** What a screen without keys shows. */
  readonly screenCode = signal('');
  /** The device whose name is being typed, or that is asked about before it is sent away. */
  readonly renaming = signal<{ readonly id: string; readonly name: string } | null>(null);
  readonly leaving = signal<string | null>(null);

  readonly secondsLeft = computed(() => {
    const code = this.#code.value;
    return code === null ? 0 : Math.max(0, Math.ceil((code.endsAt - this.#now.value) / 1000));
  });

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  /** By kind and name; null before the server has told. */
  get rows(): ReadonlySignal<readonly Device[] | null> {
    return this.#rows;
  }
  get code(): ReadonlySignal<MadeCode | null> {
    return this.#code;
  }
  /** Who came in by the last code. */
  get arrived(): ReadonlySignal<string | null> {
    return this.#arrived;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  /** How many screens heard the last order. */
  get told(): ReadonlySignal<{ readonly id: string; readonly screens: number } | null> {
    return this.#told;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  start(): void {
    this.close();
    void this.load();
    this.#timer = setInterval(() => void this.#tick(), 1_000);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#rows.value = null;
    this.#code.value = null;
  }

  /** A list that cannot be asked for is left as it is. */
  async load(): Promise<void> {
    const answer = await this.#send<Devices>('GET', '/devices', undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    const { devices } = answer.body;
    const made = this.#code.value;
    const name = made?.name ?? this.#awaited;
    const came = devices.find(row => !this.#known.has(row.id) && row.name === name);
    if (came !== undefined) {
      this.#code.value = null;
      this.#awaited = null;
      this.#arrived.value = came.id;
    }
    this.#known = new Set(devices.map(({ id }) => id));
    this.#rows.value = devices;
  }

  async makeCode(): Promise<void> {
    const [kind, name] = [this.kind.value, this.name.value.trim()];
    if (name === '') return;
    const body = { kind, name };
    const made = await this.#ask<{ code: string }>('POST', '/devices/pairing-codes', body);
    if (made === null) return;
    this.#arrived.value = null;
    this.name.value = '';
    this.#now.value = performance.now();
    this.#code.value = { code: made.code, kind, name, endsAt: this.#now.value + codeMs };
  }

  /** The screen that shows this code comes in by itself within seconds. */
  async takeIn(): Promise<void> {
    const [code, name] = [this.screenCode.value.trim(), this.name.value.trim()];
    if (code === '' || name === '') return;
    const path = '/devices/waiting-screens/take-in';
    if ((await this.#ask('POST', path, { code, name })) === null) return;
    this.#arrived.value = null;
    this.#awaited = name;
    this.name.value = '';
    this.screenCode.value = '';
  }

  forgetCode(): void {
    this.#code.value = null;
  }

  async order(id: string, order: DeviceOrder): Promise<void> {
    const told = await this.#ask<{ screens: number }>('POST', `/devices/${id}/orders`, { order });
    if (told !== null) this.#told.value = { id, screens: told.screens };
  }

  async rename(): Promise<void> {
    const asked = this.renaming.value;
    if (asked === null || asked.name.trim() === '') return;
    const path = `/devices/${asked.id}/name`;
    if ((await this.#ask('POST', path, { name: asked.name.trim() })) === null) return;
    this.renaming.value = null;
    await this.load();
  }

  async unpair(): Promise<void> {
    const id = this.leaving.value;
    if (id === null) return;
    if ((await this.#ask('DELETE', `/devices/${id}`)) === null) return;
    this.leaving.value = null;
    await this.load();
  }

  async #ask<Body>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Body | null> {
    if (this.#isBusy.value) return null;
    this.#isBusy.value = true;
    const answer = await this.#send<Body>(method, path, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    this.#told.value = null;
    return answer.ok ? answer.body : null;
  }

  /** While a code waits the list is asked every second, so that an arrival is seen at once. */
  async #tick(): Promise<void> {
    this.#now.value = performance.now();
    if (this.#code.value !== null && this.secondsLeft.value === 0) this.#code.value = null;
    this.#ticks += 1;
    const isDue = (this.#ticks * 1_000) % askEveryMs === 0;
    if (isDue || this.#code.value !== null || this.#awaited !== null) await this.load();
  }
}
