import type { Actor, Command } from '../../contract/commands.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import { minuteMs } from '../domain/local-time.ts';
import type { Log } from '../log.ts';
import type { OfficerShift } from './plan-officers.ts';
import type { DayPlan, PlannedArrival } from './simulation-plan.ts';

export interface RunningDay {
  stop(): Promise<void>;
}

/** Where a day's work waits for its time, other than in the computer's own timers. */
export interface Timeline {
  at(time: number, work: () => Promise<void>): void;
}

export interface DayOptions {
  readonly building: Building;
  readonly plan: DayPlan;
  readonly random: () => number;
  /** Local midnight of the day, milliseconds since the epoch. */
  readonly midnight: number;
  readonly log: Log;
  /** The kiosk's printer, where it takes another ticket now. */
  readonly printerId: () => string | null;
  /** Who works at a counter; nobody in particular where it is left out. */
  readonly officerOf?: (counterId: string) => Actor;
  readonly timeline?: Timeline;
}

/** Mulberry32: small, fast, and the same day for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How often an officer with nobody to call looks again, in simulated time. */
const lookAgainMs = 15_000;
const walkMs = { min: 15_000, spread: 50_000 };
/** After this an officer gives up on somebody who does not come. */
const absentMs = 190_000;
const recallAfterMs = 70_000;
/** Officers stay at most so long after their closing time to serve who still waits. */
const overtimeMs = 90 * minuteMs;

class SimulatedDay {
  readonly #options: DayOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #comes = new Map<string, PlannedArrival>();
  readonly #inFlight = new Set<Promise<unknown>>();
  #isStopped = false;

  constructor(options: DayOptions) {
    this.#options = options;
  }

  start(): void {
    const { plan, midnight } = this.#options;
    for (const arrival of plan.arrivals) {
      this.#at(midnight + arrival.atMinute * minuteMs, () => this.#arrive(arrival));
    }
    for (const shift of plan.officers) {
      this.#at(midnight + shift.opensAtMinute * minuteMs, async () => {
        const { counterId } = shift;
        await this.#run({ type: 'open-counter', actor: this.#officerOf(shift), counterId });
        this.#work(shift);
      });
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.allSettled(this.#inFlight);
  }

  #officerOf({ counterId }: OfficerShift): Actor {
    return this.#options.officerOf?.(counterId) ?? { role: 'system' };
  }

  /** Does something at a simulated time; what fails is logged and the day goes on. */
  #at(time: number, work: () => Promise<void>): void {
    const { building, log, timeline } = this.#options;
    if (timeline) return timeline.at(time, work);
    const realMs = Math.max(0, (time - building.now()) / building.clockRate);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#isStopped) return;
      const done = work().catch((error: unknown) => log.warn({ err: error }, 'simulation'));
      this.#inFlight.add(done);
      void done.finally(() => this.#inFlight.delete(done));
    }, realMs);
    this.#timers.add(timer);
  }

  #after(ms: number, work: () => Promise<void>): void {
    this.#at(this.#options.building.now() + ms, work);
  }

  /** The visit a command was about, or null where it was refused or did nothing. */
  async #run(command: Command): Promise<string | null> {
    const { body } = await this.#options.building.execute({
      command,
      answer: ({ entries, refusal }) => ({
        status: refusal ? 409 : 200,
        body: refusal ? '' : (entries.at(-1)?.visitId ?? ''),
      }),
    });
    return body === '' ? null : body;
  }

  async #arrive(arrival: PlannedArrival): Promise<void> {
    const visitId = newVisitId(this.#options.building.now());
    this.#comes.set(visitId, arrival);
    const printerId = this.#options.printerId();
    const issued = await this.#run({
      type: 'issue-ticket',
      actor: { role: 'device', deviceId: 'kiosk-1' },
      visitId,
      serviceIds: arrival.serviceIds,
      class: arrival.class,
      language: arrival.language,
      ...(arrival.need ? { need: arrival.need } : {}),
      ...(printerId ? { printerId } : {}),
    });
    if (issued === null) return;
    this.#after(arrival.patienceMinutes * minuteMs, async () => {
      const visit = this.#options.building.state.visits.get(visitId);
      if (!visit?.legs.every(leg => leg.state === 'waiting')) return;
      await this.#run({ type: 'cancel', actor: { role: 'visitor' }, visitId });
    });
  }

  /** One turn of an officer: a break, the end of the shift, or the next visitor. */
  #work(shift: OfficerShift): void {
    this.#after(0, async () => {
      const { building, midnight } = this.#options;
      const { counterId } = shift;
      const actor = this.#officerOf(shift);
      const minute = (building.now() - midnight) / minuteMs;
      const pause = shift.breaks.find(row => minute >= row.from && minute < row.to - 1);
      if (pause) {
        await this.#run({ type: 'pause-counter', actor, counterId, reason: 'meal' });
        this.#at(midnight + pause.to * minuteMs, async () => {
          await this.#run({ type: 'open-counter', actor, counterId });
          this.#work(shift);
        });
        return;
      }
      const visitId = await this.#run({ type: 'call-next', actor, counterId });
      if (visitId !== null) this.#receive(shift, visitId);
      else if (minute < shift.closesAtMinute)
        this.#after(lookAgainMs, async () => this.#work(shift));
      else await this.#run({ type: 'close-counter', actor, counterId });
    });
  }

  #receive(shift: OfficerShift, visitId: string): void {
    const { random, building, midnight, plan } = this.#options;
    const actor = this.#officerOf(shift);
    const isLate = building.now() > midnight + shift.closesAtMinute * minuteMs + overtimeMs;
    if (this.#comes.get(visitId)?.comesWhenCalled === false || isLate) {
      this.#after(recallAfterMs, async () => {
        await this.#run({ type: 'recall', actor, visitId });
      });
      this.#after(absentMs, async () => {
        await this.#run({ type: 'no-show', actor, visitId });
        this.#work(shift);
      });
      return;
    }
    this.#after(walkMs.min + random() * walkMs.spread, async () => {
      await this.#run({ type: 'start', actor, visitId });
      const leg = building.state.visits.get(visitId)?.legs.find(row => row.state === 'serving');
      const minutes = leg ? plan.serviceMinutes(leg.serviceId, random) : 1;
      this.#after(minutes * minuteMs, async () => {
        await this.#run({ type: 'finish', actor, visitId, outcome: 'completed' });
        this.#work(shift);
      });
    });
  }
}

/** Turns the plan of a day into commands, each at its time. */
export function runDay(options: DayOptions): RunningDay {
  const day = new SimulatedDay(options);
  day.start();
  return day;
}
