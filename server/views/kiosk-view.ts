import type { KioskSetup } from '../../contract/printers.ts';
import type { Queue, Service } from '../../contract/setup.ts';
import type { Availability, Estimate } from '../../contract/values.ts';
import type {
  AgencyView,
  KioskSettings,
  KioskView,
  OtherKiosk,
  PrinterView,
  ServiceView,
} from '../../contract/views.ts';
import { availabilityOf } from '../domain/availability.ts';
import { rangeOf, waitOfNewcomer, type Wait } from '../domain/estimate.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { buildingView, counterRange, zoneView } from './names.ts';

interface QueueFacts {
  readonly availability: Availability;
  readonly waiting: number;
  readonly wait: Wait | null;
  readonly estimate: Estimate | null;
}

function queueFacts(state: BuildingState, queue: Queue, now: number): QueueFacts {
  const wait = waitOfNewcomer(state, queue.id, 'walk-in', now);
  return {
    availability: availabilityOf(state, queue.id, now),
    waiting: waitingCount(state.queues.get(queue.id)!),
    wait,
    estimate: rangeOf(wait),
  };
}

/** Open where any of the queues is; else the one that opens first tells when. */
function jointAvailability(facts: readonly QueueFacts[]): Availability {
  if (facts.length === 0) return { open: false, reason: 'no-counter' };
  const open = facts.find(row => row.availability.open);
  if (open) return open.availability;
  const byOpening = facts.map(row => row.availability);
  byOpening.sort((a, b) => ((a.opensAt ?? '9') < (b.opensAt ?? '9') ? -1 : 1));
  return byOpening[0]!;
}

/** What an agency shows for itself: the range of its longest line that is open. */
function jointEstimate(facts: readonly QueueFacts[]): Estimate | null {
  let longest: QueueFacts | null = null;
  for (const row of facts) {
    if (!row.availability.open || !row.wait) continue;
    if (!longest?.wait || row.wait.p50 > longest.wait.p50) longest = row;
  }
  return longest?.estimate ?? null;
}

const notOffered: Availability = { open: false, reason: 'paused' };

export function agencyView(state: BuildingState, agencyId: string, now: number): AgencyView {
  const index = setupOf(state);
  const agency = index.agencies.get(agencyId)!;
  const queues = index.queuesOfAgency.get(agencyId) ?? [];
  const facts = new Map(queues.map(queue => [queue.id, queueFacts(state, queue, now)]));
  const rows = [...facts.values()];
  const own = index.setup.services.filter(service => service.agencyId === agencyId);
  const { pausedServices } = state.steering;
  const isGiven = ({ id, isOffered }: Service): boolean => isOffered && !pausedServices.has(id);
  const isOffered = own.length === 0 || own.some(isGiven);
  const services = own.flatMap((service): ServiceView | [] => {
    const queue = facts.get(service.queueId);
    // A set-up of before the rules may have a service in another agency's line.
    if (!queue) return [];
    return {
      id: service.id,
      code: service.code,
      name: service.name,
      queueId: service.queueId,
      counters: counterRange(index.countersOfQueue.get(service.queueId) ?? []),
      availability: isGiven(service) ? queue.availability : notOffered,
      waiting: queue.waiting,
      estimate: isGiven(service) && queue.availability.open ? queue.estimate : null,
      requirements: service.requirements,
      synonyms: service.synonyms,
      bookable: service.isBookable && index.queues.get(service.queueId)!.booking !== null,
    };
  });
  return {
    id: agency.id,
    code: agency.code,
    name: agency.name,
    short: agency.short,
    icon: agency.icon,
    zoneId: agency.zoneId,
    counters: counterRange(index.setup.counters.filter(row => row.agencyId === agencyId)),
    availability: isOffered ? jointAvailability(rows) : notOffered,
    waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
    estimate: isOffered ? jointEstimate(rows) : null,
    services,
  };
}

export const agencyViews = (state: BuildingState, now: number): AgencyView[] =>
  setupOf(state).setup.agencies.map(agency => agencyView(state, agency.id, now));

const popularMax = 3;

/** Most chosen today first; before the first tickets, the first service of each agency. */
export function popularServices(state: BuildingState): string[] {
  const { setup } = setupOf(state);
  const chosen = [...state.chosen].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const ids = chosen.map(([id]) => id);
  for (const agency of setup.agencies) {
    const first = setup.services.find(service => service.agencyId === agency.id);
    if (first && !ids.includes(first.id)) ids.push(first.id);
  }
  return ids.slice(0, popularMax);
}

export interface KioskFacts {
  readonly deviceId: string | null;
  readonly deviceName: string;
  readonly printer: PrinterView;
  readonly others: OtherKiosk[];
}

/** A kiosk that is not of the set-up is as every kiosk is unless somebody says otherwise. */
const usualKiosk: KioskSetup = {
  id: 'kiosk',
  name: 'Kiosk',
  place: '',
  printerIds: [],
  agencyIds: null,
  languages: ['id', 'en'],
  startsInReach: false,
  mountBottomMm: 800,
  slot: 'right',
  firstWay: 'walk-in',
  hasCamera: false,
  hasKeypad: false,
  speaks: true,
  volumePercent: 60,
};

/** How a kiosk is set up, for its page. */
export function kioskSettings(state: BuildingState, deviceId: string | null): KioskSettings {
  const { kiosks, rules } = setupOf(state).setup;
  const own = kiosks.find(({ id }) => id === deviceId);
  const { name: _name, place: _place, printerIds: _printerIds, ...settings } = own ?? usualKiosk;
  return {
    ...settings,
    id: own?.id ?? null,
    longWaitMinutes: rules.longWaitMinutes,
    earlyMinutes: rules.earlyMinutes,
  };
}

export function kioskView(
  state: BuildingState,
  now: number,
  { deviceId, deviceName, printer, others }: KioskFacts,
): KioskView {
  return {
    building: buildingView(state, now),
    deviceName,
    kiosk: kioskSettings(state, deviceId),
    zones: setupOf(state).setup.zones.map(zoneView),
    agencies: agencyViews(state, now),
    printer,
    others,
    popular: popularServices(state),
  };
}
