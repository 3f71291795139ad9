import type { JSX } from 'preact';
import type { TrackLeg, TrackView } from '../../../contract/views.ts';
import { pick } from '../../../ui-kit/language.ts';
import { t } from '../texts.ts';

const words = {
  waiting: 'stateWaiting',
  called: 'stateCalled',
  serving: 'stateServing',
  parked: 'stateParked',
  done: 'stateDone',
  'no-show': 'stateNoShow',
  cancelled: 'stateCancelled',
  expired: 'stateExpired',
} as const satisfies Record<TrackLeg['state'], string>;

function stateWords(leg: TrackLeg): string {
  if (leg.state !== 'waiting' || leg.ahead === null) return t(words[leg.state]);
  if (leg.ahead === 0) return t('stateWaitingNext');
  return t('stateWaitingAhead', { ahead: leg.ahead });
}

/** All errands of one number; a single one needs no list. */
export function ErrandList({ view }: { readonly view: TrackView }): JSX.Element | null {
  if (view.legs.length < 2) return null;
  return (
    <section class="errands" data-testid="phone-errands">
      <h2>{t('errands')}</h2>
      <ol>
        {view.legs.map(leg => (
          <li key={leg.serviceId} class={leg.state}>
            <b>{pick(leg.serviceName)}</b>
            <span>
              {leg.agencyShort}, {pick(leg.zone.word)}
            </span>
            <em>{stateWords(leg)}</em>
          </li>
        ))}
      </ol>
    </section>
  );
}
