import { computed, signal } from '@preact/signals';
import { HelpDone } from '../ui-kit/help-done.ts';
import { boardRows } from './board-rows.ts';
import { LockedAccounts } from './locked-accounts.ts';
import { PrinterLines } from './printer-rows.ts';
import { ScreenMessages } from './screen-messages.ts';
import { TowerPage } from './tower-page.ts';
import type { TowerEdges } from './tower-page.ts';

/** The supervisor's page: who is here, and the building as one board. */
export class BoardPage extends TowerPage {
  readonly locked: LockedAccounts;
  readonly printers: PrinterLines;
  readonly help: HelpDone;
  readonly messages: ScreenMessages;
  /** The sheet of all printers lies over the board. */
  readonly isPrintersOpen = signal(false);
  readonly order = signal<'series' | 'urgent'>('series');

  readonly rows = computed(() => {
    const overview = this.overview.value;
    return overview ? boardRows(overview, this.order.value) : [];
  });

  constructor(edges: TowerEdges) {
    super(edges, 'building');
    this.locked = new LockedAccounts(edges.send);
    this.printers = new PrinterLines(edges.send);
    this.help = new HelpDone(edges.send);
    this.messages = new ScreenMessages(edges.send);
  }

  toggleOrder(): void {
    this.order.value = this.order.value === 'series' ? 'urgent' : 'series';
  }

  protected override begin(maySee: boolean): void {
    this.isPrintersOpen.value = false;
    this.messages.isOpen.value = false;
    for (const asked of [this.locked, this.printers]) {
      if (maySee) asked.start();
      else asked.close();
    }
  }
}
