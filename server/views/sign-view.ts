import type { Setup } from '../../contract/setup.ts';
import type { SignView } from '../../contract/views.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { buildingView, instantOrNull, zoneView } from './names.ts';

/** Takes the counter's id, or its number as it is printed. */
export function counterIdOf(setup: Setup, asked: string): string | null {
  const byId = setup.counters.find(({ id }) => id === asked);
  const byNumber = setup.counters.find(({ number }) => String(number) === asked);
  return (byId ?? byNumber)?.id ?? null;
}

function arrowAt({ displays, signs }: Setup, counterId: string) {
  const display = displays.find(row => row.counterId === counterId);
  const sign = signs.find(row => row.counterId === counterId);
  return display?.arrow ?? sign?.arrow ?? 'down';
}

/** What stands above a counter; `counterId` null where the building has no such counter. */
export function signView(state: BuildingState, counterId: string | null, now: number): SignView {
  const { setup, counters, agencies } = setupOf(state);
  const building = buildingView(state, now);
  const counter = counters.get(counterId ?? '');
  if (!counter) return { building, counter: null };
  const row = state.counters.get(counter.id);
  const leg = row?.leg ?? null;
  const label = leg && state.visits.get(leg.visitId)?.label;
  const empty = row?.state === 'open' ? 'free' : (row?.state ?? 'closed');
  const zone = setup.zones.find(({ id }) => id === counter.zoneId);
  return {
    building,
    counter: {
      id: counter.id,
      number: counter.number,
      name: counter.name,
      agencyShort: agencies.get(counter.agencyId)?.short ?? '',
      zone: zone ? zoneView(zone) : null,
      state: leg ? (leg.state === 'called' ? 'called' : 'serving') : empty,
      label: label ?? null,
      callId: leg?.callId ?? null,
      calledAt: instantOrNull(state, leg?.calledAt ?? null),
      arrow: arrowAt(setup, counter.id),
    },
  };
}
