import { Pause, Play } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Replay, ReplayWaits } from '../../contract/replay.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { ReplayPage } from '../replay-page.ts';
import {
  lastCalls,
  outcomeSentences,
  percentWords,
  tenthWords,
  waitRows,
  type WaitRow,
} from '../replay-rows.ts';
import { replayText as r } from '../replay-texts.ts';
import { ChartOf } from './chart.tsx';
import { WhatWould, WhichDay } from './replay-choices.tsx';
import { TowerFrame, TowerHead } from './tower-frame.tsx';

interface Shows {
  readonly page: ReplayPage;
  readonly replay: Replay;
  readonly timeZone: string;
}

const chartHeightPx = 200;

function Curve({ page, replay, timeZone }: Shows): JSX.Element {
  const spoken = language.value;
  const load = useMemo(
    () => async () =>
      (await import('../replay-chart.ts')).replayChart(replay, timeZone, chartHeightPx),
    [replay, timeZone, spoken],
  );
  const share = page.stepsMax.value === 0 ? 0 : page.step.value / page.stepsMax.value;
  return (
    <div class={`replay-curve${page.isComputing.value ? ' is-old' : ''}`}>
      <header>
        <h2>{r('waiting')}</h2>
        <span class="replay-was">{r('legendWas')}</span>
        {replay.changed && <span class="replay-would">{r('legendIf')}</span>}
      </header>
      <div class="replay-plot">
        <ChartOf testId="replay-chart" load={load} />
        <div class="replay-moment" style={{ '--replay-share': String(share) }} />
      </div>
    </div>
  );
}

/** Play, and a line of time to look at any moment of the day. */
function Player({ page, replay, timeZone }: Shows): JSX.Element {
  const time = timeOfDay(page.at.value, timeZone, language.value);
  const step = page.step.value;
  const { actual, changed, openCounters } = replay;
  const isPlaying = page.isPlaying.value;
  return (
    <div class="replay-player">
      <input
        type="range"
        min={0}
        max={page.stepsMax.value}
        step={1}
        value={step}
        aria-label={r('scrub')}
        aria-valuetext={r('atTime', { time })}
        data-testid="replay-scrub"
        onInput={event => {
          page.pause();
          page.look(event.currentTarget.valueAsNumber);
        }}
      />
      <button
        type="button"
        class="replay-play"
        data-testid="replay-play"
        onClick={() => (isPlaying ? page.pause() : page.play())}
      >
        <Icon of={isPlaying ? Pause : Play} size={16} />
        {r(isPlaying ? 'pause' : 'play')}
      </button>
      <p class="replay-now" data-testid="replay-now">
        <b class="replay-time">{r('atTime', { time })}</b>
        <span>
          <b>{actual.waiting[step] ?? 0}</b> {r('people')}
        </span>
        {changed && (
          <span class="replay-would">{r('ifShort', { count: changed.waiting[step] ?? 0 })}</span>
        )}
        <span>
          <b>{actual.longest[step] ?? 0}</b> {r('longest')}
        </span>
        <span>
          <b>{openCounters[step] ?? 0}</b> {r('open')}
        </span>
      </p>
    </div>
  );
}

const callsShown = 8;

function Calls({ page, replay, timeZone }: Shows): JSX.Element {
  const rows = lastCalls(replay, page.at.value, timeZone, callsShown);
  const hasChange = replay.changed !== null;
  return (
    <section class="replay-calls">
      <h2>{r('calls')}</h2>
      {rows.length === 0 ? (
        <p>{r('noCalls')}</p>
      ) : (
        <table data-testid="replay-calls">
          <thead>
            <tr>
              <th scope="col">{r('number')}</th>
              <th scope="col">{r('class')}</th>
              <th scope="col" class="is-figure">
                {r('taken')}
              </th>
              <th scope="col" class="is-figure">
                {r('called')}
              </th>
              <th scope="col" class="is-figure">
                {r('counter')}
              </th>
              <th scope="col" class="is-figure">
                {r('waited')}
              </th>
              {hasChange && (
                <th scope="col" class="is-figure replay-would">
                  {r('wouldWait')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={`${row.label} ${row.called}`}>
                <th scope="row">{row.label}</th>
                <td>{row.words}</td>
                <td class="is-figure">{row.taken}</td>
                <td class="is-figure">{row.called}</td>
                <td class="is-figure">{row.counter}</td>
                <td class="is-figure">{row.waited}</td>
                {hasChange && <td class="is-figure replay-would">{row.would}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const figures: readonly {
  readonly id: 'people' | 'mean' | 'median' | 'p90' | 'level';
  readonly of: (waits: ReplayWaits) => string;
}[] = [
  { id: 'people', of: ({ people }) => String(people) },
  { id: 'mean', of: ({ meanMinutes }) => tenthWords(meanMinutes) },
  { id: 'median', of: ({ medianMinutes }) => tenthWords(medianMinutes) },
  { id: 'p90', of: ({ p90Minutes }) => tenthWords(p90Minutes) },
  { id: 'level', of: ({ levelPercent }) => percentWords(levelPercent) },
];

function WaitLines({ row }: { readonly row: WaitRow }): JSX.Element {
  const { would } = row;
  return (
    <>
      <tr data-testid={`replay-was-${row.id}`}>
        <th scope="row">
          {row.words} {would && <small>{r('was')}</small>}
        </th>
        {figures.map(({ id, of }) => (
          <td key={id}>{of(row.was)}</td>
        ))}
      </tr>
      {would && (
        <tr class="replay-changed" data-testid={`replay-would-${row.id}`}>
          <th scope="row">
            <small>{r('would')}</small>
          </th>
          {figures.map(({ id, of }) => (
            <td key={id}>{of(would)}</td>
          ))}
        </tr>
      )}
    </>
  );
}

function Waits({ page, replay, timeZone }: Shows): JSX.Element {
  const { counters } = page.wish.value;
  return (
    <section class="replay-waits">
      <h2>{r('waits')}</h2>
      <table data-testid="replay-waits">
        <thead>
          <tr>
            <td />
            <th scope="col">{r('peopleHead')}</th>
            <th scope="col">{r('mean')}</th>
            <th scope="col">{r('median')}</th>
            <th scope="col">{r('p90')}</th>
            <th scope="col">{r('level', { minutes: replay.levelMinutes })}</th>
          </tr>
        </thead>
        <tbody>
          {waitRows(replay).map(row => (
            <WaitLines key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {outcomeSentences(replay, counters === null, timeZone).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}

function Silent({ page }: { readonly page: ReplayPage }): JSX.Element {
  const trouble = page.trouble.value;
  if (page.days.value?.length === 0) return <p class="replay-silent">{r('noDays')}</p>;
  if (trouble === 'no-data' || trouble === 'not-over') {
    return (
      <p class="replay-silent" role="status" data-testid="replay-trouble">
        {r(trouble === 'no-data' ? 'noData' : 'notOver')}
      </p>
    );
  }
  if (trouble === 'failed') {
    return (
      <p class="replay-silent" role="alert" data-testid="replay-trouble">
        {r('failed')}{' '}
        <button type="button" onClick={() => void page.load()}>
          {r('again')}
        </button>
      </p>
    );
  }
  return (
    <p class="replay-silent" role="status">
      {r('loading')}
    </p>
  );
}

export function ReplayApp({ page }: { readonly page: ReplayPage }): JSX.Element {
  const title = r('title');
  const isLoaded =
    page.overview.value !== null && (page.days.value !== null || page.trouble.value !== null);
  return (
    <TowerFrame
      page={page}
      testId="replay-page"
      section="replay"
      words={{ title }}
      isLoaded={isLoaded}
    >
      {({ timeZone }) => {
        const replay = page.replay.value;
        return (
          <main class="replay">
            <TowerHead title={title}>
              <WhichDay page={page} />
            </TowerHead>
            {replay === null ? (
              <Silent page={page} />
            ) : (
              <div class="replay-body">
                <WhatWould page={page} />
                <Curve page={page} replay={replay} timeZone={timeZone} />
                <Player page={page} replay={replay} timeZone={timeZone} />
                <div class="replay-tables">
                  <Waits page={page} replay={replay} timeZone={timeZone} />
                  <Calls page={page} replay={replay} timeZone={timeZone} />
                </div>
              </div>
            )}
          </main>
        );
      }}
    </TowerFrame>
  );
}
