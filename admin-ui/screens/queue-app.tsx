import { CirclePause, CirclePlay, MessageSquareText } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { QueueNow } from '../../contract/queue-now.ts';
import type { Overview } from '../../contract/overview.ts';
import { minutes } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { lineText as l } from '../line-texts.ts';
import type { QueuePage } from '../queue-page.ts';
import { searchPath } from '../tower-sections.ts';
import { whyText as w } from '../why-texts.ts';
import { CompareOther } from './compare-other.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { QueueList } from './queue-list.tsx';
import { SteerSheets } from './steer-sheets.tsx';
import { TicketActs, TicketSheets } from './ticket-sheets.tsx';
import { TowerFrame } from './tower-frame.tsx';
import { isTyping } from './typing.ts';
import { WhyPanel } from './why-panel.tsx';

const pathOf = (queueId: string): string => `/supervisor/queues/${encodeURIComponent(queueId)}`;

/** All lines of the building at the edge, so that it stays in sight. */
function Rail({ page, overview }: { readonly page: QueuePage; readonly overview: Overview }) {
  const limit = overview.limits.waitAlertMinutes;
  return (
    <nav class="line-rail" aria-label={l('rail')}>
      {overview.queues.map(({ id, series, name, waiting, longestWaitSeconds }) => (
        <a
          key={id}
          href={pathOf(id)}
          class={waiting > 0 && minutes(longestWaitSeconds) >= limit ? 'is-broken' : ''}
          aria-current={id === page.queueId.value ? 'page' : undefined}
          title={pick(name)}
          data-testid={`rail-${series}`}
          onClick={event => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            history.replaceState(null, '', pathOf(id));
            page.open(id);
          }}
        >
          <b>{series}</b>
          <span>
            <i class="spoken-only">{l('railName', { name: pick(name) })} </i>
            {waiting}
            <i class="spoken-only"> {l('railWaiting')}</i>
          </span>
        </a>
      ))}
    </nav>
  );
}

function sumOf({ queue, counters }: QueueNow): string {
  const open = counters.filter(({ state }) => state === 'open').length;
  const told = {
    waiting: queue.waiting,
    minutes: minutes(queue.longestWaitSeconds),
    counters: open,
  };
  if (queue.waiting === 0) return l(open === 0 ? 'sumNoneClosed' : 'sumNone', told);
  return l(open === 0 ? 'sumShort' : 'sum', told);
}

function Head({ page, line }: { readonly page: QueuePage; readonly line: QueueNow }): JSX.Element {
  const { queue } = line;
  const issuing = page.overview.value?.queues.find(({ id }) => id === queue.id)?.issuing;
  const isStopped = issuing?.state === 'paused';
  const what = isStopped ? ('resume' as const) : ('stop' as const);
  return (
    <header class="line-head">
      <b class="line-series">{queue.series}</b>
      <div>
        <h1>
          {pick(queue.name)} <small>{queue.agencyShort}</small>
        </h1>
        <p data-testid="line-sum">
          {sumOf(line)} {isStopped && <strong>{l('stopped')}</strong>}
        </p>
      </div>
      {page.maySteer.value && (
        <div class="line-keys">
          <button
            type="button"
            class="line-key"
            data-testid="line-tell"
            onClick={() => page.tell()}
          >
            <Icon of={MessageSquareText} size={16} />
            {l('tell')} <kbd>P</kbd>
          </button>
          <button
            type="button"
            class="line-key"
            data-testid="line-stop"
            onClick={() => page.stopOrResume()}
          >
            <Icon of={isStopped ? CirclePlay : CirclePause} size={16} />
            {l(what)} <kbd>J</kbd>
          </button>
        </div>
      )}
    </header>
  );
}

function useKeys(page: QueuePage): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || isTyping(event.target) || document.querySelector('dialog:modal')) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        page.move(event.key === 'ArrowDown' ? 1 : -1);
      }
      if (event.repeat || !page.maySteer.value) return;
      const key = event.key.toLowerCase();
      if (key !== 'p' && key !== 'j') return;
      event.preventDefault();
      if (key === 'p') page.tell();
      else page.stopOrResume();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
}

function Why(props: {
  readonly page: QueuePage;
  readonly line: QueueNow;
  readonly timeZone: string;
}): JSX.Element {
  const { page, line, timeZone } = props;
  const row = page.chosen.value;
  const ahead = (ticketId: string): number | null => {
    const place = line.tickets.findIndex(ticket => ticket.ticketId === ticketId);
    return place < 0 ? null : place;
  };
  return (
    <WhyPanel
      comparing={page.comparing}
      timeZone={timeZone}
      now={page.shownAt}
      ahead={ahead}
      nothing={w(row === null ? 'nobody' : 'alone')}
      {...(row ? { onOther: () => (page.isChoosingOther.value = true) } : {})}
    >
      {row && (
        <footer class="why-ways">
          <a href={searchPath(row.label)} data-testid="to-story">
            {l('story', { label: row.label })}
          </a>
          {page.maySteer.value && (
            <TicketActs
              steering={page.tickets}
              ticket={{ ...row, serviceId: row.serviceId }}
              acts={['class', 'service', 'cancel']}
            />
          )}
        </footer>
      )}
    </WhyPanel>
  );
}

function Room({ page, timeZone }: { readonly page: QueuePage; readonly timeZone: string }) {
  const line = page.line.value;
  const overview = page.overview.value;
  const row = page.chosen.value;
  useKeys(page);
  if (page.isMissing.value) {
    return (
      <main class="line-missing" data-testid="line-missing">
        <p>{l('missing')}</p>
        <a href="/supervisor">{l('toBoard')}</a>
      </main>
    );
  }
  return (
    <div class="line">
      {overview && <Rail page={page} overview={overview} />}
      {line && (
        <main class="line-main" data-testid="line">
          <Head page={page} line={line} />
          <div class="line-two">
            <QueueList page={page} line={line} timeZone={timeZone} />
            <Why page={page} line={line} timeZone={timeZone} />
          </div>
          <section class="line-forecast" aria-label={l('forecast')}>
            <ForecastPanel
              key={line.queue.id}
              queueId={line.queue.id}
              series={line.queue.series}
              timeZone={timeZone}
              maySteer={page.maySteer.value}
              onAsk={counterId => page.askToOpen(counterId)}
              onStop={() => page.stopOrResume()}
            />
          </section>
        </main>
      )}
      {overview && <SteerSheets steering={page.steering} overview={overview} now={page.shownAt} />}
      {line && <TicketSheets steering={page.tickets} services={line.queue.services} />}
      {line && row && page.isChoosingOther.value && (
        <CompareOther
          label={row.label}
          ticketId={row.ticketId}
          line={line}
          timeZone={timeZone}
          find={typed => page.find(typed)}
          onChoose={ticketId => page.against(ticketId)}
          onClose={() => (page.isChoosingOther.value = false)}
        />
      )}
    </div>
  );
}

export function QueueApp({ page }: { readonly page: QueuePage }): JSX.Element {
  const isLoaded = page.line.value !== null || page.isMissing.value;
  return (
    <TowerFrame
      page={page}
      testId="queue-page"
      section="building"
      words={{ title: l('title') }}
      isLoaded={isLoaded}
    >
      {building => <Room page={page} timeZone={building.timeZone} />}
    </TowerFrame>
  );
}
