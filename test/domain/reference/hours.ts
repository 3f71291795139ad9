import {
  atDesk,
  change,
  closedDesk,
  counterOf,
  deskOf,
  isHeld,
  isLive,
  queueOf,
  type Errand,
  type World,
} from './world.ts';

/** Makassar is eight hours ahead of Greenwich, all year. */
const offsetMs = 8 * 3_600_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const dayOf = (at: number): number => Math.floor((at + offsetMs) / dayMs);
const midnightOf = (at: number): number => dayOf(at) * dayMs - offsetMs;
/** 1970 began on a Thursday. */
const weekdayOf = (at: number): number => (dayOf(at) + 4) % 7;

const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The one period of the agency's day, in minutes; the worlds of these tests have no second one. */
function periodOf(world: World, agencyId: string, at: number) {
  const agency = world.setup.agencies.find(({ id }) => id === agencyId)!;
  const hours = agency.hours ?? world.setup.building.hours;
  const period = hours.periods.find(({ days }) => days.includes(weekdayOf(at)));
  if (!period) return null;
  const closes = minutesOf(period.closes);
  const isEndless = minutesOf(period.opens) === 0 && closes === 1440;
  const lastTicket = isEndless ? Infinity : closes - hours.lastTicketMinutes;
  return { opens: minutesOf(period.opens), closes, lastTicket };
}

const minuteOfDay = (at: number): number => Math.floor((at - midnightOf(at)) / minuteMs);

export function isAgencyOpen(world: World, agencyId: string, at: number): boolean {
  const period = periodOf(world, agencyId, at);
  return period !== null && minuteOfDay(at) >= period.opens && minuteOfDay(at) < period.closes;
}

/** Why a queue takes nobody now, or null; `asked` errands of the same ticket came before. */
export function whyClosed(
  world: World,
  queueId: string,
  asked = 0,
): 'hours' | 'last-ticket' | 'no-counter' | 'quota' | null {
  const queue = queueOf(world, queueId);
  const { agencyId } = queue;
  if (!isAgencyOpen(world, agencyId, world.now)) return 'hours';
  if (minuteOfDay(world.now) >= periodOf(world, agencyId, world.now)!.lastTicket) {
    return 'last-ticket';
  }
  if (!world.setup.counters.some(row => row.queueIds.includes(queueId))) return 'no-counter';
  const counted = world.errands.filter(row => row.isCounted && row.queueId === queueId).length;
  return queue.quotaPerDay !== null && counted + asked >= queue.quotaPerDay ? 'quota' : null;
}

/** Until when numbers hold that an agency gave on the day of `at`. */
export function holdsUntil(world: World, agencyId: string, at: number): number {
  const closes = periodOf(world, agencyId, at)?.closes ?? 1440;
  return midnightOf(at) + (closes + world.setup.rules.lateMinutes) * minuteMs;
}

/** Who was handled after their agency's tolerance holds their number until midnight. */
export function numberHoldsUntil(world: World, errand: Errand): number {
  const until = holdsUntil(world, queueOf(world, errand.queueId).agencyId, errand.enqueuedAt);
  return errand.changedAt < until ? until : midnightOf(errand.changedAt) + dayMs;
}

function isOver(world: World, errand: Errand): boolean {
  const { serviceMinutesMax } = world.setup.rules;
  return errand.state === 'serving'
    ? errand.startedAt! + serviceMinutesMax * minuteMs <= world.now
    : numberHoldsUntil(world, errand) <= world.now;
}

function endWhatIsOver(world: World): number {
  const over = world.errands.filter(errand => isLive(errand) && isOver(world, errand));
  for (const errand of over) {
    const desk = isHeld(errand) ? deskOf(world, errand.counterId!)! : null;
    if (desk) desk.activeAt = world.now;
    const state = errand.state === 'serving' ? 'done' : 'expired';
    const counterId = isHeld(errand) ? errand.counterId : null;
    change(world, errand, { state, counterId, endedAt: world.now, parking: null });
  }
  return over.length;
}

/** Desks where nobody has done anything since their agency's tolerance passed. */
function forgottenDesks(world: World, isNewDay: boolean): string[] {
  return world.desks
    .filter(({ id, activeAt }) => {
      const { agencyId } = counterOf(world, id)!;
      if (isNewDay) return !isAgencyOpen(world, agencyId, world.now);
      const until = holdsUntil(world, agencyId, world.now);
      return activeAt < until && until <= world.now;
    })
    .map(({ id }) => id);
}

function closeIdle(world: World, forgotten: readonly string[]): number {
  const idle = world.desks.filter(
    ({ id, state }) => state !== 'closed' && forgotten.includes(id) && !atDesk(world, id),
  );
  for (const desk of idle) world.desks[world.desks.indexOf(desk)] = closedDesk(desk.id, world.now);
  return idle.length;
}

/** What the clock alone does, before anybody does anything; whether it did something. */
export function passTime(world: World): boolean {
  const day = dayOf(world.now);
  const isNewDay = day > world.day;
  const forgotten = forgottenDesks(world, isNewDay);
  const happened = endWhatIsOver(world) + closeIdle(world, forgotten);
  if (happened > 0 || isNewDay) world.lastPress = null;
  if (!isNewDay) return happened > 0;
  world.day = day;
  const live = new Set(world.errands.filter(isLive).map(({ visitId }) => visitId));
  world.visits = world.visits.filter(({ id }) => live.has(id));
  world.errands = world.errands.filter(({ visitId }) => live.has(visitId));
  for (const errand of world.errands) errand.isCounted = false;
  for (const desk of world.desks) Object.assign(desk, { press: null, activeAt: desk.since });
  world.numbers.clear();
  world.inARow.clear();
  return true;
}
