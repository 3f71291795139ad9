import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { stopwatch, timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { longestServices, pausedCounters, zoneSums } from '../board-rows.ts';
import type { CounterRow } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { ZoneHealth } from './board-zones.tsx';

const pausedShownMax = 5;
const servicesShownMax = 5;

function Zones(props: { readonly overview: Overview; readonly now: number }): JSX.Element {
  return (
    <section>
      <h2>{t('zones')}</h2>
      <ul class="zones">
        {zoneSums(props.overview).map(({ zone, waiting, open, counters }) => (
          <li key={zone.id}>
            <Cloth cloth={zone.cloth} colour={zone.colour} class="swatch" ink={0.3} scale={0.45} />
            <b>{pick(zone.word)}</b>
            <span class="where">{pick(zone.floor)}</span>
            <span class="zone-waiting">
              <b>{waiting}</b> {t('waiting')}
            </span>
            <span class="where">{t('zoneCounters', { open, counters })}</span>
            <ZoneHealth overview={props.overview} now={props.now} zoneId={zone.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CounterLine(props: {
  readonly counter: CounterRow;
  readonly words: string;
  readonly time: string;
}): JSX.Element {
  const { counter } = props;
  return (
    <li>
      <b>{t('counter', { number: counter.number })}</b>
      <span class="cut">{props.words}</span>
      <span class="time">{props.time}</span>
    </li>
  );
}

export function BoardSide(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const paused = pausedCounters(overview);
  const services = longestServices(overview);
  const { timeZone } = overview.building;
  const now = page.link.value === 'lost' ? page.lostAt : page.now;
  return (
    <aside class="side">
      <Zones overview={overview} now={now} />
      <section>
        <h2>
          {t('paused')} <span>{paused.length}</span>
        </h2>
        {paused.length === 0 && <p class="none">{t('pausedNone')}</p>}
        <ul class="counter-lines">
          {paused.slice(0, pausedShownMax).map(counter => (
            <CounterLine
              key={counter.id}
              counter={counter}
              words={counter.agencyShort}
              time={t('since', {
                time: timeOfDay(Date.parse(counter.stateSince), timeZone, language.value),
              })}
            />
          ))}
        </ul>
        {paused.length > pausedShownMax && (
          <p class="none">{t('more', { count: paused.length - pausedShownMax })}</p>
        )}
      </section>
      <section>
        <h2>{t('longestServices')}</h2>
        {services.length === 0 && <p class="none">{t('longestServicesNone')}</p>}
        <ul class="counter-lines">
          {services.slice(0, servicesShownMax).map(counter => (
            <CounterLine
              key={counter.id}
              counter={counter}
              words={`${counter.label ?? ''}, ${counter.agencyShort}`}
              time={stopwatch((now - Date.parse(counter.legSince ?? '')) / 1000)}
            />
          ))}
        </ul>
      </section>
    </aside>
  );
}
