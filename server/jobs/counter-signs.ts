import type { JournalEntry } from '../../contract/events.ts';
import { openSigns, type CounterSigns } from '../../hardware/signs/counter-sign.ts';
import type { SignMessage } from '../../hardware/signs/sign-message.ts';
import type { Building } from '../building.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Log } from '../log.ts';

/** What stands above a counter now. */
function messageOf(state: BuildingState, counterId: string): SignMessage {
  const counter = state.counters.get(counterId);
  const sign = setupOf(state).setup.signs.find(row => row.counterId === counterId);
  const arrow = sign?.arrow ? { arrow: sign.arrow } : {};
  const label = state.visits.get(counter?.leg?.visitId ?? '')?.label ?? null;
  if (label !== null) {
    return { label, state: counter?.leg?.state === 'called' ? 'called' : 'serving', ...arrow };
  }
  if (!counter || counter.state === 'closed') return { label: null, state: 'closed' };
  return { label: null, state: counter.state === 'paused' ? 'paused' : 'free' };
}

/** Opens the signs of the set-up; none where one of them cannot be, which is told. */
function openFrom(state: BuildingState, log: Log): CounterSigns | null {
  const { signs } = setupOf(state).setup;
  if (signs.length === 0) return null;
  try {
    return openSigns(
      new Map(signs.map(({ counterId, wire, protocol }) => [counterId, { wire, protocol }])),
    );
  } catch (error) {
    log.error({ err: error }, 'the signs above the counters could not be opened');
    return null;
  }
}

/** Feeds the small signs above the counters: each shows what stands at its counter (SIGN-8). */
export function openCounterSigns(building: Building, log: Log): { close(): Promise<void> } {
  let signs = openFrom(building.state, log);
  const showAll = (): void => {
    for (const { counterId } of setupOf(building.state).setup.signs) {
      signs?.show(counterId, messageOf(building.state, counterId));
    }
  };
  const follow = (entries: readonly JournalEntry[]): void => {
    if (entries.some(entry => entry.type === 'building-configured')) {
      void signs?.close();
      signs = openFrom(building.state, log);
      showAll();
      return;
    }
    if (!signs) return;
    if (entries.some(entry => entry.type === 'day-opened')) return showAll();
    const counterIds = new Set(entries.flatMap(entry => entry.counterId ?? []));
    for (const counterId of counterIds) {
      signs.show(counterId, messageOf(building.state, counterId));
    }
  };
  showAll();
  const stop = building.onCommit(follow);
  return {
    async close() {
      stop();
      await signs?.close();
    },
  };
}
