import type { JSX } from 'preact';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { axisHours, placeOn } from '../board-rows.ts';
import type { LastTicket, TimeAxis } from '../board-rows.ts';
import { t } from '../texts.ts';

/** Left of this many percent there is no room for words before the bar: they stand behind it. */
const wordsBeforePercent = 40;
/** Hours written over the words of the column would cover them. */
const hourFromPercent = 36;

interface Shown {
  readonly axis: TimeAxis;
  readonly timeZone: string;
}

/** The hours above the bars. */
export function LastHead({ axis, timeZone }: Shown): JSX.Element {
  return (
    <>
      {axisHours(axis)
        .filter(hour => placeOn(axis, hour) >= hourFromPercent)
        .map(hour => {
          const place = placeOn(axis, hour);
          const look = place > 96 ? 'last-hour is-end' : 'last-hour';
          return (
            <span class={look} key={hour} style={{ left: `${place}%` }}>
              {timeOfDay(hour, timeZone, language.value)}
            </span>
          );
        })}
    </>
  );
}

interface Cell extends Shown {
  readonly last: LastTicket | null;
  readonly unserved: number;
}

function Bar({ axis, last }: { readonly axis: TimeAxis; readonly last: LastTicket }): JSX.Element {
  const from = placeOn(axis, last.from);
  const to = placeOn(axis, last.to);
  const closes = placeOn(axis, last.closes);
  // Beyond the closing it is broken: only that part is chili.
  const well = Math.max(0, Math.min(to, closes) - from);
  const beyond = Math.max(0, to - Math.max(from, closes));
  return (
    <>
      {well > 0 && <i class="last-bar" style={{ left: `${from}%`, width: `${well}%` }} />}
      {beyond > 0 && (
        <i
          class="last-bar is-over"
          style={{ left: `${Math.max(from, closes)}%`, width: `${beyond}%` }}
        />
      )}
      <i class="last-close" style={{ left: `${closes}%` }} />
    </>
  );
}

/** When the last visitor is served, P50 to P90, against the closing of the agency. */
export function LastCell({ axis, timeZone, last, unserved }: Cell): JSX.Element {
  if (last === null) return <span class="last-words is-none">{t('none')}</span>;
  const time = (ms: number) => timeOfDay(ms, timeZone, language.value);
  const range = `${time(last.from)}–${time(last.to)}`;
  const words = unserved > 0 ? t('unserved', { count: unserved }) : range;
  const closes = placeOn(axis, last.closes);
  const begins = Math.min(placeOn(axis, last.from), closes);
  const ends = Math.max(placeOn(axis, last.to), closes);
  const place =
    begins >= wordsBeforePercent
      ? { right: `calc(${100 - begins}% + 8px)` }
      : { left: `calc(${ends}% + 8px)` };
  return (
    <>
      {axisHours(axis).map(hour => (
        <i class="last-line" key={hour} style={{ left: `${placeOn(axis, hour)}%` }} />
      ))}
      <Bar axis={axis} last={last} />
      <span class={last.isLate ? 'last-words over' : 'last-words'} style={place}>
        {words}
      </span>
    </>
  );
}
