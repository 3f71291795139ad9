import type { JSX } from 'preact';
import { clockText } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { dayInFull, dayShort, weekdayShort } from '../date-words.ts';
import type { HoursPage } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';
import { minuteOf, type OpenDay } from '../opening-days.ts';
import { spansWords } from '../week-words.ts';

type Has = { readonly page: HoursPage };

/** A day in the widths of its hours, from midnight to midnight. */
function Bar({ day }: { readonly day: OpenDay }): JSX.Element {
  return (
    <span class="open-bar" aria-hidden="true">
      {day.spans.map(({ opens, closes }, at) => {
        const [from, to] = [minuteOf(opens), minuteOf(closes)];
        const left = `${(from / 1440) * 100}%`;
        const width = `${(Math.max(0, to - from) / 1440) * 100}%`;
        return <i key={at} style={{ left, width }} />;
      })}
    </span>
  );
}

function Day({ day, isToday }: { readonly day: OpenDay; readonly isToday: boolean }): JSX.Element {
  const { date, spans, lastTicket, holiday, season, neverCloses } = day;
  const isOpen = spans.length > 0;
  const reason = holiday?.name ?? season?.name;
  const why = [isToday ? h('today') : '', reason ? pick(reason) : ''].filter(Boolean).join(': ');
  return (
    <li class={isOpen ? 'open-day' : 'open-day is-closed'} data-testid={`day-${date}`}>
      <time dateTime={date}>
        <b>{weekdayShort(date)}</b> {dayShort(date)}
      </time>
      <span class="open-words">
        {neverCloses ? h('open24') : spansWords(spans)}
        {lastTicket !== null && isOpen ? (
          <small>{h('until14', { time: clockText(lastTicket, language.value) })}</small>
        ) : null}
      </span>
      <Bar day={day} />
      {why === '' ? null : <em>{why}</em>}
    </li>
  );
}

/** Two weeks as visitors will find them, by what is changed here and not saved yet. */
export function OpenDays({ page }: Has): JSX.Element {
  const { desk, today } = page;
  const from = page.daysFrom.value;
  return (
    <aside class="house-side open-days" aria-label={h('daysAhead')}>
      <h2>{h('daysAhead')}</h2>
      <label class="edit-field">
        <span class="edit-label">{h('shownFor')}</span>
        <select
          data-testid="days-for"
          value={page.agencyId.value ?? ''}
          onChange={event => (page.agencyId.value = event.currentTarget.value || null)}
        >
          <option value="">{h('building')}</option>
          {desk.rows('agencies').map(({ id, code, short }) => (
            <option key={id} value={id}>
              {code} {short}
            </option>
          ))}
        </select>
      </label>
      {from === today ? null : <p class="house-note">{h('daysFrom', { date: dayInFull(from) })}</p>}
      <ol class="open-list" data-testid="open-days">
        {page.days.value.map(day => (
          <Day key={day.date} day={day} isToday={day.date === today} />
        ))}
      </ol>
    </aside>
  );
}
