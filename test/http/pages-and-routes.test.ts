import { expect, test } from 'vitest';
import { sections, type SectionId } from '../../admin-ui/office-sections.ts';
import { boardRoles } from '../../admin-ui/tower-page.ts';
import { roleSchema, type Role } from '../../contract/values.ts';
import { accessOf, type Access } from '../../server/auth/access.ts';
import { accessOfRoutes } from './access-of-routes.ts';

/** What the pages show of the office and what the route table lets through are one thing. */

/** What a page asks for before it shows anything. */
const readBy: Readonly<Partial<Record<SectionId, string>>> = {
  building: '/api/v1/admin/setup',
  agencies: '/api/v1/admin/setup',
  counters: '/api/v1/admin/setup',
  queues: '/api/v1/admin/setup',
  hours: '/api/v1/admin/setup',
  rules: '/api/v1/admin/setup',
  texts: '/api/v1/admin/setup',
  files: '/api/v1/admin/setup',
  staff: '/api/v1/staff',
  booking: '/api/v1/admin/booking',
  devices: '/api/v1/devices',
  printers: '/api/v1/admin/printers',
  voice: '/api/v1/admin/voice',
  ticket: '/api/v1/admin/ticket',
  partners: '/api/v1/admin/partner-keys',
};

const mayRead = (role: Role, access: Access): boolean => {
  const staff = {
    id: 'staff-1',
    username: 'x',
    name: 'X',
    role,
    counterIds: [],
    serviceIds: null,
    agencyIds: [],
    mustChange: false,
  };
  return accessOf(access, { staff, deviceId: null, address: '' }, false, true) === 'allowed';
};
const accessOfGet = (path: string): Access => {
  const access = accessOfRoutes[`get ${path}`];
  if (!access) throw new Error(`No route reads ${path}`);
  return access;
};

test('AUTH-22: whoever sees a page of the office may read what it shows', () => {
  for (const { id, roles } of sections) {
    const path = readBy[id];
    if (path === undefined) continue;
    for (const role of roles) {
      expect(mayRead(role, accessOfGet(path)), `${role} at ${id}`).toBe(true);
    }
  }
});

test('AUTH-22: an auditor sees every page that an administrator sees, backups excepted', () => {
  for (const { id, roles } of sections) {
    expect(roles.includes('administrator'), id).toBe(true);
    if (id !== 'backups') expect(roles.includes('auditor'), id).toBe(true);
    expect(roles.includes('officer'), id).toBe(false);
  }
});

test('AUTH-22: the board shows itself to those, and only those, who may read it', () => {
  for (const role of roleSchema.options) {
    expect(boardRoles.has(role), role).toBe(mayRead(role, accessOfGet('/api/v1/overview')));
  }
});
