import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  kioskChoicesSchema,
  kioskSetupViewSchema,
  removeKioskSchema,
  saveKioskSchema,
  savedKioskSchema,
  type KioskSetupView,
  type SaveKiosk,
  type SetUpKiosk,
} from '../../contract/kiosk-setup.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import { kioskSetupSchema, type KioskSetup } from '../../contract/printers.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Setup } from '../../contract/setup.ts';
import { idSchema } from '../../contract/values.ts';
import type { DeviceRecord } from '../store/devices.ts';
import type { Building } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { changeSetup } from './setup-change.ts';

type Computer = Pick<DeviceRecord, 'id' | 'name'>;

export interface KioskSetupRoutesOptions {
  readonly building: Building;
  readonly paired: () => readonly DeviceRecord[];
  /** The demo building's own kiosk, which nobody paired; null elsewhere. */
  readonly ownKiosk: Computer | null;
  /** Those that a computer prints with, whether it is set up or not. */
  readonly printersOf: (deviceId: string) => readonly string[];
  /** Ids of those that hold a connection now; null: the demo building's own kiosk. */
  readonly here: () => ReadonlySet<string | null>;
}

const idParams = z.strictObject({ id: idSchema });
const kiosksMax = 50;

/** What a kiosk is that nobody has set up. */
const usual = (): KioskSetup =>
  kioskSetupSchema.parse({ id: 'kiosk', name: 'Kiosk', printerIds: [] });

function computersOf({ paired, ownKiosk }: KioskSetupRoutesOptions): Computer[] {
  const kiosks = paired().filter(({ kind }) => kind === 'kiosk');
  return [...(ownKiosk ? [ownKiosk] : []), ...kiosks];
}

function setUpKiosk(kiosk: KioskSetup, computers: readonly Computer[]): SetUpKiosk {
  const { id, printerIds: _printers, scannerDeviceId: _scanner, ...choices } = kiosk;
  return { ...choices, id, deviceId: computers.some(row => row.id === id) ? id : null };
}

function viewOf(options: KioskSetupRoutesOptions): KioskSetupView {
  const { state } = options.building;
  const { setup } = setupOf(state);
  const computers = computersOf(options);
  const connected = options.here();
  const isHere = (id: string): boolean =>
    connected.has(id) || (id === options.ownKiosk?.id && connected.has(null));
  const { id: _id, printerIds: _printers, ...choices } = usual();
  return {
    setupSeq: state.setupSeq,
    kiosks: setup.kiosks.map(kiosk => setUpKiosk(kiosk, computers)),
    computers: computers.map(({ id, name }) => ({ id, name, isHere: isHere(id) })),
    agencies: setup.agencies.map(({ id, name }) => ({ id, name })),
    usual: kioskChoicesSchema.parse(choices),
  };
}

const newKioskId = (): string => `kiosk-${randomBytes(6).toString('hex')}`;

/**
 * A kiosk of the set-up has the id of its computer. Where another kiosk had this computer, that one
 * keeps everything but the computer, under an id of its own.
 */
export function kiosksWith(
  kiosks: readonly KioskSetup[],
  saved: KioskSetup,
  before: string | null,
): KioskSetup[] {
  const others = kiosks.map(kiosk =>
    kiosk.id === saved.id && kiosk.id !== before ? { ...kiosk, id: newKioskId() } : kiosk,
  );
  if (before === null) return [...others, saved];
  return others.map(kiosk => (kiosk.id === before ? saved : kiosk));
}

/** Why a kiosk cannot be saved as it was asked for; null where it can. */
function refusalOf(
  { id, deviceId, choices }: SaveKiosk,
  setup: Setup,
  computers: readonly Computer[],
): Reply | Refusal | null {
  if (id !== null && !setup.kiosks.some(kiosk => kiosk.id === id)) {
    return refuse('unknown-device', { kioskId: id });
  }
  if (id === null && setup.kiosks.length >= kiosksMax) return refuse('too-many-devices');
  if (deviceId !== null && !computers.some(computer => computer.id === deviceId)) {
    return refuse('unknown-device', { deviceId });
  }
  const isKnown = (agencyId: string): boolean => setup.agencies.some(row => row.id === agencyId);
  const unknown = choices.agencyIds?.findIndex(agencyId => !isKnown(agencyId)) ?? -1;
  if (unknown === -1) return null;
  const path = `choices.agencyIds.${unknown}`;
  return problemAnswer('invalid-input', undefined, [{ path, message: 'No such agency' }]);
}

/** The kiosk with what was asked; its printers and scanner are set up elsewhere and stay. */
function savedKiosk(
  { id, deviceId, choices }: SaveKiosk,
  options: KioskSetupRoutesOptions,
): KioskSetup {
  const { kiosks } = setupOf(options.building.state).setup;
  const printerIds = deviceId === null ? [] : [...options.printersOf(deviceId)];
  const kept = kiosks.find(kiosk => kiosk.id === id) ?? { ...usual(), printerIds };
  const hadComputer = computersOf(options).some(computer => computer.id === id);
  // Without a computer it keeps an id that is its own.
  const ownId = id === null || hadComputer ? newKioskId() : id;
  return { ...kept, ...choices, id: deviceId ?? ownId };
}

function saveRoute(options: KioskSetupRoutesOptions): Route {
  const { building } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/kiosks',
    access: 'administrator',
    summary: 'Set up a kiosk: its computer, agencies, languages, place and aids',
    body: saveKioskSchema,
    status: 201,
    answer: savedKioskSchema,
    refusals: ['setup-changed', 'unknown-device', 'too-many-devices', 'invalid-input'],
    handle: call => {
      const { body } = call;
      return changeSetup(
        building,
        call,
        setup => {
          const computers = computersOf(options);
          const refusal = refusalOf(body, setup, computers);
          if (refusal) return refusal;
          const kiosk = savedKiosk(body, options);
          const kiosks = kiosksWith(setup.kiosks, kiosk, body.id);
          return {
            setup: { ...setup, kiosks },
            saved: () => ({ kiosk: setUpKiosk(kiosk, computers) }),
          };
        },
        201,
      );
    },
  });
}

function removeRoute({ building }: KioskSetupRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/kiosks/:id/remove',
    access: 'administrator',
    summary: 'Take a kiosk out of the set-up; its computer stays paired',
    params: idParams,
    body: removeKioskSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'unknown-device'],
    handle: call =>
      changeSetup(building, call, setup => {
        const { id } = call.params;
        const kiosks = setup.kiosks.filter(kiosk => kiosk.id !== id);
        return kiosks.length === setup.kiosks.length
          ? refuse('unknown-device', { kioskId: id })
          : { setup: { ...setup, kiosks } };
      }),
  });
}

/** Kiosks of the building, for whoever sets them up. */
export const kioskSetupRoutes = (options: KioskSetupRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/kiosks',
    access: 'supervisor',
    summary: 'Kiosks as they are set up, and the computers that they may be',
    status: 200,
    answer: kioskSetupViewSchema,
    refusals: [],
    handle: () => json(viewOf(options)),
  }),
  saveRoute(options),
  removeRoute(options),
];
