import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BuildingView } from '../contract/views.ts';
import type { send } from '../ui-kit/api.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import type { StaffUser } from '../ui-kit/sign-in.tsx';

/** What every page of the office is: whose it is, and when it has something to show. */
export abstract class OfficePage {
  readonly #send: typeof send;
  readonly #building = signal<BuildingView | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly isAccountOpen = signal(false);

  readonly mayChange = computed(() => this.session.user.value?.role === 'administrator');
  readonly maySee = computed(() => {
    const user = this.session.user.value;
    return user !== null && this.isFor(user);
  });

  constructor(ask: typeof send) {
    this.#send = ask;
    this.session = new StaffSession(ask);
  }

  get building(): ReadonlySignal<BuildingView | null> {
    return this.#building;
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const [maySee, mayChange] = [this.maySee.value, this.mayChange.value];
        untracked(() => {
          this.isAccountOpen.value = false;
          this.follow(maySee, mayChange);
        });
      }),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.session.close();
    this.follow(false, false);
  }

  /** Supervisors and auditors look; the set-up is the administrator's. */
  protected isFor({ role }: StaffUser): boolean {
    return role === 'administrator' || role === 'supervisor' || role === 'auditor';
  }

  /** Begins what this member may see or change, and ends the rest. */
  protected abstract follow(maySee: boolean, mayChange: boolean): void;

  async #loadBuilding(): Promise<void> {
    const answer = await this.#send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }
}
