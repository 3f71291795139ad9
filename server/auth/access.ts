import type { Actor } from '../../contract/commands.ts';
import type { Role } from '../../contract/values.ts';
import type { StaffMember } from '../store/staff.ts';
import type { PartnerKeyRecord } from '../store/partner-keys.ts';
import type { OpenSession } from './staff-sessions.ts';

/** Who a route is for. One table of routes carries it, and a test walks every route × every role. */
export type Access =
  | 'anyone'
  | 'kiosk'
  | 'screen'
  | 'account'
  | 'staff'
  | 'supervisor'
  | 'agency-administrator'
  | 'administrator'
  | 'partner'
  | 'demo';

/** Who came: what the request itself proves. */
export interface Caller {
  readonly staff: StaffMember | null;
  /** By which session the member came; absent where a socket or nobody asks. */
  readonly session?: OpenSession;
  /** A paired device, or the demo building's own kiosk on the same computer. */
  readonly deviceId: string | null;
  /** A paired kiosk or display, or a demo building's own screens on the same computer. */
  readonly screenId?: string | null;
  /** A portal or an app, by its key. */
  readonly partner?: PartnerKeyRecord;
  readonly address: string;
}

/** Accesses of members alone: who reads by it, and who does more. */
type MemberAccess = Extract<
  Access,
  'account' | 'staff' | 'supervisor' | 'agency-administrator' | 'administrator'
>;

const everybody = new Set<Role>([
  'officer',
  'supervisor',
  'agency-administrator',
  'administrator',
  'auditor',
]);
const atWork = new Set<Role>(['officer', 'supervisor', 'administrator']);
const steering = new Set<Role>(['supervisor', 'administrator']);
const settingUp = new Set<Role>(['agency-administrator', 'administrator']);
const administrating = new Set<Role>(['administrator']);

/** An auditor reads what supervisors and administrators read, and acts nowhere but on their account. */
const membersOf: Readonly<
  Record<MemberAccess, { readonly reading: ReadonlySet<Role>; readonly acting: ReadonlySet<Role> }>
> = {
  account: { reading: everybody, acting: everybody },
  staff: { reading: new Set([...atWork, 'auditor']), acting: atWork },
  supervisor: { reading: new Set([...steering, 'auditor']), acting: steering },
  'agency-administrator': {
    reading: new Set([...settingUp, 'supervisor', 'auditor']),
    acting: settingUp,
  },
  administrator: { reading: new Set([...administrating, 'auditor']), acting: administrating },
};

export type AccessResult =
  'allowed' | 'not-signed-in' | 'not-allowed' | 'not-found' | 'password-must-change';

function accessOfMember(access: MemberAccess, member: StaffMember, isReading: boolean) {
  const { reading, acting } = membersOf[access];
  if (!(isReading ? reading : acting).has(member.role)) return 'not-allowed';
  // Somebody else knows the password: nothing is done by it but choosing another one.
  return member.mustChange && access !== 'account' ? 'password-must-change' : 'allowed';
}

function accessOfKiosk({ deviceId, staff }: Caller, isReading: boolean): AccessResult {
  if (deviceId !== null) return 'allowed';
  return staff ? accessOfMember('staff', staff, isReading) : 'not-signed-in';
}

/**
 * What is an auditor's or a supervisor's to see, and nobody's but an administrator's to change, stands
 * under one access: `isReading` tells the two apart.
 */
export function accessOf(
  access: Access,
  caller: Caller,
  isDemo: boolean,
  isReading: boolean,
): AccessResult {
  const { staff } = caller;
  switch (access) {
    case 'anyone':
      return 'allowed';
    case 'demo':
      return isDemo ? 'allowed' : 'not-found';
    case 'kiosk':
      return accessOfKiosk(caller, isReading);
    case 'screen':
      return accessOfKiosk({ ...caller, deviceId: caller.screenId ?? null }, isReading);
    case 'partner':
      if (caller.partner) return 'allowed';
      return staff ? 'not-allowed' : 'not-signed-in';
    default:
      return staff ? accessOfMember(access, staff, isReading) : 'not-signed-in';
  }
}

/** Whether a member may look at the building's board, or at the desk of a counter. */
export const mayWatch = (view: 'overview' | 'desk', staff: StaffMember): boolean =>
  accessOfMember(view === 'overview' ? 'supervisor' : 'staff', staff, true) === 'allowed' &&
  // A desk that somebody has open works: it is told of visitors who call for staff.
  (view === 'overview' || atWork.has(staff.role));

export function actorOf({ staff, deviceId }: Caller, access?: Access): Actor {
  // Who has no work with visitors does nothing at a kiosk in their own name.
  const isKiosk = access === 'kiosk' && deviceId !== null && !atWork.has(staff?.role ?? 'auditor');
  if (staff && !isKiosk) {
    const { id, role, counterIds, serviceIds, agencyIds } = staff;
    if (role === 'agency-administrator') return { role, staffId: id, agencyIds };
    if (role !== 'officer') return { role, staffId: id };
    const actor = { role, staffId: id, counterIds };
    return serviceIds === null ? actor : { ...actor, serviceIds };
  }
  return deviceId ? { role: 'device', deviceId } : { role: 'visitor' };
}

/** An IPv4 or IPv6 loopback address, as the socket tells it. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
