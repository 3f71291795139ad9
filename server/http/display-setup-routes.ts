import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  displayChoicesSchema,
  displaySetupViewSchema,
  removeDisplaySchema,
  saveDisplaySchema,
  savedDisplaySchema,
  type DisplayChoices,
  type DisplaySetupView,
} from '../../contract/display-setup.ts';
import { displaySetupSchema } from '../../contract/displays.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Setup } from '../../contract/setup.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import type { DeviceRecord } from '../store/devices.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { changeSetup } from './setup-change.ts';

export interface DisplaySetupRoutesOptions {
  readonly building: Building;
  readonly paired: () => readonly DeviceRecord[];
  /** Ids of those that hold a connection now. */
  readonly here: () => ReadonlySet<string | null>;
}

const displaysMax = 200;

/** What a screen is that nobody has set up. */
function usual(): DisplayChoices {
  const { id: _id, ...choices } = displaySetupSchema.parse({ id: 'display', name: 'Layar' });
  return displayChoicesSchema.parse(choices);
}

const screensOf = ({ paired }: DisplaySetupRoutesOptions): DeviceRecord[] =>
  paired().filter(({ kind }) => kind === 'display');

function viewOf(options: DisplaySetupRoutesOptions): DisplaySetupView {
  const { state } = options.building;
  const { setup } = setupOf(state);
  const connected = options.here();
  return {
    setupSeq: state.setupSeq,
    displays: setup.displays,
    computers: screensOf(options).map(({ id, name }) => ({ id, name, isHere: connected.has(id) })),
    zones: setup.zones.map(({ id, word }) => ({ id, word })),
    counters: setup.counters.map(({ id, number }) => ({ id, number })),
    usual: usual(),
  };
}

/** Why a screen cannot be saved as it was asked for; null where it can. */
function refusalOf(
  { id, choices }: z.infer<typeof saveDisplaySchema>,
  setup: Setup,
  options: DisplaySetupRoutesOptions,
): Reply | Refusal | null {
  const { deviceId, zoneId, counterId } = choices;
  if (id !== null && !setup.displays.some(row => row.id === id)) {
    return refuse('unknown-device', { displayId: id });
  }
  if (id === null && setup.displays.length >= displaysMax) {
    return refuse('too-many-devices', { devicesMax: displaysMax });
  }
  if (deviceId !== null && !screensOf(options).some(row => row.id === deviceId)) {
    return refuse('unknown-device', { deviceId });
  }
  const wrong = (path: string, message: string): Reply =>
    problemAnswer('invalid-input', undefined, [{ path, message }]);
  if (zoneId !== null && !setup.zones.some(row => row.id === zoneId)) {
    return wrong('choices.zoneId', 'No such zone');
  }
  if (counterId !== null && !setup.counters.some(row => row.id === counterId)) {
    return wrong('choices.counterId', 'No such counter');
  }
  return null;
}

/** A computer is one screen: where another had it, that one has none then. */
function displaysWith(setup: Setup, saved: Setup['displays'][number]): Setup['displays'] {
  const others = setup.displays.map(row =>
    row.id !== saved.id && saved.deviceId !== null && row.deviceId === saved.deviceId
      ? { ...row, deviceId: null }
      : row,
  );
  return others.some(row => row.id === saved.id)
    ? others.map(row => (row.id === saved.id ? saved : row))
    : [...others, saved];
}

function saveRoute(options: DisplaySetupRoutesOptions): Route {
  const { building } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/displays',
    access: 'administrator',
    summary: 'Set up a screen of the hall or a sign: its computer, place, layout and voice',
    body: saveDisplaySchema,
    status: 201,
    answer: savedDisplaySchema,
    refusals: ['setup-changed', 'unknown-device', 'too-many-devices', 'invalid-input'],
    handle: call => {
      const { body } = call;
      return changeSetup(
        building,
        call,
        setup => {
          const refusal = refusalOf(body, setup, options);
          if (refusal) return refusal;
          const id = body.id ?? `display-${randomBytes(6).toString('hex')}`;
          const display = { ...body.choices, id };
          return {
            setup: { ...setup, displays: displaysWith(setup, display) },
            saved: () => ({ display }),
          };
        },
        201,
      );
    },
  });
}

function removeRoute({ building }: DisplaySetupRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/displays/:id/remove',
    access: 'administrator',
    summary: 'Take a screen out of the set-up; its computer stays paired',
    params: z.strictObject({ id: idSchema }),
    body: removeDisplaySchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'unknown-device'],
    handle: call =>
      changeSetup(building, call, setup => {
        const { id } = call.params;
        const displays = setup.displays.filter(row => row.id !== id);
        return displays.length === setup.displays.length
          ? refuse('unknown-device', { displayId: id })
          : { setup: { ...setup, displays } };
      }),
  });
}

/** Screens of the hall and signs above counters, for whoever sets them up. */
export const displaySetupRoutes = (options: DisplaySetupRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/displays',
    access: 'supervisor',
    summary: 'Screens as they are set up, and the computers that they may be',
    status: 200,
    answer: displaySetupViewSchema,
    refusals: [],
    handle: () => json(viewOf(options)),
  }),
  saveRoute(options),
  removeRoute(options),
];
