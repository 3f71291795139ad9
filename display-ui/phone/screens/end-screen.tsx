import { CalendarX2, CircleCheck, CircleX, Pause, SearchX, TicketX, UserCheck } from 'lucide';
import type { JSX } from 'preact';
import type { TrackLeg, TrackView } from '../../../contract/views.ts';
import { dateLong } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { t } from '../texts.ts';
import { ErrandList } from './errand-list.tsx';
import { ZonePlace } from './zone-place.tsx';

type EndKind = 'serving' | 'parked' | 'no-show' | 'done' | 'cancelled' | 'expired';

const icons: Readonly<Record<EndKind, IconNode>> = {
  serving: UserCheck,
  parked: Pause,
  'no-show': TicketX,
  done: CircleCheck,
  cancelled: CircleX,
  expired: CalendarX2,
};

/** Everything but waiting and called: one sign, what it is, what to do now. */
export function EndScreen(props: {
  readonly view: TrackView;
  readonly kind: EndKind;
  readonly leg: TrackLeg;
}): JSX.Element {
  const { view, kind, leg } = props;
  const where = kind === 'serving' || kind === 'parked' || kind === 'no-show';
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
        <p>{whatNow(view, kind, leg)}</p>
      </section>
      {where ? (
        <ZonePlace zone={leg.zone} words={`${leg.agencyShort}, ${pick(leg.serviceName)}`} />
      ) : null}
      <ErrandList view={view} />
    </>
  );
}

function whatNow(view: TrackView, kind: EndKind, leg: TrackLeg): string {
  const counter = (leg.counterName === null ? t('theCounter') : pick(leg.counterName)).replaceAll(
    ' ',
    '\u00a0',
  );
  const { timeZone } = view.building;
  switch (kind) {
    case 'serving':
      return t('servingHint', { counter });
    case 'parked':
      return t('parkedHint', { counter });
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

export function UnknownScreen(): JSX.Element {
  return (
    <section class="end" data-testid="phone-unknown">
      <span class="sign">
        <Icon of={SearchX} size={40} />
      </span>
      <h1>{t('unknown')}</h1>
      <p>{t('unknownHint')}</p>
    </section>
  );
}

export function LoadingScreen({ lost }: { readonly lost: boolean }): JSX.Element {
  return (
    <section class="skeleton" aria-busy="true" data-testid="phone-loading">
      <p>{t(lost ? 'loadingLost' : 'loading')}</p>
      <i />
      <i />
      <i />
    </section>
  );
}
