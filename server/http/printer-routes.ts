import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  askPrinterSchema,
  askTestPageSchema,
  printerSetupViewSchema,
  probeReportSchema,
  profileSuggestionSchema,
  removePrinterSchema,
  savePrinterSchema,
  savedPrinterSchema,
  setupChangedSchema,
  testPageSeenSchema,
  testPageSentSchema,
  type KioskPlace,
  type KioskPrinters,
  type PrinterProfileView,
  type PrinterProof,
  type PrinterSetupView,
  type ProbeReport,
  type ProfileSuggestion,
  type SavePrinter,
  type TestPageSeen,
  type TestPageSent,
} from '../../contract/printer-setup.ts';
import {
  kioskSetupSchema,
  type PrinterConnection,
  type PrinterSetup,
} from '../../contract/printers.ts';
import type { DeviceKind } from '../../contract/devices.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Setup } from '../../contract/setup.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building } from '../building.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { setupOf } from '../domain/state.ts';
import { kiosksWithPrinters } from '../views/kiosks-with-printers.ts';
import { printerViews, type PrinterLineNow } from '../views/printers-view.ts';
import { refusalAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { changeSetup } from './setup-change.ts';

/** Where printers are looked at and tried. */
export interface Bench {
  readonly profiles: readonly PrinterProfileView[];
  isPossible(connection: PrinterConnection): boolean;
  placeOf(connection: PrinterConnection): string;
  probe(connection: PrinterConnection): Promise<ProbeReport | Refusal>;
  testPage(connection: PrinterConnection, proof: PrinterProof): Promise<TestPageSent | Refusal>;
  suggest(seen: TestPageSeen): ProfileSuggestion | Refusal;
}

export interface PrinterRoutesOptions {
  readonly building: Building;
  readonly bench: Bench;
  readonly lines: () => readonly PrinterLineNow[];
  /** Printers of a kiosk, in the order in which they are asked. */
  readonly printersOf: (kioskId: string) => readonly string[];
  readonly paired: () => readonly PairedDevice[];
  /** The one that a demo building takes this computer for. */
  readonly demoKiosk: { readonly id: string; readonly name: string } | null;
}

interface PairedDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
}

/** Those of the set-up, those that are paired, and the demo building's own. */
function kiosksOf({ building, printersOf, paired, demoKiosk }: PrinterRoutesOptions) {
  const devices = paired().filter(({ kind }) => kind === 'kiosk');
  const found = demoKiosk ? [demoKiosk, ...devices] : devices;
  return kiosksWithPrinters(building.state, found, printersOf);
}

const agentsOf = ({ paired }: PrinterRoutesOptions): PrinterSetupView['agents'] =>
  paired().flatMap(({ id, kind, name }) => (kind === 'agent' ? [{ deviceId: id, name }] : []));

const idParams = z.strictObject({ id: idSchema });
const printersMax = 50;
const kiosksMax = 50;
const printersOfKioskMax = 3;
const unopened = { state: 'fault', fault: 'closed', since: null, paper: 'unknown' } as const;

function viewOf(options: PrinterRoutesOptions): PrinterSetupView {
  const { building, bench, lines } = options;
  const { state } = building;
  const rows = printerViews(state, lines());
  const { printers } = setupOf(state).setup;
  const ofSoftware = rows.filter(({ id }) => !printers.some(printer => printer.id === id));
  return {
    setupSeq: state.setupSeq,
    printers: [
      ...printers.map(({ id, name, connection, profileId }) => {
        const row = rows.find(line => line.id === id);
        const now = row ?? { ...unopened, ticketsLeft: null, waiting: 0 };
        return { ...now, id, name, connection, profileId };
      }),
      ...ofSoftware.map(row => ({ ...row, connection: null, profileId: null })),
    ],
    profiles: [...bench.profiles],
    kiosks: kiosksOf(options),
    agents: agentsOf(options),
  };
}

/** A kiosk's printers with this one at its place; the last ones give way. */
export function placed(
  printerIds: readonly string[],
  printerId: string,
  place: KioskPlace,
): string[] {
  const others = printerIds.filter(id => id !== printerId);
  if (place === 'none') return others;
  const before = place === 'first' ? 0 : 1;
  return [...others.slice(0, before), printerId, ...others.slice(before)].slice(
    0,
    printersOfKioskMax,
  );
}

/** Kiosks as they are once the named ones have their printers; one that is new joins the set-up. */
function kiosksWith(
  setup: Setup,
  known: readonly KioskPrinters[],
  printerIdsOf: (kiosk: KioskPrinters) => string[] | null,
): Setup['kiosks'] {
  const changed = known.flatMap(kiosk => {
    const printerIds = printerIdsOf(kiosk);
    return printerIds === null ? [] : [{ ...kiosk, printerIds }];
  });
  const kept = setup.kiosks.map(row => {
    const now = changed.find(({ id }) => id === row.id);
    return now ? { ...row, printerIds: now.printerIds } : row;
  });
  const added = changed.filter(({ id }) => !setup.kiosks.some(row => row.id === id));
  return [...kept, ...added.map(row => kioskSetupSchema.parse(row))];
}

/** Why a printer cannot be saved as it was asked for; null where it can. */
function refusalOf(asked: SavePrinter, options: PrinterRoutesOptions): Refusal | null {
  const { building, bench } = options;
  const { setup } = setupOf(building.state);
  const { id, connection, profileId } = asked;
  const isOfSetup = setup.printers.some(printer => printer.id === id);
  if (id !== null && !isOfSetup) return refuse('unknown-printer', { printerId: id });
  if (id === null && setup.printers.length >= printersMax) return refuse('too-many-printers');
  if (!bench.profiles.some(profile => profile.id === profileId)) return refuse('unknown-profile');
  if (!bench.isPossible(connection)) return refuse('invalid-input');
  const place = bench.placeOf(connection);
  const other = setup.printers.find(
    row => row.id !== id && bench.placeOf(row.connection) === place,
  );
  if (other) return refuse('same-place', { printerId: other.id });
  const { kind } = connection;
  if (
    kind === 'agent' &&
    !agentsOf(options).some(({ deviceId }) => deviceId === connection.deviceId)
  ) {
    return refuse('unknown-device');
  }
  const known = kiosksOf(options);
  const isKnown = asked.kiosks.every(row => known.some(kiosk => kiosk.id === row.id));
  return isKnown ? null : refuse('unknown-kiosk');
}

function setupWith(
  printer: PrinterSetup,
  asked: SavePrinter,
  options: PrinterRoutesOptions,
): Setup {
  const { setup } = setupOf(options.building.state);
  const isNew = asked.id === null;
  const printers = isNew
    ? [...setup.printers, printer]
    : setup.printers.map(row => (row.id === printer.id ? printer : row));
  const rows = kiosksWith(setup, kiosksOf(options), kiosk => {
    const place = asked.kiosks.find(row => row.id === kiosk.id)?.place;
    return place === undefined ? null : placed(kiosk.printerIds, printer.id, place);
  });
  return { ...setup, printers, kiosks: rows };
}

function saveRoute(options: PrinterRoutesOptions): Route {
  const { building } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/printers',
    access: 'administrator',
    summary: 'Take a printer into the set-up, or change one, and say which kiosks use it',
    body: savePrinterSchema,
    status: 201,
    answer: savedPrinterSchema,
    refusals: [
      'setup-changed',
      'unknown-printer',
      'unknown-profile',
      'unknown-kiosk',
      'unknown-device',
      'same-place',
      'too-many-printers',
      'too-many-devices',
      'invalid-input',
    ],
    handle: call => {
      const { body } = call;
      return changeSetup(
        building,
        call,
        () => {
          const refusal = refusalOf(body, options);
          if (refusal) return refusal;
          const id = body.id ?? `printer-${randomBytes(6).toString('hex')}`;
          const { name, connection, profileId } = body;
          const printer: PrinterSetup = { id, name, connection, profileId };
          const setup = setupWith(printer, body, options);
          if (setup.kiosks.length > kiosksMax) return refuse('too-many-devices');
          return { setup, saved: () => ({ printer }) };
        },
        201,
      );
    },
  });
}

function removeRoute(options: PrinterRoutesOptions): Route {
  const { building } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/printers/:id/remove',
    access: 'administrator',
    summary: 'Take a printer out of the set-up; what waits for it goes to its kiosk’s next one',
    params: idParams,
    body: removePrinterSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed', 'unknown-printer'],
    handle: call =>
      changeSetup(building, call, setup => {
        const { id } = call.params;
        const printers = setup.printers.filter(printer => printer.id !== id);
        if (printers.length === setup.printers.length) {
          return refuse('unknown-printer', { printerId: id });
        }
        const kiosks = kiosksWith(setup, kiosksOf(options), ({ printerIds }) =>
          printerIds.includes(id) ? placed(printerIds, id, 'none') : null,
        );
        return { setup: { ...setup, printers, kiosks } };
      }),
  });
}

const answered = (result: object | Refusal) =>
  isRefusal(result) ? refusalAnswer(result) : json(result);

/** A page that is asked for twice under one key comes out once. */
function benchRoutes({ bench }: PrinterRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/printers/probe',
      access: 'administrator',
      summary: 'Ask who is at an address; nothing is printed, fed, cut, recovered or cleared',
      body: askPrinterSchema,
      status: 200,
      answer: probeReportSchema,
      refusals: ['probe-running', 'printer-busy', 'invalid-input'],
      handle: ({ body, idempotency }) =>
        requests.once(idempotency, async () => answered(await bench.probe(body.connection))),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/printers/test-page',
      access: 'administrator',
      summary: 'Print a page that shows what the printer can do, whatever it is',
      body: askTestPageSchema,
      status: 200,
      answer: testPageSentSchema,
      refusals: ['probe-running', 'printer-busy', 'invalid-input'],
      handle: ({ body, idempotency }) =>
        requests.once(idempotency, async () =>
          answered(await bench.testPage(body.connection, body.proof)),
        ),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/printers/suggest',
      access: 'administrator',
      summary: 'The profile that promises nothing which was not seen on the test page',
      body: testPageSeenSchema,
      status: 200,
      answer: profileSuggestionSchema,
      refusals: ['wrong-code', 'no-code-readable', 'no-profile'],
      handle: ({ body }) => answered(bench.suggest(body)),
    }),
  ];
}

/** Printers of the building, for whoever sets them up. */
export const printerRoutes = (options: PrinterRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/printers',
    access: 'supervisor',
    summary: 'Printers as they are set up and as they are, profiles, kiosks and agents',
    status: 200,
    answer: printerSetupViewSchema,
    refusals: [],
    handle: () => json(viewOf(options)),
  }),
  ...benchRoutes(options),
  saveRoute(options),
  removeRoute(options),
];
