import type { JSX } from 'preact';
import type { TrackLeg, TrackView } from '../../../contract/views.ts';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { language, pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import type { PhoneActions } from '../phone-actions.ts';
import { counterOf } from '../spoken.ts';
import { t } from '../texts.ts';
import { AlertKeys } from './alert-keys.tsx';
import { ErrandList } from './errand-list.tsx';
import { ListenKey } from './listen-key.tsx';
import { ZonePlace } from './zone-place.tsx';

export function CalledScreen(props: {
  readonly view: TrackView;
  readonly leg: TrackLeg;
  /** The server is lost: this is what was known, and may be over. */
  readonly isOld: boolean;
  readonly actions: PhoneActions;
}): JSX.Element {
  const { view, leg, isOld, actions } = props;
  const counter = counterOf(leg);
  return (
    <>
      <section class="turn">
        <h1>{t(isOld ? 'lastKnown' : 'yourTurn')}</h1>
        <b data-testid="phone-number">
          <Fitted class="figures">{view.label}</Fitted>
        </b>
      </section>
      <section class="go">
        <small>{t(isOld ? 'wasSent' : 'goTo')}</small>
        <b data-testid="phone-counter">
          <Fitted class="figures">{counter}</Fitted>
        </b>
        <ZonePlace zone={leg.zone} words={`${leg.agencyShort}, ${pick(leg.serviceName)}`} />
      </section>
      <p class="called-at">
        <b>{calledWords(view, leg)}</b> {t('calledHint')}
      </p>
      <ErrandList view={view} />
      {isOld ? null : (
        <div class="actions">
          <ListenKey actions={actions} />
          <AlertKeys actions={actions} label="alertOnCalled" />
        </div>
      )}
    </>
  );
}

function calledWords(view: TrackView, leg: TrackLeg): string {
  const { timeZone, zoneName } = view.building;
  const time =
    leg.calledAt === null ? '' : timeOfDay(Date.parse(leg.calledAt), timeZone, language.value);
  return leg.calls > 1
    ? t('calledAgain', { calls: leg.calls, time, zone: zoneName })
    : t('calledAt', { time, zone: zoneName });
}
