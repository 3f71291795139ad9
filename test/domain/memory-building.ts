import { eventVersions } from '../../contract/event-versions.ts';
import { voiceSetupSchema } from '../../contract/voice.ts';
import type { Actor, Command } from '../../contract/commands.ts';
import { type DomainEvent, type EventBody, type JournalEntry } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { rulesSchema, type Setup } from '../../contract/setup.ts';
import { rollDay } from '../../server/domain/business-day.ts';
import { nextByItself } from '../../server/domain/by-itself.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { decide } from '../../server/domain/queue.ts';
import { emptyState, type BuildingState } from '../../server/domain/state.ts';

/** Wednesday 4 March 2026, 10.00 in Makassar. */
export const tenOClock = Date.parse('2026-03-04T10:00:00+08:00');
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;

export const alwaysOpen: Setup['building']['hours'] = {
  periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' }],
  lastTicketMinutes: 0,
};

const text = (word: string) => ({ id: word, en: word });

const queue = (id: string, series: string): Setup['queues'][number] => ({
  id,
  agencyId: 'agency',
  name: text(id),
  series,
  quotaPerDay: null,
  rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
  maxWaitMinutes: 60,
  policy: { kind: 'accumulating' },
  outcomeRequired: false,
  deliveredRequired: false,
  choiceReasonRequired: false,
  booking: null,
});

const service = (id: string, queueId: string, minutes: number): Setup['services'][number] => ({
  id,
  code: id,
  agencyId: 'agency',
  queueId,
  name: text(id),
  minutes,
  requirements: [],
  synonyms: [],
  asks: [],
  isBookable: true,
  isOffered: true,
  thenServiceId: null,
  speakAs: null,
});

/** A holiday for everybody. */
export const dayOff = (date: string): Setup['building']['holidays'][number] => ({
  date,
  name: { id: 'Libur', en: 'Off' },
  kind: 'holiday',
  exceptAgencyIds: [],
});

const counter = (number: number, queueIds: string[]): Setup['counters'][number] => ({
  id: `c${number}`,
  code: String(number),
  number,
  name: text(`Loket ${number}`),
  agencyId: 'agency',
  zoneId: 'zone',
  queueIds,
  preferences: [],
  autoCall: false,
  showsPrinters: false,
});

/** Two queues A and B; counter 1 serves A, counter 2 both, counter 3 B. Always open. */
export function smallSetup(): Setup {
  return {
    building: {
      name: { line1: 'MPP', line2: 'Kecil' },
      short: 'MPP Kecil',
      timeZone: 'Asia/Makassar',
      languages: ['id', 'en'],
      hours: alwaysOpen,
      holidays: [],
      seasons: [],
      contact: '',
      demo: false,
      sentences: [],
    },
    rules: rulesSchema.parse({
      recallCooldownSeconds: 10,
      recallsMax: 3,
      noShowCallsMin: 2,
      noShowSecondsMin: 180,
    }),
    zones: [
      { id: 'zone', word: text('Zona'), floor: text('Lantai 1'), colour: 'biru', cloth: 'kawung' },
    ],
    agencies: [
      {
        id: 'agency',
        code: 'A',
        name: text('Dinas'),
        short: 'Dinas',
        icon: 'id-card',
        zoneId: 'zone',
        hours: null,
        speakAs: null,
      },
    ],
    queues: [queue('qa', 'A'), queue('qb', 'B')],
    services: [service('a1', 'qa', 8), service('a2', 'qa', 4), service('b1', 'qb', 12)],
    counters: [counter(1, ['qa']), counter(2, ['qa', 'qb']), counter(3, ['qb'])],
    printers: [],
    kiosks: [],
    signs: [],
    displays: [],
    ticketLayout: null,
    voice: voiceSetupSchema.parse({}),
    antrean: { enabled: false, mappings: [] },
    logoId: null,
    planned: [],
  };
}

export const setupWith = (change: (setup: Setup) => void): Setup => {
  const setup = smallSetup();
  change(setup);
  return setup;
};

export const everywhere: Actor = { role: 'supervisor', staffId: 'staff-s' };

type Issue = Extract<Command, { type: 'issue-ticket' }>;

/** The core alone, with its journal in an array: what a command does, and nothing else. */
export class MemoryBuilding {
  readonly state: BuildingState = emptyState();
  readonly journal: JournalEntry[] = [];
  now: number;
  #visits = 0;

  constructor(setup: Setup = smallSetup(), now = tenOClock) {
    this.now = now;
    this.do({ type: 'configure', actor: { role: 'system' }, setup });
    this.do({ type: 'roll-day', actor: { role: 'system' } });
  }

  pass(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Time stands still until somebody waits for it; a command is decided as the server does it. */
  do(command: Command): readonly DomainEvent[] | Refusal {
    const rolled = rollDay(this.state, this.now);
    this.keep(rolled);
    const decision = decide(this.state, command, this.now);
    const kept = isRefusal(decision) ? [] : decision;
    this.keep(kept);
    const isLook = command.type === 'roll-day';
    if (isLook || kept.length > 0 || rolled.length > 0) this.#callByItself();
    return decision;
  }

  #callByItself(): void {
    for (;;) {
      const events = nextByItself(this.state, this.now);
      if (events.length === 0) return;
      this.keep(events);
    }
  }

  keep(events: readonly DomainEvent[]): void {
    for (const event of events) {
      const entry = { ...event, seq: this.state.seq + 1, version: eventVersions[event.type] };
      this.journal.push(structuredClone(entry));
      evolve(this.state, entry);
    }
  }

  /** The events of a command that must not be refused. */
  must(command: Command): readonly DomainEvent[] {
    const decision = this.do(command);
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.refused}`);
    return decision;
  }

  refusalOf(command: Command): Refusal | null {
    const decision = this.do(command);
    return isRefusal(decision) ? decision : null;
  }

  issueCommand(serviceIds: readonly string[], more: Partial<Issue> = {}): Issue {
    this.#visits += 1;
    return {
      type: 'issue-ticket',
      actor: { role: 'device', deviceId: 'kiosk-1' },
      visitId: `v${this.#visits}`,
      serviceIds,
      class: 'walk-in',
      language: 'id',
      ...more,
    };
  }

  /** Issues a ticket and gives the visit's id. */
  issue(serviceIds: string | readonly string[], more: Partial<Issue> = {}): string {
    const ids = typeof serviceIds === 'string' ? [serviceIds] : serviceIds;
    const command = this.issueCommand(ids, more);
    this.must(command);
    return command.visitId;
  }

  open(...counterIds: string[]): this {
    for (const counterId of counterIds) {
      this.must({ type: 'open-counter', actor: everywhere, counterId });
    }
    return this;
  }

  /** The visit called by call-next; null where nobody was. */
  callNext(counterId: string): string | null {
    const [event] = this.must({ type: 'call-next', actor: everywhere, counterId });
    return event?.visitId ?? null;
  }

  on(type: 'recall' | 'start' | 'no-show' | 'cancel' | 'unpark', visitId: string): Refusal | null {
    return this.refusalOf({ type, actor: everywhere, visitId });
  }

  finish(visitId: string): Refusal | null {
    return this.refusalOf({ type: 'finish', actor: everywhere, visitId, outcome: 'completed' });
  }

  /** Calls, starts and finishes one visitor; gives the visit. */
  serve(counterId: string): string | null {
    const visitId = this.callNext(counterId);
    if (visitId) {
      this.on('start', visitId);
      this.finish(visitId);
    }
    return visitId;
  }

  label(visitId: string): string | undefined {
    return this.state.visits.get(visitId)?.label;
  }
}

type BodyOf<Type extends EventBody['type']> = Extract<EventBody, { type: Type }>['data'];

/** The data of the first event of a type. */
export function bodyOf<Type extends EventBody['type']>(
  events: readonly DomainEvent[] | Refusal,
  type: Type,
): BodyOf<Type> {
  if (isRefusal(events)) throw new Error(`Refused: ${events.refused}`);
  const found = events.find(event => event.type === type);
  if (!found) throw new Error(`No ${type}`);
  return found.data as BodyOf<Type>;
}
