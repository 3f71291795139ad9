import { openPrinter } from '../../hardware/open-printer.ts';
import { epsonTmT82x } from '../../hardware/profiles/epson-tm-t82x.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { DemoPaper } from '../http/demo-routes.ts';
import { LendablePrinter } from '../jobs/lendable-printer.ts';
import type { OwnPrinter } from '../jobs/printer-bench.ts';
import type { SpoolPrinter } from '../jobs/printer-line.ts';

export const demoPrinterId = 'printer-kiosk-1';
const papersMax = 24;
/** As fast as a usual thermal printer. */
const mmPerSecond = 200;

export interface DemoPrinter {
  readonly spool: SpoolPrinter;
  readonly own: OwnPrinter;
  readonly virtual: VirtualPrinter;
  readonly papers: () => readonly DemoPaper[];
  close(): Promise<void>;
}

/** The demo kiosk's printer: real bytes over TCP to a printer made of software. */
export async function openDemoPrinter(instantNow: () => string): Promise<DemoPrinter> {
  const virtual = await openVirtualPrinter({ mmPerSecond });
  const papers: DemoPaper[] = [];
  let count = 0;
  virtual.onPaper(paper => {
    count += 1;
    const id = count;
    papers.unshift({
      id,
      at: instantNow(),
      label: paper.label ?? '',
      text: paper.text,
      // Drawn when somebody looks: most papers are never looked at.
      get png() {
        return paper.png;
      },
    });
    if (papers.length > papersMax) papers.pop();
  });
  const connection = { kind: 'network', host: '127.0.0.1', port: virtual.port } as const;
  const printer = new LendablePrinter(mayHoldPartOfJob =>
    openPrinter({ connection, profile: epsonTmT82x, mayHoldPartOfJob }),
  );
  return {
    spool: { id: demoPrinterId, name: 'Printer Kiosk 1', printer, profile: epsonTmT82x },
    own: { id: demoPrinterId, connection, printer },
    virtual,
    papers: () => papers,
    close: () => virtual.close(),
  };
}
