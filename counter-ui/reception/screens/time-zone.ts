import type { ReceptionPage } from '../model.ts';

/** Before the building is known its western zone has to do. */
export const timeZoneOf = (page: Pick<ReceptionPage, 'building'>): string =>
  page.building.value?.timeZone ?? 'Asia/Jakarta';
