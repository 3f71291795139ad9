import { CalendarX2, CircleCheck, CircleX, Hourglass, Pause, TicketX, UserCheck } from 'lucide';
import type { JSX } from 'preact';
import type { TrackView } from '../../../contract/views.ts';
import { dateLong, timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import type { Phase, PhoneModel } from '../model.ts';
import type { PhoneActions } from '../phone-actions.ts';
import { counterOf } from '../spoken.ts';
import { t } from '../texts.ts';
import { ErrandList } from './errand-list.tsx';
import { Rating } from './rating.tsx';
import { ZonePlace } from './zone-place.tsx';

type EndPhase = Extract<
  Phase,
  {
    kind: 'serving' | 'parked' | 'away' | 'no-show' | 'done' | 'cancelled' | 'expired';
  }
>;

const icons: Readonly<Record<EndPhase['kind'], IconNode>> = {
  serving: UserCheck,
  parked: Pause,
  away: Hourglass,
  'no-show': TicketX,
  done: CircleCheck,
  cancelled: CircleX,
  expired: CalendarX2,
};

/** Where the visitor is still expected somewhere, the place is said. */
const hasPlace: ReadonlySet<EndPhase['kind']> = new Set(['serving', 'parked', 'away', 'no-show']);

/** Everything but waiting and called: one sign, what it is, what to do now. */
export function EndScreen(props: {
  readonly model: PhoneModel;
  readonly view: TrackView;
  readonly phase: EndPhase;
  readonly actions: PhoneActions;
}): JSX.Element {
  const { model, view, phase, actions } = props;
  const { kind, leg } = phase;
  return (
    <>
      <section class="end">
        <span class="sign">
          <Icon of={icons[kind]} size={40} />
        </span>
        <h1>{t(kind)}</h1>
        <b class="figures" data-testid="phone-number">
          {view.label}
        </b>
        <p>{whatNow(view, phase)}</p>
      </section>
      {hasPlace.has(kind) ? (
        <ZonePlace zone={leg.zone} words={`${leg.agencyShort}, ${pick(leg.serviceName)}`} />
      ) : null}
      <ErrandList view={view} />
      <Rating model={model} actions={actions} />
      {kind === 'away' ? (
        <div class="actions">
          <button
            type="button"
            class="quiet-key"
            onClick={() => model.ask('leave')}
            data-testid="phone-leave"
          >
            {t('leave')}
          </button>
        </div>
      ) : null}
    </>
  );
}

function whatNow(view: TrackView, phase: EndPhase): string {
  const { leg } = phase;
  const counter = counterOf(leg).replaceAll(' ', '\u00a0');
  const { timeZone, zoneName } = view.building;
  switch (phase.kind) {
    case 'serving':
      return t('servingHint', { counter });
    case 'parked':
      return t('parkedHint', { counter });
    case 'away': {
      const time = timeOfDay(Date.parse(phase.backAt), timeZone, language.value);
      return t('awayHint', { time, zone: zoneName });
    }
    case 'no-show':
      return t('noShowHint', { counter, calls: leg.calls });
    case 'done':
      return t('doneHint');
    case 'cancelled':
      return t('cancelledHint', { label: view.label });
    case 'expired':
      return t('expiredHint', {
        date: dateLong(Date.parse(view.issuedAt), timeZone, language.value),
      });
  }
}
