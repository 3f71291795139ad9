import type { PrinterSetup } from '../../contract/printers.ts';
import { openPrinter } from '../../hardware/open-printer.ts';
import type { Printer } from '../../hardware/printer.ts';
import { findProfile } from '../../hardware/profiles/known-profiles.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import { LendablePrinter } from './lendable-printer.ts';
import { DoublePrinter } from './double-printer.ts';
import { placeOf, type OwnPrinter } from './printer-bench.ts';
import type { PrintSpool } from './print-spool.ts';
import type { SpoolPrinter } from './printer-line.ts';

export interface SetUpPrintersOptions {
  readonly building: Building;
  readonly log: Log;
  /** The printer that the agent of a paired device drives. */
  readonly agentPrinter: (deviceId: string, profileId: string) => Printer;
  /** Whether the last job that left for this printer has no known end. */
  readonly mayHoldPartOfJob: (printerId: string) => boolean;
}

export interface SetUpPrinters {
  /** The printers of the set-up as it is now. */
  readonly first: readonly SpoolPrinter[];
  /** Keeps a spool's printers as the set-up says, from now on. Returns how to stop. */
  follow(spool: Pick<PrintSpool, 'add' | 'remove'>): () => void;
  /** Those that are open now, for a technician to borrow. */
  readonly own: () => readonly OwnPrinter[];
}

/** A printer of the set-up; `heldBy`: the printer before it that is the same device. */
interface Row {
  readonly printer: PrinterSetup;
  readonly heldBy: string | null;
}

type Rows = ReadonlyMap<string, Row>;

/** Of printers that are the same device, the first that can be opened has it. */
function rowsOf(printers: readonly PrinterSetup[]): Rows {
  const owners = new Map<string, string>();
  const rows = new Map<string, Row>();
  for (const printer of printers) {
    const place = placeOf(printer.connection);
    rows.set(printer.id, { printer, heldBy: owners.get(place) ?? null });
    if (findProfile(printer.profileId) && !owners.has(place)) owners.set(place, printer.id);
  }
  return rows;
}

const isSame = (one: Row | undefined, other: Row | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Null, and in the log, where a printer of the set-up cannot be opened: the others still are. */
function open(
  { printer: row, heldBy }: Row,
  options: SetUpPrintersOptions,
  mayHoldPartAtFirst: boolean,
): (SpoolPrinter & { readonly printer: LendablePrinter | DoublePrinter }) | null {
  const { id, name, connection, profileId } = row;
  const profile = findProfile(profileId);
  if (!profile) {
    options.log.error({ printerId: id, profileId }, 'no such printer profile');
    return null;
  }
  if (heldBy !== null) {
    options.log.error({ printerId: id, heldBy }, 'two printers of the set-up are the same device');
    return { id, name, printer: new DoublePrinter(), profile };
  }
  try {
    const openNow = (mayHoldPartOfJob: boolean): Printer =>
      connection.kind === 'agent'
        ? options.agentPrinter(connection.deviceId, profileId)
        : openPrinter({ connection, profile, mayHoldPartOfJob });
    const mayHoldPart = () => options.mayHoldPartOfJob(id);
    const printer = new LendablePrinter(openNow, mayHoldPartAtFirst, mayHoldPart);
    return { id, name, printer, profile };
  } catch (error) {
    options.log.error({ err: error, printerId: id }, 'a printer of the set-up cannot be opened');
    return null;
  }
}

/** Printers of the set-up before that were the same device, or this one if it was not there. */
function formerIds({ printer }: Row, before: Rows): string[] {
  const place = placeOf(printer.connection);
  const same = [...before.values()].filter(row => placeOf(row.printer.connection) === place);
  const ids = same.map(row => row.printer.id);
  return before.has(printer.id) ? ids : [...ids, printer.id];
}

/** Opens the printers that the administrator has set up, and keeps to what is set up later. */
export function openSetUpPrinters(options: SetUpPrintersOptions): SetUpPrinters {
  const { building, log } = options;
  let rows = rowsOf(setupOf(building.state).setup.printers);
  const own = new Map<string, OwnPrinter>();
  const openOwn = (row: Row, mayHoldPart: boolean): SpoolPrinter | null => {
    const opened = open(row, options, mayHoldPart);
    if (opened?.printer instanceof LendablePrinter) {
      own.set(opened.id, { ...row.printer, printer: opened.printer });
    }
    return opened;
  };
  const first = [...rows.values()].flatMap(
    row => openOwn(row, options.mayHoldPartOfJob(row.printer.id)) ?? [],
  );
  return {
    first,
    own: () => [...own.values()],
    follow(spool) {
      const keepTo = async (next: Rows): Promise<void> => {
        const before = rows;
        rows = next;
        // All that go first: a new one may be at the address of an old one.
        for (const [id, row] of before) {
          if (isSame(row, next.get(id))) continue;
          own.delete(id);
          await spool.remove(id);
        }
        for (const [id, row] of next) {
          if (isSame(row, before.get(id))) continue;
          const mayHoldPart = formerIds(row, before).some(former =>
            options.mayHoldPartOfJob(former),
          );
          const printer = openOwn(row, mayHoldPart);
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
