import {
  checkSetupFileQuerySchema,
  importSetupFileQuerySchema,
  setupFileBytesMax,
  setupFileCheckSchema,
  type FileFault,
  type SetupFileCheck,
  type SetupFileGroup,
} from '../../contract/setup-files.ts';
import { savedSetupSchema } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Building } from '../building.ts';
import { withEdits } from '../domain/setup-parts.ts';
import { setupOf } from '../domain/state.ts';
import { setupEffects } from '../views/setup-effects.ts';
import { previewOf, textOf } from './files/file-text.ts';
import { groupsOf, judgeSetupFile, type Judged } from './files/judge-setup.ts';
import { usualGroups } from './files/setup-groups.ts';
import { setupText } from './files/setup-text.ts';
import type { ReadYaml } from './files/yaml-nodes.ts';
import { readYamlApart } from './files/yaml-thread.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { saveEdits } from './setup-routes.ts';

export interface SetupFileRoutesOptions {
  readonly building: Building;
  /** Ids of every computer that is paired with this building. */
  readonly paired: () => ReadonlySet<string>;
  /** A set-up to begin from: agencies and services as buildings of this kind have them. */
  readonly example: () => Setup;
}

/** A building's short name as part of a file's name. */
export const fileNameOf = (words: string): string =>
  words
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();

export function textFile(text: string, name: string): Reply {
  const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
  return { status: 200, body: '', file: Buffer.from(text, 'utf8'), headers };
}

/** As the errors of a refusal; a file that is wrong in many places names each of them. */
export const fileErrors = (faults: readonly FileFault[]) =>
  faults.map(({ path, line, code, facts, message }) => ({
    path,
    message: message ?? code,
    code,
    facts: { ...facts, ...(line === null ? {} : { line }) },
  }));

/** What other buildings can begin from; name, hours and rules are their own. */
const exampleParts = ['zones', 'agencies', 'queues', 'services', 'counters', 'holidays'] as const;

const isLater = ({ state }: Pick<Building, 'state'>, from: string | undefined): boolean =>
  from !== undefined && from > (state.businessDate ?? '');

async function readFile(bytes: Buffer): Promise<ReadYaml | null> {
  const text = textOf(bytes);
  if (typeof text === 'string') return readYamlApart(text);
  return { value: null, lines: new Map(), faults: [text] };
}

function checkOf(
  { building, paired }: SetupFileRoutesOptions,
  read: ReadYaml,
  { file, edits, faults, letGo }: Judged,
  take: readonly SetupFileGroup[],
): SetupFileCheck {
  const { state } = building;
  const { setup } = setupOf(state);
  const isSound = faults.length === 0 && edits.length > 0;
  return {
    from: file.from,
    date: file.date,
    groups: groupsOf(setup, read, paired()),
    taken: take.filter(group => file.holds.includes(group)),
    faults: [...faults],
    letGo: [...letGo],
    edits: [...edits],
    effects: isSound ? setupEffects(state, withEdits(setup, edits), building.now()) : [],
    preview: previewOf(edits),
  };
}

const upload = { type: 'application/yaml', bytesMax: setupFileBytesMax } as const;

function checkRoute(options: SetupFileRoutesOptions): Route {
  const { building, paired } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/setup/file/check',
    access: 'administrator',
    summary: 'What a file of the set-up would change, and every error in it; nothing is changed',
    description:
      'YAML or JSON in UTF-8, at most 2 MB. Each error has its path and its line. A list that the ' +
      'file holds takes the place of the whole list; a part that it does not hold is left alone.',
    query: checkSetupFileQuerySchema,
    upload,
    status: 200,
    answer: setupFileCheckSchema,
    refusals: ['busy'],
    handle: async ({ bytes, query }) => {
      const { take = usualGroups } = query;
      const read = await readFile(bytes);
      if (read === null) return problemAnswer('busy');
      const judged = judgeSetupFile(building.state, read, { take, isNow: true, paired: paired() });
      return json(checkOf(options, read, judged, take));
    },
  });
}

function importRoute({ building, paired }: SetupFileRoutesOptions): Route {
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/admin/setup/file',
    access: 'administrator',
    summary: 'Make the set-up as a file says, now or from the beginning of a later day',
    description:
      'All of it or nothing. With `preview` of the check it is refused (`setup-changed`) where the ' +
      'set-up has changed since in anything that the file touches.',
    query: importSetupFileQuerySchema,
    upload,
    status: 200,
    answer: savedSetupSchema,
    refusals: ['setup-changed', 'setup-refused', 'busy'],
    handle: call =>
      // A second try of the same press finds everything made already: it gets the first answer.
      requests.once(call.idempotency, async () => {
        const { take = usualGroups, preview, from } = call.query;
        const read = await readFile(call.bytes);
        if (read === null) return problemAnswer('busy');
        const isNow = !isLater(building, from);
        // From here to the building's own turn nothing is awaited.
        const judged = judgeSetupFile(building.state, read, { take, isNow, paired: paired() });
        const { edits, faults } = judged;
        if (faults.length > 0) {
          return problemAnswer('setup-refused', { faults: faults.length }, fileErrors(faults));
        }
        if (preview !== undefined && preview !== previewOf(edits)) {
          return problemAnswer('setup-changed', { setupSeq: building.state.setupSeq });
        }
        const asked = { actor: call.actor, idempotency: undefined };
        return saveEdits(building, asked, { edits, from: from ?? null });
      }),
  });
}

/** The whole set-up as one file, out and in. */
export const setupFileRoutes = (options: SetupFileRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/setup/file',
    access: 'agency-administrator',
    summary: 'The whole set-up as one YAML file that people can read',
    description: 'Without passwords, keys, pictures, recordings, planned changes or people.',
    status: 200,
    answer: null,
    fileType: 'application/yaml',
    refusals: [],
    handle() {
      const { state } = options.building;
      const { setup } = setupOf(state);
      const date = state.businessDate!;
      const name = `pengaturan-${fileNameOf(setup.building.short)}-${date}.yaml`;
      return textFile(setupText(setup, { date }), name);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/setup/example',
    access: 'agency-administrator',
    summary: 'An example of a set-up, with 20 agencies, as a file to begin from',
    status: 200,
    answer: null,
    fileType: 'application/yaml',
    refusals: [],
    handle() {
      const date = options.building.state.businessDate!;
      const text = setupText(options.example(), {
        date,
        title: 'Katalog contoh',
        parts: exampleParts,
      });
      return textFile(text, 'katalog-contoh.yaml');
    },
  }),
  checkRoute(options),
  importRoute(options),
];
