import type { BackupFault } from '../../contract/backups.ts';
import type { Health, HealthItem, HealthKind } from '../../contract/health.ts';
import type { Overview } from '../../contract/overview.ts';
import type { ZoneScreens } from '../../contract/zone-screens.ts';
import { faultsOf } from '../domain/setup-rules.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { HubNow } from './hub-gauges.ts';
import type { VoiceNow } from './metrics-text.ts';
import { instant, instantOrNull } from './names.ts';

/** What the state of the queue does not know. Times are milliseconds since the epoch. */
export interface HealthSources {
  readonly version: string;
  readonly startedAt: number;
  readonly residentBytes: number;
  /** Null where the disk cannot be asked. */
  readonly freeBytes: number | null;
  readonly databaseBytes: number;
  /** The database answers, and its tables follow the journal. */
  readonly isStoreWell: boolean;
  readonly backup: {
    readonly isByItself: boolean;
    readonly lastGoodAt: number | null;
    readonly last: Tried | null;
    /** Null: no second place is set up. */
    readonly second: { readonly last: Tried | null; readonly isSameDisk: boolean } | null;
  };
  /** Reports that are written by themselves. */
  readonly reports: {
    readonly isOn: boolean;
    readonly last: { readonly at: number; readonly fault: string | null } | null;
  };
  readonly printers: Overview['printers'];
  readonly devices: readonly {
    readonly kind: 'agent' | 'kiosk' | 'display';
    readonly name: string;
    readonly isHere: boolean;
    readonly lastSeenAt: number;
  }[];
  readonly zones: readonly ZoneScreens[];
  readonly mediaFaults: number;
  readonly voices: readonly VoiceNow[];
  readonly webhooks: { readonly pending: number; readonly dead: number } | null;
  readonly hub: HubNow | null;
}

interface Tried {
  readonly at: number;
  readonly fault: BackupFault | null;
}

type Facts = HealthItem['facts'];
type Told = Omit<HealthItem, 'kind' | 'name' | 'facts'> &
  Partial<Pick<HealthItem, 'name'>> & { readonly facts?: Facts };

const residentBytesMax = 1.5 * 1024 ** 3;
const freeBytesMin = 1024 ** 3;
/** One a day is made even where nothing else happens than the day itself. */
const backupAgeMsMax = 26 * 3_600_000;

const item = (kind: HealthKind, { name = null, facts = {}, ...told }: Told): HealthItem => ({
  kind,
  name,
  facts,
  ...told,
});
const wellOr = (isWrong: boolean): HealthItem['state'] => (isWrong ? 'wrong' : 'good');

/** Whether backups are as they should be: none failed, and none is a day old. */
export function backupState(
  { isByItself, last, lastGoodAt }: HealthSources['backup'],
  now: number,
): HealthItem['state'] {
  if (last !== null && last.fault !== null) return 'wrong';
  if (lastGoodAt === null) return 'off';
  return wellOr(isByItself && now - lastGoodAt > backupAgeMsMax);
}

function machineItems(state: BuildingState, sources: HealthSources, now: number): HealthItem[] {
  const { freeBytes, databaseBytes, residentBytes, startedAt } = sources;
  const since = instant(state, startedAt);
  const uptimeSeconds = Math.max(0, Math.floor((now - startedAt) / 1000));
  // A backup needs the size of the database, and a restore twice that.
  const isFull = freeBytes !== null && freeBytes < Math.max(freeBytesMin, 3 * databaseBytes);
  return [
    item('server', { state: 'good', since, facts: { version: sources.version, uptimeSeconds } }),
    item('memory', {
      state: wellOr(residentBytes > residentBytesMax),
      since: null,
      facts: { bytes: residentBytes },
    }),
    item('database', {
      state: wellOr(!sources.isStoreWell),
      since: instantOrNull(state, state.at),
      facts: { bytes: databaseBytes, journalSeq: state.seq },
    }),
    item('disk', {
      state: freeBytes === null ? 'off' : wellOr(isFull),
      since: null,
      facts: freeBytes === null ? {} : { freeBytes },
    }),
  ];
}

const faultFact = (tried: { readonly fault: string | null } | null): Facts =>
  tried?.fault ? { fault: tried.fault } : {};

function backupItems(state: BuildingState, { backup }: HealthSources, now: number): HealthItem[] {
  const { second, last } = backup;
  return [
    item('backup', {
      state: backupState(backup, now),
      since: instantOrNull(state, last?.fault ? last.at : backup.lastGoodAt),
      facts: faultFact(last),
    }),
    item('second-place', {
      state: second ? wellOr(second.isSameDisk || Boolean(second.last?.fault)) : 'off',
      since: instantOrNull(state, second?.last?.at ?? null),
      facts: {
        ...faultFact(second?.last ?? null),
        ...(second?.isSameDisk ? { isSameDisk: true } : {}),
      },
    }),
  ];
}

function reportsItem(state: BuildingState, { isOn, last }: HealthSources['reports']): HealthItem {
  return item('reports', {
    state: isOn ? wellOr(Boolean(last?.fault)) : 'off',
    since: instantOrNull(state, last?.at ?? null),
    facts: faultFact(last),
  });
}

function deviceItems(state: BuildingState, sources: HealthSources): HealthItem[] {
  const { zones: zoneRows } = setupOf(state).setup;
  const printers = sources.printers.map(({ name, state: is, since, fault, ticketsLeft }) =>
    item('printer', {
      name,
      state: wellOr(is === 'fault'),
      since,
      facts: { ...(fault ? { fault } : {}), ...(ticketsLeft === null ? {} : { ticketsLeft }) },
    }),
  );
  const devices = sources.devices.map(({ kind, name, isHere, lastSeenAt }) =>
    item(kind, {
      name,
      state: wellOr(!isHere),
      since: isHere ? null : instant(state, lastSeenAt),
    }),
  );
  const zones = sources.zones.map(({ zoneId, state: is, since, displays }) => {
    const word = zoneRows.find(({ id }) => id === zoneId)?.word ?? { id: zoneId, en: zoneId };
    return item('zone', {
      name: word.id,
      state: is === 'quiet' ? 'off' : wellOr(is !== 'well'),
      since,
      facts: { nameEn: word.en, screens: is, displays },
    });
  });
  return [...printers, ...devices, ...zones];
}

function programItems(sources: HealthSources): HealthItem[] {
  const { voices, webhooks, hub, mediaFaults } = sources;
  const engines = voices.map(({ kind, language, condition }) =>
    item('voice', {
      name: kind === 'neural' ? `VITS ${language ?? ''}`.trim() : 'espeak-ng',
      state: condition === 'resting' ? 'wrong' : condition === 'missing' ? 'off' : 'good',
      since: null,
      facts: { condition },
    }),
  );
  return [
    item('media', { state: wellOr(mediaFaults > 0), since: null, facts: { faults: mediaFaults } }),
    ...engines,
    item('webhooks', {
      state: webhooks ? wellOr(webhooks.dead > 0) : 'off',
      since: null,
      facts: webhooks ? { ...webhooks } : {},
    }),
    item('hub', {
      state: hub ? wellOr(!hub.isConnected) : 'off',
      since: null,
      facts: hub ? { waiting: hub.waiting, failures: hub.failures } : {},
    }),
  ];
}

/** The building's machines and programs, in the order in which one looks for a fault. */
export function healthView(state: BuildingState, sources: HealthSources, now: number): Health {
  const faults = faultsOf(setupOf(state).setup).length;
  return {
    now: instant(state, now),
    version: sources.version,
    startedAt: instant(state, sources.startedAt),
    items: [
      ...machineItems(state, sources, now),
      ...backupItems(state, sources, now),
      reportsItem(state, sources.reports),
      item('setup', { state: wellOr(faults > 0), since: null, facts: { faults } }),
      ...deviceItems(state, sources),
      ...programItems(sources),
    ],
  };
}
