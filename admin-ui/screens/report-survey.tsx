import type { JSX } from 'preact';
import type { Quality, SurveyElementFigures, SurveyReport } from '../../contract/survey-report.ts';
import { searchOf } from '../report-address.ts';
import { nothing } from '../report-figures.ts';
import { figure } from '../report-numbers.ts';
import type { ReportPage } from '../report-page.ts';
import { comparedWords } from '../report-words.ts';
import { indexText as i } from '../survey-index-texts.ts';

interface Has {
  readonly page: ReportPage;
}

/** Where one class of an element ends and the next begins (PermenPANRB 14/2017, NRR). */
const borders = [2.6, 3.0644, 3.5324] as const;
/** The line of dots begins here: what is worse stands at its left end. */
const lineFrom = 2.4;
const lineTo = 4;
const lineWidthPx = 108;

const dotAt = (mean: number): number =>
  (Math.max(0, Math.min(lineTo, mean) - lineFrom) / (lineTo - lineFrom)) * lineWidthPx;

/** The next better class and where it begins (IKM). */
const nextOf: Readonly<Record<Quality, readonly [Quality, number] | null>> = {
  A: null,
  B: ['A', 88.31],
  C: ['B', 76.61],
  D: ['C', 65],
};

export function Dots(props: { readonly mean: number | null; readonly before: number | null }) {
  const { mean, before } = props;
  return (
    <svg width="116" height="20" viewBox="-4 0 116 20" aria-hidden="true">
      <path d={`M0 10h${lineWidthPx}`} class="is-line" />
      {borders.map(border => (
        <path key={border} d={`M${dotAt(border)} 5v10`} class="is-border" />
      ))}
      {before === null ? null : <circle cx={dotAt(before)} cy="10" r="3.5" class="is-before" />}
      {mean === null ? null : <circle cx={dotAt(mean)} cy="10" r="5" class="is-now" />}
    </svg>
  );
}

function Element(props: {
  readonly at: number;
  readonly figures: SurveyElementFigures;
  readonly before: SurveyElementFigures | undefined;
}): JSX.Element {
  const { at, figures, before } = props;
  const { element, mean, quality } = figures;
  const isLow = quality === 'C' || quality === 'D';
  return (
    <tr class={isLow ? 'is-low' : undefined}>
      <td>{`U${at + 1}`}</td>
      <th scope="row">{i(element)}</th>
      <td>
        <Dots mean={mean} before={before?.mean ?? null} />
      </td>
      <td>{mean === null ? nothing : figure(mean, 2)}</td>
      <td>{quality ?? nothing}</td>
    </tr>
  );
}

function Index({ page, survey }: Has & { readonly survey: SurveyReport }): JSX.Element {
  const { figures, before, comparedWith } = survey;
  const quality = figures.quality!;
  const next = nextOf[quality];
  const compared = page.compared.value;
  const other =
    compared === null || comparedWith === null
      ? null
      : comparedWords(compared, page.wish.value!.days);
  return (
    <>
      <div class="index-first">
        <b data-testid="report-index">{figure(figures.index!, 2)}</b>
        <span>{`${quality}, ${i(`quality:${quality}`)}`}</span>
        <small>
          {other === null || before?.index === null || before === null
            ? ''
            : `${other} ${figure(before.index, 2)}`}
          <br />
          {next === null ? i('best') : i('next', { quality: next[0], from: figure(next[1], 2) })}
        </small>
      </div>
      <table class="index-rows">
        <thead class="spoken-only">
          <tr>
            <th scope="col" colSpan={2}>
              {i('element')}
            </th>
            <td />
            <th scope="col">{i('mean')}</th>
            <th scope="col">{i('quality')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.elements.map((element, at) => (
            <Element
              key={element.element}
              at={at}
              figures={element}
              before={before?.elements[at]}
            />
          ))}
        </tbody>
      </table>
      <p class="report-foot">
        {i('foot')} {other === null ? '' : i('hollow', { period: other })}
      </p>
    </>
  );
}

function Body({ page, survey }: Has & { readonly survey: SurveyReport }): JSX.Element {
  const { figures, respondentsMin } = survey;
  if (figures.enough === 'enough' && figures.index !== null && figures.quality !== null) {
    return <Index page={page} survey={survey} />;
  }
  if (figures.respondents === 0) return <p class="report-note">{i('none')}</p>;
  return (
    <div class="index-few">
      <b>{i('few')}</b>
      <p class="report-note">
        {i('fewLead', { count: figure(figures.respondents), least: figure(respondentsMin) })}
      </p>
    </div>
  );
}

/** What people said of the service in the same days, and the way to the whole report of it. */
export function ReportSurvey({ page }: Has): JSX.Element {
  const survey = page.survey.value;
  const { scope } = page.wish.value!;
  const isOther = scope.queueId !== null || scope.counterId !== null || scope.class !== null;
  return (
    <section class="report-survey" data-testid="report-survey">
      <div class="report-chart-head">
        <h2>{i('title')}</h2>
        {survey === null || isOther ? null : (
          <span class="report-note">
            {i('count', { count: figure(survey.figures.respondents) })}
          </span>
        )}
      </div>
      {isOther ? (
        <p class="report-note">{i('otherScope')}</p>
      ) : survey === null ? (
        <p class="report-note">{i('away')}</p>
      ) : (
        <Body page={page} survey={survey} />
      )}
      <p class="index-way">
        <a href={`/reports/survey${searchOf(page.wish.value!)}`}>{i('open')}</a>
      </p>
    </section>
  );
}
