import type {
  PrintOutcome,
  Printer,
  PrinterHealth,
  PrinterStatus,
} from '../../hardware/printer.ts';

const refused: PrintOutcome = { outcome: 'not-sent', fault: 'in-use' };
const health: PrinterHealth = {
  status: { state: 'fault', fault: 'in-use' },
  paper: 'unknown',
  cover: 'unknown',
  cutter: 'unknown',
  head: 'unknown',
  isOffline: true,
  isMute: false,
};

/**
 * Stands for a printer of the set-up whose device is another one's already: two owners of a device
 * would print into each other's tickets, so the second prints nothing and says why (PRINT-35).
 */
export class DoublePrinter implements Printer {
  async print(): Promise<PrintOutcome> {
    return refused;
  }

  async status(): Promise<PrinterStatus> {
    return health.status;
  }

  watch(listener: (health: PrinterHealth) => void): () => void {
    listener(health);
    return () => undefined;
  }

  async close(): Promise<void> {}
}
