import { ArrowRight } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayCall, DisplayView } from '../../../contract/views.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import type { CallBoard } from '../panel.ts';
import type { PanelPlan } from '../plan.ts';
import { t } from '../texts.ts';
import { CallRow } from './call-row.tsx';
import { EmptyHall, type EmptyHallRoom } from './empty-hall.tsx';

export interface CallPanelProps {
  readonly view: DisplayView;
  readonly board: CallBoard;
  readonly now: boolean;
  readonly plan: PanelPlan;
  /** What it holds at the least size, before the first call. */
  readonly room: EmptyHallRoom;
}

/** Who is called and where, one call or as many at once as can be read. */
export function CallPanel(props: CallPanelProps): JSX.Element {
  const { view, board, plan } = props;
  if (board.shown.length === 0) return <EmptyHall view={view} room={props.room} />;
  const sizes = {
    '--number': `${plan.numberPx}px`,
    '--counter': `${plan.counterPx}px`,
    '--place': `${plan.placePx}px`,
    '--crowd': `${plan.crowdPx}px`,
    '--crowd-rows': plan.crowdRows,
  };
  return (
    <div class="panel-place" style={sizes}>
      <Panel key={board.attention} {...props} />
    </div>
  );
}

function Panel({ view, board, now, plan }: CallPanelProps): JSX.Element {
  const [only, ...others] = board.shown;
  const state = [now ? 'now' : '', board.repeat ? 'repeat' : ''].join(' ');
  return (
    <section class={`panel ${state}`} data-testid="lobby-panel" data-now={now} aria-live="polite">
      {only !== undefined && others.length === 0 ? (
        <OneCall view={view} call={only} plan={plan} />
      ) : (
        <ul class="crowd">
          {board.shown.map(call => (
            <CrowdCall key={call.callId} call={call} isStacked={plan.isCrowdStacked} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** A narrow panel has no room for a number and its counter in one row. */
function CrowdCall(props: {
  readonly call: DisplayCall;
  readonly isStacked: boolean;
}): JSX.Element {
  const { call, isStacked } = props;
  if (!isStacked) return <CallRow call={call} class="" />;
  return (
    <li class="call-stack" data-call={call.callId}>
      <Fitted class="number figures">{call.label}</Fitted>
      <CounterWords number={call.counterNumber} />
    </li>
  );
}

function CounterWords({ number }: { readonly number: number }): JSX.Element {
  return (
    <p class="to">
      <span class="word">{t('counterHead')}</span>
      <Fitted class="counter figures">{String(number)}</Fitted>
    </p>
  );
}

function OneCall(props: {
  readonly view: DisplayView;
  readonly call: DisplayCall;
  readonly plan: PanelPlan;
}): JSX.Element {
  const { view, call, plan } = props;
  return (
    <div class={plan.isNarrow ? 'one narrow' : 'one'} data-call={call.callId}>
      {plan.placePx > 0 ? <Fitted class="where">{placeOf(view, call)}</Fitted> : null}
      <Fitted class="number figures">{call.label}</Fitted>
      {plan.isNarrow ? (
        <CounterWords number={call.counterNumber} />
      ) : (
        <p class="to">
          <Icon of={ArrowRight} stroke={3.5} />
          <Fitted class="counter figures">{t('counter', { number: call.counterNumber })}</Fitted>
        </p>
      )}
    </div>
  );
}

/** For the people of one zone, another zone matters more than the agency's name. */
function placeOf(view: DisplayView, call: DisplayCall): string {
  if (view.zoneId === null || view.zoneId === call.zoneId) return call.agencyShort;
  const zone = view.zones.find(other => other.id === call.zoneId);
  return zone === undefined ? call.agencyShort : pick(zone.word);
}
