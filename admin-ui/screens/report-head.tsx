import { ChevronLeft, ChevronRight, Download, GitCompareArrows, Printer } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import type { CountedUntil } from '../../contract/reports.ts';
import type { BuildingView } from '../../contract/views.ts';
import { dayOf, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { dayOfYear } from '../date-words.ts';
import type { PeriodPage } from '../period-page.ts';
import { titleOf } from '../report-names.ts';
import { daysIn, kindOf, stepped } from '../report-period.ts';
import { reportText as r } from '../report-texts.ts';
import { periodShort, periodWords } from '../report-words.ts';

export function instantIn(instant: number, { timeZone, zoneName }: BuildingView): string {
  const day = dayOfYear(dayOf(instant, timeZone));
  return r('instant', { day, time: `${timeOfDay(instant, timeZone, language.value)} ${zoneName}` });
}

/** How new the figures are, and whether an older journal is still being read. */
export function countedWords({ at, isWhole }: CountedUntil, building: BuildingView): string {
  if (at === null) return r('counting');
  const when = instantIn(Date.parse(at), building);
  return r(isWhole ? 'countedAt' : 'countedUntil', { when });
}

interface Has {
  readonly page: PeriodPage;
}

/** The period, with the one before and the one after it. */
function PeriodKeys({ page }: Has): JSX.Element | null {
  const days = page.wish.value?.days;
  if (days === undefined) return null;
  return (
    <span class="report-step">
      <button
        type="button"
        data-testid="report-earlier"
        aria-label={r('earlier')}
        onClick={() => page.show({ days: stepped(days, -1) })}
      >
        <Icon of={ChevronLeft} size={16} />
      </button>
      <button
        type="button"
        class="report-step-words"
        data-testid="report-period"
        aria-haspopup="dialog"
        onClick={() => (page.isChoosing.value = true)}
      >
        {periodShort(days)}
      </button>
      <button
        type="button"
        data-testid="report-later"
        aria-label={r('later')}
        onClick={() => page.show({ days: stepped(days, 1) })}
      >
        <Icon of={ChevronRight} size={16} />
      </button>
    </span>
  );
}

export function CompareKey({ page }: Has): JSX.Element {
  const compared = page.compared.value;
  const words =
    compared === null ? r('notCompared') : r('comparedWith', { period: periodShort(compared) });
  return (
    <button
      type="button"
      class="report-key"
      data-testid="report-compare"
      aria-haspopup="dialog"
      aria-label={words}
      title={words}
      onClick={() => (page.isChoosing.value = true)}
    >
      <Icon of={GitCompareArrows} size={16} />
      {compared === null ? r('notCompared') : periodShort(compared)}
    </button>
  );
}

export function FileKeys(props: {
  readonly xlsx: string;
  readonly csv: string;
  readonly isEmpty: boolean;
}): JSX.Element | null {
  if (props.isEmpty) return null;
  return (
    <>
      <a class="report-key" href={props.xlsx} download aria-label={r('downloadXlsx')}>
        <Icon of={Download} size={16} />
        {r('xlsx')}
      </a>
      <a class="report-key" href={props.csv} download aria-label={r('downloadCsv')}>
        <Icon of={Download} size={16} />
        {r('csv')}
      </a>
    </>
  );
}

export function PrintKey(): JSX.Element {
  return (
    <button
      type="button"
      class="report-key"
      data-testid="report-print"
      onClick={() => window.print()}
    >
      <Icon of={Printer} size={16} />
      {r('print')}
      <kbd>Ctrl P</kbd>
    </button>
  );
}

/** What the report is of and from when, and at the right what can be done with it. */
export function ReportHead(
  props: Has & {
    readonly building: BuildingView;
    /** What the page is, where that is not simply a report of a period. */
    readonly about?: string;
    readonly facts: readonly string[];
    readonly children?: ComponentChildren;
  },
): JSX.Element | null {
  const { page, building, about, facts, children } = props;
  const [wish, names] = [page.wish.value, page.setup.value];
  if (wish === null || names === null) return null;
  const { title, rest } = titleOf(wish.scope, names, building);
  const kind = r(`kind:${kindOf(wish.days)}`, { count: daysIn(wish.days) });
  return (
    <header class="report-head">
      <div class="report-of">
        <h1 data-testid="report-title">{title}</h1>
        {rest.length === 0 ? null : <p class="report-part">{rest.join(', ')}</p>}
        <p data-testid="report-facts">{[about ?? kind, ...facts].join(', ')}</p>
        <p class="paper-only">
          <b>{periodWords(wish.days)}</b>.{' '}
          {r('printedFrom', {
            building: `${building.line1} ${building.line2}`,
            when: instantIn(page.shownAt, building),
          })}
        </p>
      </div>
      <div class="report-keys">
        <PeriodKeys page={page} />
        {children}
      </div>
    </header>
  );
}
