import type { FromAgent } from '../../contract/agent.ts';
import type { Printer, PrinterHealth } from '../../hardware/printer.ts';
import { AgentPrinter, type After, type AgentLink } from './agent-printer.ts';

export interface AgentConnection extends AgentLink {
  /** Ends it: another one of the same agent has come. */
  end(): void;
}

/** What an agent says on one connection; of no use once a newer one has come. */
export interface AgentVoice {
  hello(message: FromAgent<'hello'>): void;
  job(message: FromAgent<'job'>): void;
  health(message: FromAgent<'health'>): void;
  scan(message: FromAgent<'scan'>): void;
  lost(): void;
}

interface Connected {
  readonly connection: AgentConnection;
  /** Null until it has said hello. */
  recordId: string | null;
  health: PrinterHealth | null;
}

export type ScanListener = (deviceId: string, text: string) => void;

/** Of the 5 s that the server has to end in. */
const closeMsMax = 1_000;

const systemAfter: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Agents that are there, and the printers of the set-up that are theirs: one each. */
export class AgentPrinters {
  readonly #epoch: string;
  readonly #after: After;
  readonly #printers = new Map<string, AgentPrinter>();
  readonly #connected = new Map<string, Connected>();
  readonly #scanListeners = new Set<ScanListener>();

  constructor(epoch: string, after: After = systemAfter) {
    this.#epoch = epoch;
    this.#after = after;
  }

  /** A device drives one printer: an earlier one that has not ended by now is given up. */
  open(deviceId: string, profileId: string): Printer {
    this.#printers.get(deviceId)?.abandon();
    const printer: AgentPrinter = new AgentPrinter({
      epoch: this.#epoch,
      profileId,
      after: this.#after,
      closed: () => {
        if (this.#printers.get(deviceId) !== printer) return;
        this.#printers.delete(deviceId);
        this.#connected.get(deviceId)?.connection.send('welcome', { profileId: null });
      },
    });
    this.#printers.set(deviceId, printer);
    const agent = this.#connected.get(deviceId);
    if (agent && agent.recordId !== null) {
      printer.joined(agent.connection, agent.recordId, agent.health);
    }
    return printer;
  }

  /** The newest connection of an agent is the one: an older one is a line that broke unnoticed. */
  connect(deviceId: string, connection: AgentConnection): AgentVoice {
    const before = this.#connected.get(deviceId);
    const agent: Connected = { connection, recordId: null, health: null };
    this.#connected.set(deviceId, agent);
    this.#printers.get(deviceId)?.left();
    before?.connection.end();
    const printerNow = (): AgentPrinter | undefined =>
      this.#connected.get(deviceId) === agent ? this.#printers.get(deviceId) : undefined;
    return {
      hello: ({ recordId }) => {
        if (agent.recordId !== null || this.#connected.get(deviceId) !== agent) return;
        agent.recordId = recordId;
        const printer = printerNow();
        if (printer) printer.joined(connection, recordId, agent.health);
        else connection.send('welcome', { profileId: null });
      },
      job: message => printerNow()?.heardJob(message),
      health: health => {
        agent.health = health;
        printerNow()?.heardHealth(health);
      },
      scan: ({ text }) => {
        if (this.#connected.get(deviceId) !== agent) return;
        for (const listener of this.#scanListeners) listener(deviceId, text);
      },
      lost: () => {
        printerNow()?.left();
        if (this.#connected.get(deviceId) === agent) this.#connected.delete(deviceId);
      },
    };
  }

  /** Told what scanners beside agents have read. Returns how to stop listening. */
  onScan(listener: ScanListener): () => void {
    this.#scanListeners.add(listener);
    return () => this.#scanListeners.delete(listener);
  }

  /** A paper that is just coming out is waited for; what is in flight then is unknown. */
  async close(): Promise<void> {
    let stop: () => void = () => undefined;
    const over = new Promise<void>(resolve => {
      stop = this.#after(closeMsMax, resolve);
    });
    const printers = [...this.#printers.values()];
    await Promise.race([Promise.all(printers.map(printer => printer.idle())), over]);
    stop();
    for (const printer of printers) printer.abandon();
  }
}
