import { TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskQueue, DeskView, DeskWaiting } from '../../contract/desk-views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import type { ShownQueue, ShownTicket } from '../held-list.ts';
import { paneText } from '../pane-texts.ts';
import { isCallable, shareWords, waitLevel, waitingMarks } from '../panes/waiting-marks.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { ClassMark } from './class-mark.tsx';

/** Near its limit a wait turns bold ink, at it chili, with an icon and a word for the ear. */
function Wait(props: { readonly seconds: number; readonly maxWaitMinutes: number }): JSX.Element {
  const { seconds, maxWaitMinutes: minutes } = props;
  const level = waitLevel(seconds, minutes);
  return (
    <span class={level === 'usual' ? 'wait' : `wait ${level}`}>
      {level === 'over' && <Icon of={TriangleAlert} size={13} />}
      {waitText(seconds)}
      {level !== 'usual' && (
        <span class="spoken-only">
          , {paneText(level === 'over' ? 'overLimit' : 'nearLimit', { minutes })}
        </span>
      )}
    </span>
  );
}

function Errand(props: { readonly row: ShownTicket }): JSX.Element {
  const { ticket } = props.row;
  return (
    <span class="service">
      <span class="cut" title={pick(ticket.serviceName)}>
        {pick(ticket.serviceName)}
      </span>
      {waitingMarks(ticket).map(mark => (
        <i key={mark.kind + mark.words} class={`about ${mark.kind}`}>
          {mark.words}
        </i>
      ))}
    </span>
  );
}

function Row(props: {
  readonly desk: Desk;
  readonly row: ShownTicket;
  readonly queue: DeskQueue;
  readonly place: number;
  readonly isNext: boolean;
  readonly mayCall: boolean;
}): JSX.Element {
  const { desk, row, queue, place, isNext } = props;
  const { ticket } = row;
  const { ticketId, label } = ticket;
  const isSelected = desk.rows.isSelected(queue.id, ticketId);
  const isOffered = isSelected && props.mayCall && !row.gone && isCallable(ticket);
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const look = ['row', isNext && 'is-next', isSelected && 'selected', row.gone && 'gone'];
  return (
    <li class={look.filter(Boolean).join(' ')} ref={line} data-testid={`waiting-${label}`}>
      <button
        type="button"
        class="row-face"
        tabIndex={-1}
        aria-pressed={isSelected}
        onClick={() => (isSelected ? desk.rows.release() : desk.rows.select(ticketId, queue.id))}
      >
        <span class="place">
          {isNext ? <i class="next-dot" aria-label={paneText('isNext')} role="img" /> : place}
        </span>
        <b>{label}</b>
        <ClassMark of={ticket} />
        <Errand row={row} />
        {row.gone && <span class="wait">{t('gone')}</span>}
        {!row.gone && !isOffered && (
          <Wait
            seconds={ticket.waitedSeconds + desk.grownSeconds.value}
            maxWaitMinutes={queue.maxWaitMinutes}
          />
        )}
      </button>
      {isOffered && (
        <button
          type="button"
          class="call-this"
          data-testid="call-selected"
          onClick={() => desk.callTicket(ticketId)}
        >
          {t('callThis')} <span class="spoken-only">{label}</span> <kbd>Enter</kbd>
        </button>
      )}
    </li>
  );
}

function QueueHead(props: { readonly desk: Desk; readonly shown: ShownQueue }): JSX.Element {
  const { queue } = props.shown;
  const { waiting: count, counters } = queue;
  const share = shareWords(queue);
  const longest = waitText(queue.longestWaitSeconds + props.desk.grownSeconds.value);
  return (
    <h3>
      <b>{queue.series}</b>
      <span class="queue-name cut" title={pick(queue.name)}>
        {pick(queue.name)}
      </span>
      <span class="queue-count">{paneText('queueHead', { count, counters })}</span>
      {share !== '' && <span class="share">{share}</span>}
      {count > 0 && (
        <span class="queue-longest">{paneText('queueLongest', { wait: longest })}</span>
      )}
    </h3>
  );
}

/** Of two errands of one visit only one comes next. */
const isSame = (a: DeskWaiting, b: DeskWaiting | null): boolean =>
  a.ticketId === b?.ticketId && a.serviceName.id === b.serviceName.id;

function Queue(props: {
  readonly desk: Desk;
  readonly shown: ShownQueue;
  readonly next: DeskWaiting | null;
  readonly mayCall: boolean;
}): JSX.Element {
  const { queue, tickets } = props.shown;
  const more = queue.waiting - queue.tickets.length;
  return (
    <section class="queue" data-testid={`queue-${queue.series}`}>
      <QueueHead desk={props.desk} shown={props.shown} />
      {tickets.length > 0 && (
        <ol role="list" aria-label={`${queue.series}, ${pick(queue.name)}`}>
          {tickets.map((row, place) => (
            <Row
              key={row.ticket.ticketId}
              desk={props.desk}
              row={row}
              place={place + 1}
              queue={queue}
              isNext={isSame(row.ticket, props.next)}
              mayCall={props.mayCall}
            />
          ))}
        </ol>
      )}
      {more > 0 && <p class="quiet-text">{t('more', { count: more })}</p>}
      {tickets.length === 0 && <p class="quiet-text none">{t('queueEmpty')}</p>}
    </section>
  );
}

/** Who waits, by queue; under the pointer and under ↑ ↓ the rows keep their places. */
export function WaitingLists(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const count = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const mayCall = desk.offers.value.get('call')?.waits === null;
  return (
    <div
      class="queues"
      tabIndex={0}
      role="group"
      aria-label={t('waitingCount', { count })}
      onPointerEnter={() => desk.rows.hold()}
      onPointerLeave={() => desk.rows.pointerLeft()}
    >
      {desk.rows.list.value.queues.map(shown => (
        <Queue
          key={shown.queue.id}
          desk={desk}
          shown={shown}
          next={view.next?.ticket ?? null}
          mayCall={mayCall}
        />
      ))}
    </div>
  );
}
