import { Armchair, CirclePause, DoorClosed, Monitor, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import type { DeskTicket, DeskView } from '../../contract/desk-views.ts';
import { stopwatch, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { deskState } from '../desk-state.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';

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

const pauseTitles: Readonly<Record<string, TextKey>> = {
  break: 'pausedBreak',
  prayer: 'pausedPrayer',
  meal: 'pausedMeal',
  meeting: 'pausedMeeting',
  system: 'pausedSystem',
  other: 'pausedOther',
};

export const pauseTitle = (reason: string | null): string =>
  t(pauseTitles[reason ?? 'break'] ?? 'pausedOther');

function EmptyCard(props: { readonly view: DeskView; readonly isLost: boolean }): JSX.Element {
  const { counter, building, next } = props.view;
  const state = deskState(props.view);
  const time = timeOfDay(Date.parse(counter.stateSince), building.timeZone, language.value);
  if (state === 'paused') {
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
  const isClosed = state === 'closed';
  const way = props.isLost ? '' : t(next ? 'pressToCall' : 'arrivesHere');
  return (
    <div class="card empty" data-testid="card">
      <Icon of={isClosed ? DoorClosed : Armchair} size={34} stroke={1.75} />
      <div>
        <h1>{t(isClosed ? 'closed' : next || props.isLost ? 'empty' : 'nobodyWaits')}</h1>
        <p>{isClosed ? t('closedLead') : `${t('emptySince', { time })} ${way}`}</p>
      </div>
    </div>
  );
}

/** The person in front of the officer, or what stands in their place. */
export function TicketCard(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { desk, view } = props;
  const { ticket } = view;
  if (!ticket) return <EmptyCard view={view} isLost={desk.link.value === 'lost'} />;
  const Stub = ticket.state === 'called' ? CalledStub : ServingStub;
  return (
    <div
      class={`card ticket ${ticket.state}`}
      data-testid="card"
      key={`${ticket.ticketId} ${ticket.calls}`}
    >
      <p class={ticket.label.length > 5 ? 'number long' : 'number'} data-testid="number">
        {ticket.label}
      </p>
      <Stub desk={desk} ticket={ticket} />
    </div>
  );
}
