import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Language, Need } from '../../contract/values.ts';
import type { DeskAction, PaneOffer, Panel } from '../actions.ts';
import { paneText } from '../pane-texts.ts';
import type { PaneTextKey } from '../pane-texts.ts';
import { ownServices, serviceDestinations } from './destination.ts';
import type { Destination } from './destination.ts';
import { OftenChosen } from './often.ts';
import type { PaneEdges } from './pane-edges.ts';
import { PaneLists } from './pane-lists.ts';
import { Picker } from './picker.ts';

export type ServicePaneKind = Exclude<Panel, 'transfer'>;

/** Alt 1 says that there is none. */
export const needs: readonly (Need | null)[] = [
  null,
  'elderly',
  'pregnant',
  'nursing',
  'disability',
  'with-child',
];

const primaryWords: Readonly<Record<ServicePaneKind, PaneTextKey>> = {
  'walk-in': 'walkInPrimary',
  'add-service': 'addPrimary',
  'change-service': 'changePrimary',
};

const consequences: Readonly<Record<ServicePaneKind, PaneTextKey>> = {
  'walk-in': 'walkInLead',
  'add-service': 'addLead',
  'change-service': 'changeLead',
};

/** Choosing one service: of a visitor without a ticket, one more for a visit, or another one. */
export class ServicePane {
  readonly #edges: PaneEdges;
  readonly #often: OftenChosen;
  readonly kind: ServicePaneKind;
  readonly lists: PaneLists;
  readonly picker: Picker;
  readonly need = signal<Need | null>(null);
  readonly language = signal<Language>('id');
  readonly offer: ReadonlySignal<PaneOffer>;

  constructor(edges: PaneEdges, kind: ServicePaneKind) {
    this.#edges = edges;
    this.kind = kind;
    this.lists = new PaneLists(edges);
    this.#often = new OftenChosen(edges.memory, `${edges.view.peek()?.counter.id}.${kind}`);
    const often = signal(this.#often.keys());
    this.picker = new Picker(
      computed(() => this.#rows()),
      often,
    );
    this.offer = computed(() => this.#offer());
    this.lists.open();
  }

  done(action: DeskAction): void {
    if ('serviceId' in action) this.#often.add(`service ${action.serviceId}`);
  }

  close(): void {
    this.lists.close();
  }

  #rows(): Destination[] {
    const view = this.#edges.view.value;
    const loaded = this.lists.loaded.value;
    if (!view) return [];
    if (this.kind !== 'add-service') return ownServices(view, loaded?.catalogue ?? null);
    return loaded ? serviceDestinations(loaded.catalogue, loaded.counters, view.ticket) : [];
  }

  #action(): DeskAction | null {
    const chosen = this.picker.chosen.value;
    if (!chosen || !('serviceId' in chosen.to)) return null;
    const { serviceId } = chosen.to;
    if (this.kind !== 'walk-in') return { do: this.kind, serviceId };
    const need = this.need.value;
    const language = this.language.value;
    return { do: 'walk-in', serviceId, language, ...(need ? { need } : {}) };
  }

  #offer(): PaneOffer {
    const chosen = this.picker.chosen.value;
    return {
      words: paneText(primaryWords[this.kind]),
      lead: chosen?.name ?? paneText('chooseService'),
      says: paneText(consequences[this.kind]),
      action: this.#action(),
    };
  }
}
