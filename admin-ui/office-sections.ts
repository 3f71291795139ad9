import {
  Activity,
  ArrowRightLeft,
  Building,
  CalendarCheck,
  CalendarDays,
  ClipboardList,
  DatabaseBackup,
  History,
  Languages,
  ListOrdered,
  Monitor,
  Plug,
  Printer,
  ReceiptText,
  ShieldCheck,
  SlidersHorizontal,
  Tablet,
  UserRound,
  Volume2,
} from 'lucide';
import type { Role } from '../contract/values.ts';
import type { IconNode } from '../ui-kit/icon.tsx';
import { texts } from '../ui-kit/language.ts';

/** Every page of the office, in the order of its navigation, and who may open it. */

const sectionText = texts({
  id: {
    building: 'Gedung',
    agencies: 'Instansi, layanan',
    counters: 'Loket',
    queues: 'Antrean dan seri',
    hours: 'Jam dan libur',
    booking: 'Kuota dan slot',
    rules: 'Aturan',
    staff: 'Petugas',
    devices: 'Perangkat',
    printers: 'Printer',
    voice: 'Suara',
    ticket: 'Tata letak tiket',
    texts: 'Teks',
    partners: 'Mitra dan API',
    files: 'Impor, ekspor',
    audit: 'Jejak audit',
    privacy: 'Data pribadi',
    health: 'Kesehatan',
    backups: 'Cadangan',
  },
  en: {
    building: 'Building',
    agencies: 'Agencies, services',
    counters: 'Counters',
    queues: 'Queues and series',
    hours: 'Hours and holidays',
    booking: 'Quotas and slots',
    rules: 'Rules',
    staff: 'Staff',
    devices: 'Devices',
    printers: 'Printers',
    voice: 'Voice',
    ticket: 'Ticket layout',
    texts: 'Texts',
    partners: 'Partners and API',
    files: 'Import, export',
    audit: 'Audit trail',
    privacy: 'Personal data',
    health: 'Health',
    backups: 'Backups',
  },
});

export type SectionId = Parameters<typeof sectionText>[0];

export interface Section {
  readonly id: SectionId;
  readonly path: string;
  readonly icon: IconNode;
  readonly roles: readonly Role[];
}

const building: readonly Role[] = ['administrator', 'auditor'];
/** Where an agency has rows of its own. */
const agency: readonly Role[] = [...building, 'agency-administrator'];
/** What a supervisor looks after on a working day. */
const floor: readonly Role[] = ['administrator', 'supervisor', 'auditor'];
const alone: readonly Role[] = ['administrator'];

/** Groups have a hairline between them. */
export const sectionGroups: readonly (readonly Section[])[] = [
  [
    { id: 'building', path: '/admin/setup/building', icon: Building, roles: building },
    { id: 'agencies', path: '/admin/setup/agencies', icon: ClipboardList, roles: agency },
    { id: 'counters', path: '/admin/setup/counters', icon: Monitor, roles: agency },
    { id: 'queues', path: '/admin/setup/queues', icon: ListOrdered, roles: agency },
    { id: 'hours', path: '/admin/setup/hours', icon: CalendarDays, roles: agency },
    { id: 'booking', path: '/admin/booking', icon: CalendarCheck, roles: floor },
    { id: 'rules', path: '/admin/setup/rules', icon: SlidersHorizontal, roles: building },
  ],
  [
    { id: 'staff', path: '/admin/staff', icon: UserRound, roles: agency },
    { id: 'devices', path: '/admin/devices', icon: Tablet, roles: floor },
    { id: 'printers', path: '/admin/printers', icon: Printer, roles: floor },
    { id: 'voice', path: '/admin/voice', icon: Volume2, roles: floor },
    { id: 'ticket', path: '/admin/ticket', icon: ReceiptText, roles: building },
    { id: 'texts', path: '/admin/setup/texts', icon: Languages, roles: building },
  ],
  [
    { id: 'partners', path: '/admin/partners', icon: Plug, roles: building },
    { id: 'files', path: '/admin/setup/files', icon: ArrowRightLeft, roles: building },
    { id: 'audit', path: '/admin/audit', icon: History, roles: floor },
    { id: 'privacy', path: '/admin/privacy', icon: ShieldCheck, roles: floor },
    { id: 'health', path: '/admin/health', icon: Activity, roles: floor },
    { id: 'backups', path: '/admin/backups', icon: DatabaseBackup, roles: alone },
  ],
];

export const sections: readonly Section[] = sectionGroups.flat();

export const sectionWords = (id: SectionId): string => sectionText(id);

export const sectionOf = (id: SectionId): Section => sections.find(section => section.id === id)!;

/** The groups as this role sees them; none is empty. */
export const groupsFor = (role: Role): readonly (readonly Section[])[] =>
  sectionGroups
    .map(group => group.filter(({ roles }) => roles.includes(role)))
    .filter(group => group.length > 0);
