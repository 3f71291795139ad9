import type { Building } from '../building.ts';
import { mayLackPaper, unclaimedUntil } from '../domain/paper.ts';
import type { Log } from '../log.ts';

/** Who opens the page of a number without paper, or without proof of it, has it (CLAIM-1). */
export function claimByPhone(building: Building, log: Log, visitId: string): void {
  if (!mayLackPaper(building.state, visitId)) return;
  const actor = { role: 'visitor' } as const;
  const command = { type: 'claim-ticket', actor, visitId, how: 'phone' } as const;
  building
    .execute({ command, answer: () => ({ status: 200, body: '' }) })
    .catch((error: unknown) => log.error({ err: error }, 'a claim could not be kept'));
}

/** How often numbers without paper are looked at. */
const lookMs = 1_000;

/**
 * Cancels numbers that nobody has: their paper did not come out, and within a minute nobody said that
 * they noted the number or opened its page. So no ghost is called to a counter (CLAIM-2).
 */
export function openUnclaimedTickets(building: Building, log: Log): { close(): void } {
  let isLooking = false;
  const look = async (): Promise<void> => {
    const { state } = building;
    const now = building.now();
    for (const visitId of state.paper.ofVisit.keys()) {
      const until = unclaimedUntil(state, visitId);
      if (until === null || now < until) continue;
      if (state.visits.get(visitId)?.legs.some(leg => leg.state !== 'waiting') ?? true) continue;
      const command = { type: 'cancel-unclaimed', actor: { role: 'system' }, visitId } as const;
      await building.execute({ command, answer: () => ({ status: 200, body: '' }) });
    }
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) => log.error({ err: error }, 'unclaimed numbers were not ended'))
      .finally(() => {
        isLooking = false;
      });
  }, lookMs);
  return { close: () => clearInterval(timer) };
}
