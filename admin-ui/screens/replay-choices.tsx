import { Undo2 } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { policyKinds, policyWords } from '../forecast-rows.ts';
import { forecastText as f } from '../forecast-texts.ts';
import { isWishing, type ReplayPage } from '../replay-page.ts';
import { dayWords } from '../replay-rows.ts';
import { replayText as r } from '../replay-texts.ts';

interface Option {
  readonly value: string;
  readonly words: string;
}

function Choosing(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label class="replay-choice">
      <span>{props.label}</span>
      <select
        data-testid={props.testId}
        value={props.value}
        onChange={event => props.onChange(event.currentTarget.value)}
      >
        {props.options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which day of which queue. */
export function WhichDay({ page }: { readonly page: ReplayPage }): JSX.Element {
  const days = page.days.value ?? [];
  const date = page.date.value ?? '';
  const listed = days.map(row => ({ value: row.date, words: dayWords(row.date, row.tickets) }));
  const isListed = date === '' || listed.some(({ value }) => value === date);
  return (
    <>
      <Choosing
        label={r('day')}
        testId="replay-day"
        value={date}
        // A day of an address that is not listed is shown as what it is.
        options={isListed ? listed : [{ value: date, words: date }, ...listed]}
        onChange={value => page.choose({ date: value })}
      />
      <Choosing
        label={r('queue')}
        testId="replay-queue"
        value={page.queueId.value ?? ''}
        options={(page.overview.value?.queues ?? []).map(({ id, series, name, agencyShort }) => ({
          value: id,
          words: `${series} ${pick(name)}, ${agencyShort}`,
        }))}
        onChange={queueId => page.choose({ queueId })}
      />
    </>
  );
}

/** More counters than a queue of a building would get. */
const counterChoicesMax = 8;

function counterOptions(most: number): Option[] {
  const counts = Array.from({ length: Math.max(counterChoicesMax, most + 3) }, (_, at) => at + 1);
  return [
    { value: '', words: r('countersAsWere', { count: most }) },
    ...counts.map(count => ({
      value: String(count),
      words: r('countersChanged', { count }),
    })),
  ];
}

const hourOptions = (): Option[] => [
  { value: '', words: r('fromOpening') },
  ...Array.from({ length: 10 }, (_, at) => `${String(at + 8).padStart(2, '0')}:00`).map(value => ({
    value,
    words: language.value === 'id' ? value.replace(':', '.') : value,
  })),
];

/** What is tried out with it. */
export function WhatWould({ page }: { readonly page: ReplayPage }): JSX.Element {
  const wish = page.wish.value;
  const most = page.replay.value?.countersMost ?? 0;
  return (
    <div class="replay-if">
      <b>{r('ifTitle')}</b>
      <Choosing
        label={r('counters')}
        testId="replay-counters"
        value={wish.counters === null ? '' : String(wish.counters)}
        options={counterOptions(most)}
        onChange={value => page.try({ counters: value === '' ? null : Number(value) })}
      />
      <Choosing
        label={r('policy')}
        testId="replay-policy"
        value={wish.policy ?? ''}
        options={[
          { value: '', words: r('policyAsWas') },
          ...policyKinds.map(kind => ({
            value: kind,
            words: policyWords(kind, wish.prioritisedPerWalkIn),
          })),
        ]}
        onChange={value => {
          page.try({ policy: policyKinds.find(kind => kind === value) ?? null });
        }}
      />
      {wish.policy === 'ratio' && (
        <Choosing
          label={f('perWalkIn')}
          testId="replay-ratio"
          value={String(wish.prioritisedPerWalkIn)}
          options={[1, 2, 3, 4, 5, 6].map(count => ({
            value: String(count),
            words: String(count),
          }))}
          onChange={value => page.try({ prioritisedPerWalkIn: Number(value) })}
        />
      )}
      <Choosing
        label={r('from')}
        testId="replay-from"
        value={wish.from ?? ''}
        options={hourOptions()}
        onChange={value => page.try({ from: value === '' ? null : value })}
      />
      {isWishing(wish) && (
        <button
          type="button"
          class="replay-undo"
          data-testid="replay-undo"
          onClick={() => page.undo()}
        >
          <Icon of={Undo2} size={14} />
          {r('undo')}
        </button>
      )}
    </div>
  );
}
