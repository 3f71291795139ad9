import type { AlertSubject } from '../../contract/alerts.ts';
import type { Overview } from '../../contract/overview.ts';
import type { ZoneScreens } from '../../contract/zone-screens.ts';
import type { Condition } from '../domain/alert-rules.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

/** What the machines say of themselves. Times are milliseconds since the epoch. */
export interface MachinesNow {
  readonly printers: Overview['printers'];
  readonly zones: readonly ZoneScreens[];
  readonly devices: readonly {
    readonly id: string;
    readonly kind: 'agent' | 'kiosk' | 'display';
    readonly name: string;
    readonly lastSeenAt: number;
    readonly isHere: boolean;
    /** A small screen above a counter. */
    readonly isSign: boolean;
  }[];
  readonly isHallOpen: boolean;
  readonly backup: { readonly at: number; readonly fault: string | null } | null;
  /** The newest try to write a report into its folder. */
  readonly reports: { readonly at: number; readonly fault: string | null } | null;
  /** Null where the disk cannot be asked. */
  readonly freeBytes: number | null;
  readonly jumpedSeconds: number | null;
}

/** Less than this, and a few busy days fill the disk. */
const freeBytesMin = 1024 ** 3;

const named = (kind: AlertSubject['kind'], id: string, name: string): AlertSubject => {
  const words = name.slice(0, 200) || id;
  return { kind, id, name: { id: words, en: words } };
};
const server: AlertSubject = {
  kind: 'building',
  id: 'server',
  name: { id: 'Server gedung', en: 'The building’s server' },
};

function ofPrinters(printers: MachinesNow['printers']): Condition[] {
  return printers.flatMap(({ id, name, state, fault, since, ticketsLeft }): Condition[] => {
    const subject = named('printer', id, name);
    if (state === 'fault') {
      const began = since === null ? null : Date.parse(since);
      const facts = { fault: fault ?? 'unknown' };
      return [{ kind: 'printer', severity: 'fault', subject, since: began, facts }];
    }
    if (ticketsLeft === null) return [];
    return [
      { kind: 'printer', severity: 'threshold', subject, since: null, facts: { ticketsLeft } },
    ];
  });
}

function ofHall(state: BuildingState, { zones, devices }: MachinesNow): Condition[] {
  const words = new Map(setupOf(state).setup.zones.map(({ id, word }) => [id, word]));
  const badZones = zones.flatMap(({ zoneId, state: is, since, displays }): Condition[] => {
    if (is === 'well' || is === 'quiet') return [];
    const name = words.get(zoneId) ?? { id: zoneId, en: zoneId };
    const subject = { kind: 'zone', id: zoneId, name } as const;
    const facts = { state: is, displays };
    return [{ kind: 'zone-screens', severity: 'fault', subject, since: Date.parse(since), facts }];
  });
  const lost = devices.flatMap(({ id, kind, name, lastSeenAt, isHere, isSign }): Condition[] => {
    if (isHere || kind === 'agent') return [];
    const what = kind === 'kiosk' ? 'kiosk-lost' : isSign ? 'sign-lost' : 'display-lost';
    const subject = named('device', id, name);
    const facts = { lastSeenAt: instant(state, lastSeenAt) };
    return [{ kind: what, severity: 'fault', subject, since: lastSeenAt, facts }];
  });
  return [...badZones, ...lost];
}

/** Faults of machines and programs. What is switched off at night is none (ALERT-10). */
export function machineConditions(state: BuildingState, now: MachinesNow): Condition[] {
  const { backup, reports, freeBytes, jumpedSeconds } = now;
  const found = [...ofPrinters(now.printers), ...(now.isHallOpen ? ofHall(state, now) : [])];
  const fault = { severity: 'fault', subject: server } as const;
  if (backup?.fault) {
    const facts = { fault: backup.fault };
    found.push({ kind: 'backup-failed', ...fault, since: backup.at, facts });
  }
  if (reports?.fault) {
    const facts = { fault: reports.fault };
    found.push({ kind: 'report-failed', ...fault, since: reports.at, facts });
  }
  if (freeBytes !== null && freeBytes < freeBytesMin) {
    found.push({ kind: 'disk-low', ...fault, since: null, facts: { freeBytes } });
  }
  if (jumpedSeconds !== null) {
    found.push({ kind: 'clock-jumped', ...fault, since: null, facts: { seconds: jumpedSeconds } });
  }
  return found;
}
