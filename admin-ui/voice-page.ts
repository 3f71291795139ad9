import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BuildingView } from '../contract/views.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import { VoiceStudio } from './voice-studio.ts';
import type { VoiceStudioEdges } from './voice-studio.ts';

/** How the building speaks, for whoever looks after it. */
export class VoicePage {
  readonly #edges: VoiceStudioEdges;
  readonly #building = signal<BuildingView | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly studio: VoiceStudio;
  readonly isAccountOpen = signal(false);

  /** Supervisors look and listen; only administrators change anything. */
  readonly mayChange = computed(() => this.session.user.value?.role === 'administrator');
  readonly maySee = computed(
    () => this.mayChange.value || this.session.user.value?.role === 'supervisor',
  );

  constructor(edges: VoiceStudioEdges) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
    this.studio = new VoiceStudio(edges);
  }

  get building(): ReadonlySignal<BuildingView | null> {
    return this.#building;
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const maySee = this.maySee.value;
        untracked(() => this.#follow(maySee));
      }),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.session.close();
    this.#follow(false);
  }

  #follow(maySee: boolean): void {
    this.isAccountOpen.value = false;
    this.studio.close();
    if (maySee) this.studio.start();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }
}
