import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { Setup } from '../../contract/setup.ts';
import {
  saveSpokenNamesSchema,
  spokenNamesViewSchema,
  type SpokenName,
  type SpokenNamesView,
} from '../../contract/voice-names.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { changeSetup } from './setup-change.ts';

function viewOf(building: Building): SpokenNamesView {
  const { setup } = setupOf(building.state);
  const services = (agencyId: string) =>
    setup.services.filter(service => service.agencyId === agencyId);
  return {
    setupSeq: building.state.setupSeq,
    isSaid: setup.voice.says,
    names: setup.agencies.flatMap(({ id: agencyId, name, speakAs }) => [
      { kind: 'agency' as const, id: agencyId, agencyId, name, speakAs },
      ...services(agencyId).map(service => ({
        kind: 'service' as const,
        id: service.id,
        agencyId,
        name: service.name,
        speakAs: service.speakAs,
      })),
    ]),
  };
}

/** The first name that is nobody's, or stands twice; −1 where there is none. */
export function wrongName(setup: Setup, names: readonly SpokenName[]): number {
  const rowsOf = ({ kind }: SpokenName) => (kind === 'agency' ? setup.agencies : setup.services);
  return names.findIndex(
    (name, at) =>
      !rowsOf(name).some(({ id }) => id === name.id) ||
      names.findIndex(({ kind, id }) => kind === name.kind && id === name.id) !== at,
  );
}

/** A set-up in which these names are said so. */
export function withSpokenNames(setup: Setup, names: readonly SpokenName[]): Setup {
  const changed = <Row extends Setup['agencies'][number] | Setup['services'][number]>(
    rows: readonly Row[],
    kind: SpokenName['kind'],
  ): Row[] =>
    rows.map(row => {
      const name = names.find(one => one.kind === kind && one.id === row.id);
      return name ? { ...row, speakAs: name.speakAs } : row;
    });
  return {
    ...setup,
    agencies: changed(setup.agencies, 'agency'),
    services: changed(setup.services, 'service'),
  };
}

/** Said of a name that the building does not have. */
export const unknownName = (at: number): Reply =>
  problemAnswer('invalid-input', undefined, [
    { path: `names.${at}.id`, message: 'No such name, or twice' },
  ]);

/** How names are said, for whoever hears them said wrongly. */
export const voiceNameRoutes = ({ building }: { readonly building: Building }): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/voice/names',
    access: 'supervisor',
    summary: 'Names of agencies and services, as they are written and as a voice says them',
    status: 200,
    answer: spokenNamesViewSchema,
    refusals: [],
    handle: () => json(viewOf(building)),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/voice/names',
    access: 'administrator',
    summary: 'Say these names otherwise from now on, or as they are written',
    body: saveSpokenNamesSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'invalid-input'],
    handle: call =>
      changeSetup(building, call, setup => {
        const { names } = call.body;
        const at = wrongName(setup, names);
        return at === -1 ? { setup: withSpokenNames(setup, names) } : unknownName(at);
      }),
  }),
];
