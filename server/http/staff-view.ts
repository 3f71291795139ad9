import type { StaffMemberView } from '../../contract/staff.ts';
import { versionOf } from '../auth/staff-office.ts';
import type { Building } from '../building.ts';
import type { StaffAccount } from '../store/staff.ts';
import { instantOrNull } from '../views/names.ts';

/** An account as whoever looks after it sees it; never its password. */
export function memberView(
  { state }: Pick<Building, 'state'>,
  account: StaffAccount,
): StaffMemberView {
  const { member, lockedUntil, sessions, lastSeenAt, endedAt } = account;
  const { id, username, name, role, counterIds, serviceIds, agencyIds, mustChange } = member;
  return {
    id,
    username,
    name,
    role,
    counterIds: [...counterIds],
    serviceIds: serviceIds && [...serviceIds],
    agencyIds: [...agencyIds],
    lockedUntil: instantOrNull(state, lockedUntil),
    sessions,
    lastSeenAt: instantOrNull(state, lastSeenAt),
    mustChange,
    endedAt: instantOrNull(state, endedAt),
    version: versionOf(account),
  };
}
