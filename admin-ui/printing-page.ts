import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { OfficePage } from './office-page.ts';
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
export class PrintingPage extends OfficePage {
  readonly printers: PrinterSetup;
  readonly slip: SlipEditor;
  readonly tab: Signal<PrintingTab>;

  constructor(edges: PrinterSetupEdges & SlipEditorEdges, tab: PrintingTab) {
    super(edges.send);
    this.printers = new PrinterSetup(edges);
    this.slip = new SlipEditor(edges);
    this.tab = signal(tab);
  }

  protected override follow(maySee: boolean, mayChange: boolean): void {
    this.printers.close();
    this.slip.close();
    if (maySee) this.printers.start();
    if (mayChange) this.slip.start();
  }
}
