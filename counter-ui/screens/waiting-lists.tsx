import { TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { reasonFacts } from '../call-reason.ts';
import type { Desk } from '../desk.ts';
import { deskState } from '../desk-state.ts';
import type { ShownQueue, ShownTicket } from '../held-list.ts';
import { reasonSentence, waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { ClassMark } from './class-mark.tsx';

/** A wait near its threshold turns bold, one over it is a fault (staff.md; queue default). */
const waitNearMinutes = 45;
const waitOverMinutes = 60;

export function NextBand(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { next, queues } = props.view;
  if (!next) {
    return (
      <section class="next none" data-testid="next">
        <span class="next-head">{t('next')}</span>
        <p>{t('nextNobody')}</p>
      </section>
    );
  }
  const { ticket, reason } = next;
  return (
    <section class="next" data-testid="next">
      <div class="next-line">
        <span class="next-head">{t('next')}</span>
        <b class="next-number">{ticket.label}</b>
        <ClassMark of={ticket} />
        <span class="cut grow">{pick(ticket.serviceName)}</span>
        <span class="quiet-text">
          {t('waited').toLowerCase()}{' '}
          {waitText(ticket.waitedSeconds + props.desk.grownSeconds.value)}
        </span>
      </div>
      <p>{reasonSentence(reasonFacts(reason, queues), ticket)}</p>
    </section>
  );
}

function Wait(props: { readonly seconds: number }): JSX.Element {
  const minutes = Math.floor(props.seconds / 60);
  if (minutes >= waitOverMinutes) {
    return (
      <span class="wait over">
        <Icon of={TriangleAlert} size={13} />
        {waitText(props.seconds)}
      </span>
    );
  }
  const look = minutes >= waitNearMinutes ? 'wait near' : 'wait';
  return <span class={look}>{waitText(props.seconds)}</span>;
}

function Row(props: {
  readonly desk: Desk;
  readonly row: ShownTicket;
  readonly place: number;
  readonly isNext: boolean;
  readonly mayCall: boolean;
}): JSX.Element {
  const { desk, row, place, isNext } = props;
  const { ticket } = row;
  const isSelected = desk.selected.value === ticket.ticketId;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const look = [
    'row',
    isNext ? 'is-next' : '',
    isSelected ? 'selected' : '',
    row.gone ? 'gone' : '',
  ];
  return (
    <li class={look.filter(Boolean).join(' ')} ref={line} data-testid={`waiting-${ticket.label}`}>
      <button
        type="button"
        class="row-face"
        tabIndex={-1}
        aria-pressed={isSelected}
        onClick={() => (isSelected ? desk.release() : desk.select(ticket.ticketId))}
      >
        <span class="place">{isNext ? <i class="next-dot" /> : place}</span>
        <b>{ticket.label}</b>
        <ClassMark of={ticket} />
        <span class="service cut">
          {pick(ticket.serviceName)}
          {ticket.isAtCounter && <i> {t('nowAtCounter')}</i>}
          {!ticket.isAtCounter && ticket.moreServices > 0 && (
            <i> {t('moreServices', { count: ticket.moreServices })}</i>
          )}
        </span>
        {row.gone && <span class="wait">{t('gone')}</span>}
        {!row.gone && !(isSelected && props.mayCall) && (
          <Wait seconds={ticket.waitedSeconds + desk.grownSeconds.value} />
        )}
      </button>
      {isSelected && props.mayCall && !row.gone && (
        <button
          type="button"
          class="call-this"
          data-testid="call-selected"
          onClick={() => void desk.press('call-selected')}
        >
          {t('callThis')} <kbd>Enter</kbd>
        </button>
      )}
    </li>
  );
}

function Queue(props: {
  readonly desk: Desk;
  readonly shown: ShownQueue;
  readonly nextId: string | undefined;
  readonly mayCall: boolean;
}): JSX.Element {
  const { queue, tickets } = props.shown;
  const more = queue.waiting - queue.tickets.length;
  return (
    <section class="queue" data-testid={`queue-${queue.series}`}>
      <h3>
        <b>{queue.series}</b> {pick(queue.name)}
        <span>{t('servedBy', { count: queue.waiting, counters: queue.counters })}</span>
      </h3>
      <ul>
        {tickets.map((row, place) => (
          <Row
            key={row.ticket.ticketId}
            desk={props.desk}
            row={row}
            place={place + 1}
            isNext={row.ticket.ticketId === props.nextId}
            mayCall={props.mayCall}
          />
        ))}
      </ul>
      {more > 0 && <p class="quiet-text">{t('more', { count: more })}</p>}
      {tickets.length === 0 && <p class="quiet-text none">{t('queueEmpty')}</p>}
    </section>
  );
}

/** Who waits, by queue; under the pointer and under ↑ ↓ the rows keep their places. */
export function WaitingLists(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const { queues, changed } = desk.list.value;
  const isLost = desk.link.value === 'lost';
  const waiting = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const longest = Math.max(0, ...view.queues.map(queue => queue.longestWaitSeconds));
  const time = timeOfDay(desk.lostAt.value, view.building.timeZone, language.value);
  return (
    <section
      class={isLost ? 'waiting stale' : 'waiting'}
      onPointerEnter={() => desk.hold()}
      onPointerLeave={() => desk.pointerLeft()}
    >
      <div class="waiting-head">
        <h2 data-testid="waiting-count">{t('waitingCount', { count: waiting })}</h2>
        {isLost && <span class="stale-since">{t('offlineList', { time })}</span>}
        {!isLost && waiting > 0 && (
          <span class="quiet-text">{t('longest', { wait: waitText(longest) })}</span>
        )}
        {changed && (
          <button type="button" class="changed" onClick={() => desk.release()}>
            {t('orderChanged')} <kbd>Esc</kbd>
          </button>
        )}
      </div>
      <div
        class="queues"
        tabIndex={0}
        role="group"
        aria-label={t('waitingCount', { count: waiting })}
      >
        {queues.map(shown => (
          <Queue
            key={shown.queue.id}
            desk={desk}
            shown={shown}
            nextId={view.next?.ticket.ticketId}
            mayCall={!isLost && deskState(view) === 'idle'}
          />
        ))}
      </div>
    </section>
  );
}
