import type { CallPolicy } from '../../../contract/values.ts';
import { counterOf, deskOf, heldOf, queueOf, type Desk, type Errand, type World } from './world.ts';

/** Who leaves the desk with the same press, and which of their errands are over by it. */
export interface Going {
  readonly visitId: string;
  readonly overIds: readonly string[];
}

/** A visitor at one desk is not called to another. */
export function canBeCalled(world: World, errand: Errand, going?: Going): boolean {
  if (errand.visitId === going?.visitId) return !going.overIds.includes(errand.id);
  return heldOf(world, errand.visitId) === undefined;
}

export const isNamed = (errand: Errand, desk: Desk): boolean =>
  errand.target?.counterId === desk.id ||
  (errand.target?.staffId !== undefined && errand.target.staffId === desk.staffId);

const isTrained = (desk: Desk, errand: Errand): boolean =>
  desk.serviceIds === null || desk.serviceIds.includes(errand.serviceId);

/** Why an errand is not this desk's to call. */
export function whyNot(
  world: World,
  errand: Errand,
  desk: Desk,
): 'kept-for-another' | 'not-trained' | null {
  const isKeptElsewhere =
    errand.target !== null &&
    !isNamed(errand, desk) &&
    world.desks.some(
      other =>
        isNamed(errand, other) &&
        other.state !== 'closed' &&
        isTrained(other, errand) &&
        counterOf(world, other.id)!.queueIds.includes(errand.queueId),
    );
  if (isKeptElsewhere) return 'kept-for-another';
  return isTrained(desk, errand) ? null : 'not-trained';
}

export const isOverdue = (world: World, errand: Errand): boolean =>
  !errand.isVulnerable &&
  world.now - errand.ref > queueOf(world, errand.queueId).maxWaitMinutes * 60_000;

function urgency(world: World, errand: Errand): number {
  const { rates } = queueOf(world, errand.queueId);
  const rate = errand.isVulnerable ? rates.vulnerable : rates['walk-in'];
  return (rate * Math.max(0, world.now - errand.ref)) / 1000;
}

type Key = readonly (number | string)[];

/** The one with the smallest key, field by field. */
function least(errands: readonly Errand[], keyOf: (errand: Errand) => Key): Errand | undefined {
  const rows = errands.map(errand => ({ errand, key: keyOf(errand) }));
  rows.sort((a, b) => {
    const place = a.key.findIndex((field, index) => field !== b.key[index]);
    return place < 0 ? 0 : a.key[place]! < b.key[place]! ? -1 : 1;
  });
  return rows[0]?.errand;
}

const byTime = (errand: Errand): Key => [errand.ref, errand.order, errand.id];

/** Before all others, then the overdue, then everybody else by `worth`: the least goes first. */
function rank(world: World, errand: Errand, worth: number): Key {
  if (errand.isFirst) return [0, 0, ...byTime(errand)];
  if (isOverdue(world, errand)) return [1, 0, ...byTime(errand)];
  return [2, worth, ...byTime(errand)];
}

function score(world: World, errand: Errand): number {
  const { policy } = queueOf(world, errand.queueId);
  switch (policy.kind) {
    case 'fifo':
      return 0;
    case 'strict':
      return errand.isVulnerable ? 0 : 1;
    case 'accumulating':
      return -urgency(world, errand);
    case 'ratio': {
      const isWalkInsTurn = (world.inARow.get(errand.queueId) ?? 0) >= policy.prioritisedPerWalkIn;
      return errand.isVulnerable === isWalkInsTurn ? 1 : 0;
    }
  }
}

const waitingIn = (world: World, queueId: string): Errand[] =>
  world.errands.filter(errand => errand.state === 'waiting' && errand.queueId === queueId);

const own = { weight: 1, when: { kind: 'always' } } as const;

const shareOf = (world: World, counterId: string, queueId: string) =>
  counterOf(world, counterId)!.preferences.find(row => row.queueId === queueId) ?? own;

export const isHelp = (world: World, counterId: string, queueId: string): boolean =>
  shareOf(world, counterId, queueId).when.kind !== 'always';

/** Whether a queue is the desk's own now, for a time being, or only when it is idle. */
function takesPart(world: World, counterId: string, queueId: string, going?: Going) {
  const { when } = shareOf(world, counterId, queueId);
  if (when.kind !== 'long') return when.kind === 'always' ? 'own' : 'idle';
  const waits = waitingIn(world, queueId)
    .filter(errand => canBeCalled(world, errand, going))
    .map(errand => Math.floor((world.now - errand.ref) / 1000));
  return Math.max(0, ...waits) > when.minutes * 60 ? 'own' : 'not';
}

/** Who would be called at a desk now. */
export function nextAt(world: World, counterId: string, going?: Going): Errand | undefined {
  const desk = deskOf(world, counterId)!;
  const { queueIds } = counterOf(world, counterId)!;
  for (const part of ['own', 'idle']) {
    const heads = queueIds
      .filter(queueId => takesPart(world, counterId, queueId, going) === part)
      .flatMap(queueId => {
        const callable = waitingIn(world, queueId).filter(
          errand => canBeCalled(world, errand, going) && whyNot(world, errand, desk) === null,
        );
        return least(callable, errand => rank(world, errand, score(world, errand))) ?? [];
      });
    const weighted = (errand: Errand): number =>
      -urgency(world, errand) * shareOf(world, counterId, errand.queueId).weight;
    const best = least(heads, errand => rank(world, errand, weighted(errand)));
    if (best) return best;
  }
  return undefined;
}

/** What a call of this errand is explained by. */
export function policyOf(world: World, errand: Errand): CallPolicy {
  if (errand.isFirst) return 'first';
  return isOverdue(world, errand) ? 'max-wait' : queueOf(world, errand.queueId).policy.kind;
}
