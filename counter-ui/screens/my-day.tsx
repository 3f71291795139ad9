import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { LegState } from '../../contract/values.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { outcomeWord } from '../reason-words.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { Fact } from './visit-details.tsx';

const endWords: Partial<Record<LegState, TextKey>> = {
  done: 'stateDone',
  'no-show': 'stateNoShow',
  cancelled: 'stateCancelled',
};

type Recent = DeskView['recent'][number];

function endWord({ outcome, state }: Recent): string {
  if (outcome === 'transferred') return t('stateSent');
  return outcome ? outcomeWord(outcome) : t(endWords[state] ?? 'stateOther');
}

/** Between two visitors: how the officer's day has gone, and who was here last. */
export function MyDay(props: { readonly view: DeskView }): JSX.Element {
  const { today, recent, building } = props.view;
  const median = today.medianServiceSeconds;
  const opened = today.openedAt && Date.parse(today.openedAt);
  return (
    <>
      <dl class="facts">
        <Fact name={t('myDayServed')} value={t('people', { count: today.served })} />
        {median !== null && <Fact name={t('myDayMedian')} value={waitText(median)} />}
        {today.noShow > 0 && (
          <Fact name={t('stateNoShow')} value={t('people', { count: today.noShow })} />
        )}
        {today.sent > 0 && (
          <Fact name={t('stateSent')} value={t('people', { count: today.sent })} />
        )}
        {opened && (
          <Fact
            name={t('myDayOpened')}
            value={timeOfDay(opened, building.timeZone, language.value)}
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
              <span class="end">{endWord(leg)}</span>
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
