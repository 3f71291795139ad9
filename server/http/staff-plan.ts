import type { Actor } from '../../contract/commands.ts';
import {
  staffNameSchema,
  usernameSchema,
  type StaffColumn,
  type StaffFaultCode,
  type StaffImportFault,
  type StaffImportRow,
} from '../../contract/staff-office.ts';
import { roleSchema, type Role } from '../../contract/values.ts';
import { counterLeftOpen, mayLookAfter, tidyDuty } from '../domain/staff-rules.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { StaffAccount, StaffDetails } from '../store/staff.ts';
import { tableFault, type TableRow } from './staff-table.ts';

/** What a table of people would do to the accounts of now. */

export interface PlannedRow {
  readonly row: StaffImportRow;
  readonly username: string;
  /** Null where the row cannot be read. */
  readonly details: StaffDetails | null;
  /** Whose account it is already. */
  readonly account: StaffAccount | null;
}

export interface StaffPlan {
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly StaffImportFault[];
}

const roleNames: Readonly<Record<string, Role>> = {
  petugas: 'officer',
  'petugas loket': 'officer',
  'administrator instansi': 'agency-administrator',
  'admin instansi': 'agency-administrator',
  admin: 'administrator',
};

function roleOf(text: string): Role | undefined {
  const name = text.toLowerCase();
  const known = roleSchema.safeParse(name);
  return known.success ? known.data : roleNames[name];
}

const wordsOf = (text: string): string[] => text.split(/[\s,;|]+/).filter(word => word !== '');
const everything: ReadonlySet<string> = new Set(['', '*', 'all', 'semua']);

interface Numbered {
  readonly id: string;
  readonly code: string;
  readonly number?: number;
}

/** Ids by code or by number; what names none is told. */
function idsOf(
  text: string,
  known: ReadonlyMap<string, Numbered>,
  unknown: (word: string) => void,
): string[] {
  const rows = [...known.values()];
  return wordsOf(text).flatMap(word => {
    const code = word.toLowerCase();
    const found =
      rows.find(row => row.code.toLowerCase() === code) ??
      rows.find(row => row.number !== undefined && String(row.number) === code);
    if (!found) unknown(word);
    return found ? [found.id] : [];
  });
}

type Tell = (column: StaffColumn, code: StaffFaultCode, value?: string) => void;

function detailsOf(
  state: BuildingState,
  { values }: TableRow,
  now: StaffDetails | undefined,
  tell: Tell,
): StaffDetails | null {
  const { counters, services, agencies } = setupOf(state);
  const name = staffNameSchema.safeParse(values.name ?? '');
  const role = roleOf(values.role ?? '');
  if (!name.success) tell('name', 'name-invalid', values.name);
  if (role === undefined) tell('role', 'unknown-role', values.role);
  const ids = (
    column: 'counters' | 'services' | 'agencies',
    known: ReadonlyMap<string, Numbered>,
    code: StaffFaultCode,
  ): string[] => idsOf(values[column] ?? '', known, word => tell(column, code, word));
  const counterIds = ids('counters', counters, 'unknown-counter');
  const isAll = everything.has((values.services ?? '').toLowerCase());
  const serviceIds = isAll ? null : ids('services', services, 'unknown-service');
  const agencyIds = ids('agencies', agencies, 'unknown-agency');
  if (!name.success || role === undefined) return null;
  // A column that is not there leaves what is.
  return tidyDuty({
    name: name.data,
    role,
    counterIds: values.counters === undefined && now ? now.counterIds : counterIds,
    serviceIds: values.services === undefined && now ? now.serviceIds : serviceIds,
    agencyIds: values.agencies === undefined && now ? now.agencyIds : agencyIds,
  });
}

const same = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  one === null || other === null
    ? one === other
    : one.length === other.length && one.every(id => other.includes(id));

function changesOf(now: StaffDetails, next: StaffDetails): StaffColumn[] {
  const pairs: readonly [StaffColumn, boolean][] = [
    ['name', now.name === next.name],
    ['role', now.role === next.role],
    ['counters', same(now.counterIds, next.counterIds)],
    ['services', same(now.serviceIds, next.serviceIds)],
    ['agencies', same(now.agencyIds, next.agencyIds)],
  ];
  return pairs.filter(([, isSame]) => !isSame).map(([column]) => column);
}

/** What speaks against a row that can be read. */
function forbidden(
  state: BuildingState,
  actor: Actor,
  account: StaffAccount | null,
  details: StaffDetails,
  tell: Tell,
): void {
  if (details.role === 'agency-administrator' && details.agencyIds.length === 0) {
    tell('agencies', 'agency-required');
  }
  const isOurs = !account || mayLookAfter(state, actor, account.member);
  if (!isOurs || !mayLookAfter(state, actor, details)) tell('username', 'not-allowed');
  if (!account) return;
  if (account.endedAt !== null) tell('username', 'account-ended');
  const open = counterLeftOpen(state, account.member.id, details);
  if (open) tell('counters', 'counter-open', String(open.number));
}

function planned(
  state: BuildingState,
  actor: Actor,
  row: TableRow,
  accounts: ReadonlyMap<string, StaffAccount>,
  faults: StaffImportFault[],
): PlannedRow {
  const { line, values } = row;
  const before = faults.length;
  const tell: Tell = (column, code, value) =>
    faults.push(tableFault(line, column, code, value ?? null));
  const username = (values.username ?? '').toLowerCase();
  const account = accounts.get(username) ?? null;
  if (!account && !usernameSchema.safeParse(username).success) {
    tell('username', 'username-invalid', username);
  }
  const details = detailsOf(state, row, account?.member, tell);
  if (details && faults.length === before) forbidden(state, actor, account, details, tell);
  const changes = account && details ? changesOf(account.member, details) : [];
  const isWrong = faults.length > before;
  const known = changes.length > 0 ? 'changed' : 'same';
  return {
    row: {
      line,
      username: username.slice(0, 60),
      name: (values.name ?? '').slice(0, 100),
      role: details?.role ?? null,
      kind: isWrong ? 'wrong' : account ? known : 'new',
      changes,
    },
    username,
    details,
    account,
  };
}

const isAdministrator = (details: StaffDetails | null | undefined): boolean =>
  details?.role === 'administrator';

/** The building keeps an administrator: the rows that take the last ones away are told. */
function lastAdministrators(
  rows: readonly PlannedRow[],
  accounts: readonly StaffAccount[],
): StaffImportFault[] {
  const next = new Map(rows.map(({ username, details }) => [username, details]));
  const current = accounts.filter(row => row.endedAt === null && isAdministrator(row.member));
  const isKept = current.some(({ member }) => {
    const row = next.get(member.username.toLowerCase());
    return row === undefined || isAdministrator(row);
  });
  if (isKept || rows.some(({ details }) => isAdministrator(details))) return [];
  const theirs = new Set(current.map(({ member }) => member.id));
  return rows
    .filter(({ account }) => account !== null && theirs.has(account.member.id))
    .map(({ row }) => tableFault(row.line, 'role', 'last-administrator'));
}

/** Every row as new, changed, the same or wrong, and everything that is wrong with its place. */
export function planStaff(
  state: BuildingState,
  actor: Actor,
  table: readonly TableRow[],
  accounts: readonly StaffAccount[],
  staffMax: number,
): StaffPlan {
  const byName = new Map(accounts.map(row => [row.member.username.toLowerCase(), row]));
  const faults: StaffImportFault[] = [];
  const rows = table.map(row => planned(state, actor, row, byName, faults));
  const seen = new Set<string>();
  for (const { row, username } of rows) {
    if (seen.has(username))
      faults.push(tableFault(row.line, 'username', 'username-twice', username));
    seen.add(username);
  }
  const wrongLines = new Set(faults.map(({ line }) => line));
  const last = lastAdministrators(rows, accounts);
  faults.push(...last.filter(({ line }) => !wrongLines.has(line)));
  const made = rows.filter(({ row }) => row.kind === 'new').length;
  if (accounts.length + made > staffMax) {
    faults.push(tableFault(null, null, 'too-many-staff', String(staffMax)));
  }
  const wrong = new Set(faults.map(({ line }) => line));
  return {
    rows: rows.map(one =>
      wrong.has(one.row.line) ? { ...one, row: { ...one.row, kind: 'wrong' } } : one,
    ),
    faults: faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  };
}
