import { seededRandom } from '../server/demo/simulated-day.ts';
import type { LoggedCounter, LoggedDay, LoggedLeg, RawWait } from '../server/domain/day-log.ts';
import { learn, learnedDaysMax } from '../server/domain/learning.ts';
import { minuteMs } from '../server/domain/local-time.ts';
import type { Leg } from '../server/domain/visit.ts';
import { everywhere, MemoryBuilding, setupWith } from '../test/domain/memory-building.ts';
import {
  closesMinute,
  drawService,
  planDays,
  type HallScenario,
  type PlannedDay,
  type PlannedVisitor,
} from './hall-plan.ts';

/** How often an officer with nobody to call looks again, and what a visitor takes to come. */
const lookAgainMinutes = 0.25;
const walkMinutesMin = 0.25;
const walkMinutesSpread = 0.8;
const recallAfterMinutes = 1.2;
const absentMinutes = 3.2;
/** Who waits at closing is served; nobody stays longer than this. */
const overtimeMinutes = 120;
const firstMidnight = Date.parse('2026-03-02T00:00:00+08:00');
const dayMinutes = 24 * 60;

/** What the product told when a number was issued, and what baselines could have seen then. */
export interface IssuedLook {
  readonly legId: string;
  readonly at: number;
  readonly isVulnerable: boolean;
  readonly quote: RawWait | null;
}

export interface LivedDay {
  readonly log: LoggedDay;
  readonly looks: readonly IssuedLook[];
  readonly legs: ReadonlyMap<string, Leg>;
}

type Step = { readonly at: number; readonly place: number; run(): void };

/** What is to be done, the earliest first; what was asked for first goes first within a moment. */
class Agenda {
  readonly #steps: Step[] = [];
  #places = 0;

  add(at: number, run: () => void): void {
    this.#places += 1;
    const step = { at, place: this.#places, run };
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#steps[middle]!.at > at) low = middle + 1;
      else high = middle;
    }
    this.#steps.splice(low, 0, step);
  }

  next(): Step | undefined {
    return this.#steps.pop();
  }
}

const hallSetup = ({ counters, minutes }: HallScenario) =>
  setupWith(setup => {
    setup.queues = [setup.queues[0]!];
    setup.services = [{ ...setup.services[0]!, minutes }];
    const row = setup.counters[0]!;
    setup.counters = Array.from({ length: counters }, (_, place) => ({
      ...row,
      id: `c${place + 1}`,
      number: place + 1,
      queueIds: ['qa'],
    }));
  });

/** Days of one hall, lived through by the product's own rules in memory: no disk, no network. */
class Hall {
  readonly building: MemoryBuilding;
  readonly #random: () => number;
  readonly #scenario: HallScenario;
  readonly #past: LoggedDay[] = [];
  #midnight = firstMidnight;
  #agenda = new Agenda();
  #planned = new Map<string, PlannedVisitor>();
  #looks: IssuedLook[] = [];
  #raws = new Map<string, RawWait>();

  constructor(scenario: HallScenario, seed: number) {
    this.#scenario = scenario;
    this.#random = seededRandom(seed + 1_000_003);
    this.building = new MemoryBuilding(hallSetup(scenario), firstMidnight);
  }

  live(day: PlannedDay): LivedDay {
    const { building } = this;
    building.now = this.#midnight + minuteMs;
    building.must({ type: 'roll-day', actor: { role: 'system' } });
    building.journal.length = 0;
    building.state.learned = learn(this.#past);
    this.#agenda = new Agenda();
    this.#planned = new Map();
    this.#looks = [];
    this.#raws = new Map();
    for (const visitor of day.visitors) this.#agenda.add(visitor.at, () => this.#arrive(visitor));
    for (const [place, { opens }] of day.officers.entries()) {
      if (opens === null) continue;
      this.#agenda.add(opens, () => {
        const actor = { role: 'officer', staffId: `s${place + 1}` } as const;
        building.must({ type: 'open-counter', actor, counterId: `c${place + 1}` });
        this.#work(day, place, false);
      });
    }
    for (let step = this.#agenda.next(); step; step = this.#agenda.next()) {
      building.now = this.#midnight + step.at * minuteMs;
      step.run();
    }
    const legs = new Map(building.state.legs);
    const log = this.#logOf(legs);
    this.#past.push(log);
    if (this.#past.length > learnedDaysMax) this.#past.shift();
    this.#midnight += dayMinutes * minuteMs;
    // Weekends are no days of a hall: Friday is followed by Monday.
    if (log.weekday === 5) this.#midnight += 2 * dayMinutes * minuteMs;
    return { log, looks: this.#looks, legs };
  }

  get #minute(): number {
    return (this.building.now - this.#midnight) / minuteMs;
  }

  #arrive(visitor: PlannedVisitor): void {
    const { building } = this;
    const command = building.issueCommand(
      ['a1'],
      visitor.isVulnerable ? { class: 'vulnerable', need: 'elderly' } : {},
    );
    const [event] = building.must(command);
    if (event?.type !== 'ticket-issued') throw new Error('No ticket');
    const [leg] = event.data.legs;
    const { legId, quote } = leg!;
    if (quote) this.#raws.set(legId, leg!.raw ?? quote);
    this.#planned.set(command.visitId, visitor);
    const { isVulnerable } = visitor;
    this.#looks.push({ legId, at: this.#minute, isVulnerable, quote });
    this.#agenda.add(visitor.at + visitor.patienceMinutes, () => {
      if (building.state.legs.get(legId)?.state !== 'waiting') return;
      building.on('cancel', command.visitId);
    });
  }

  #work(day: PlannedDay, place: number, hadLunch: boolean): void {
    const { building } = this;
    const officer = day.officers[place]!;
    const counterId = `c${place + 1}`;
    const now = this.#minute;
    if (!hadLunch && now >= officer.lunch) {
      building.must({ type: 'pause-counter', actor: everywhere, counterId, reason: 'meal' });
      this.#agenda.add(now + officer.lunchMinutes, () => {
        building.open(counterId);
        this.#work(day, place, true);
      });
      return;
    }
    const again = (after: number): void =>
      this.#agenda.add(this.#minute + after, () => this.#work(day, place, hadLunch));
    const visitId = building.callNext(counterId);
    if (visitId) return this.#receive(visitId, officer.pace, () => again(0));
    if (now < closesMinute) return again(lookAgainMinutes);
    building.must({ type: 'close-counter', actor: everywhere, counterId });
  }

  #receive(visitId: string, pace: number, then: () => void): void {
    const { building } = this;
    const now = this.#minute;
    const isOver = now > closesMinute + overtimeMinutes;
    if (!this.#planned.get(visitId)!.comes || isOver) {
      this.#agenda.add(now + recallAfterMinutes, () => building.on('recall', visitId));
      this.#agenda.add(now + absentMinutes, () => {
        if (building.on('no-show', visitId)) throw new Error('Nobody may be given up');
        then();
      });
      return;
    }
    const walk = walkMinutesMin + this.#random() * walkMinutesSpread;
    const minutes = drawService(this.#scenario.minutes * pace, this.#random);
    this.#agenda.add(now + walk, () => building.on('start', visitId));
    this.#agenda.add(now + walk + minutes, () => {
      building.finish(visitId);
      then();
    });
  }

  #minutesOf(at: number | null): number | null {
    return at === null ? null : (at - this.#midnight) / minuteMs;
  }

  #logOf(legs: ReadonlyMap<string, Leg>): LoggedDay {
    const at = new Date(this.#midnight + 8 * 3_600_000);
    const logged = [...legs.values()].map((leg): LoggedLeg => {
      const wasCalled = leg.firstCalledAt !== null;
      return {
        serviceId: leg.serviceId,
        queueId: leg.queueId,
        counterId: wasCalled ? leg.counterId : null,
        officerId: wasCalled && leg.counterId ? leg.counterId.replace('c', 's') : null,
        enqueued: this.#minutesOf(leg.enqueuedAt)!,
        called: this.#minutesOf(leg.firstCalledAt),
        finished: this.#minutesOf(leg.endedAt),
        wasServed: leg.state === 'done',
        raw: this.#raws.get(leg.id) ?? null,
      };
    });
    return {
      date: at.toISOString().slice(0, 10),
      weekday: at.getUTCDay(),
      legs: logged.sort((a, b) => a.enqueued - b.enqueued),
      counters: this.#countersOf(legs),
    };
  }

  #countersOf(legs: ReadonlyMap<string, Leg>): LoggedCounter[] {
    const { state } = this.building;
    return [...state.counters.values()].flatMap(counter => {
      if (counter.openedAt === null) return [];
      const rests = counter.rests.map(({ from, to }) => {
        const before = [...legs.values()].find(leg => leg.endedAt === from);
        const handled = before ? (from - before.firstCalledAt!) / minuteMs : 0;
        const begun = this.#minutesOf(from)!;
        return { from: begun - handled / 2, begun, to: this.#minutesOf(to)! };
      });
      const closes = this.#minutesOf(counter.since)!;
      return [
        { counterId: counter.id, opens: this.#minutesOf(counter.openedAt)!, away: rests, closes },
      ];
    });
  }
}

/** So many days of a hall, one after the other, each with what the days before taught. */
export function liveDays(scenario: HallScenario, days: number, seed: number): LivedDay[] {
  const hall = new Hall(scenario, seed);
  return planDays(scenario, days, seed).map(day => hall.live(day));
}
