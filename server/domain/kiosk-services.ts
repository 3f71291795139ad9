import type { Actor } from '../../contract/commands.ts';
import type { KioskSetup } from '../../contract/printers.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Service } from '../../contract/setup.ts';
import { refuse } from './decision.ts';
import { setupOf, type BuildingState } from './state.ts';

const gives = ({ agencyIds }: KioskSetup, { agencyId }: Service): boolean =>
  agencyIds === null || agencyIds.includes(agencyId);

/**
 * A kiosk that is set up for some agencies gives no numbers of others, whatever its page asks for
 * (FLOW-13); the fact `kiosk` is the name of one that does. Staff and kiosks that nobody has set up
 * are bound by nothing here. Null where all of the services are given.
 */
export function notAtThisKiosk(
  state: BuildingState,
  { role, deviceId }: Actor,
  services: readonly Service[],
): Refusal | null {
  const { kiosks } = setupOf(state).setup;
  const own = role === 'device' ? kiosks.find(({ id }) => id === deviceId) : undefined;
  const service = own && services.find(row => !gives(own, row));
  if (!own || !service) return null;
  const other = kiosks.find(kiosk => gives(kiosk, service));
  return refuse('not-at-this-kiosk', {
    serviceId: service.id,
    ...(other ? { kiosk: other.name } : {}),
  });
}
