import { randomBytes } from 'node:crypto';
import type { Respondent, SurveyAnswers, SurveyElement } from '../../contract/survey.ts';
import { surveyElements } from '../domain/satisfaction.ts';
import { minuteMs } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { SurveyRow, Surveys } from '../store/surveys.ts';
import { drawWeighted, type Random } from './plan-draws.ts';

/** One visit of a day that was played: of which services, and how long it waited. */
export interface ServedVisit {
  readonly serviceId: string;
  readonly agencyId: string;
  readonly waitMinutes: number;
}

/** Visits of the day as it stands that were served, by their last errand. */
export function servedVisits(state: BuildingState): ServedVisit[] {
  const { services } = setupOf(state);
  return [...state.visits.values()].flatMap((visit): ServedVisit[] => {
    const leg = visit.legs.findLast(one => one.state === 'done' && one.outcome !== 'transferred');
    const service = services.get(leg?.serviceId ?? '');
    if (!leg || !service) return [];
    const waitMinutes = ((leg.calledAt ?? leg.enqueuedAt) - leg.enqueuedAt) / minuteMs;
    return [{ serviceId: service.id, agencyId: service.agencyId, waitMinutes }];
  });
}

/** Of the visits that were served so many answer. */
const answeringShare = 0.11;
/** Of those who answer so many write something, and so many leave an element out. */
const writingShare = 0.12;
const skippingShare = 0.04;

/**
 * How likely each answer is, 1 to 4, before anything else is known. What costs nothing is free, and
 * time is what people find least good.
 */
const usual: Readonly<Record<SurveyElement, readonly [number, number, number, number]>> = {
  requirements: [1, 5, 52, 42],
  procedure: [2, 7, 54, 37],
  time: [4, 16, 53, 27],
  cost: [0, 2, 18, 80],
  product: [1, 5, 55, 39],
  competence: [1, 4, 50, 45],
  conduct: [1, 3, 46, 50],
  facilities: [2, 9, 54, 35],
  complaints: [3, 12, 55, 30],
};

/** Minutes from which a wait is remembered. */
const longWaitMinutes = 40;

const said: readonly (readonly [text: string, language: 'id' | 'en'])[] = [
  ['Pelayanan cepat dan petugas ramah.', 'id'],
  ['Kursi di ruang tunggu kurang saat ramai pagi hari.', 'id'],
  ['Mohon petunjuk ke lantai dua dibuat lebih jelas.', 'id'],
  ['Antrean di ponsel sangat membantu, tidak perlu menunggu di dalam.', 'id'],
  ['Menunggu terlalu lama padahal sudah mendaftar.', 'id'],
  ['Toilet perlu lebih sering dibersihkan.', 'id'],
  ['Syarat berkas sebaiknya diberitahukan sebelum datang.', 'id'],
  ['Terima kasih, anak saya dibantu dengan sabar.', 'id'],
  ['Tempat parkir motor penuh sejak pukul sembilan.', 'id'],
  ['The officer spoke English and explained everything.', 'en'],
  ['Tambah loket pada hari Senin.', 'id'],
  ['Semua gratis dan jelas, mantap.', 'id'],
];

const respondents = {
  gender: [
    ['female', 54],
    ['male', 46],
  ],
  age: [
    ['under-18', 3],
    ['18-29', 31],
    ['30-44', 38],
    ['45-59', 21],
    ['60-over', 7],
  ],
  education: [
    ['sd', 9],
    ['smp', 14],
    ['sma', 44],
    ['s1', 28],
    ['s2', 4],
    ['s3', 1],
  ],
  occupation: [
    ['pns', 11],
    ['tni', 2],
    ['polri', 2],
    ['private', 34],
    ['business', 27],
    ['other', 24],
  ],
} as const;

function respondentOf(random: Random): Respondent {
  const drawn = Object.entries(respondents).flatMap(([field, shares]) => {
    if (random() < 0.2) return [];
    const row = drawWeighted<readonly [string, number]>(shares, ([, weight]) => weight, random);
    return row ? [[field, row[0]] as const] : [];
  });
  return Object.fromEntries(drawn);
}

function answersOf(visit: ServedVisit, random: Random): SurveyAnswers {
  const isLong = visit.waitMinutes > longWaitMinutes;
  const drawn = surveyElements.flatMap(element => {
    if (random() < skippingShare) return [];
    const isBlamed = isLong && (element === 'time' || element === 'procedure');
    const weights = usual[element].map((weight, at) => (isBlamed && at < 2 ? weight * 3 : weight));
    const answer = drawWeighted([1, 2, 3, 4] as const, grade => weights[grade - 1]!, random) ?? 3;
    return [[element, answer] as const];
  });
  return Object.fromEntries(drawn.length > 0 ? drawn : [['time', 3] as const]);
}

/** What visitors of a day said, in plausible shares; the same again for the same random numbers. */
export function surveysOfDay(
  businessDate: string,
  visits: readonly ServedVisit[],
  random: Random,
): SurveyRow[] {
  return visits.flatMap((visit): SurveyRow[] => {
    if (random() >= answeringShare) return [];
    const words = random() < writingShare ? drawWeighted(said, () => 1, random) : undefined;
    return [
      {
        businessDate,
        serviceId: visit.serviceId,
        agencyId: visit.agencyId,
        language: words?.[1] ?? 'id',
        answers: answersOf(visit, random),
        comment: words?.[0] ?? null,
        respondent: respondentOf(random),
      },
    ];
  });
}

/** Keeps them as if visitors had given them, each once. */
export function giveSurveys(surveys: Surveys, rows: readonly SurveyRow[]): void {
  for (const row of rows) surveys.give(randomBytes(32), row.businessDate, row);
}
