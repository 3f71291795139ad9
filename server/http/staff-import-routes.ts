import {
  importBytesMax,
  staffImportCheckSchema,
  staffImportedSchema,
  staffMax,
  type StaffImportCheck,
} from '../../contract/staff-office.ts';
import type { Actor } from '../../contract/commands.ts';
import type { StaffOffice } from '../auth/staff-office.ts';
import type { Building } from '../building.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { BuildingState } from '../domain/state.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { planStaff, type StaffPlan } from './staff-plan.ts';
import type { StaffRoutesOptions } from './staff-routes.ts';
import { readStaffTable } from './staff-table.ts';

const upload = { type: 'text/csv', bytesMax: importBytesMax } as const;
/** Named at once; a table with more is mended step by step. */
const errorsMax = 200;

function planOf(office: StaffOffice, state: BuildingState, actor: Actor, bytes: Buffer): StaffPlan {
  const { rows, faults } = readStaffTable(bytes);
  if (faults.length > 0) return { rows: [], faults };
  return planStaff(state, actor, rows, office.all(), staffMax);
}

/** The same rows would come to the same: nobody changed an account of theirs meanwhile. */
const signOf = ({ rows, faults }: StaffPlan): string =>
  JSON.stringify([rows.map(({ row, account }) => [row, account?.member.id]), faults.length]);

/** Where in the file each fault is: "3.counters" is the column of the third line. */
function faultyAnswer({ faults }: StaffPlan): Reply {
  const errors = faults.slice(0, errorsMax).map(({ line, column, code, value }) => ({
    path: [line, column].filter(part => part !== null).join('.') || 'body',
    code,
    message: code,
    ...(value === null ? {} : { facts: { value } }),
  }));
  return problemAnswer('staff-refused', { faults: faults.length }, errors);
}

async function imported(
  building: Building,
  office: StaffOffice,
  actor: Actor,
  bytes: Buffer,
): Promise<Reply> {
  const plan = planOf(office, building.state, actor, bytes);
  if (plan.faults.length > 0) return faultyAnswer(plan);
  const rows = plan.rows.flatMap(({ row: { kind }, username, details, account }) =>
    details && kind !== 'same' ? [{ staffId: account?.member.id ?? null, username, details }] : [],
  );
  const sign = signOf(plan);
  const passwords = await office.apply(actor, rows, state =>
    signOf(planOf(office, state, actor, bytes)) === sign ? null : refuse('changed-meanwhile'),
  );
  if (isRefusal(passwords)) return refusalAnswer(passwords);
  const made = rows.flatMap(({ username, details: { name } }) => {
    const password = passwords.get(username);
    return password === undefined ? [] : [{ username, name, password }];
  });
  return json({
    made,
    changed: rows.length - made.length,
    same: plan.rows.length - rows.length,
  });
}

/** People read in from a table of a spreadsheet: looked over first, then all of them or none. */
export function staffImportRoutes({ building, office }: StaffRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/staff/import/check',
      access: 'agency-administrator',
      summary: 'What a table of people would do, row by row; nothing is changed',
      description:
        'Columns `username`, `name`, `role`, `counters`, `services`, `agencies`, by their codes or ' +
        'numbers with spaces between; a column that is left out leaves what is. Separated by `;`, ' +
        '`,` or a tab.',
      upload,
      status: 200,
      answer: staffImportCheckSchema,
      refusals: [],
      handle({ bytes, actor }) {
        const { rows, faults } = planOf(office, building.state, actor, bytes);
        const check: StaffImportCheck = { rows: rows.map(({ row }) => row), faults: [...faults] };
        return json(check);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/staff/import',
      access: 'agency-administrator',
      summary: 'Make and change accounts by a table: all of it, or none where a row is wrong',
      upload,
      status: 200,
      answer: staffImportedSchema,
      refusals: ['staff-refused', 'changed-meanwhile'],
      handle: ({ bytes, actor, idempotency }) =>
        requests.once(idempotency, () => imported(building, office, actor, bytes)),
    }),
  ];
}
