import type { JSX } from 'preact';
import type { DisplayView } from '../../../contract/views.ts';
import { AsManyAsFit } from '../as-many-as-fit.tsx';
import type { CallBoard } from '../panel.ts';
import type { ListPlan } from '../plan.ts';
import { t } from '../texts.ts';
import { CallRow } from './call-row.tsx';
import { ZoneList } from './empty-hall.tsx';

export interface CallListProps {
  readonly view: DisplayView;
  readonly board: CallBoard;
  readonly plan: ListPlan;
  /** Counts the pages: who was called, and who comes next, take turns. */
  readonly turn: number;
  readonly now: boolean;
}

/** Lines in which somebody waits, as many to a page as the list has rows. */
function readyPages(view: DisplayView, rows: number): string[][][] {
  const lines = view.rows.flatMap(row => row.queues.map(queue => queue.next));
  const standing = lines.filter(next => next.length > 0);
  const pages: string[][][] = [];
  for (let from = 0; from < standing.length; from += rows) {
    pages.push(standing.slice(from, from + rows));
  }
  return pages;
}

/** Who waits for the panel, who had it before, and who comes next in each line. */
export function CallList(props: CallListProps): JSX.Element {
  const { view, board, plan, turn, now } = props;
  const pending = board.pending.slice(0, plan.rows);
  const past = board.past.slice(0, plan.rows - pending.length);
  const ready = readyPages(view, plan.rows);
  const sizes = {
    '--side': `${plan.wordsPx}px`,
    '--title': `${plan.titlePx}px`,
    '--list-row': `${plan.rowPx}px`,
    '--ready': `${plan.readyPx}px`,
  };
  const hasCalls = board.shown.length > 0 || pending.length > 0;
  // While somebody is called, the list stands still: one thing moves at a time.
  const page = now || pending.length > 0 ? 0 : turn % (ready.length + (past.length > 0 ? 1 : 0));
  const readyPage = past.length > 0 ? ready[page - 1] : (ready[page] ?? ready[0]);
  const isCalling = pending.length > 0 || (past.length > 0 && readyPage === undefined);
  if (!isCalling && readyPage === undefined) {
    return hasCalls ? (
      <section class="side" style={sizes} />
    ) : (
      <ZoneList view={view} style={sizes} />
    );
  }
  return (
    <section class="side" style={sizes}>
      {isCalling ? (
        <>
          <h2>{t(pending.length > 0 ? 'called' : 'previous')}</h2>
          <ul data-testid="lobby-previous">
            {pending.map(call => (
              <CallRow key={call.callId} call={call} class="now" />
            ))}
            {past.map(call => (
              <CallRow key={call.callId} call={call} class="" />
            ))}
          </ul>
        </>
      ) : (
        <>
          <h2>{t('ready')}</h2>
          <ul data-testid="lobby-ready">
            {readyPage?.map(next => (
              <li key={next.join(' ')} class="ready-row">
                <AsManyAsFit class="figures" words={next} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
