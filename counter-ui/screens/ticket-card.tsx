import { Armchair, BellRing, CirclePause, DoorClosed, Monitor, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import type { DeskTicket, DeskView } from '../../contract/desk-views.ts';
import { stopwatch, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { deskState } from '../desk-state.ts';
import { outboxText } from '../outbox-texts.ts';
import { pauseTitle } from '../reason-words.ts';
import { t } from '../texts.ts';

const secondsSince = (desk: Desk, instant: string): number =>
  Math.max(0, (desk.clock.second.value - Date.parse(instant)) / 1000);

/** Proof that the hall was told: seen on a screen first, then spoken to its end. */
function ToldLine(props: { readonly ticket: DeskTicket }): JSX.Element {
  const { shownAt, spokenAt } = props.ticket;
  const words = spokenAt ? t('spoken') : shownAt ? t('shown') : t('notShown');
  return (
    <p class="told" data-testid="told">
      <Icon of={spokenAt ? Volume2 : Monitor} size={14} />
      <span>{words}</span>
    </p>
  );
}

function CalledStub(props: { readonly desk: Desk; readonly ticket: DeskTicket }): JSX.Element {
  const { desk, ticket } = props;
  return (
    <div class="stub">
      <p class="stub-head">{t('called', { calls: ticket.calls })}</p>
      <p class="timer">{stopwatch(secondsSince(desk, ticket.calledAt))}</p>
      <ToldLine ticket={ticket} />
    </div>
  );
}

function ServingStub(props: { readonly desk: Desk; readonly ticket: DeskTicket }): JSX.Element {
  const { desk, ticket } = props;
  const seconds = secondsSince(desk, ticket.startedAt ?? ticket.calledAt);
  const { fromMinutes: from, toMinutes: to } = ticket.usualMinutes;
  const share = to > 0 ? Math.min(1, seconds / (to * 60)) : 1;
  return (
    <div class="stub">
      <p class="stub-head">{t('serving')}</p>
      <p class="timer">{stopwatch(seconds)}</p>
      <p class="usual-bar" aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </p>
      <p class="usual">{t(share < 1 ? 'usual' : 'longer', { from, to })}</p>
    </div>
  );
}

/** A finish or park that the server does not know yet: the visitor is served, the card says so. */
function KeptStub(): JSX.Element {
  return (
    <div class="stub">
      <p class="stub-head">{outboxText('cardKept')}</p>
      <p class="kept-lead">{outboxText('cardKeptLead')}</p>
    </div>
  );
}

function PausedCard(props: { readonly view: DeskView }): JSX.Element {
  const { counter, building } = props.view;
  const time = timeOfDay(Date.parse(counter.stateSince), building.timeZone, language.value);
  return (
    <div class="card paused" data-testid="card">
      <Icon of={CirclePause} size={34} stroke={1.75} />
      <div>
        <h1>{pauseTitle(counter.pauseReason)}</h1>
        <p>{t('pausedSince', { time })}</p>
      </div>
    </div>
  );
}

/** Nobody was called for a while although somebody could be: said in sea, never in turmeric. */
function AlertCard(props: { readonly label: string }): JSX.Element {
  return (
    <div class="card empty alert" role="status" data-testid="idle-alert">
      <Icon of={BellRing} size={34} stroke={1.75} />
      <div>
        <h1>{t('somebodyWaits', { label: props.label })}</h1>
        <p>{t('somebodyWaitsLead')}</p>
      </div>
    </div>
  );
}

function EmptyCard(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const { counter, building, next } = view;
  const state = deskState(view);
  if (state === 'paused') return <PausedCard view={view} />;
  if (desk.alert.value) return <AlertCard label={desk.alert.value} />;
  const isLost = !desk.isLive.value;
  const isClosed = state === 'closed';
  const since = Math.max(Date.parse(counter.stateSince), Date.parse(view.left?.at ?? '') || 0);
  const time = timeOfDay(since, building.timeZone, language.value);
  const way = isLost ? '' : t(next ? 'pressToCall' : 'arrivesHere');
  return (
    <div class="card empty" data-testid="card">
      <Icon of={isClosed ? DoorClosed : Armchair} size={34} stroke={1.75} />
      <div>
        <h1>{t(isClosed ? 'closed' : next || isLost ? 'empty' : 'nobodyWaits')}</h1>
        <p>{isClosed ? t('closedLead') : `${t('emptySince', { time })} ${way}`}</p>
      </div>
    </div>
  );
}

/** The person in front of the officer, or what stands in their place. */
export function TicketCard(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const { ticket } = view;
  if (!ticket) return <EmptyCard desk={desk} view={view} />;
  const isKept = desk.keptHere.value !== null;
  const Stub = ticket.state === 'called' ? CalledStub : ServingStub;
  return (
    <div
      class={isKept ? 'card ticket kept' : `card ticket ${ticket.state}`}
      data-testid="card"
      key={`${ticket.ticketId} ${ticket.calls}`}
    >
      <p class={ticket.label.length > 5 ? 'number long' : 'number'} data-testid="number">
        {ticket.label}
      </p>
      {isKept ? <KeptStub /> : <Stub desk={desk} ticket={ticket} />}
    </div>
  );
}
