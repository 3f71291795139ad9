import { ArrowRight } from 'lucide';
import type { JSX } from 'preact';
import type { DisplayCall, DisplayView } from '../../../contract/views.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import type { CallBoard } from '../panel.ts';
import { pastMax } from '../panel.ts';
import { t } from '../texts.ts';
import { EmptyHall, ZoneList } from './empty-hall.tsx';

export interface CallScreenProps {
  readonly view: DisplayView;
  readonly board: CallBoard;
  readonly now: boolean;
}

/** Who is called and where; beside it who waits for the panel and who was called before. */
export function CallScreen({ view, board, now }: CallScreenProps): JSX.Element {
  return (
    <div class="call" data-testid="lobby-call">
      {board.shown.length === 0 ? (
        <EmptyHall view={view} />
      ) : (
        <Panel key={board.attention} view={view} board={board} now={now} />
      )}
      <Side view={view} board={board} />
    </div>
  );
}

function Panel({ view, board, now }: CallScreenProps): JSX.Element {
  const [only, ...others] = board.shown;
  const state = [now ? 'now' : '', board.repeat ? 'repeat' : ''].join(' ');
  return (
    <section class={`panel ${state}`} data-testid="lobby-panel" data-now={now} aria-live="polite">
      {only !== undefined && others.length === 0 ? (
        <OneCall view={view} call={only} />
      ) : (
        <ul class="crowd">
          {board.shown.map(call => (
            <CallRow key={call.callId} call={call} class="" />
          ))}
        </ul>
      )}
    </section>
  );
}

function OneCall(props: { readonly view: DisplayView; readonly call: DisplayCall }): JSX.Element {
  const { view, call } = props;
  return (
    <div class="one" data-call={call.callId}>
      <Fitted class="where">{placeOf(view, call)}</Fitted>
      <Fitted class="number figures">{call.label}</Fitted>
      <p class="to">
        <Icon of={ArrowRight} stroke={3.5} />
        <Fitted class="counter figures">{t('counter', { number: call.counterNumber })}</Fitted>
      </p>
    </div>
  );
}

/** For the people of one zone, another zone matters more than the agency's name. */
function placeOf(view: DisplayView, call: DisplayCall): string {
  if (view.zoneId === null || view.zoneId === call.zoneId) return call.agencyShort;
  const zone = view.zones.find(other => other.id === call.zoneId);
  return zone === undefined ? call.agencyShort : pick(zone.word);
}

function Side(props: { readonly view: DisplayView; readonly board: CallBoard }): JSX.Element {
  const { view, board } = props;
  const pending = board.pending.slice(0, pastMax);
  const past = board.past.slice(0, pastMax - pending.length);
  if (board.shown.length === 0 && pending.length === 0) return <ZoneList view={view} />;
  return (
    <section class="side">
      <h2>{t(pending.length > 0 ? 'called' : 'previous')}</h2>
      <ul data-testid="lobby-previous">
        {pending.map(call => (
          <CallRow key={call.callId} call={call} class="now" />
        ))}
        {past.map(call => (
          <CallRow key={call.callId} call={call} class="" />
        ))}
      </ul>
    </section>
  );
}

function CallRow(props: { readonly call: DisplayCall; readonly class: string }): JSX.Element {
  const { call } = props;
  return (
    <li class={`call-row ${props.class}`} data-call={call.callId}>
      <Fitted class="number figures">{call.label}</Fitted>
      <Icon of={ArrowRight} stroke={2.6} />
      <span class="counter figures">{call.counterNumber}</span>
    </li>
  );
}
