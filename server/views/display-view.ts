import type { DisplaySettings, MediaItem } from '../../contract/displays.ts';
import type { Setup } from '../../contract/setup.ts';
import type { DisplayCall, DisplayRow, DisplayView } from '../../contract/views.ts';
import { callingOrder, isCallable } from '../domain/calling.ts';
import { candidate, comesFirst, type Candidate } from '../domain/policy.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import type { Leg } from '../domain/visit.ts';
import { agencyView } from './kiosk-view.ts';
import { hallHours } from './hall-hours.ts';
import { buildingView, instant, zoneView } from './names.ts';
import { messagesOfZone } from './screen-messages.ts';

const callsMax = 8;
const nextMax = 2;
const queueNextMax = 3;
/** Who is at a counter now is not called next: so many are looked at to find those who are. */
const lookedAtMax = 20;

/** The call a leg stands at, as the lobby shows it; null before the first call. */
export function displayCall(state: BuildingState, leg: Leg): DisplayCall | null {
  const index = setupOf(state);
  const visit = state.visits.get(leg.visitId);
  const counter = leg.counterId ? index.counters.get(leg.counterId) : undefined;
  if (!visit || !counter || leg.callId === null || leg.calledAt === null) return null;
  return {
    callId: leg.callId,
    ticketId: visit.id,
    label: visit.label,
    counterId: counter.id,
    counterNumber: counter.number,
    counterName: counter.name,
    agencyShort: index.agencies.get(counter.agencyId)?.short ?? '',
    zoneId: counter.zoneId,
    calledAt: instant(state, leg.calledAt),
    calls: leg.calls,
  };
}

/** Every queue in which somebody waits, and who of it is called next. */
function queueRows(state: BuildingState, agencyId: string, now: number): DisplayRow['queues'] {
  const queues = setupOf(state).queuesOfAgency.get(agencyId) ?? [];
  return queues.flatMap(queue => {
    const queueNow = state.queues.get(queue.id);
    const waiting = queueNow ? waitingCount(queueNow) : 0;
    if (waiting === 0) return [];
    const next = callingOrder(state, queue, now, lookedAtMax)
      .filter(leg => isCallable(state, leg))
      .slice(0, queueNextMax)
      .map(leg => state.visits.get(leg.visitId)?.label ?? leg.visitId);
    return [{ series: queue.series, next, waiting }];
  });
}

function nextLabels(state: BuildingState, agencyId: string, now: number): string[] {
  const queues = setupOf(state).queuesOfAgency.get(agencyId) ?? [];
  const candidates = queues.flatMap((queue): Candidate[] =>
    callingOrder(state, queue, now, lookedAtMax)
      .filter(leg => isCallable(state, leg))
      .map(leg => candidate(leg, queue, now)),
  );
  candidates.sort((a, b) => (comesFirst(a, b) ? -1 : 1));
  return candidates
    .slice(0, nextMax)
    .map(({ leg }) => state.visits.get(leg.visitId)?.label ?? leg.visitId);
}

export function displayRow(state: BuildingState, agencyId: string, now: number): DisplayRow {
  const { availability, estimate, waiting, short, zoneId } = agencyView(state, agencyId, now);
  let newest: Leg | null = null;
  let counterNumber = 0;
  for (const counter of setupOf(state).setup.counters) {
    if (counter.agencyId !== agencyId) continue;
    const leg = state.counters.get(counter.id)?.leg;
    if (!leg || (newest && (leg.callId ?? 0) < (newest.callId ?? 0))) continue;
    newest = leg;
    counterNumber = counter.number;
  }
  const label = newest ? state.visits.get(newest.visitId)?.label : undefined;
  return {
    agencyId,
    short,
    zoneId,
    called: label ? { label, counterNumber } : null,
    next: nextLabels(state, agencyId, now),
    queues: queueRows(state, agencyId, now),
    waiting,
    estimate,
    availability,
  };
}

/** The newest calls of today, newest first; a number stands once, with its newest call. */
export function lastCalls(state: BuildingState, zoneId: string | null): DisplayCall[] {
  const called: Leg[] = [];
  for (const leg of state.legs.values()) if (leg.callId !== null) called.push(leg);
  called.sort((a, b) => b.callId! - a.callId!);
  const calls: DisplayCall[] = [];
  const seen = new Set<string>();
  for (const leg of called) {
    const call = seen.has(leg.visitId) ? null : displayCall(state, leg);
    if (!call || (zoneId !== null && call.zoneId !== zoneId)) continue;
    seen.add(leg.visitId);
    calls.push(call);
    if (calls.length >= callsMax) break;
  }
  return calls;
}

/** A screen of the set-up: the paired device that it is, or the one that is named. */
export const displaySetupOf = (
  setup: Setup,
  key: { readonly deviceId: string } | { readonly id: string },
): Setup['displays'][number] | undefined =>
  setup.displays.find(row => ('id' in key ? row.id === key.id : row.deviceId === key.deviceId));

/** Who looks: which zone, as which screen of the set-up, and what it may play. */
export interface Looking {
  readonly zoneId: string | null;
  readonly displayId: string | null;
  readonly media: readonly MediaItem[];
}

function settingsOf(setup: Setup, displayId: string | null): DisplaySettings | null {
  const found = displayId === null ? undefined : displaySetupOf(setup, { id: displayId });
  if (!found) return null;
  const { deviceId: _device, zoneId: _zone, ...settings } = found;
  return settings;
}

export function displayView(
  state: BuildingState,
  now: number,
  { zoneId, displayId, media }: Looking,
): DisplayView {
  const { setup } = setupOf(state);
  return {
    building: buildingView(state, now),
    zones: setup.zones.map(zoneView),
    display: settingsOf(setup, displayId),
    zoneId,
    rows: setup.agencies
      .filter(agency => zoneId === null || agency.zoneId === zoneId)
      .map(agency => displayRow(state, agency.id, now)),
    calls: lastCalls(state, zoneId),
    sentences: setup.building.sentences,
    hours: hallHours(state, now),
    messages: messagesOfZone(state, zoneId, now),
    media: [...media],
  };
}
