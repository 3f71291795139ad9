import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SurveyReport, SurveyRowOf } from '../../contract/survey-report.ts';
import { pick } from '../../ui-kit/language.ts';
import { wholeBuilding } from '../report-address.ts';
import { nothing } from '../report-figures.ts';
import { figure } from '../report-numbers.ts';
import type { SkmPage } from '../skm-page.ts';
import { skmText as s } from '../skm-texts.ts';
import { indexText as i } from '../survey-index-texts.ts';

/** Services before somebody asks for all of them; paper has them all. */
const rowsFirst = 12;

interface Has {
  readonly page: SkmPage;
  readonly report: SurveyReport;
}

function lowestOf({ means }: SurveyRowOf, report: SurveyReport): string {
  const known = means.flatMap((mean, at) => (mean === null ? [] : [{ mean, at }]));
  const [lowest] = known.toSorted((one, other) => one.mean - other.mean);
  const element = lowest && report.figures.elements[lowest.at]?.element;
  return element && lowest ? `${i(element)} ${figure(lowest.mean, 2)}` : nothing;
}

function Rows(
  props: Has & {
    readonly kind: 'agency' | 'service';
    readonly rows: readonly SurveyRowOf[];
  },
): JSX.Element | null {
  const { page, report, kind, rows } = props;
  if (rows.length === 0) return null;
  return (
    <table class="report-table report-rows skm-units" data-testid={`skm-${kind}`}>
      <thead>
        <tr>
          <th scope="col">{s(kind)}</th>
          {kind === 'service' ? <th scope="col">{s('of')}</th> : null}
          <th scope="col">{s('count')}</th>
          <th scope="col">IKM</th>
          <th scope="col">{i('quality')}</th>
          <th scope="col">{s('lowest')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const isEnough = row.enough === 'enough' && row.index !== null;
          const isLow = isEnough && (row.quality === 'C' || row.quality === 'D');
          return (
            <tr key={row.id}>
              <th scope="row">
                <button
                  type="button"
                  class="report-open is-name"
                  data-testid={`skm-open-${row.id}`}
                  onClick={event => {
                    // Another report is read from its head.
                    event.currentTarget.closest('.reports')?.scrollTo(0, 0);
                    page.show({
                      scope:
                        kind === 'agency'
                          ? { ...wholeBuilding, agencyId: row.id }
                          : { ...page.wish.value!.scope, serviceId: row.id },
                    });
                  }}
                >
                  {pick(row.name)}
                </button>
              </th>
              {kind === 'service' ? <td>{row.short}</td> : null}
              <td>{figure(row.respondents)}</td>
              <td class={isLow ? 'is-broken' : undefined}>
                {isEnough ? <b>{figure(row.index!, 2)}</b> : <span class="few">{s('tooFew')}</span>}
              </td>
              <td>{isEnough ? row.quality : nothing}</td>
              <td>{isEnough ? lowestOf(row, report) : nothing}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Each agency and service by itself; a name opens its report. */
export function SkmUnits(props: Has): JSX.Element | null {
  const { unit, agencies, services } = props.report;
  const [isAll, setAll] = useState(false);
  if (unit.kind === 'service') return null;
  return (
    <section class="skm-parts">
      <h2>{s('units')}</h2>
      {unit.kind === 'building' ? <Rows {...props} kind="agency" rows={agencies} /> : null}
      <div class={isAll ? '' : 'is-short'}>
        <Rows
          {...props}
          kind="service"
          rows={services.toSorted((one, other) => other.respondents - one.respondents)}
        />
      </div>
      {isAll || services.length <= rowsFirst ? null : (
        <button type="button" class="report-key" data-testid="skm-all" onClick={() => setAll(true)}>
          {s('allOf', { count: figure(services.length) })}
        </button>
      )}
    </section>
  );
}
