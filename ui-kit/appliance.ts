import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { DeviceKind, ThisDevice } from '../contract/devices.ts';
import type { send } from './api.ts';
import type { Stream } from './stream.ts';

/** Whether the building takes this computer for what its page is. */
export type Admission =
  | { readonly is: 'asking' }
  | { readonly is: 'unpaired' }
  /** Paired for something else: another code has to be made. */
  | { readonly is: 'other-kind'; readonly name: string }
  /** `isPaired` is false for the demo building's own screens on the same computer. */
  | { readonly is: 'admitted'; readonly isPaired: boolean };

export interface ApplianceEdges {
  readonly kind: DeviceKind;
  readonly stream: Pick<Stream<unknown>, 'link' | 'on' | 'onTurnedAway'>;
  readonly send: typeof send;
  /** Nobody is at it, and nothing is lost by loading it anew. */
  readonly isResting: () => boolean;
  /** Forgets who is at it. */
  readonly leave: () => void;
  /** The version of the page that the server has now; null where it does not say. */
  readonly newestPage: () => Promise<string | null>;
  /** The version of the page that is open. */
  readonly ownPage: string;
  /** The version that was loaded anew for; a page that is still the old one then stays. */
  readonly triedPage: string | null;
  /** Null: somebody asked for it, whatever the version. */
  readonly reload: (page: string | null) => void;
}

const askAgainMs = 5_000;
/** The cookie holds for 400 days and is renewed each time. */
const renewMs = 12 * 3_600_000;
const lookForPageMs = 10 * 60_000;
const lookForRestMs = 1_000;
export const identifyMs = 15_000;

/** A screen as a thing of the building: let in, told apart from afar, renewed while it rests. */
export class Appliance {
  readonly #edges: ApplianceEdges;
  readonly #admission = signal<Admission>({ is: 'asking' });
  readonly #isIdentifying = signal(false);
  readonly #deviceName = signal('');
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isAsking = false;
  #reloadDue: { readonly page: string | null } | null = null;
  #stopWatching: () => void = () => undefined;

  constructor(edges: ApplianceEdges) {
    this.#edges = edges;
  }

  get admission(): ReadonlySignal<Admission> {
    return this.#admission;
  }

  /** Somebody elsewhere asks which one this is. */
  get isIdentifying(): ReadonlySignal<boolean> {
    return this.#isIdentifying;
  }

  /** As it was named when it was paired; empty where it was not. */
  get deviceName(): string {
    return this.#deviceName.value;
  }

  start(): void {
    const { stream } = this.#edges;
    stream.onTurnedAway(() => void this.ask());
    stream.on('order', ({ order }) => {
      if (order === 'reload') this.#reloadDue = { page: null };
      else this.#identify();
    });
    this.#stopWatching = effect(() => {
      if (stream.link.value === 'live') void this.#lookForPage();
    });
    this.#every(renewMs, () => void this.ask());
    this.#every(lookForPageMs, () => void this.#lookForPage());
    this.#every(lookForRestMs, () => this.#reloadAtRest());
    void this.ask();
  }

  close(): void {
    this.#stopWatching();
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers.clear();
  }

  /** Asks the building whom it takes this computer for; without an answer again and again. */
  async ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const answer = await this.#edges.send<ThisDevice>('GET', '/device');
    this.#isAsking = false;
    if (answer.ok) return this.#is(answer.body);
    if (this.#admission.value.is === 'asking') this.#after(askAgainMs, () => void this.ask());
  }

  #is({ device, isOpenHere }: ThisDevice): void {
    this.#deviceName.value = device?.name ?? '';
    if (device?.kind === this.#edges.kind)
      this.#admission.value = { is: 'admitted', isPaired: true };
    else if (isOpenHere) this.#admission.value = { is: 'admitted', isPaired: false };
    else {
      this.#edges.leave();
      this.#admission.value =
        device === null ? { is: 'unpaired' } : { is: 'other-kind', name: device.name };
    }
  }

  #identify(): void {
    this.#isIdentifying.value = true;
    this.#after(identifyMs, () => {
      this.#isIdentifying.value = false;
    });
  }

  async #lookForPage(): Promise<void> {
    const { newestPage, ownPage, triedPage } = this.#edges;
    const page = await newestPage();
    if (page === null || page === ownPage || page === triedPage) return;
    this.#reloadDue = { page };
  }

  #reloadAtRest(): void {
    const { stream, isResting, reload } = this.#edges;
    const due = this.#reloadDue;
    if (due === null || stream.link.value !== 'live' || !isResting()) return;
    this.#reloadDue = null;
    reload(due.page);
  }

  #every(ms: number, work: () => void): void {
    this.#timers.add(setInterval(work, ms));
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}
