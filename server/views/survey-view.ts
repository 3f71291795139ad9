import type { SurveyView } from '../../contract/survey.ts';
import type { Language, LegState } from '../../contract/values.ts';
import { businessDateOf } from '../domain/local-time.ts';
import { surveyStateOf } from '../domain/satisfaction.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { buildingView, serviceName } from './names.ts';

/** A visit of today or of a day that is over, as far as rating it goes. */
export interface RateableVisit {
  readonly label: string;
  readonly businessDate: string;
  readonly language: Language;
  readonly legs: readonly {
    readonly serviceId: string;
    readonly state: LegState;
    readonly outcome: string | null;
    readonly endedAt: number | null;
  }[];
}

/**
 * Services that were finished, the last one first, each once. Who was sent on has not finished that
 * errand; a service that the set-up no longer has belongs to no agency and cannot be rated.
 */
export function finishedServices(state: BuildingState, { legs }: RateableVisit): string[] {
  const { services } = setupOf(state);
  const finished = legs
    .filter(leg => leg.state === 'done' && leg.outcome !== 'transferred')
    .filter(leg => services.has(leg.serviceId))
    .toSorted((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0));
  return [...new Set(finished.map(leg => leg.serviceId))];
}

export function surveyView(
  state: BuildingState,
  visit: RateableVisit,
  isAnswered: boolean,
  now: number,
): SurveyView {
  const { services, agencies, setup } = setupOf(state);
  const finished = finishedServices(state, visit);
  const { label, businessDate, language } = visit;
  const today = businessDateOf(now, setup.building.timeZone);
  return {
    building: buildingView(state, now),
    label,
    businessDate,
    language,
    state: surveyStateOf({ finished: finished.length, isAnswered, businessDate }, today),
    services: finished.map(serviceId => ({
      serviceId,
      serviceName: serviceName(state, serviceId),
      agencyShort: agencies.get(services.get(serviceId)!.agencyId)!.short,
    })),
  };
}
