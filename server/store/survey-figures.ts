import type { Database } from 'better-sqlite3';
import { surveyElements, type ElementSums } from '../domain/satisfaction.ts';

/** Whose answers are asked for: of the days from `from` to before `to`, and of one agency or service where one is named. */
export interface SurveyAsk {
  readonly from: string;
  readonly to: string;
  /** Null: every agency. A list is what an agency's administrator may see. */
  readonly agencyIds: readonly string[] | null;
  readonly serviceId: string | null;
}

/** What was answered on one day of one service. */
export interface SurveySumsOfDay {
  readonly businessDate: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly respondents: number;
  readonly sums: ElementSums;
}

export const profileFields = ['gender', 'education', 'occupation', 'age'] as const;
export type ProfileField = (typeof profileFields)[number];

export interface ProfileCount {
  readonly value: string | null;
  readonly count: number;
}

export interface SurveySums {
  readonly days: readonly SurveySumsOfDay[];
  readonly profile: Readonly<Record<ProfileField, readonly ProfileCount[]>>;
  /** Visits of which at least one service was finished, not sent on. */
  readonly served: number;
}

type SumRow = Readonly<Record<string, number>> & {
  readonly business_date: string;
  readonly agency_id: string;
  readonly service_id: string;
  readonly respondents: number;
};

const sums = surveyElements
  .map(name => `TOTAL(${name}) AS ${name}_sum, COUNT(${name}) AS ${name}_count`)
  .join(', ');

const isAsked = `business_date >= :from AND business_date < :to
   AND (:agencyIds IS NULL OR agency_id IN (SELECT value FROM json_each(:agencyIds)))
   AND (:serviceId IS NULL OR service_id = :serviceId)`;

const sumsOfRow = (row: SumRow): ElementSums =>
  Object.fromEntries(
    surveyElements.map(name => [
      name,
      { sum: row[`${name}_sum`] ?? 0, count: row[`${name}_count`] ?? 0 },
    ]),
  ) as ElementSums;

function served(database: Database, ask: SurveyAsk, serviceIds: readonly string[] | null): number {
  const row = database
    .prepare<unknown[], { visits: number }>(
      `SELECT COUNT(*) AS visits FROM visit
        WHERE business_date >= :from AND business_date < :to AND EXISTS (
          SELECT 1 FROM leg WHERE leg.visit_id = visit.visit_id AND leg.state = 'done'
             AND leg.outcome IS NOT 'transferred'
             AND (:serviceIds IS NULL OR leg.service_id IN (SELECT value FROM json_each(:serviceIds))))`,
    )
    .get({
      from: ask.from,
      to: ask.to,
      serviceIds: serviceIds === null ? null : JSON.stringify(serviceIds),
    });
  return row!.visits;
}

/**
 * Reads a report's answers. `serviceIds` are the services of whom is asked (null: all), as the
 * set-up has them now: legs know their service and not its agency. Seconds of work over years: never
 * on the thread of the building.
 */
export function readSurveySums(
  database: Database,
  ask: SurveyAsk,
  serviceIds: readonly string[] | null,
): SurveySums {
  const asked = {
    from: ask.from,
    to: ask.to,
    agencyIds: ask.agencyIds === null ? null : JSON.stringify(ask.agencyIds),
    serviceId: ask.serviceId,
  };
  const rows = database
    .prepare<unknown[], SumRow>(
      `SELECT business_date, agency_id, service_id, COUNT(*) AS respondents, ${sums}
         FROM survey_answer WHERE ${isAsked} GROUP BY business_date, agency_id, service_id`,
    )
    .all(asked);
  const profile = profileFields.map(field => {
    const found = database
      .prepare<unknown[], ProfileCount>(
        `SELECT ${field} AS value, COUNT(*) AS count FROM survey_answer
          WHERE ${isAsked} GROUP BY ${field}`,
      )
      .all(asked);
    return [field, found] as [ProfileField, ProfileCount[]];
  });
  return {
    days: rows.map(row => ({
      businessDate: row.business_date,
      agencyId: row.agency_id,
      serviceId: row.service_id,
      respondents: row.respondents,
      sums: sumsOfRow(row),
    })),
    profile: Object.fromEntries(profile) as unknown as SurveySums['profile'],
    served: served(database, ask, serviceIds),
  };
}
