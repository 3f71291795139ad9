import { savedSetupSchema } from '../../contract/setup-edits.ts';
import {
  checkSetupFileQuerySchema,
  importServicesQuerySchema,
  servicesSheetBytesMax,
  servicesSheetCheckSchema,
  type FileFault,
  type ServicesSheetCheck,
} from '../../contract/setup-files.ts';
import type { Building } from '../building.ts';
import { editsBetween, withEdits } from '../domain/setup-parts.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { setupEffects } from '../views/setup-effects.ts';
import { inLineOrder, previewOf, textOf } from './files/file-text.ts';
import { readServices, type ReadServices } from './files/read-services.ts';
import { servicesSheet } from './files/services-sheet.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { fileErrors, fileNameOf, textFile } from './setup-file-routes.ts';
import { saveEdits } from './setup-routes.ts';
import { faultsOfEdits } from './setup-wish.ts';

type Judged = Omit<ServicesSheetCheck, 'effects' | 'preview'>;

function rowsAndFaults(bytes: Buffer, state: BuildingState): ReadServices {
  const { setup } = setupOf(state);
  const text = textOf(bytes);
  return typeof text === 'string'
    ? readServices(text, setup)
    : { rows: [], faults: [text], wished: setup };
}

/** What speaks against good rows is said at their lines. */
function judge(bytes: Buffer, state: BuildingState, isNow: boolean): Judged {
  const { rows, faults, wished } = rowsAndFaults(bytes, state);
  const shown = rows.map(({ line, code, name, is, faults: own }) => ({
    line,
    code,
    name,
    is,
    faults: own,
  }));
  const isBad = faults.length > 0 || rows.some(({ is }) => is === 'wrong');
  if (isBad) return { rows: shown, faults: inLineOrder(faults), edits: [] };
  const edits = editsBetween(setupOf(state).setup, wished);
  const lines = new Map(rows.map(({ line, service }) => [service?.id, line]));
  const against = faultsOfEdits(state, edits, isNow).map((fault): FileFault => {
    const [, id] = fault.path.split('/');
    return { ...fault, line: lines.get(id) ?? null };
  });
  return { rows: shown, faults: inLineOrder(against), edits: against.length > 0 ? [] : edits };
}

/** Everything that is wrong, of rows and of the sheet, by line. */
const allFaults = ({ rows, faults }: Judged): FileFault[] =>
  inLineOrder([...faults, ...rows.flatMap(row => row.faults)]);

const upload = { type: 'text/csv', bytesMax: servicesSheetBytesMax } as const;

function importRoute(building: Building): Route {
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/admin/setup/services',
    access: 'agency-administrator',
    summary: 'Bring services as a sheet says, now or from the beginning of a later day',
    description: 'All of it or nothing; services that the sheet does not name stay as they are.',
    query: importServicesQuerySchema,
    upload,
    status: 200,
    answer: savedSetupSchema,
    refusals: ['setup-changed', 'setup-refused'],
    handle: call =>
      requests.once(call.idempotency, async () => {
        const { preview, from = null } = call.query;
        const { state } = building;
        const judged = judge(
          call.bytes,
          state,
          from === null || from <= (state.businessDate ?? ''),
        );
        const faults = allFaults(judged);
        if (faults.length > 0) {
          return problemAnswer('setup-refused', { faults: faults.length }, fileErrors(faults));
        }
        if (preview !== undefined && preview !== previewOf(judged.edits)) {
          return problemAnswer('setup-changed', { setupSeq: state.setupSeq });
        }
        const asked = { actor: call.actor, idempotency: undefined };
        return saveEdits(building, asked, { edits: judged.edits, from });
      }),
  });
}

/** The list of services as a sheet, out and in. */
export const servicesSheetRoutes = ({ building }: { readonly building: Building }): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/setup/services',
    access: 'agency-administrator',
    summary: 'The services as a CSV sheet, as table programs open it',
    status: 200,
    answer: null,
    fileType: 'text/csv',
    refusals: [],
    handle() {
      const { setup } = setupOf(building.state);
      const name = `layanan-${fileNameOf(setup.building.short)}-${building.state.businessDate!}.csv`;
      return textFile(servicesSheet(setup), name);
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/setup/services/check',
    access: 'agency-administrator',
    summary: 'What a sheet of services would change, row by row; nothing is changed',
    description:
      'CSV with semicolons, commas or tabs, at most 500 kB and 1,000 rows. Columns: code, agency ' +
      '(its code), queue (its series), name_id, name_en, minutes, requirements_id and ' +
      'requirements_en (several with | between), synonyms, offered, bookable.',
    query: checkSetupFileQuerySchema.omit({ take: true }),
    upload,
    status: 200,
    answer: servicesSheetCheckSchema,
    refusals: [],
    handle({ bytes }) {
      const { state } = building;
      const judged = judge(bytes, state, true);
      const { edits } = judged;
      const { setup } = setupOf(state);
      const isSound = edits.length > 0;
      const effects = isSound ? setupEffects(state, withEdits(setup, edits), building.now()) : [];
      return json({ ...judged, effects, preview: previewOf(edits) });
    },
  }),
  importRoute(building),
];
