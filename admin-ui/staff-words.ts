import type { StaffMemberView } from '../contract/staff.ts';
import type { Role } from '../contract/values.ts';
import type { StaffRows } from './staff-list.ts';
import { staffText as s, type StaffKey } from './staff-texts.ts';

/** In the order of what they may do. */
export const roles: readonly Role[] = [
  'officer',
  'supervisor',
  'agency-administrator',
  'administrator',
  'auditor',
];

export const roleLead: Readonly<Record<Role, StaffKey>> = {
  officer: 'roleLeadOfficer',
  supervisor: 'roleLeadSupervisor',
  'agency-administrator': 'roleLeadAgency',
  administrator: 'roleLeadAdministrator',
  auditor: 'roleLeadAuditor',
};

/** Where somebody works, or what they look after. */
export function placeWords(rows: StaffRows, member: StaffMemberView): string {
  const { role } = member;
  const places = rows.placesOf(member).join(', ');
  if (role === 'officer')
    return places === '' ? s('noCounter') : s('counters', { numbers: places });
  if (role === 'agency-administrator') return places;
  if (role === 'supervisor') return s('everyCounter');
  return s(role === 'administrator' ? 'wholeBuilding' : 'readsAll');
}
