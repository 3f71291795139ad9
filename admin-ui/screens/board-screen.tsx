import { MessageSquareText } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { nearMinutes } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { BoardHealth } from './board-health.tsx';
import { BoardHelp } from './board-help.tsx';
import { BoardLocked } from './board-locked.tsx';
import { BoardSide } from './board-side.tsx';
import { BoardTable } from './board-table.tsx';
import { SteerSheets } from './steer-sheets.tsx';
import { isTyping } from './typing.ts';

function Sum(props: {
  readonly value: number | string;
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

function BoardSums(props: { readonly page: BoardPage; readonly overview: Overview }): JSX.Element {
  const { page, overview } = props;
  const { totals, limits } = overview;
  const longest = Math.floor(totals.longestWaitSeconds / 60);
  const isOver = longest >= limits.waitAlertMinutes && totals.waiting > 0;
  const isNear = longest >= nearMinutes(limits.waitAlertMinutes);
  const { serviceLevelMinutes: minutes, serviceLevelPercent: target } = limits;
  const within = totals.servedWithin;
  return (
    <section class="sums">
      <Sum name="waiting" value={totals.waiting} words={t('waiting')} />
      <Sum name="serving" value={totals.serving} words={t('serving')} />
      <Sum
        name="longest"
        value={longest}
        words={t('longest')}
        look={isOver ? 'over' : isNear ? 'near' : ''}
      />
      <Sum
        name="within"
        value={within === null ? t('none') : t('percent', { percent: within.percent })}
        words={t('within', { minutes, target })}
      />
      <Sum
        name="open"
        value={totals.countersOpen}
        words={t('ofCounters', { counters: totals.counters })}
      />
      <Sum name="issued" value={totals.issued} words={t('issued', { noShow: totals.noShow })} />
      {page.maySteer.value && (
        <button
          type="button"
          class="board-tell"
          data-testid="tell"
          onClick={() => page.steering.ask({ what: 'tell', counterIds: null })}
        >
          <Icon of={MessageSquareText} size={17} />
          {t('tell')} <kbd>P</kbd>
        </button>
      )}
    </section>
  );
}

/** `↑` `↓` from row to row, over the queues of opened agencies too. */
function stepRow(by: 1 | -1): void {
  const ways = [...document.querySelectorAll<HTMLElement>('.row-way')];
  const at = ways.findIndex(way => way === document.activeElement);
  const next = at < 0 ? (by === 1 ? 0 : ways.length - 1) : at + by;
  ways[Math.min(ways.length - 1, Math.max(0, next))]?.focus();
}

function useBoardKeys(page: BoardPage): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isPlain || isTyping(event.target) || document.querySelector('dialog:modal')) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === 1 || step === -1) {
        event.preventDefault();
        stepRow(step);
      }
      if (event.repeat) return;
      const key = event.key.toLowerCase();
      if (key === 'u') page.toggleOrder();
      if (key === 'p' && page.maySteer.value) {
        event.preventDefault();
        page.steering.ask({ what: 'tell', counterIds: null });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [page]);
}

/** The building as one calm board. */
export function Board(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const isLost = page.link.value === 'lost';
  useBoardKeys(page);
  return (
    <main class="board">
      <h1 class="spoken-only">{t('board')}</h1>
      <BoardSums page={page} overview={overview} />
      <BoardLocked locked={page.locked} />
      {!isLost && (
        <BoardHelp
          calls={overview.helpCalls}
          help={page.help}
          timeZone={overview.building.timeZone}
        />
      )}
      <div class="board-main">
        <BoardTable page={page} overview={overview} />
        <BoardSide page={page} overview={overview} />
      </div>
      <BoardHealth page={page} overview={overview} />
      <SteerSheets steering={page.steering} overview={overview} now={page.now} />
    </main>
  );
}
