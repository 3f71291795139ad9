import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { waitNearMinutes, waitOverMinutes } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { BoardHealth } from './board-health.tsx';
import { BoardHelp } from './board-help.tsx';
import { BoardLocked } from './board-locked.tsx';
import { BoardSide } from './board-side.tsx';
import { BoardTable } from './board-table.tsx';
import { ZoneAlert } from './board-zones.tsx';
import { isTyping } from './typing.ts';

function Sum(props: {
  readonly value: number;
  readonly words: string;
  readonly look?: string;
  readonly name: string;
}): JSX.Element {
  return (
    <div class={props.look ?? ''} data-testid={`sum-${props.name}`}>
      <b>{props.value}</b>
      {props.words}
    </div>
  );
}

function BoardSums(props: { readonly overview: Overview }): JSX.Element {
  const { totals } = props.overview;
  const longest = Math.floor(totals.longestWaitSeconds / 60);
  const isOver = longest >= waitOverMinutes && totals.waiting > 0;
  return (
    <section class="sums">
      <Sum name="waiting" value={totals.waiting} words={t('waiting')} />
      <Sum name="serving" value={totals.serving} words={t('serving')} />
      <Sum
        name="longest"
        value={longest}
        words={t('longest')}
        look={isOver ? 'over' : longest >= waitNearMinutes ? 'near' : ''}
      />
      <Sum
        name="open"
        value={totals.countersOpen}
        words={t('ofCounters', { counters: totals.counters })}
      />
      <Sum name="done" value={totals.done} words={t('done')} />
      <Sum name="issued" value={totals.issued} words={t('issued', { noShow: totals.noShow })} />
    </section>
  );
}

/** The building as one calm board. */
export function Board(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const isLost = page.link.value === 'lost';
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || isTyping(event.target) || document.querySelector('dialog:modal')) return;
      if (event.key.toLowerCase() === 'u') page.toggleOrder();
      if (event.key.toLowerCase() === 'p') page.isPrintersOpen.value = true;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
  return (
    <main class="board">
      <h1 class="spoken-only">{t('board')}</h1>
      <BoardSums overview={overview} />
      {!isLost && <ZoneAlert overview={overview} now={page.now} />}
      <BoardLocked locked={page.locked} />
      {!isLost && (
        <BoardHelp
          calls={overview.helpCalls}
          help={page.help}
          timeZone={overview.building.timeZone}
        />
      )}
      <div class="board-main">
        <BoardTable page={page} />
        <BoardSide page={page} overview={overview} />
      </div>
      <BoardHealth page={page} overview={overview} />
    </main>
  );
}
