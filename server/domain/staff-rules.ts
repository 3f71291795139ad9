import type { Actor } from '../../contract/commands.ts';
import type { Counter } from '../../contract/setup.ts';
import type { StaffFaultCode } from '../../contract/staff-office.ts';
import type { Role } from '../../contract/values.ts';
import { setupOf, type BuildingState } from './state.ts';

/** Who may be what, and who looks after whom. */

/** What an account lets its member do. */
export interface StaffDuty {
  readonly role: Role;
  readonly counterIds: readonly string[];
  /** Null: trained for all. */
  readonly serviceIds: readonly string[] | null;
  readonly agencyIds: readonly string[];
}

export interface StaffFault {
  /** The field, and the place in its list: "counterIds.2". */
  readonly path: string;
  readonly code: StaffFaultCode;
}

const once = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

/** Nothing is kept that the role makes no use of: it would come to life with another role. */
export function tidyDuty<Duty extends StaffDuty>(duty: Duty): Duty {
  const { role, counterIds, serviceIds, agencyIds } = duty;
  const isOfficer = role === 'officer';
  return {
    ...duty,
    counterIds: isOfficer ? once(counterIds) : [],
    serviceIds: isOfficer && serviceIds !== null ? once(serviceIds) : null,
    agencyIds: role === 'agency-administrator' ? once(agencyIds) : [],
  };
}

export function faultsOfDuty(state: BuildingState, duty: StaffDuty): StaffFault[] {
  const { counters, services, agencies } = setupOf(state);
  const missing = (
    field: string,
    ids: readonly string[],
    known: ReadonlyMap<string, unknown>,
    code: StaffFaultCode,
  ): StaffFault[] =>
    ids.flatMap((id, at) => (known.has(id) ? [] : [{ path: `${field}.${at}`, code }]));
  const faults = [
    ...missing('counterIds', duty.counterIds, counters, 'unknown-counter'),
    ...missing('serviceIds', duty.serviceIds ?? [], services, 'unknown-service'),
    ...missing('agencyIds', duty.agencyIds, agencies, 'unknown-agency'),
  ];
  const hasNone = duty.role === 'agency-administrator' && duty.agencyIds.length === 0;
  return hasNone ? [...faults, { path: 'agencyIds', code: 'agency-required' }] : faults;
}

/** Officers whose counters, one at least, are all of the actor's agencies, and so are their services. */
function isOwnOfficer(state: BuildingState, actor: Actor, duty: StaffDuty): boolean {
  const { counters, services } = setupOf(state);
  const own = new Set(actor.agencyIds);
  const isOwn = (row: { readonly agencyId: string } | undefined): boolean =>
    row !== undefined && own.has(row.agencyId);
  return (
    duty.role === 'officer' &&
    duty.counterIds.length > 0 &&
    duty.counterIds.every(id => isOwn(counters.get(id))) &&
    (duty.serviceIds ?? []).every(id => isOwn(services.get(id)))
  );
}

/** Administrators look after everybody, an agency's administrator after the officers of its counters. */
export const mayLookAfter = (state: BuildingState, actor: Actor, duty: StaffDuty): boolean =>
  actor.role === 'administrator' ||
  (actor.role === 'agency-administrator' && isOwnOfficer(state, actor, duty));

/**
 * A counter that is open in a member's name, and where they may not work by `duty`, or not at all
 * where that is null. Whoever stands there would be left alone.
 */
export function counterLeftOpen(
  state: BuildingState,
  staffId: string,
  duty: StaffDuty | null,
): Counter | null {
  const steers = duty !== null && (duty.role === 'supervisor' || duty.role === 'administrator');
  for (const { id, state: now, staffId: officerId } of state.counters.values()) {
    if (now === 'closed' || officerId !== staffId) continue;
    const mayStay = steers || (duty?.role === 'officer' && duty.counterIds.includes(id));
    if (!mayStay) return setupOf(state).counters.get(id) ?? null;
  }
  return null;
}
