import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type {
  SurveyElementFigures,
  SurveyProfile,
  SurveyReport,
} from '../../contract/survey-report.ts';
import { language } from '../../ui-kit/language.ts';
import { dayShort } from '../date-words.ts';
import { dayAfter } from '../opening-days.ts';
import { nothing } from '../report-figures.ts';
import { figure, percent } from '../report-numbers.ts';
import { comparedWords, periodWords } from '../report-words.ts';
import type { SkmPage } from '../skm-page.ts';
import { skmText as s, type SkmKey } from '../skm-texts.ts';
import { indexText as i } from '../survey-index-texts.ts';
import { ChartOf } from './chart.tsx';
import { Dots } from './report-survey.tsx';

interface Has {
  readonly page: SkmPage;
  readonly report: SurveyReport;
}

const isLow = ({ quality }: Pick<SurveyElementFigures, 'quality'>): boolean =>
  quality === 'C' || quality === 'D';
const number = (value: number | null, digits: number): string =>
  value === null ? nothing : figure(value, digits);

/** The index of the unit, large; in its place that it does not stand yet. */
export function SkmIndex({ page, report }: Has): JSX.Element {
  const { figures, before, respondentsMin, sample, priorities } = report;
  const { index, quality, respondents, enough } = figures;
  const compared = page.compared.value;
  const isEnough = enough === 'enough' && index !== null && quality !== null;
  const isShort = respondents < sample.recommended;
  return (
    <section class="skm-index">
      <h2>{s('index')}</h2>
      {isEnough ? (
        <p class="skm-figure">
          <b data-testid="skm-index">{figure(index, 2)}</b>
          <span>
            {s('performance', { quality, words: i(`quality:${quality}`) })}
            {compared !== null && before !== null && before.index !== null ? (
              <small>
                {comparedWords(compared, page.wish.value!.days)} {figure(before.index, 2)}
              </small>
            ) : null}
          </span>
        </p>
      ) : (
        <div class="skm-few" data-testid="skm-few">
          <b>{i('few')}</b>
          <p>
            {i('fewLead', { count: figure(respondents), least: figure(respondentsMin) })}{' '}
            {enough === 'hidden' ? s('hidden') : ''}
          </p>
        </div>
      )}
      <dl class="skm-facts">
        <dt>{s('respondents')}</dt>
        <dd>
          <b data-testid="skm-respondents">{figure(respondents)}</b>
          {sample.served === 0 ? null : (
            <small>
              {s('sample', {
                recommended: figure(sample.recommended),
                served: figure(sample.served),
              })}
              {isShort ? `. ${s('sampleShort')}` : ''}
            </small>
          )}
        </dd>
        {priorities.length === 0 ? null : (
          <>
            <dt>{s('priorities')}</dt>
            <dd>
              <ol data-testid="skm-priorities">
                {priorities.map(element => (
                  <li key={element}>{i(element)}</li>
                ))}
              </ol>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The regulation's table: unsur, NRR, NRR tertimbang, mutu. */
export function SkmElements({ page, report }: Has): JSX.Element {
  const { figures, before } = report;
  const compared = page.compared.value;
  const isEnough = figures.enough === 'enough';
  const other = compared === null ? null : comparedWords(compared, page.wish.value!.days);
  return (
    <section>
      <h2>{s('elements')}</h2>
      <table class="index-rows skm-elements" data-testid="skm-elements">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {i('element')}
            </th>
            <th scope="col">{s('answers')}</th>
            <td />
            <th scope="col">{i('mean')}</th>
            <th scope="col">{s('weighted')}</th>
            <th scope="col">{i('quality')}</th>
            {other === null ? null : <th scope="col">{other}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.elements.map((row, at) => (
            <tr key={row.element} class={isEnough && isLow(row) ? 'is-low' : undefined}>
              <td>{`U${at + 1}`}</td>
              <th scope="row">{i(row.element)}</th>
              <td>{figure(row.answers)}</td>
              <td>
                <Dots mean={row.mean} before={before?.elements[at]?.mean ?? null} />
              </td>
              <td>{number(row.mean, 2)}</td>
              <td>{number(row.weighted, 4)}</td>
              <td>{isEnough ? (row.quality ?? nothing) : nothing}</td>
              {other === null ? null : <td>{number(before?.elements[at]?.mean ?? null, 2)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {s('sum')}
            </th>
            <td>{number(figures.weightedSum, 4)}</td>
            <td colSpan={other === null ? 1 : 2} />
          </tr>
        </tfoot>
      </table>
      <p class="report-foot">
        {isEnough && figures.index !== null
          ? s('formula', { index: figure(figures.index, 2) })
          : s('formulaFew')}{' '}
        {other === null ? '' : i('hollow', { period: other })}
      </p>
    </section>
  );
}

const fields = ['gender', 'education', 'occupation', 'age'] as const;

/** Who answered; a bar behind each share. */
export function SkmProfile({
  profile,
  respondents,
}: {
  readonly profile: SurveyProfile;
  readonly respondents: number;
}): JSX.Element {
  return (
    <section class="skm-profile" data-testid="skm-profile">
      <h2>{s('profile')}</h2>
      <div class="skm-profile-fields">
        {fields.map(field => (
          <table key={field}>
            <caption>{s(field)}</caption>
            <tbody>
              {profile[field].map(({ value, count }) => (
                <tr key={value ?? '-'}>
                  <th scope="row">{value === null ? s('unsaid') : s(value as SkmKey)}</th>
                  <td>{figure(count)}</td>
                  <td>{respondents === 0 ? nothing : percent(count / respondents, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

/** Elements from the lowest, and how the index went. */
export function SkmCharts({ page, report }: Has): JSX.Element {
  const spoken = language.value;
  const { figures, before, trend } = report;
  const hasMeans = figures.elements.some(({ mean }) => mean !== null);
  const loadElements = useMemo(
    () => async () => {
      const { elementsChart } = await import('../skm-charts.ts');
      const rows = figures.elements.flatMap((row, at) =>
        row.mean === null
          ? []
          : [
              {
                name: i(row.element),
                mean: row.mean,
                before: before?.elements[at]?.mean ?? null,
                isLow: figures.enough === 'enough' && isLow(row),
              },
            ],
      );
      return elementsChart(rows.toSorted((one, other) => one.mean - other.mean));
    },
    [report, spoken],
  );
  const loadTrend = useMemo(
    () => async () => {
      const { trendChart } = await import('../skm-charts.ts');
      const isDay = trend.by === 'day' || trend.by === 'week';
      return trendChart(
        trend.points.map(({ from, to, enough, index, respondents }) => ({
          at: isDay ? dayShort(from) : periodWords({ from, to: dayAfter(to, -1) }),
          index: enough === 'enough' ? index : null,
          respondents,
        })),
      );
    },
    [report, spoken],
  );
  const isTold = trend.points.some(({ enough }) => enough === 'enough');
  return (
    <div class="skm-charts">
      {hasMeans ? (
        <section>
          <h2>{s('sorted')}</h2>
          <ChartOf testId="skm-sorted" load={loadElements} />
        </section>
      ) : null}
      {isTold && page.wish.value !== null ? (
        <section>
          <h2>{s('trend')}</h2>
          <ChartOf testId="skm-trend" load={loadTrend} />
          <p class="report-foot">{s('trendLead')}</p>
        </section>
      ) : null}
    </div>
  );
}
