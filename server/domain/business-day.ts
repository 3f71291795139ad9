import type { DomainEvent } from '../../contract/events.ts';
import { businessDateOf } from './local-time.ts';
import type { BuildingState } from './state.ts';

/**
 * What ends the old business day and opens the new one; nothing where it is still the same day.
 * Who still waits or was called has expired; who is being served is finished. A clock that was set
 * back never reopens a day that is over (DAY-3).
 */
export function rollDay(state: BuildingState, now: number): DomainEvent[] {
  if (!state.index) return [];
  const businessDate = businessDateOf(now, state.index.setup.building.timeZone);
  if (state.businessDate !== null && businessDate <= state.businessDate) return [];
  const ends: DomainEvent[] = [];
  for (const leg of state.legs.values()) {
    const meta = {
      at: now,
      visitId: leg.visitId,
      legId: leg.id,
      ...(leg.counterId ? { counterId: leg.counterId } : {}),
    };
    if (leg.state === 'serving') {
      ends.push({ type: 'leg-finished', ...meta, data: { outcome: 'continued' } });
    } else if (['waiting', 'called', 'parked'].includes(leg.state)) {
      ends.push({ type: 'leg-expired', ...meta, data: {} });
    }
  }
  for (const counter of state.counters.values()) {
    if (counter.state === 'closed') continue;
    ends.push({ type: 'counter-closed', at: now, counterId: counter.id, data: {} });
  }
  return [...ends, { type: 'day-opened', at: now, data: { businessDate } }];
}
