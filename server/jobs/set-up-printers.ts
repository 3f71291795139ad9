import type { PrinterSetup } from '../../contract/printers.ts';
import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { findProfile } from '../../hardware/profiles/known-profiles.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import type { PrintSpool } from './print-spool.ts';
import type { SpoolPrinter } from './printer-line.ts';

export interface SetUpPrintersOptions {
  readonly building: Building;
  readonly log: Log;
  /** The printer that the agent of a paired device drives. */
  readonly agentPrinter: (deviceId: string, profileId: string) => Printer;
  /** Whether a job was under way at this printer when the server ended. */
  readonly mayHoldPartOfJob: (printerId: string) => boolean;
}

export interface SetUpPrinters {
  /** The printers of the set-up as it is now. */
  readonly first: readonly SpoolPrinter[];
  /** Keeps a spool's printers as the set-up says, from now on. Returns how to stop. */
  follow(spool: Pick<PrintSpool, 'add' | 'remove'>): () => void;
}

/** Null, and in the log, where a printer of the set-up cannot be opened: the others still are. */
function open(row: PrinterSetup, options: SetUpPrintersOptions): SpoolPrinter | null {
  const { id, name, connection, profileId } = row;
  const profile = findProfile(profileId);
  if (!profile) {
    options.log.error({ printerId: id, profileId }, 'no such printer profile');
    return null;
  }
  try {
    const mayHoldPartOfJob = options.mayHoldPartOfJob(id);
    const printer =
      connection.kind === 'agent'
        ? options.agentPrinter(connection.deviceId, profileId)
        : openPrinter({ connection, profile, mayHoldPartOfJob });
    return { id, name, printer, profile };
  } catch (error) {
    options.log.error({ err: error, printerId: id }, 'a printer of the set-up cannot be opened');
    return null;
  }
}

type Rows = ReadonlyMap<string, PrinterSetup>;

const rowsOf = (rows: readonly PrinterSetup[]): Rows => new Map(rows.map(row => [row.id, row]));

const isSame = (one: PrinterSetup | undefined, other: PrinterSetup | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Opens the printers that the administrator has set up, and keeps to what is set up later. */
export function openSetUpPrinters(options: SetUpPrintersOptions): SetUpPrinters {
  const { building, log } = options;
  let rows = rowsOf(setupOf(building.state).setup.printers);
  const first = [...rows.values()].flatMap(row => open(row, options) ?? []);
  return {
    first,
    follow(spool) {
      const keepTo = async (next: Rows): Promise<void> => {
        const before = rows;
        rows = next;
        // All that go first: a new one may be at the address of an old one.
        for (const [id, row] of before) if (!isSame(row, next.get(id))) await spool.remove(id);
        for (const [id, row] of next) {
          if (isSame(row, before.get(id))) continue;
          const printer = open(row, { ...options, mayHoldPartOfJob: () => false });
          if (printer) spool.add(printer);
        }
      };
      const follows = async (before: Promise<void>, next: Rows): Promise<void> => {
        await before;
        try {
          await keepTo(next);
        } catch (error) {
          log.error({ err: error }, 'printers could not be changed');
        }
      };
      let changed = Promise.resolve();
      return building.onCommit(entries => {
        for (const entry of entries) {
          if (entry.type !== 'building-configured') continue;
          const next = rowsOf(entry.data.setup.printers);
          changed = follows(changed, next);
        }
      });
    },
  };
}
