import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Privacy } from '../contract/privacy.ts';
import { PersonFile, type PersonEdges } from './person-file.ts';
import type { SetupDeskEdges } from './setup-desk.ts';
import { SetupPage } from './setup-page.ts';

const askEveryMs = 15_000;

/** Which personal data there is and for how long, and what is kept of one person. */
export class PrivacyPage extends SetupPage {
  readonly #edges: SetupDeskEdges & PersonEdges;
  readonly #view = signal<Privacy | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;
  #unfollow: (() => void) | null = null;

  readonly person: PersonFile;

  constructor(edges: SetupDeskEdges & PersonEdges) {
    super(edges, 'privacy');
    this.#edges = edges;
    this.person = new PersonFile(edges);
  }

  get view(): ReadonlySignal<Privacy | null> {
    return this.#view;
  }

  async load(): Promise<void> {
    const answer = await this.#edges.send<Privacy>('GET', '/admin/privacy', undefined, {
      tries: 1,
    });
    if (answer.ok && this.#timer !== undefined) this.#view.value = answer.body;
  }

  protected override follow(maySee: boolean): void {
    super.follow(maySee);
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unfollow?.();
    this.#unfollow = null;
    this.#view.value = null;
    this.person.forget();
    if (!maySee) return;
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    // Whatever is saved may change for how long things are kept.
    this.#unfollow = effect(() => {
      if (this.desk.seen.value !== null) void this.load();
    });
  }
}
