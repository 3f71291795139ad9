import type { Actor } from '../../contract/commands.ts';
import type { Role } from '../../contract/values.ts';
import type { StaffMember } from '../store/staff.ts';
import type { PartnerKeyRecord } from '../store/partner-keys.ts';
import type { OpenSession } from './staff-sessions.ts';

/** Who a route is for. One table of routes carries it, and a test walks every route × every role. */
export type Access =
  | 'anyone'
  | 'kiosk'
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
  /** A portal or an app, by its key. */
  readonly partner?: PartnerKeyRecord;
  readonly address: string;
}

const steering: ReadonlySet<Role> = new Set(['supervisor', 'administrator']);

const reading: ReadonlySet<Role> = new Set(['supervisor', 'auditor']);
const settingUp: ReadonlySet<Role> = new Set(['agency-administrator', 'administrator']);

export type AccessResult = 'allowed' | 'not-signed-in' | 'not-allowed' | 'not-found';

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
  switch (access) {
    case 'anyone':
      return 'allowed';
    case 'demo':
      return isDemo ? 'allowed' : 'not-found';
    case 'kiosk':
      return caller.deviceId !== null || caller.staff ? 'allowed' : 'not-signed-in';
    case 'staff':
      return caller.staff ? 'allowed' : 'not-signed-in';
    case 'supervisor':
      if (!caller.staff) return 'not-signed-in';
      return steering.has(caller.staff.role) ? 'allowed' : 'not-allowed';
    case 'agency-administrator':
      if (!caller.staff) return 'not-signed-in';
      return settingUp.has(caller.staff.role) || (isReading && reading.has(caller.staff.role))
        ? 'allowed'
        : 'not-allowed';
    case 'partner':
      if (caller.partner) return 'allowed';
      return caller.staff ? 'not-allowed' : 'not-signed-in';
    case 'administrator':
      if (!caller.staff) return 'not-signed-in';
      return caller.staff.role === 'administrator' ? 'allowed' : 'not-allowed';
  }
}

export function actorOf(caller: Caller): Actor {
  if (caller.staff) {
    const { id, role, counterIds, serviceIds } = caller.staff;
    if (role !== 'officer') return { role, staffId: id };
    const actor = { role, staffId: id, counterIds };
    return serviceIds === null ? actor : { ...actor, serviceIds };
  }
  return caller.deviceId ? { role: 'device', deviceId: caller.deviceId } : { role: 'visitor' };
}

/** An IPv4 or IPv6 loopback address, as the socket tells it. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
