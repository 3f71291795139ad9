import type { Actor } from '../../contract/commands.ts';
import { setupOf, type BuildingState } from './state.ts';

/** Supervisors, and officers of a counter that is set up as the front desk. */
export const isFrontDesk = (state: BuildingState, { counterIds }: Actor): boolean =>
  counterIds === undefined ||
  counterIds.some(id => setupOf(state).counters.get(id)?.showsPrinters === true);

/** The front desk serves the whole building: there an officer is bound to no counter. */
export const atFrontDesk = ({ role, staffId }: Actor): Actor => ({
  role: role === 'officer' ? 'supervisor' : role,
  ...(staffId === undefined ? {} : { staffId }),
});
