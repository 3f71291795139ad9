import type { SetupEdit } from '../contract/setup-edits.ts';
import type { SetupFileGroup } from '../contract/setup-files.ts';

/** Edits of a file as they are read: by what belongs together. */

const groups: Readonly<Record<string, SetupFileGroup>> = {
  building: 'building',
  'building/name': 'identity',
  'building/short': 'identity',
  'building/timeZone': 'identity',
  'building/hours': 'hours',
  holidays: 'hours',
  seasons: 'hours',
  rules: 'rules',
  zones: 'zones',
  agencies: 'services',
  queues: 'services',
  services: 'services',
  counters: 'counters',
  printers: 'devices',
  kiosks: 'devices',
  displays: 'devices',
  signs: 'devices',
  voice: 'voice',
  ticketLayout: 'ticket',
  antrean: 'antrean',
};

function groupOf(path: string): SetupFileGroup {
  const own = path.replace(/^order\//, '');
  return groups[own] ?? groups[own.split('/')[0] ?? ''] ?? 'building';
}

export interface EditGroup {
  readonly group: SetupFileGroup;
  readonly edits: readonly SetupEdit[];
}

/** In the order in which the server makes them. */
export function groupsOfEdits(edits: readonly SetupEdit[]): EditGroup[] {
  const byGroup = Map.groupBy(edits, ({ path }) => groupOf(path));
  return [...byGroup].map(([group, own]) => ({ group, edits: own }));
}
