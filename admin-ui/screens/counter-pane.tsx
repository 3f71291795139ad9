import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import type { CounterAsk } from '../../contract/steering.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import type { CounterRow } from '../board-rows.ts';
import { possibleActs } from '../counter-tiles.ts';
import type { CounterTile } from '../counter-tiles.ts';
import { counterText as c } from '../counters-page-texts.ts';
import type { CountersPage } from '../counters-tower-page.ts';
import { t } from '../texts.ts';
import { searchPath } from '../tower-sections.ts';
import { actKeys } from './counter-acts.ts';
import { lookWords } from './counter-squares.tsx';

interface Shows {
  readonly page: CountersPage;
  readonly overview: Overview;
}

const clockOf = (instant: string, { building }: Overview): string =>
  timeOfDay(Date.parse(instant), building.timeZone, language.value);

function Ticket({ tile, overview }: { readonly tile: CounterTile; readonly overview: Overview }) {
  const { counter, minutes, usualMinutes } = tile;
  if (counter.label === null || counter.legSince === null) return null;
  const since = c('ticketSince', {
    label: counter.label,
    time: clockOf(counter.legSince, overview),
    minutes,
  });
  return (
    <>
      <dt>{c('ticket')}</dt>
      <dd>
        {since}
        {usualMinutes !== null && `, ${c('usual', { usual: Math.round(usualMinutes) })}`}
        <a href={searchPath(counter.label)}>{c('story', { label: counter.label })}</a>
      </dd>
      {counter.serviceName && (
        <>
          <dt>{c('service')}</dt>
          <dd>{pick(counter.serviceName)}</dd>
        </>
      )}
    </>
  );
}

function Facts({ tile, overview }: { readonly tile: CounterTile; readonly overview: Overview }) {
  const { counter, look } = tile;
  const since = look === 'serving' ? counter.legSince : counter.stateSince;
  const queues = overview.queues.filter(({ id }) => counter.queueIds.includes(id));
  return (
    <dl class="pane-facts">
      <dt>{c('state')}</dt>
      <dd>
        {c('since', {
          look: t(lookWords[look]),
          time: clockOf(since ?? counter.stateSince, overview),
        })}
      </dd>
      <dt>{c('officer')}</dt>
      <dd>{counter.officerName ?? c('noOfficer')}</dd>
      <Ticket tile={tile} overview={overview} />
      <dt>{c('served')}</dt>
      <dd>{c('servedCount', { count: counter.servedToday })}</dd>
      {counter.openedAt !== null && (
        <>
          <dt>{c('openedAt')}</dt>
          <dd>{clockOf(counter.openedAt, overview)}</dd>
        </>
      )}
      <dt>{c('queues')}</dt>
      <dd>
        {queues.map(queue => (
          <a key={queue.id} href={`/supervisor/queues/${encodeURIComponent(queue.id)}`}>
            <b>{queue.series}</b> {pick(queue.name)}
          </a>
        ))}
        {counter.isMoved && <em>{c('moved')}</em>}
      </dd>
    </dl>
  );
}

function AskLine(props: Shows & { readonly ask: CounterAsk; readonly number: number }) {
  const { page, overview, ask, number } = props;
  const [hasFailed, setFailed] = useState(false);
  const withdraw = async () => setFailed((await page.steering.withdrawAsk(ask.id)) !== null);
  const time = clockOf(ask.at, overview);
  const series = overview.queues.find(({ id }) => id === ask.queueId)?.series ?? '';
  const what = ask.queueId === null ? c('askOpen', { time }) : c('askServe', { series, time });
  const state =
    ask.why === null ? c(`ask:${ask.state}`) : `${c(`ask:${ask.state}`)}, ${c(`why:${ask.why}`)}`;
  return (
    <li data-testid="ask">
      <span>
        {what}: <b>{state}</b>
        {hasFailed && <small class="fault">{c('withdrawFailed')}</small>}
      </span>
      {ask.state === 'open' && page.maySteer.value && (
        <button
          type="button"
          class="quiet"
          aria-label={c('withdrawOf', { number })}
          onClick={() => void withdraw()}
        >
          {c('withdraw')}
        </button>
      )}
    </li>
  );
}

function Asks(props: Shows & { readonly counter: CounterRow }): JSX.Element | null {
  const { page, overview, counter } = props;
  const asks = overview.asks.filter(({ counterId }) => counterId === counter.id);
  if (asks.length === 0) return null;
  return (
    <section class="pane-asks">
      <h3>{c('asks')}</h3>
      <ul>
        {asks.slice(0, 4).map(ask => (
          <AskLine key={ask.id} page={page} overview={overview} ask={ask} number={counter.number} />
        ))}
      </ul>
    </section>
  );
}

function Acts(props: Pick<Shows, 'page'> & { readonly counter: CounterRow }): JSX.Element {
  const { page, counter } = props;
  const { steering } = page;
  const possible = possibleActs(counter);
  const counterId = counter.id;
  return (
    <section class="pane-acts" aria-label={c('acts')}>
      {actKeys
        .filter(([act]) => possible.has(act))
        .map(([act, key]) => (
          <button
            type="button"
            key={act}
            data-testid={`act-${act}`}
            onClick={() => steering.ask({ what: 'counter', counterId, act })}
          >
            {c(act)} <kbd>{key}</kbd>
          </button>
        ))}
      {counter.state === 'open' ? (
        <button
          type="button"
          data-testid="act-ask"
          onClick={() => steering.ask({ what: 'ask-serve', counterId })}
        >
          {c('askToServe')}
        </button>
      ) : (
        <button
          type="button"
          data-testid="act-ask"
          onClick={() => steering.ask({ what: 'ask', queueId: null, counterId })}
        >
          {c('askToOpen')}
        </button>
      )}
      <button
        type="button"
        data-testid="act-move"
        onClick={() => steering.ask({ what: 'move', counterId })}
      >
        {c('move')}
      </button>
      <button
        type="button"
        data-testid="act-tell"
        onClick={() => steering.ask({ what: 'tell', counterIds: [counterId] })}
      >
        {c('tell')} <kbd>P</kbd>
      </button>
    </section>
  );
}

/** The counter that was chosen: all that is known of it, and what can be done. */
export function CounterPane({ page, overview }: Shows): JSX.Element {
  const tile = page.chosen.value;
  if (tile === null) {
    return (
      <aside class="counter-pane" data-testid="counter-pane">
        <p class="none">{c('choose')}</p>
        {page.maySteer.value && <p class="none">{c('chooseKeys')}</p>}
      </aside>
    );
  }
  const { counter } = tile;
  return (
    <aside class="counter-pane" data-testid="counter-pane">
      <h2>
        {c('counter', { number: counter.number })} <span>{counter.agencyShort}</span>
      </h2>
      <Facts tile={tile} overview={overview} />
      <Asks page={page} overview={overview} counter={counter} />
      {page.maySteer.value ? (
        <Acts page={page} counter={counter} />
      ) : (
        <p class="none">{c('reading')}</p>
      )}
    </aside>
  );
}
