import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Printers } from '../contract/http.ts';
import type { Overview } from '../contract/overview.ts';
import type { send } from '../ui-kit/api.ts';

type PrinterLine = Printers['printers'][number];

/** What only the printers' own call tells: jobs that wait, and what is known of the paper. */
export type LinesById = ReadonlyMap<string, Pick<PrinterLine, 'waiting' | 'paper'>>;

export type PrinterLook = 'fault' | 'near-end' | 'ready';

export interface PrinterRow {
  readonly id: string;
  readonly name: string;
  readonly look: PrinterLook;
  readonly fault: string | undefined;
  /** Since when it is in this state, milliseconds since the epoch; null before it was first heard. */
  readonly since: number | null;
  /** Tickets that its roll still gives; null while it is not near its end. */
  readonly ticketsLeft: number | null;
  readonly paper: PrinterLine['paper'];
  readonly waiting: number;
}

const rank: Readonly<Record<PrinterLook, number>> = { fault: 0, 'near-end': 1, ready: 2 };

/** What needs somebody first: faults, the longest first; then the shortest rolls; then by name. */
export function printerRows(
  printers: Overview['printers'],
  lines: LinesById,
): readonly PrinterRow[] {
  const rows = printers.map(({ id, name, state, fault, since, ticketsLeft }): PrinterRow => ({
    id,
    name,
    look: state === 'fault' ? 'fault' : ticketsLeft === null ? 'ready' : 'near-end',
    fault,
    since: since === null ? null : Date.parse(since),
    ticketsLeft,
    paper: lines.get(id)?.paper ?? 'unknown',
    waiting: lines.get(id)?.waiting ?? 0,
  }));
  return rows.sort(
    (a, b) =>
      rank[a.look] - rank[b.look] ||
      (a.look === 'fault' ? (a.since ?? 0) - (b.since ?? 0) : 0) ||
      (a.ticketsLeft ?? 0) - (b.ticketsLeft ?? 0) ||
      a.name.localeCompare(b.name, 'id', { numeric: true }),
  );
}

/** Jobs come and go within seconds: often enough to see a line that does not move. */
const askEveryMs = 5_000;

/** The lines of the printers, asked for while a supervisor looks at the board. */
export class PrinterLines {
  readonly #send: typeof send;
  readonly #byId = signal<LinesById>(new Map());
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get byId(): ReadonlySignal<LinesById> {
    return this.#byId;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.#load(), askEveryMs);
    void this.#load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#byId.value = new Map();
  }

  /** What cannot be asked for is left as it is: the board itself says that it is old. */
  async #load(): Promise<void> {
    const answer = await this.#send<Printers>('GET', '/printers', undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    this.#byId.value = new Map(answer.body.printers.map(line => [line.id, line]));
  }
}
