import type { Cloth, ZoneColour } from '../contract/values.ts';
import type { Zone } from '../contract/setup.ts';
import type { SetupDesk } from './setup-desk.ts';

/** The zones of the building as they would be, in the order in which they would stand. */

export const zonesMax = 20;
export const zoneColours: readonly ZoneColour[] = ['biru', 'cokelat', 'hijau', 'merah'];
export const cloths: readonly Cloth[] = ['kawung', 'parang', 'tumpal', 'wajik'];

const orderPath = 'order/zones';

export function zonesOf(desk: SetupDesk): Zone[] {
  const wished = desk.value(orderPath);
  const order = new Map(Array.isArray(wished) ? wished.map((id, at) => [String(id), at]) : []);
  const place = ({ id }: Zone): number => order.get(id) ?? order.size;
  return desk.rows('zones').toSorted((one, other) => place(one) - place(other));
}

export function liftZone(desk: SetupDesk, at: number): void {
  const ids = zonesOf(desk).map(({ id }) => id);
  const [above, below] = [ids[at - 1], ids[at]];
  if (above === undefined || below === undefined) return;
  const moved = ids.with(at - 1, below).with(at, above);
  const saved = desk.seen.value?.setup.zones.map(({ id }) => id) ?? [];
  // Back where they were there is nothing to save.
  if (moved.join(' ') === saved.join(' ')) desk.reset(orderPath);
  else desk.change(orderPath, moved);
}

/** A pair of colour and cloth that no zone has yet, where there is one left. */
export function freeLook(zones: readonly Zone[]): Pick<Zone, 'colour' | 'cloth'> {
  const isTaken = (colour: ZoneColour, cloth: Cloth): boolean =>
    zones.some(zone => zone.colour === colour && zone.cloth === cloth);
  for (let turn = 0; turn < cloths.length; turn += 1) {
    for (const [at, colour] of zoneColours.entries()) {
      const cloth = cloths[(at + turn) % cloths.length]!;
      if (!isTaken(colour, cloth)) return { colour, cloth };
    }
  }
  return { colour: 'biru', cloth: 'kawung' };
}

/** Counters and agencies that sit in a zone. */
export const usersOf = (desk: SetupDesk, zoneId: string) => ({
  agencies: desk.rows('agencies').filter(row => row.zoneId === zoneId).length,
  counters: desk.rows('counters').filter(row => row.zoneId === zoneId).length,
});

export const hasTwin = (zones: readonly Zone[], zone: Zone): boolean =>
  zones.some(row => row.id !== zone.id && row.colour === zone.colour && row.cloth === zone.cloth);
