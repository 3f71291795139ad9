import type { KioskPatch, KioskView } from '../contract/views.ts';

/** A patch that brings the building brings all of its agencies; any other only those that changed. */
export function mergeKiosk(view: KioskView, patch: KioskPatch): KioskView {
  const renewed = new Map((patch.agencies ?? []).map(agency => [agency.id, agency]));
  const isWhole = patch.building !== undefined && patch.agencies !== undefined;
  return {
    ...view,
    building: patch.building ?? view.building,
    deviceName: patch.deviceName ?? view.deviceName,
    kiosk: patch.kiosk ?? view.kiosk,
    zones: patch.zones ?? view.zones,
    printer: patch.printer ?? view.printer,
    others: patch.others ?? view.others,
    popular: patch.popular ?? view.popular,
    agencies: isWhole
      ? [...renewed.values()]
      : view.agencies.map(agency => renewed.get(agency.id) ?? agency),
  };
}
