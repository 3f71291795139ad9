import { CirclePause, Minus, MonitorUp, Plus, Undo2 } from 'lucide';
import { useEffect, useMemo } from 'preact/hooks';
import type { JSX } from 'preact';
import type { PolicyKind, QueueForecastDetail } from '../../contract/forecast.ts';
import { send } from '../../ui-kit/api.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { ForecastModel, countersMax, isChanging, type WhatIf } from '../forecast-model.ts';
import {
  compareRows,
  fromOptions,
  lateWords,
  policyKinds,
  policyWords,
  stopOptions,
  type CompareRow,
  type TimeOption,
} from '../forecast-rows.ts';
import { forecastText as f } from '../forecast-texts.ts';
import '../styles/charts.css';
import '../styles/forecast.css';
import { ChartOf } from './chart.tsx';

interface Props {
  readonly queueId: string;
  readonly series: string;
  readonly timeZone: string;
  readonly maySteer: boolean;
  /** Asks a closed counter's officer to open; they accept or decline. */
  readonly onAsk: (counterId: string) => void;
  readonly onStop: () => void;
  /** Replaced in tests. */
  readonly ask?: typeof send;
}

interface Shows {
  readonly model: ForecastModel;
  readonly detail: QueueForecastDetail;
  readonly timeZone: string;
}

function TimeSelect(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: string | null;
  readonly options: readonly TimeOption[];
  readonly onChange: (value: string | null) => void;
}): JSX.Element {
  return (
    <label class="forecast-choice">
      <span>{props.label}</span>
      <select
        data-testid={props.testId}
        value={props.value ?? ''}
        onChange={event => props.onChange(event.currentTarget.value || null)}
      >
        {props.options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Stepper({ model }: Pick<Shows, 'model'>): JSX.Element {
  const count = model.counters.value;
  return (
    <div class="forecast-step">
      <div>
        <button
          type="button"
          aria-label={f('fewer')}
          data-testid="forecast-fewer"
          disabled={count <= 0}
          onClick={() => model.step(-1)}
        >
          <Icon of={Minus} size={16} />
        </button>
        <output data-testid="forecast-counters">{count}</output>
        <button
          type="button"
          aria-label={f('more')}
          data-testid="forecast-more"
          disabled={count >= countersMax}
          onClick={() => model.step(1)}
        >
          <Icon of={Plus} size={16} />
        </button>
      </div>
      <span>{f('openCounters')}</span>
    </div>
  );
}

function PolicySelect({ model, detail }: Omit<Shows, 'timeZone'>): JSX.Element {
  const { policy, prioritisedPerWalkIn } = model.wish.value;
  const words = (kind: PolicyKind): string => policyWords(kind, prioritisedPerWalkIn);
  return (
    <>
      <label class="forecast-choice">
        <span>{f('policy')}</span>
        <select
          data-testid="forecast-policy"
          value={policy ?? ''}
          onChange={event => {
            const chosen = policyKinds.find(kind => kind === event.currentTarget.value);
            model.try({ policy: chosen ?? null });
          }}
        >
          <option value="">{f('policyAsIs', { policy: words(detail.policy) })}</option>
          {policyKinds
            .filter(kind => kind !== detail.policy || kind === 'ratio')
            .map(kind => (
              <option key={kind} value={kind}>
                {words(kind)}
              </option>
            ))}
        </select>
      </label>
      {policy === 'ratio' && (
        <label class="forecast-choice">
          <span>{f('perWalkIn')}</span>
          <select
            data-testid="forecast-ratio"
            value={String(prioritisedPerWalkIn)}
            onChange={event => {
              model.try({ prioritisedPerWalkIn: Number(event.currentTarget.value) });
            }}
          >
            {[1, 2, 3, 4, 5, 6].map(count => (
              <option key={count} value={String(count)}>
                {count}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function Figure(props: {
  readonly words: string | null;
  readonly isBroken: boolean;
  readonly isMain: boolean;
}): JSX.Element {
  const look = `${props.isMain ? 'is-main' : ''} ${props.isBroken ? 'is-broken' : ''}`;
  return <td class={look}>{props.words}</td>;
}

function Compare({ model, detail, timeZone }: Shows): JSX.Element {
  const { base, changed } = detail;
  const rows = compareRows(detail, model.wish.value, timeZone);
  const isSame = base.counters === changed?.counters;
  const head = (count: number, key: 'asIs' | 'changed'): string =>
    isSame ? f(key) : f('counters', { count });
  return (
    <table class="forecast-compare" data-testid="forecast-compare" aria-label={f('table')}>
      {changed && (
        <thead>
          <tr>
            <td />
            <th scope="col">{head(base.counters, 'asIs')}</th>
            <th scope="col" class="is-main">
              {head(changed.counters, 'changed')}
            </th>
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row: CompareRow) => (
          <tr key={row.id} data-testid={`forecast-${row.id}`}>
            <th scope="row">{row.words}</th>
            <Figure words={row.base} isBroken={row.isBaseBroken} isMain={changed === null} />
            {changed && <Figure words={row.changed} isBroken={row.isChangedBroken} isMain />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ways(props: Shows & Pick<Props, 'series' | 'onAsk' | 'onStop'>): JSX.Element {
  const { model, detail, timeZone, series, onAsk, onStop } = props;
  const { changed, base } = detail;
  const isMore = changed !== null && changed.counters > base.counters;
  const [closed] = detail.closedCounters;
  const late = lateWords(detail, timeZone);
  const isStopping = late !== null || model.wish.value.stopAt !== null;
  return (
    <div class="forecast-ways">
      {late && <p data-testid="forecast-late">{late}</p>}
      {isMore && closed && (
        <button
          type="button"
          class="forecast-primary"
          data-testid="forecast-ask"
          onClick={() => onAsk(closed.id)}
        >
          <Icon of={MonitorUp} size={16} />
          {f('askOpen', { number: closed.number, series })}
        </button>
      )}
      {isMore && !closed && <p data-testid="forecast-no-counter">{f('noCounter')}</p>}
      {isStopping && (
        <button type="button" class="forecast-key" data-testid="forecast-stop" onClick={onStop}>
          <Icon of={CirclePause} size={16} />
          {f('stopNow')}
        </button>
      )}
    </div>
  );
}

function WhatIfForm({ model, detail, timeZone }: Shows): JSX.Element {
  const wish: WhatIf = model.wish.value;
  return (
    <>
      <div class="forecast-if-head">
        <TimeSelect
          label={f('ifTitle')}
          testId="forecast-from"
          value={wish.from}
          options={fromOptions(detail, timeZone)}
          onChange={from => model.try({ from })}
        />
        {isChanging(wish) && (
          <button
            type="button"
            class="forecast-undo"
            data-testid="forecast-undo"
            onClick={() => model.undo()}
          >
            <Icon of={Undo2} size={14} />
            {f('undo')}
          </button>
        )}
      </div>
      <Stepper model={model} />
      <PolicySelect model={model} detail={detail} />
      <TimeSelect
        label={f('stop')}
        testId="forecast-stop-at"
        value={wish.stopAt}
        options={stopOptions(detail, timeZone, wish.stopAt)}
        onChange={stopAt => model.try({ stopAt })}
      />
    </>
  );
}

function Picture({ model, detail, timeZone }: Shows): JSX.Element {
  const spoken = language.value;
  const load = useMemo(
    () => async () => (await import('../forecast-chart.ts')).forecastChart(detail, timeZone),
    [detail, timeZone, spoken],
  );
  const isEmpty = detail.base.points.every(({ wait }) => wait === null);
  const { pastDays } = detail;
  const noCounter = detail.base.counters === 0;
  return (
    <div class={`forecast-picture${model.isComputing.value ? ' is-old' : ''}`}>
      <header>
        <h2>{f('title')}</h2>
        <p>{f('legend')}</p>
        <p class="forecast-source">
          {pastDays > 0 ? f('learnt', { days: pastDays }) : f('learntNone')}
        </p>
      </header>
      {isEmpty ? (
        <p>{f(noCounter ? 'noCounters' : 'nobody')}</p>
      ) : (
        <ChartOf testId="forecast-chart" load={load} />
      )}
    </div>
  );
}

/** The rest of the day of one queue, and what somebody tries out with it. */
export function ForecastPanel(props: Props): JSX.Element {
  const { queueId, timeZone, ask = send } = props;
  const model = useMemo(() => new ForecastModel(ask), [ask]);
  useEffect(() => {
    model.open(queueId);
    return () => model.close();
  }, [model, queueId]);
  const detail = model.detail.value;
  if (detail === null) {
    return (
      <section class="forecast-panel" data-testid="forecast-panel" aria-busy="true">
        <p role="status">{f(model.hasFailed.value ? 'failed' : 'loading')}</p>
      </section>
    );
  }
  const shows = { model, detail, timeZone };
  return (
    <section
      class="forecast-panel"
      data-testid="forecast-panel"
      aria-busy={model.isComputing.value}
      aria-label={f('title')}
    >
      <Picture {...shows} />
      <div class="forecast-if">
        <WhatIfForm {...shows} />
        <Compare {...shows} />
        {model.hasFailed.value && <p role="status">{f('failed')}</p>}
        {props.maySteer && <Ways {...shows} {...props} />}
      </div>
    </section>
  );
}
