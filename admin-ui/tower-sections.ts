import type { Role } from '../contract/values.ts';
import { texts } from '../ui-kit/language.ts';
import { sections as officeSections } from './office-sections.ts';

/** What stands in the top bar of every page of the tower, in its order, and who may open it. */

const sectionText = texts({
  id: {
    building: 'Gedung',
    counters: 'Loket',
    tickets: 'Tiket',
    messages: 'Pesan',
    reports: 'Laporan',
  },
  en: {
    building: 'Building',
    counters: 'Counters',
    tickets: 'Tickets',
    messages: 'Messages',
    reports: 'Reports',
  },
});

export type TowerBarId = Parameters<typeof sectionText>[0];
/** A replay is reached from the reports and has no entry of its own. */
export type TowerSectionId = TowerBarId | 'replay';

/** An auditor looks at everything and presses nothing. */
const floor: readonly Role[] = ['supervisor', 'administrator', 'auditor'];

export interface TowerSection {
  readonly id: TowerBarId;
  readonly path: string;
  readonly roles: readonly Role[];
}

export const towerSections: readonly TowerSection[] = [
  { id: 'building', path: '/supervisor', roles: floor },
  { id: 'counters', path: '/supervisor/counters', roles: floor },
  { id: 'tickets', path: '/supervisor/tickets', roles: floor },
  { id: 'messages', path: '/supervisor/messages', roles: floor },
  { id: 'reports', path: '/reports', roles: [...floor, 'agency-administrator'] },
];

/** Whom the tower is for; whoever else may open a page of it finds that page alone. */
export const isOfFloor = (role: Role): boolean => floor.includes(role);

/** Of the reports an agency reads what is said of it, and nothing else. */
export const sectionPath = ({ id, path }: TowerSection, role: Role): string =>
  id === 'reports' && !isOfFloor(role) ? '/reports/survey' : path;

export const towerSectionWords = (id: TowerBarId): string => sectionText(id);

/** The entry that is lit while a page of this section is open. */
export const litSection = (section: TowerSectionId): TowerBarId =>
  section === 'replay' ? 'reports' : section;

/** The office opens where this member has most to do in it. */
export function officeWayFor(role: Role): string {
  const own = officeSections.filter(({ roles }) => roles.includes(role));
  return (own.find(({ id }) => id === 'agencies') ?? own[0])?.path ?? '/';
}

/** Where a search of the top bar leads: to the story of the number. */
export const searchPath = (label: string): string =>
  `/supervisor/tickets?label=${encodeURIComponent(label.trim().toUpperCase())}`;
