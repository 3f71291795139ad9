import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BuildingView } from '../contract/views.ts';
import type { send } from '../ui-kit/api.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import { DeviceList } from './device-list.ts';
import { DisplayForm } from './display-form.ts';
import { KioskForm } from './kiosk-form.ts';

export interface DevicesEdges {
  readonly send: typeof send;
}

/** Computers that belong to the building, and what its kiosks are. */
export class DevicesPage {
  readonly #edges: DevicesEdges;
  readonly #building = signal<BuildingView | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly devices: DeviceList;
  readonly kiosks: KioskForm;
  readonly displays: DisplayForm;
  /** What the right side sets up. */
  readonly shown = signal<'kiosks' | 'displays'>('kiosks');
  readonly isAccountOpen = signal(false);

  /** Supervisors pair and unpair; the set-up is the administrator's. */
  readonly mayChange = computed(() => this.session.user.value?.role === 'administrator');
  readonly maySee = computed(
    () => this.mayChange.value || this.session.user.value?.role === 'supervisor',
  );

  constructor(edges: DevicesEdges) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
    this.devices = new DeviceList(edges.send);
    this.kiosks = new KioskForm(edges.send);
    this.displays = new DisplayForm(edges.send);
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
    for (const stop of this.#stops) stop();
    this.session.close();
    this.#follow(false);
  }

  #follow(maySee: boolean): void {
    this.isAccountOpen.value = false;
    for (const part of [this.devices, this.kiosks, this.displays]) {
      if (maySee) part.start();
      else part.close();
    }
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }
}
