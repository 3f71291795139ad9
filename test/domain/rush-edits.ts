import type { SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { businessDateOf, dayMs } from '../../server/domain/local-time.ts';
import type { Dice } from './model-days.ts';

/** What an office changes while the day goes on: good, careless and impossible wishes alike. */

type Json = SetupEdit['after'];
type Edits = readonly SetupEdit[];
type Row = Setup['queues' | 'services' | 'counters' | 'zones' | 'agencies'][number];

const parts = ['queues', 'services', 'counters', 'zones', 'agencies'] as const;
type Part = (typeof parts)[number];

const row = (part: Part, before: Row | null, after: Row | null): SetupEdit => ({
  path: `${part}/${(after ?? before)!.id}`,
  before: before,
  after: after,
});
const field = (part: 'building' | 'rules', key: string, before: unknown, after: unknown) => ({
  path: `${part}/${key}`,
  before: before as Json,
  after: after as Json,
});

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('');
const policies: Setup['queues'][number]['policy'][] = [
  { kind: 'accumulating' },
  { kind: 'strict' },
  { kind: 'ratio', prioritisedPerWalkIn: 1 },
  { kind: 'fifo' },
];
const office = {
  periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:00' }],
  lastTicketMinutes: 30,
};

export class Office {
  readonly #dice: Dice;
  #made = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  #newId(part: string): string {
    this.#made += 1;
    return `${part}-${this.#made}`;
  }

  #queue(setup: Setup): Edits {
    const dice = this.#dice;
    const before = dice.pick(setup.queues);
    const booking = { ...setup.queues.find(queue => queue.booking)?.booking };
    const changes: Partial<typeof before>[] = [
      { series: dice.pick(letters) },
      { series: dice.pick(letters) },
      { quotaPerDay: dice.pick([null, 0, 5, 60]) },
      { policy: dice.pick(policies) },
      { rates: { 'walk-in': dice.below(3), booked: dice.below(5), vulnerable: dice.below(5) } },
      { maxWaitMinutes: dice.pick([1, 30, 600]) },
      { outcomeRequired: dice.chance(0.5), deliveredRequired: dice.chance(0.5) },
      { booking: dice.chance(0.5) ? null : ({ ...booking, slotMinutes: 20 } as never) },
      { agencyId: dice.pick(setup.agencies).id },
    ];
    return [row('queues', before, { ...before, ...dice.pick(changes) })];
  }

  #service(setup: Setup): Edits {
    const dice = this.#dice;
    const before = dice.pick(setup.services);
    const queue = dice.pick(setup.queues);
    const changes: Partial<typeof before>[] = [
      { queueId: queue.id },
      { queueId: queue.id, agencyId: queue.agencyId },
      { queueId: queue.id, agencyId: queue.agencyId },
      { isOffered: dice.chance(0.5), isBookable: dice.chance(0.7) },
      { minutes: 1 + dice.below(60) },
      { thenServiceId: dice.pick(setup.services).id },
      { asks: dice.pick([[], ['name'] as const]) as never },
    ];
    return [row('services', before, { ...before, ...dice.pick(changes) })];
  }

  #counter(setup: Setup): Edits {
    const dice = this.#dice;
    const before = dice.pick(setup.counters);
    const queueIds = dice.some(setup.queues, 0.35).map(({ id }) => id);
    const when = dice.pick([{ kind: 'idle' as const }, { kind: 'long' as const, minutes: 2 }]);
    const changes: Partial<typeof before>[] = [
      { queueIds, preferences: [] },
      { queueIds, preferences: [] },
      { queueIds, preferences: [{ queueId: queueIds[0]!, weight: 2, when }] },
      { number: 1 + dice.below(30) },
      { zoneId: dice.pick(setup.zones).id },
      { agencyId: dice.pick(setup.agencies).id },
      { autoCall: dice.chance(0.5), showsPrinters: dice.chance(0.5) },
    ];
    return [row('counters', before, { ...before, ...dice.pick(changes) })];
  }

  /** A row more, like one that is there. */
  #more(setup: Setup): Edits {
    const dice = this.#dice;
    const part = dice.pick(parts);
    if (setup[part].length > 24) return this.#less(setup);
    const id = this.#newId(part);
    switch (part) {
      case 'queues': {
        const queue = { ...dice.pick(setup.queues), id, series: dice.pick(letters) };
        const service = { ...dice.pick(setup.services), id: `s-${id}`, code: id.slice(-8) };
        const of = { ...service, queueId: id, agencyId: queue.agencyId, thenServiceId: null };
        return [row(part, null, queue), row('services', null, of)];
      }
      case 'services':
        return [row(part, null, { ...dice.pick(setup.services), id, code: id.slice(-8) })];
      case 'counters': {
        const number = 1 + dice.below(40);
        return [row(part, null, { ...dice.pick(setup.counters), id, number })];
      }
      case 'zones':
        return [row(part, null, { ...dice.pick(setup.zones), id })];
      case 'agencies':
        return [row(part, null, { ...dice.pick(setup.agencies), id, code: id.slice(-8) })];
    }
  }

  /** A row less; mostly with all that leads to it, as a page does it. */
  #less(setup: Setup): Edits {
    const dice = this.#dice;
    const part = dice.pick(parts);
    const rows: readonly Row[] = setup[part];
    const gone = dice.pick(rows);
    if (dice.chance(0.25)) return [row(part, gone, null)];
    if (part === 'queues') return this.#queueGone(setup, gone.id);
    if (part === 'services') return [...this.#waysTo(setup, gone.id), row(part, gone, null)];
    if (part === 'zones') {
      const zoneId = dice.pick(setup.zones).id;
      return [
        ...setup.agencies
          .filter(agency => agency.zoneId === gone.id)
          .map(agency => row('agencies', agency, { ...agency, zoneId })),
        ...setup.counters
          .filter(counter => counter.zoneId === gone.id)
          .map(counter => row('counters', counter, { ...counter, zoneId })),
        row(part, gone, null),
      ];
    }
    return [row(part, gone, null)];
  }

  #waysTo(setup: Setup, ...serviceIds: readonly string[]): Edits {
    return setup.services
      .filter(({ id, thenServiceId }) => {
        return (
          thenServiceId !== null && serviceIds.includes(thenServiceId) && !serviceIds.includes(id)
        );
      })
      .map(service => row('services', service, { ...service, thenServiceId: null }));
  }

  #queueGone(setup: Setup, id: string): Edits {
    const services = setup.services.filter(service => service.queueId === id);
    const counters = setup.counters.filter(({ queueIds }) => queueIds.includes(id));
    const gone = services.map(service => service.id);
    const isMoved = this.#dice.chance(0.4);
    const other = this.#dice.pick(setup.queues);
    const to = { queueId: other.id, agencyId: other.agencyId };
    return [
      ...(isMoved ? [] : this.#waysTo(setup, ...gone)),
      ...services.map(service => row('services', service, isMoved ? { ...service, ...to } : null)),
      ...counters.map(counter => {
        const queueIds = counter.queueIds.filter(queueId => queueId !== id);
        const preferences = counter.preferences.filter(({ queueId }) => queueId !== id);
        return row(
          'counters',
          counter,
          queueIds.length === 0 ? null : { ...counter, queueIds, preferences },
        );
      }),
      row(
        'queues',
        setup.queues.find(queue => queue.id === id)!,
        null,
      ),
    ];
  }

  #building(setup: Setup, now: number): Edits {
    const dice = this.#dice;
    const { building, rules } = setup;
    const date = businessDateOf(now + dice.below(3) * dayMs, building.timeZone);
    const season = { id: `season-${date}`, name: { id: 'Ramadan', en: 'Ramadan' } };
    const until = businessDateOf(now + dice.below(4) * dayMs, building.timeZone);
    const day = building.holidays.find(holiday => holiday.date === date) ?? null;
    const inForce = building.seasons.find(({ id }) => id === season.id) ?? null;
    const off = { date, name: { id: 'Libur', en: 'Off' }, kind: 'holiday', exceptAgencyIds: [] };
    const inSeason = { ...season, from: date, until, hours: office, agencies: [] };
    const always = { periods: [{ ...office.periods[0]!, opens: '00:00', closes: '24:00' }] };
    const agency = dice.pick(setup.agencies);
    return dice.pick<() => Edits>([
      () => [field('building', 'hours', building.hours, dice.pick([office, building.hours]))],
      () => [{ path: `holidays/${date}`, before: day, after: day ? null : off }],
      () => [{ path: `seasons/${season.id}`, before: inForce, after: inForce ? null : inSeason }],
      () => [field('rules', 'lateMinutes', rules.lateMinutes, dice.pick([0, 120, 720]))],
      () => [field('rules', 'returnMinutes', rules.returnMinutes, dice.pick([0, 120]))],
      () => [field('rules', 'undoSeconds', rules.undoSeconds, dice.pick([0, 600]))],
      () => [field('rules', 'serviceMinutesMax', rules.serviceMinutesMax, dice.pick([30, 720]))],
      () => [field('building', 'timeZone', building.timeZone, 'Asia/Jayapura')],
      () => {
        const hours = dice.pick([null, office, { ...always, lastTicketMinutes: 0 }]) as never;
        return [row('agencies', agency, { ...agency, hours })];
      },
      () => [
        { path: 'order/queues', before: [], after: setup.queues.map(({ id }) => id).reverse() },
      ],
    ])();
  }

  /** What nobody may be allowed. */
  #impossible(setup: Setup): Edits {
    const dice = this.#dice;
    const queue = dice.pick(setup.queues);
    const service = dice.pick(setup.services);
    const counter = dice.pick(setup.counters);
    const { hours } = setup.building;
    const reversed = [{ days: [1], opens: '16:00', closes: '08:00' }];
    const twice = [...office.periods, { days: [2, 3], opens: '15:00', closes: '17:00' }];
    return dice.pick<() => Edits>([
      () => [row('queues', { ...queue, maxWaitMinutes: 7 }, { ...queue, maxWaitMinutes: 8 })],
      () => [row('services', service, { ...service, queueId: 'nowhere' })],
      () => [row('services', service, { ...service, thenServiceId: service.id })],
      () => [row('counters', counter, { ...counter, queueIds: ['nowhere'] })],
      () => [row('counters', counter, { ...counter, zoneId: 'nowhere' })],
      () => [{ path: `queues/${queue.id}`, before: queue, after: { ...queue, id: 'other' } }],
      () => [{ path: 'nothing/here', before: null, after: 1 }],
      () => [{ path: 'building/holidays', before: [], after: [] }],
      () => [field('building', 'hours', hours, { ...office, periods: reversed })],
      () => [field('building', 'hours', hours, { ...office, periods: twice })],
      () => [row('counters', null, { ...counter, id: this.#newId('counters') })],
    ])();
  }

  /** Some wishes at once, now or for a later day. */
  wish(setup: Setup, now: number): { readonly edits: Edits; readonly from: string | null } {
    const dice = this.#dice;
    const edits: SetupEdit[] = [];
    do {
      const share = dice.below(100);
      const some =
        share < 22
          ? this.#queue(setup)
          : share < 40
            ? this.#service(setup)
            : share < 58
              ? this.#counter(setup)
              : share < 68
                ? this.#more(setup)
                : share < 80
                  ? this.#less(setup)
                  : share < 93
                    ? this.#building(setup, now)
                    : this.#impossible(setup);
      const paths = new Set(edits.map(({ path }) => path));
      if (!some.some(({ path }) => paths.has(path))) edits.push(...some);
    } while (edits.length < 6 && dice.chance(0.2));
    const later = businessDateOf(now + dice.pick([1, 1, 2]) * dayMs, setup.building.timeZone);
    return { edits, from: dice.chance(0.2) ? later : null };
  }
}
