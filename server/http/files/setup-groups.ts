import type { SetupFileGroup } from '../../../contract/setup-files.ts';

/** What of a set-up belongs together, so that one may be taken of a file without the others. */

/** Parts, or single fields of a part as `building/hours`. */
const places: Readonly<Record<SetupFileGroup, readonly string[]>> = {
  identity: ['building/name', 'building/short', 'building/timeZone'],
  building: ['building/languages', 'building/contact', 'building/sentences'],
  hours: ['building/hours', 'holidays', 'seasons'],
  rules: ['rules'],
  zones: ['zones'],
  services: ['agencies', 'queues', 'services'],
  counters: ['counters'],
  devices: ['printers', 'kiosks', 'displays', 'signs'],
  voice: ['voice'],
  ticket: ['ticketLayout'],
  antrean: ['antrean'],
};

const groupOfPlace: ReadonlyMap<string, SetupFileGroup> = new Map(
  Object.entries(places).flatMap(([group, own]) =>
    own.map((place): [string, SetupFileGroup] => [place, group as SetupFileGroup]),
  ),
);

/** Of a part or of one of its fields; undefined where there is no such thing in a file. */
export function groupOf(part: string, field?: string): SetupFileGroup | undefined {
  return groupOfPlace.get(part) ?? groupOfPlace.get(`${part}/${field ?? ''}`);
}

/** Of an edit's path. */
export function groupOfPath(path: string): SetupFileGroup | undefined {
  const [part = '', key] = path.replace(/^order\//, '').split('/');
  return groupOf(part, key);
}

/** A building keeps its own name and time zone unless somebody wishes otherwise. */
export const usualGroups: readonly SetupFileGroup[] = (
  Object.keys(places) as SetupFileGroup[]
).filter(group => group !== 'identity');
