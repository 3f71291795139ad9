import type { JSX } from 'preact';
import type { TrackLeg, TrackView } from '../../../contract/views.ts';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { language, pick } from '../../../ui-kit/language.ts';
import { Fitted } from '../../fitted.tsx';
import { t } from '../texts.ts';
import { ErrandList } from './errand-list.tsx';
import { ZonePlace } from './zone-place.tsx';

export function CalledScreen(props: {
  readonly view: TrackView;
  readonly leg: TrackLeg;
}): JSX.Element {
  const { view, leg } = props;
  const counter = leg.counterName === null ? t('theCounter') : pick(leg.counterName);
  return (
    <>
      <section class="turn" role="alert">
        <h1>{t('yourTurn')}</h1>
        <b data-testid="phone-number">
          <Fitted class="figures">{view.label}</Fitted>
        </b>
      </section>
      <section class="go">
        <small>{t('goTo')}</small>
        <b data-testid="phone-counter">
          <Fitted class="figures">{counter}</Fitted>
        </b>
        <ZonePlace zone={leg.zone} words={`${leg.agencyShort}, ${pick(leg.serviceName)}`} />
      </section>
      <p class="called-at">
        <b>{calledWords(view, leg)}</b> {t('calledHint')}
      </p>
      <ErrandList view={view} />
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
