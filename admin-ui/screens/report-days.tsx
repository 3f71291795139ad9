import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PeriodPage } from '../period-page.ts';
import type { ReportWish } from '../report-address.ts';
import { isReversed, kindOf, periodAround, type Compared, type Days } from '../report-period.ts';
import { reportText as r } from '../report-texts.ts';
import { periodWords } from '../report-words.ts';
import { DateInput } from './date-input.tsx';

const kinds = ['day', 'week', 'month', 'year'] as const;
const comparisons: readonly Compared[] = ['before', 'last-year', 'chosen', 'none'];

function TwoDays(props: {
  readonly id: string;
  readonly days: Days;
  readonly onChange: (days: Days) => void;
}): JSX.Element {
  const { id, days, onChange } = props;
  return (
    <>
      <div class="report-two">
        <DateInput
          id={`${id}-from`}
          label={r('from')}
          value={days.from}
          isLocked={false}
          onChange={from => onChange({ ...days, from })}
        />
        <DateInput
          id={`${id}-to`}
          label={r('to')}
          value={days.to}
          isLocked={false}
          onChange={to => onChange({ ...days, to })}
        />
      </div>
      {isReversed(days) ? (
        <p class="report-wrong" role="alert">
          {r('reversed')}{' '}
          <button
            type="button"
            class="report-link"
            data-testid={`${id}-swap`}
            onClick={() => onChange({ from: days.to, to: days.from })}
          >
            {r('swap')}
          </button>
        </p>
      ) : null}
    </>
  );
}

type Asked = Pick<ReportWish, 'days' | 'compared' | 'chosen'>;

/** Days of the report, and what it is compared with. */
function Fields(props: {
  readonly page: PeriodPage;
  readonly asked: Asked;
  readonly isCompared: boolean;
  readonly onChange: (asked: Asked) => void;
}): JSX.Element {
  const { page, asked, isCompared, onChange } = props;
  const { days, compared, chosen } = asked;
  const kind = kindOf(days);
  const compare = (next: Compared) =>
    onChange({
      ...asked,
      compared: next,
      chosen: next === 'chosen' ? (chosen ?? page.compared.value ?? days) : null,
    });
  return (
    <>
      <fieldset>
        <legend>{r('period')}</legend>
        <div class="report-kinds">
          {kinds.map(one => (
            <button
              key={one}
              type="button"
              class="report-key"
              data-testid={`report-kind-${one}`}
              aria-pressed={one === kind}
              onClick={() => {
                const within = days.to < page.today ? days.to : page.today;
                onChange({ ...asked, days: periodAround(one, within) });
              }}
            >
              {r(`period:${one}`)}
            </button>
          ))}
        </div>
        <TwoDays
          id="report-days"
          days={days}
          onChange={next => onChange({ ...asked, days: next })}
        />
      </fieldset>
      {isCompared ? (
        <fieldset>
          <legend>{r('compare')}</legend>
          {comparisons.map(one => (
            <label key={one} class="report-choice">
              <input
                type="radio"
                name="report-compared"
                data-testid={`report-compared-${one}`}
                checked={compared === one}
                onChange={() => compare(one)}
              />
              {r(`compare:${one}`)}
            </label>
          ))}
          {compared === 'chosen' && chosen !== null ? (
            <TwoDays
              id="report-other"
              days={chosen}
              onChange={next => onChange({ ...asked, chosen: next })}
            />
          ) : null}
        </fieldset>
      ) : null}
    </>
  );
}

/** The dialog in which days and comparison are chosen; nothing is fetched before it is sent. */
export function ReportDays(props: {
  readonly page: PeriodPage;
  readonly isCompared?: boolean;
}): JSX.Element | null {
  const { page, isCompared = true } = props;
  return page.isChoosing.value && page.wish.value !== null ? (
    <Dialog page={page} wish={page.wish.value} isCompared={isCompared} />
  ) : null;
}

function Dialog(props: {
  readonly page: PeriodPage;
  readonly wish: ReportWish;
  readonly isCompared: boolean;
}): JSX.Element {
  const { page, wish, isCompared } = props;
  const { days, compared, chosen } = wish;
  const [asked, setAsked] = useState<Asked>({ days, compared, chosen });
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  const isWrong = isReversed(asked.days) || (asked.chosen !== null && isReversed(asked.chosen));
  return (
    <dialog
      ref={box}
      class="report-days"
      aria-labelledby="report-days-title"
      data-testid="report-days"
      onClose={() => (page.isChoosing.value = false)}
    >
      <form
        method="dialog"
        onSubmit={() => {
          if (!isWrong) page.show(asked);
        }}
      >
        <h2 id="report-days-title">{isWrong ? r('choosePeriod') : periodWords(asked.days)}</h2>
        <Fields page={page} asked={asked} isCompared={isCompared} onChange={setAsked} />
        <div class="report-days-keys">
          <button type="button" class="report-key" onClick={() => box.current?.close()}>
            {r('close')}
          </button>
          <button
            type="submit"
            class="report-key is-first"
            data-testid="report-show"
            disabled={isWrong}
          >
            {r('show')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
