import type { JSX } from 'preact';
import type { LegState } from '../../contract/values.ts';
import type { DeskView } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { Fact } from './visit-details.tsx';

const endWords: Partial<Record<LegState, TextKey>> = {
  done: 'stateDone',
  'no-show': 'stateNoShow',
  cancelled: 'stateCancelled',
};

/** Between two visitors: how the officer's day has gone, and who was here last. */
export function MyDay(props: { readonly view: DeskView }): JSX.Element {
  const { today, recent, building } = props.view;
  const median = today.medianServiceSeconds;
  return (
    <>
      <dl class="facts">
        <Fact name={t('myDayServed')} value={t('people', { count: today.served })} />
        {median !== null && <Fact name={t('myDayMedian')} value={waitText(median)} />}
        {today.openedAt && (
          <Fact
            name={t('myDayOpened')}
            value={timeOfDay(Date.parse(today.openedAt), building.timeZone, language.value)}
          />
        )}
      </dl>
      <section class="recent">
        <h2>{t('recent')}</h2>
        {recent.length === 0 && <p class="none">{t('recentNone')}</p>}
        <ul data-testid="recent">
          {recent.map((leg, place) => (
            <li key={`${leg.label} ${place}`}>
              <b>{leg.label}</b>
              <span class="cut">{pick(leg.serviceName)}</span>
              <span class="end">{t(endWords[leg.state] ?? 'stateOther')}</span>
              <span class="took">
                {leg.serviceSeconds === null ? '' : waitText(leg.serviceSeconds)}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
