import { ChevronLeft, ChevronRight, Download, X } from 'lucide';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { reportMeasures, type VisitsList } from '../visits-list.ts';
import type { ReportVisit } from '../../contract/reports.ts';
import { rangeParts, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { dayShort } from '../date-words.ts';
import { minutesText } from '../report-figures.ts';
import { nameOfPart, type Names } from '../report-names.ts';
import { figure } from '../report-numbers.ts';
import { reportText as r } from '../report-texts.ts';
import { periodWords } from '../report-words.ts';
import { searchPath } from '../tower-sections.ts';
import { visitsPageSize } from '../visits-list.ts';
import { visitsText as v } from '../visits-texts.ts';

interface Has {
  readonly list: VisitsList;
  readonly names: Names;
  readonly timeZone: string;
}

const orders = ['time', 'wait', 'service'] as const;

/** How a leg ended, as an officer said it, else by its state. */
function endWords({ state, outcome, isFaulty }: ReportVisit): string {
  if (isFaulty) return v('faulty');
  if (outcome === 'incomplete' || outcome === 'continued') return v(`outcome:${outcome}`);
  return v(`state:${state}`);
}

/** The range as its visitor read it: up to 5 minutes, never a lone minute. */
function quoteWords({ p50, p90 }: { readonly p50: number; readonly p90: number }): string {
  const up = (minutes: number) => Math.ceil(minutes / 5) * 5;
  const range = { fromMinutes: up(p50), toMinutes: up(p90) };
  if (range.toMinutes <= 5) return v('upTo', { to: 5 });
  return rangeParts(range, language.value).figures;
}

function Row({ visit, names, timeZone }: Omit<Has, 'list'> & { visit: ReportVisit }): JSX.Element {
  const clock = (at: string | null): string =>
    at === null ? '–' : timeOfDay(Date.parse(at), timeZone, language.value);
  const { quote, slotAt } = visit;
  return (
    <tr>
      <td>{dayShort(visit.businessDate)}</td>
      <th scope="row">
        <a
          href={`${searchPath(visit.label)}&date=${visit.businessDate}`}
          title={v('story', { label: visit.label })}
        >
          {visit.label}
        </a>
      </th>
      <td class="is-words">
        {nameOfPart('service', visit.serviceId, names)}
        <small>
          {r(`class:${visit.class}`)}
          {slotAt === null ? '' : `, ${v('booked', { time: clock(slotAt) })}`}
        </small>
      </td>
      <td>{clock(visit.enqueuedAt)}</td>
      <td>{clock(visit.calledAt)}</td>
      <td>{minutesText(visit.wait, 'mean')}</td>
      <td>{quote === null ? '–' : quoteWords(quote)}</td>
      <td>{minutesText(visit.service, 'mean')}</td>
      <td class="is-words">
        {visit.counterId === null ? '–' : nameOfPart('counter', visit.counterId, names)}
      </td>
      <td class="is-words">{endWords(visit)}</td>
    </tr>
  );
}

const heads = [
  'date',
  'ticket',
  'service',
  'taken',
  'called',
  'wait',
  'quote',
  'served',
  'counter',
  'outcome',
] as const;
const wordy: ReadonlySet<string> = new Set(['service', 'counter', 'outcome']);

function Rows({ list, names, timeZone }: Has): JSX.Element {
  const visits = list.visits.value;
  if (list.problem.value !== null) {
    return (
      <p class="report-wrong" role="alert">
        {v('problem')}
      </p>
    );
  }
  if (visits === null) return <p class="report-note">{v('loading')}</p>;
  if (visits.length === 0) return <p class="report-note">{v('visitsNone')}</p>;
  return (
    <table class="report-table report-visit-rows">
      <thead>
        <tr>
          {heads.map(head => (
            <th key={head} scope="col" class={wordy.has(head) ? 'is-words' : undefined}>
              {v(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visits.map(visit => (
          <Row key={visit.legId} visit={visit} names={names} timeZone={timeZone} />
        ))}
      </tbody>
    </table>
  );
}

function Leaf({ list }: Pick<Has, 'list'>): JSX.Element {
  const [offset, count] = [list.offset.value, list.count.value];
  const shown = list.visits.value?.length ?? 0;
  const words = { from: figure(offset + 1), to: figure(offset + shown), count: figure(count) };
  return (
    <div class="report-leaf">
      <span data-testid="visits-count">{shown === 0 ? '' : v('pageOf', words)}</span>
      <a class="report-key" href={list.csvPath} download aria-label={v('csvWords')}>
        <Icon of={Download} size={16} />
        {v('csv')}
      </a>
      {count <= visitsPageSize ? null : (
        <>
          <button
            type="button"
            class="report-key"
            data-testid="visits-previous"
            disabled={offset === 0}
            onClick={() => void list.previous()}
          >
            <Icon of={ChevronLeft} size={16} />
            {v('previous')}
          </button>
          <button
            type="button"
            class="report-key"
            data-testid="visits-next"
            disabled={!list.hasNext.value}
            onClick={() => void list.next()}
          >
            {v('next')}
            <Icon of={ChevronRight} size={16} />
          </button>
        </>
      )}
    </div>
  );
}

/** The visits behind a number, beside the report that they come from. */
export function ReportVisits(props: Has): JSX.Element | null {
  return props.list.wish.value === null ? null : <Drawer {...props} />;
}

function Choices({ list }: Pick<Has, 'list'>): JSX.Element {
  const wish = list.wish.value!;
  return (
    <div class="report-scope">
      <select
        aria-label={v('what')}
        data-testid="visits-measure"
        value={wish.measure}
        onChange={event => {
          const asked = reportMeasures.find(one => one === event.currentTarget.value);
          if (asked) void list.change({ measure: asked });
        }}
      >
        {reportMeasures.map(one => (
          <option key={one} value={one}>
            {v(`measure:${one}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={v('orderOf')}
        data-testid="visits-order"
        value={wish.order}
        onChange={event => {
          const asked = orders.find(one => one === event.currentTarget.value);
          if (asked) void list.change({ order: asked });
        }}
      >
        {orders.map(one => (
          <option key={one} value={one}>
            {v(`order:${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Drawer(props: Has): JSX.Element {
  const { list } = props;
  const wish = list.wish.value!;
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="report-drawer"
      aria-labelledby="visits-title"
      data-testid="report-visits"
      onClose={() => list.close()}
    >
      <header>
        <div>
          <h2 id="visits-title">{v('visitsTitle')}</h2>
          <p class="report-note">{[wish.words, periodWords(wish.days)].join(', ')}</p>
        </div>
        <button
          type="button"
          class="report-key"
          data-testid="visits-close"
          onClick={() => box.current?.close()}
        >
          <Icon of={X} size={16} />
          {v('close')}
        </button>
      </header>
      <Choices list={list} />
      <div class="report-drawer-rows" tabIndex={0} role="region" aria-label={v('visitsTitle')}>
        <Rows {...props} />
      </div>
      <Leaf list={list} />
    </dialog>
  );
}
