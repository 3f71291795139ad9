import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BuildingView } from '../contract/views.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import { PrinterSetup } from './printer-setup-model.ts';
import type { PrinterSetupEdges } from './printer-setup-model.ts';
import { SlipEditor } from './slip-editor.ts';
import type { SlipEditorEdges } from './slip-editor.ts';

export type PrintingTab = 'printers' | 'ticket';

/** Both have an address of their own, so that each can be a bookmark. */
export const printingPaths: Readonly<Record<PrintingTab, string>> = {
  printers: '/admin/printers',
  ticket: '/admin/ticket',
};

export const printingTabAt = (path: string): PrintingTab =>
  path === printingPaths.ticket ? 'ticket' : 'printers';

/** What comes out on paper, set up: the printers, and what they print. */
export class PrintingPage {
  readonly #edges: PrinterSetupEdges & SlipEditorEdges;
  readonly #building = signal<BuildingView | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly printers: PrinterSetup;
  readonly slip: SlipEditor;
  readonly tab: ReturnType<typeof signal<PrintingTab>>;
  readonly isAccountOpen = signal(false);

  /** Supervisors see the printers; only administrators change anything. */
  readonly mayChange = computed(() => this.session.user.value?.role === 'administrator');
  readonly maySee = computed(
    () => this.mayChange.value || this.session.user.value?.role === 'supervisor',
  );

  constructor(edges: PrinterSetupEdges & SlipEditorEdges, tab: PrintingTab) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
    this.printers = new PrinterSetup(edges);
    this.slip = new SlipEditor(edges);
    this.tab = signal(tab);
  }

  get building(): ReadonlySignal<BuildingView | null> {
    return this.#building;
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const [maySee, mayChange] = [this.maySee.value, this.mayChange.value];
        untracked(() => this.#follow(maySee, mayChange));
      }),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.session.close();
    this.#follow(false, false);
  }

  #follow(maySee: boolean, mayChange: boolean): void {
    this.printers.close();
    this.slip.close();
    this.isAccountOpen.value = false;
    if (maySee) this.printers.start();
    if (mayChange) this.slip.start();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }
}
