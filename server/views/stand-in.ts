import type { Setup } from '../../contract/setup.ts';
import { indexSetup } from '../domain/setup-index.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

const ids = {
  zone: 'zone-example',
  agency: 'agency-example',
  queue: 'queue-example',
  service: 'service-example',
};

/** One of each, so that a slip can be shown before anything is set up. */
const example: Pick<Setup, 'zones' | 'agencies' | 'queues' | 'services' | 'counters'> = {
  zones: [
    {
      id: ids.zone,
      word: { id: 'Zona Biru', en: 'Blue Zone' },
      floor: { id: 'Lantai 1', en: 'Floor 1' },
      colour: 'biru',
      cloth: 'kawung',
    },
  ],
  agencies: [
    {
      id: ids.agency,
      code: 'A',
      name: { id: 'Nama instansi', en: 'Name of the agency' },
      short: 'Instansi',
      icon: 'landmark',
      zoneId: ids.zone,
      hours: null,
      speakAs: null,
    },
  ],
  queues: [
    {
      id: ids.queue,
      agencyId: ids.agency,
      name: { id: 'Nama layanan', en: 'Name of the service' },
      series: 'A',
      quotaPerDay: null,
      rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
      maxWaitMinutes: 60,
      policy: { kind: 'accumulating' },
      outcomeRequired: false,
      deliveredRequired: false,
      choiceReasonRequired: false,
      booking: null,
    },
  ],
  services: [
    {
      id: ids.service,
      code: 'A01',
      agencyId: ids.agency,
      queueId: ids.queue,
      name: { id: 'Nama layanan', en: 'Name of the service' },
      minutes: 10,
      requirements: [{ id: 'KTP-el asli', en: 'Identity card' }],
      synonyms: [],
      asks: [],
      isBookable: true,
      isOffered: true,
      thenServiceId: null,
      speakAs: null,
    },
  ],
  counters: [],
};

/** The building as it is; with an example's rows where it has no service yet. */
export function withStandIn(state: BuildingState): BuildingState {
  const { setup } = setupOf(state);
  if (setup.services.length > 0) return state;
  return { ...state, index: indexSetup({ ...setup, ...example }) };
}
