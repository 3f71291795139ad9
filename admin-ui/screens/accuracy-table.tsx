import type { JSX } from 'preact';
import type { AccuracyReport, QuoteAccuracy } from '../../contract/reports.ts';
import { pick } from '../../ui-kit/language.ts';
import { cellLook, cellText, shownFigures, type Shown } from '../accuracy-figures.ts';
import type { AccuracyPage } from '../accuracy-page.ts';
import { accuracyText as a } from '../accuracy-texts.ts';
import { hourText, quotesMin } from '../report-figures.ts';
import { nameOfPart } from '../report-names.ts';
import { figure } from '../report-numbers.ts';

interface Has {
  readonly page: AccuracyPage;
  readonly report: AccuracyReport;
}

function Cell(props: {
  readonly shown: Shown;
  readonly accuracy: QuoteAccuracy | undefined;
  readonly queue: string;
  readonly hour: string;
  readonly onOpen: (() => void) | null;
}): JSX.Element {
  const { shown, accuracy, queue, hour, onOpen } = props;
  if (accuracy === undefined || accuracy.n === 0) return <td class="is-none" />;
  const isFew = accuracy.n < quotesMin;
  const value = cellText(shown, accuracy);
  const facts = { queue, hour, value, count: figure(accuracy.n) };
  return (
    <td class={cellLook(shown, accuracy)}>
      <button
        type="button"
        class="accuracy-cell"
        title={a(isFew ? 'cellFew' : 'cell', facts)}
        disabled={onOpen === null}
        onClick={() => onOpen?.()}
      >
        {isFew ? a('few') : value}
      </button>
    </td>
  );
}

function Legend({ shown }: { readonly shown: Shown }): JSX.Element {
  const few = ['is-few', a('legendFew', { least: quotesMin })] as const;
  const rows: readonly (readonly [string, string])[] = {
    coverage: [['is-bad', a('legendNarrow')] as const, ['is-other', a('legendWide')] as const, few],
    mae: [['is-dark-3', a('legendMae')] as const, few],
    bias: [['is-bad', a('legendLonger')] as const, ['is-other', a('legendShorter')] as const, few],
  }[shown];
  return (
    <p class="accuracy-legend">
      {rows.map(([look, words]) => (
        <span key={look}>
          <i class={look} />
          {words}
        </span>
      ))}
    </p>
  );
}

function Row(
  props: Has & {
    readonly queue: AccuracyReport['queues'][number];
    readonly hours: readonly number[];
  },
): JSX.Element {
  const { page, queue, hours } = props;
  const { queueId, totals } = queue;
  const shown = page.shown.value;
  const names = page.setup.value!;
  const words = queue.name === null ? nameOfPart('queue', queueId, names) : pick(queue.name);
  const agencyId = names.queues.find(({ id }) => id === queueId)?.agencyId;
  const agency = names.agencies.find(({ id }) => id === agencyId)?.short;
  const open = (hour: number | null) => () =>
    page.openVisits({
      words,
      hour,
      scope: { ...page.wish.value!.scope, queueId },
      measure: 'quoted',
      order: 'wait',
    });
  return (
    <tr>
      <th scope="row">
        {words}
        {agency === undefined ? null : <small>{agency}</small>}
      </th>
      {hours.map(hour => (
        <Cell
          key={hour}
          shown={shown}
          accuracy={queue.hours.find(cell => cell.hour === hour)?.accuracy}
          queue={words}
          hour={hourText(hour)}
          onOpen={open(hour)}
        />
      ))}
      <Cell shown={shown} accuracy={totals} queue={words} hour={a('all')} onOpen={open(null)} />
    </tr>
  );
}

/** Each queue by the hours: where the ranges hold and where they do not. */
export function AccuracyTable({ page, report }: Has): JSX.Element {
  const shown = page.shown.value;
  const hours = report.hours.map(({ hour }) => hour);
  return (
    <section class="report-groups" data-testid="accuracy-table">
      <div class="report-chart-head">
        <h2>{a('table')}</h2>
        <select
          class="report-by"
          data-testid="accuracy-shown"
          aria-label={a('what')}
          value={shown}
          onChange={event => {
            const asked = event.currentTarget.value;
            page.shown.value = shownFigures.find(one => one === asked) ?? 'coverage';
          }}
        >
          {shownFigures.map(one => (
            <option key={one} value={one}>
              {a(`show:${one}`)}
            </option>
          ))}
        </select>
      </div>
      <table class="report-table accuracy-rows">
        <thead>
          <tr>
            <th scope="col">{a('queue')}</th>
            {hours.map(hour => (
              <th key={hour} scope="col">
                {hourText(hour)}
              </th>
            ))}
            <th scope="col">{a('all')}</th>
          </tr>
        </thead>
        <tbody>
          {report.queues.map(queue => (
            <Row key={queue.queueId} page={page} report={report} queue={queue} hours={hours} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{a('building')}</th>
            {report.hours.map(({ hour, accuracy }) => (
              <Cell
                key={hour}
                shown={shown}
                accuracy={accuracy}
                queue={a('building')}
                hour={hourText(hour)}
                onOpen={null}
              />
            ))}
            <Cell
              shown={shown}
              accuracy={report.totals}
              queue={a('building')}
              hour={a('all')}
              onOpen={null}
            />
          </tr>
        </tfoot>
      </table>
      <Legend shown={shown} />
    </section>
  );
}
