import { Bell, MessageSquareText } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { counterLooks, countLooks, possibleActs } from '../counter-tiles.ts';
import type { CounterTile } from '../counter-tiles.ts';
import { counterText as c } from '../counters-page-texts.ts';
import type { CountersPage } from '../counters-tower-page.ts';
import { CounterPane } from './counter-pane.tsx';
import { actKeys, isPauseReason } from './counter-acts.ts';
import { SteerSheets } from './steer-sheets.tsx';
import { TowerFrame, TowerHead } from './tower-frame.tsx';
import { isTyping } from './typing.ts';

type Has = { readonly page: CountersPage };

function LookKeys({ page }: Has): JSX.Element {
  const counts = countLooks(page.tiles.value);
  const shown = page.look.value;
  return (
    <div class="look-keys" role="group" aria-label={c('filter')}>
      <button
        type="button"
        class="zone-key"
        aria-pressed={shown === null}
        onClick={() => (page.look.value = null)}
      >
        {c('all', { count: page.tiles.value.length })}
      </button>
      {counterLooks.map(look => (
        <button
          type="button"
          key={look}
          class="zone-key"
          aria-pressed={shown === look}
          data-testid={`look-${look}`}
          onClick={() => page.toggleLook(look)}
        >
          <i class={`square ${look}`} />
          {c(look, { count: counts[look] })}
        </button>
      ))}
    </div>
  );
}

/** What it does now, in one line of a tile. */
export function tileWords({ counter, look, minutes, usualMinutes }: CounterTile): string {
  switch (look) {
    case 'serving':
      return usualMinutes === null
        ? c('minutes', { minutes })
        : c('ofUsual', { minutes, usual: Math.round(usualMinutes) });
    case 'ready':
      return c('readyFor', { minutes });
    case 'paused': {
      const why = counter.pauseReason;
      if (!isPauseReason(why)) return c('pausedFor', { minutes });
      return c('pausedWhy', { why: c(`pause:${why}`), minutes });
    }
    case 'closed':
      return c('closed0');
  }
}

function Tile(props: Has & { readonly tile: CounterTile }): JSX.Element {
  const { page, tile } = props;
  const { counter, look, share, isBroken, isAsked } = tile;
  const isChosen = page.chosenId.value === counter.id;
  return (
    <li>
      <button
        type="button"
        class={`tile ${look}${isBroken ? ' is-broken' : ''}`}
        aria-pressed={isChosen}
        data-testid={`counter-${counter.number}`}
        onClick={() => (page.chosenId.value = isChosen ? null : counter.id)}
      >
        <span class="tile-head">
          <b>{counter.number}</b>
          <i class={`square ${look}`} />
          <span class="cut">{counter.agencyShort}</span>
          {counter.label !== null && <strong>{counter.label}</strong>}
          {isAsked && (
            <span class="tile-asked" title={c('asked')}>
              <Icon of={Bell} size={14} />
              <span class="spoken-only">{c('asked')}</span>
            </span>
          )}
        </span>
        <span class="cut tile-now">{tileWords(tile)}</span>
        <span class="cut tile-who">{counter.officerName ?? ''}</span>
        {share !== null && (
          <span class="tile-share">
            <i style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        )}
      </button>
    </li>
  );
}

/** Arrows move by what the eye sees: tiles of one line stand side by side. */
function tilesInLine(): number {
  const tiles = [...document.querySelectorAll<HTMLElement>('.tiles > li')];
  const top = tiles[0]?.offsetTop;
  const next = tiles.findIndex(({ offsetTop }) => offsetTop !== top);
  return next < 1 ? Math.max(1, tiles.length) : next;
}

function useCounterKeys(page: CountersPage): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || isTyping(event.target) || document.querySelector('dialog:modal')) return;
      const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: tilesInLine(), ArrowUp: 0 };
      const by = event.key === 'ArrowUp' ? -tilesInLine() : steps[event.key as keyof typeof steps];
      if (by !== undefined) {
        event.preventDefault();
        page.step(by);
      }
      if (event.repeat || !page.maySteer.value) return;
      const chosen = page.chosen.value?.counter;
      const key = event.key.toLowerCase();
      const { steering } = page;
      if (key === 'p') {
        event.preventDefault();
        steering.ask({ what: 'tell', counterIds: chosen ? [chosen.id] : null });
      }
      const act = actKeys.find(([, letter]) => letter.toLowerCase() === key)?.[0];
      if (chosen && act && possibleActs(chosen).has(act)) {
        event.preventDefault();
        steering.ask({ what: 'counter', counterId: chosen.id, act });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
}

function Counters(props: Has & { readonly overview: Overview }): JSX.Element {
  const { page, overview } = props;
  const tiles = page.shown.value;
  useCounterKeys(page);
  return (
    <main class="counters-tower">
      <TowerHead title={c('title')}>
        <LookKeys page={page} />
        {page.maySteer.value && (
          <button
            type="button"
            class="board-tell"
            data-testid="tell"
            onClick={() => page.steering.ask({ what: 'tell', counterIds: null })}
          >
            <Icon of={MessageSquareText} size={17} />
            {c('tell')} <kbd>P</kbd>
          </button>
        )}
      </TowerHead>
      <div class="counters-body">
        <div class="tiles-scroll" tabIndex={0} role="group" aria-label={c('list')}>
          {tiles.length === 0 && <p class="none">{c('none')}</p>}
          <ul class="tiles">
            {tiles.map(tile => (
              <Tile key={tile.counter.id} page={page} tile={tile} />
            ))}
          </ul>
        </div>
        <CounterPane page={page} overview={overview} />
      </div>
      <SteerSheets steering={page.steering} overview={overview} now={page.now} />
    </main>
  );
}

/** Every counter as it is now, and what can be done at one of them. */
export function CountersScreen({ page }: Has): JSX.Element {
  const overview = page.overview.value;
  return (
    <TowerFrame
      page={page}
      testId="counters-page"
      section="counters"
      words={{ title: c('title') }}
      isLoaded={overview !== null}
    >
      {() => overview && <Counters page={page} overview={overview} />}
    </TowerFrame>
  );
}
