import type { ForecastRoom } from '../http/forecast-routes.ts';
import type { ForecastThread } from '../jobs/forecast-thread.ts';
import type { Rooms } from './rooms.ts';

/** Questions of what will be, in the words of the thread that answers them. */
export function openForecastRoom(
  { building }: Pick<Rooms, 'building'>,
  thread: ForecastThread,
): ForecastRoom {
  return {
    building: () => thread.building(building.now()),
    queue: (queueId, { counters, from, stopAt, ...change }, asker) =>
      thread.ask(
        { kind: 'queue', now: building.now(), queueId, counters, change, from, stopAt },
        asker,
      ),
    replay: ({ date, queueId, counters, from, ...change }, asker) =>
      thread.ask(
        { kind: 'replay', now: building.now(), date, queueId, counters, change, from },
        asker,
      ),
    replayDays: () => thread.ask({ kind: 'replay-days', now: building.now() }, null),
  };
}
