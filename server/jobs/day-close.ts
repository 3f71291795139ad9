import type { Building } from '../building.ts';
import { rollDay } from '../domain/business-day.ts';
import { nextByItself } from '../domain/by-itself.ts';
import type { Log } from '../log.ts';

/** How often the calendar is looked at; real time, also in a simulation. */
const lookMs = 1_000;

/** Whether the clock alone does something: an end, a new day, or a call by itself. */
function isDue(building: Building): boolean {
  const { state } = building;
  const now = building.now();
  return rollDay(state, now).length > 0 || nextByItself(state, now).length > 0;
}

/**
 * Ends the business day where nobody does anything at midnight: every command rolls the day by
 * itself, but a hall that has gone home gives none, and its screens would still show yesterday.
 */
export function openDayClose(building: Building, log: Log): { close(): void } {
  let isRolling = false;
  const look = (): void => {
    if (isRolling || !isDue(building)) return;
    isRolling = true;
    const command = { type: 'roll-day', actor: { role: 'system' } } as const;
    building
      .execute({ command, answer: () => ({ status: 200, body: '' }) })
      .catch((error: unknown) => log.error({ err: error }, 'the business day could not be ended'))
      .finally(() => {
        isRolling = false;
      });
  };
  look();
  const timer = setInterval(look, lookMs);
  return {
    close: () => clearInterval(timer),
  };
}
