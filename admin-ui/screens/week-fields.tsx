import { Copy, Plus, X } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SetupFault } from '../../contract/setup-edits.ts';
import type { Hours } from '../../contract/setup.ts';
import { clockText } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { weekdayWord } from '../date-words.ts';
import { hoursText as h } from '../hours-texts.ts';
import type { Span } from '../opening-days.ts';
import { faultWords } from '../setup-fault-texts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { timeRead } from '../time-read.ts';
import {
  copied,
  periodsOf,
  spanFaults,
  spansMax,
  spanTrouble,
  weekdays,
  weekOf,
  withOneMore,
  withoutSpan,
  withSpan,
  type Week,
} from '../week-grid.ts';
import { spansWords } from '../week-words.ts';

interface Props {
  readonly desk: SetupDesk;
  /** In test ids and in those of its fields. */
  readonly id: string;
  readonly hours: Hours;
  /** As they are saved; null where they are new. */
  readonly saved: Hours | null;
  /** As faults name these hours. */
  readonly path: string;
  readonly isLocked: boolean;
  readonly onChange: (hours: Hours) => void;
}

interface DayProps extends Props {
  readonly week: Week;
  readonly day: number;
  readonly faults: ReadonlyMap<string, SetupFault>;
  readonly take: (week: Week) => void;
}

/** A time of day as people write it; one that cannot be is not taken. */
function Time(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly isLocked: boolean;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const { id, label, value, isWrong, isLocked, onChange } = props;
  // The server's answers draw the page anew while somebody types: what is typed stays.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      id={id}
      data-testid={id}
      aria-label={label}
      aria-invalid={isWrong}
      disabled={isLocked}
      inputMode="numeric"
      maxLength={5}
      value={typed ?? clockText(value, language.value)}
      onInput={event => setTyped(event.currentTarget.value)}
      onChange={event => {
        const read = timeRead(event.currentTarget.value);
        setTyped(null);
        if (read !== null) onChange(read);
      }}
    />
  );
}

function SpanFields(props: DayProps & { readonly span: Span; readonly at: number }): JSX.Element {
  const { id, week, day, span, at, faults, isLocked, take } = props;
  const isWrong = faults.has(`${day}/${at}`) || spanTrouble(week[day] ?? [], at) !== null;
  const place = { day: weekdayWord(day), at: at + 1 };
  const own = { isWrong, isLocked };
  return (
    <span class="week-span">
      <Time
        {...own}
        id={`${id}-${day}-${at}-opens`}
        label={h('opensAt', place)}
        value={span.opens}
        onChange={opens => take(withSpan(week, day, at, { opens }))}
      />
      <i>–</i>
      <Time
        {...own}
        id={`${id}-${day}-${at}-closes`}
        label={h('closesAt', place)}
        value={span.closes}
        onChange={closes => take(withSpan(week, day, at, { closes }))}
      />
      {isLocked ? null : (
        <button
          type="button"
          class="edit-bin"
          data-testid={`${id}-${day}-${at}-out`}
          aria-label={h('removeSpan', place)}
          onClick={() => take(withoutSpan(week, day, at))}
        >
          <Icon of={X} size={14} />
        </button>
      )}
    </span>
  );
}

/** At most one sentence a day: it is put right one at a time anyway. */
function troubleOf(props: DayProps): string | null {
  const { week, day, faults, desk } = props;
  const spans = week[day] ?? [];
  for (const [at, span] of spans.entries()) {
    const trouble = spanTrouble(spans, at);
    if (trouble !== null) {
      const said = (clock: string) => clockText(clock, language.value);
      const facts = { opens: said(span.opens), closes: said(span.closes) };
      return h(`trouble:${trouble}`, facts);
    }
    const fault = faults.get(`${day}/${at}`);
    if (fault) return faultWords(fault, desk);
  }
  return null;
}

function DayKeys(props: DayProps): JSX.Element {
  const { id, week, day, take } = props;
  const isWorkday = day >= 1 && day <= 5;
  const name = { day: weekdayWord(day) };
  return (
    <span class="week-keys">
      <button
        type="button"
        class="edit-bin"
        data-testid={`${id}-${day}-add`}
        aria-label={h('addSpan', name)}
        title={h('addSpan', name)}
        disabled={(week[day] ?? []).length >= spansMax}
        onClick={() => take(withOneMore(week, day))}
      >
        <Icon of={Plus} size={16} />
      </button>
      {isWorkday ? (
        <button
          type="button"
          class="edit-bin"
          data-testid={`${id}-${day}-copy`}
          aria-label={h('copyDay', name)}
          title={h('copyDay', name)}
          onClick={() => take(copied(week, day, [1, 2, 3, 4, 5]))}
        >
          <Icon of={Copy} size={15} />
        </button>
      ) : null}
    </span>
  );
}

function Day(props: DayProps): JSX.Element {
  const { id, week, day, saved, isLocked } = props;
  const spans = week[day] ?? [];
  const was = saved === null ? null : spansWords(weekOf(saved)[day] ?? []);
  const isChanged = was !== null && was !== spansWords(spans);
  const trouble = troubleOf(props);
  return (
    <li class={isChanged ? 'week-day is-changed' : 'week-day'} data-testid={`${id}-${day}`}>
      <b>{weekdayWord(day)}</b>
      <div class="week-spans">
        {spans.length === 0 ? <span class="week-closed">{h('closed')}</span> : null}
        {spans.map((span, at) => (
          <SpanFields key={at} {...props} span={span} at={at} />
        ))}
        {isChanged ? <small>{h('was', { words: was.toLowerCase() })}</small> : null}
        {trouble === null ? null : (
          <p class="edit-wrong" data-testid={`${id}-${day}-wrong`}>
            {trouble}
          </p>
        )}
      </div>
      {isLocked ? null : <DayKeys {...props} />}
    </li>
  );
}

/** A week day by day; a gap between two openings of a day is its break. */
export function WeekFields(props: Props): JSX.Element {
  const { desk, hours, path, onChange } = props;
  const week = weekOf(hours);
  const faults = spanFaults(hours, path, desk.faultsAt(path));
  const take = (next: Week) => onChange({ ...hours, periods: periodsOf(next) });
  const isEmpty = hours.periods.length === 0;
  return (
    <>
      <ul class="week-days">
        {weekdays.map(day => (
          <Day key={day} {...props} week={week} day={day} faults={faults} take={take} />
        ))}
      </ul>
      {isEmpty ? <p class="edit-wrong">{h('noOpening')}</p> : null}
    </>
  );
}
