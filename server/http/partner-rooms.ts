import type { Service } from '../../contract/setup.ts';
import type { Caller } from '../auth/access.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { PartnerKeyRecord } from '../store/partner-keys.ts';
import type { Store } from '../store/store.ts';

export interface PartnerRoutesOptions {
  readonly building: Building;
  readonly store: Store;
  /** The building’s shadow, for keys that try things out. */
  readonly sandboxes: { get(): Promise<Pick<PartnerRoom, 'building' | 'store'>> };
  publicUrl(): string;
  /** Something new is to be sent to partners. */
  wake(isSandbox: boolean): void;
}

/** Where a partner's request acts: in the building, or in its shadow. */
export interface PartnerRoom {
  readonly key: PartnerKeyRecord;
  readonly building: Building;
  readonly store: Store;
}

/** The route has let nobody in without a key. */
export async function roomOf(
  { building, store, sandboxes }: PartnerRoutesOptions,
  { partner }: Caller,
): Promise<PartnerRoom> {
  const key = partner!;
  if (!key.isSandbox) return { key, building, store };
  const shadow = await sandboxes.get();
  return { key, building: shadow.building, store: shadow.store };
}

/** Services that a key may see, in the order of the set-up. */
export function servicesOf({ key, building }: PartnerRoom): readonly Service[] {
  const { services } = setupOf(building.state).setup;
  const { agencyIds } = key;
  return agencyIds ? services.filter(row => agencyIds.includes(row.agencyId)) : services;
}

export const serviceOf = (room: PartnerRoom, serviceId: string): Service | undefined =>
  servicesOf(room).find(({ id }) => id === serviceId);
