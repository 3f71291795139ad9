import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Health } from '../contract/health.ts';
import type { send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { OfficePage } from './office-page.ts';
import { sectionOf } from './office-sections.ts';

const askEveryMs = 5_000;
/** What a browser's clock may be wrong by before times on the screens mislead. */
export const clockWrongSeconds = 30;

interface HealthEdges {
  readonly send: typeof send;
  /** This computer's clock, milliseconds since the epoch. */
  readonly now: () => number;
}

/** What works in the building and what does not, asked again and again. */
export class HealthPage extends OfficePage {
  readonly #edges: HealthEdges;
  readonly #health = signal<Health | null>(null);
  readonly #clockSeconds = signal(0);
  readonly #isLost = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(edges: HealthEdges) {
    super(edges.send);
    this.#edges = edges;
  }

  get health(): ReadonlySignal<Health | null> {
    return this.#health;
  }
  /** By how much this computer's clock is ahead of the server's; behind it where negative. */
  get clockSeconds(): ReadonlySignal<number> {
    return this.#clockSeconds;
  }
  /** The server does not answer: what is shown is as it last was. */
  get isLost(): ReadonlySignal<boolean> {
    return this.#isLost;
  }

  async load(): Promise<void> {
    const begun = this.#edges.now();
    const answer = await this.#edges.send<Health>('GET', '/admin/health', undefined, { tries: 1 });
    if (this.#timer === undefined) return;
    this.#isLost.value = !answer.ok;
    if (!answer.ok) {
      if (answer.problem.code === 'not-signed-in') void this.session.load();
      return;
    }
    this.#health.value = answer.body;
    // The answer was made somewhere in the middle of the way there and back.
    const middle = (begun + this.#edges.now()) / 2;
    this.#clockSeconds.value = Math.round((middle - Date.parse(answer.body.now)) / 1000);
  }

  protected override isFor({ role }: StaffUser): boolean {
    return sectionOf('health').roles.includes(role);
  }

  protected override follow(maySee: boolean): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#health.value = null;
    if (!maySee) return;
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
  }
}
