import type { ComponentChildren, JSX } from 'preact';
import type { KpisReport } from '../../contract/reports.ts';
import { minuteRows, nothing, tiles, type Behind } from '../report-figures.ts';
import { figure } from '../report-numbers.ts';
import type { ReportPage } from '../report-page.ts';
import { reportText as r } from '../report-texts.ts';
import type { Days } from '../report-period.ts';
import { comparedWords, periodWords } from '../report-words.ts';

interface Has {
  readonly page: ReportPage;
  readonly report: KpisReport;
}

/** A number that opens the visits it stands for; of nothing there is no list. */
export function OpenNumber(props: {
  readonly words: string;
  readonly isOpen: boolean;
  readonly testId?: string;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words, isOpen, testId, onOpen, children } = props;
  if (!isOpen) return <>{children}</>;
  return (
    <button
      type="button"
      class="report-open"
      data-testid={testId}
      title={r('openVisits', { what: words })}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}

function Minutes({ page, report }: Has): JSX.Element {
  const [wish, compared] = [page.wish.value!, comparedIn({ page, report })];
  const open =
    (words: string, { measure, order }: Behind) =>
    () =>
      page.openVisits({ words, measure, order });
  return (
    <table class="report-table report-minutes" data-testid="report-minutes">
      <thead>
        <tr>
          <th scope="col">{r('minutes')}</th>
          <th scope="col">{r('mean')}</th>
          <th scope="col">{r('median')}</th>
          <th scope="col">{r('p90')}</th>
          {compared === null ? null : (
            <th scope="col">{r('p90Of', { period: comparedWords(compared, wish.days) })}</th>
          )}
        </tr>
      </thead>
      <tbody>
        {minuteRows(report).map(row => (
          <tr key={row.words}>
            <th scope="row">{row.words}</th>
            {([row.mean, row.median, row.p90] as const).map((value, at) => (
              // Three columns that are always these.
              <td key={['mean', 'median', 'p90'][at]}>
                <OpenNumber
                  words={row.words}
                  isOpen={value !== nothing}
                  onOpen={open(row.words, row)}
                >
                  {value}
                </OpenNumber>
              </td>
            ))}
            {compared === null ? null : (
              <td class="report-before">
                {row.before ?? nothing}
                {row.moved === null ? null : (
                  <span
                    class={`report-moved${
                      row.isBetter === null ? '' : row.isBetter ? ' is-better' : ' is-worse'
                    }`}
                  >
                    {r(row.moved.way, { by: row.moved.by })}
                  </span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Tiles({ page, report }: Has): JSX.Element {
  const [wish, compared] = [page.wish.value!, comparedIn({ page, report })];
  const beforeWords = compared === null ? null : comparedWords(compared, wish.days);
  return (
    <dl class="report-tiles" data-testid="report-tiles">
      {tiles(report, beforeWords).map(({ id, words, value, small, isBroken, behind }) => (
        <div key={id} class={isBroken ? 'report-tile is-broken' : 'report-tile'}>
          <dt>{words}</dt>
          <dd>
            <b>
              <OpenNumber
                words={words}
                testId={`report-tile-${id}`}
                isOpen={behind !== null && value !== nothing}
                onOpen={() => behind && page.openVisits({ words, ...behind })}
              >
                {value}
              </OpenNumber>
            </b>
            {small === '' ? null : <small>{small}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Legs whose times cannot be are told rather than left out in silence. */
function Faulty({ page, report }: Has): JSX.Element | null {
  const { faulty } = report.totals;
  if (faulty === 0) return null;
  return (
    <p class="report-note" data-testid="report-faulty">
      {r('faulty', { count: figure(faulty) })}{' '}
      <button
        type="button"
        class="report-link"
        onClick={() =>
          page.openVisits({ words: r('notCounted'), measure: 'faulty', order: 'time' })
        }
      >
        {r('faultyOpen')}
      </button>
    </p>
  );
}

/** What there is nothing of is not compared with; that it is so is said once. */
function NoComparison({ page, report }: Has): JSX.Element | null {
  const compared = page.compared.value;
  if (compared === null || report.before?.issued !== 0) return null;
  return (
    <p class="report-note" data-testid="report-no-comparison">
      {r('noComparison', { period: periodWords(compared) })}
    </p>
  );
}

/** The days beside the report; null where nothing is compared or there is nothing of them. */
const comparedIn = ({ page, report }: Has): Days | null =>
  (report.before?.issued ?? 0) === 0 ? null : page.compared.value;

/** The table of minutes and the six figures. */
export function ReportFigures(props: Has): JSX.Element {
  return (
    <section class="report-first" aria-label={r('kpis')}>
      <div class="report-band">
        <Minutes {...props} />
        <Tiles {...props} />
      </div>
      <NoComparison {...props} />
      <Faulty {...props} />
    </section>
  );
}
