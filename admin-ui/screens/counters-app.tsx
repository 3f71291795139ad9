import { Plus } from 'lucide';
import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import type { Counter, Zone } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { counterText as c } from '../counters-texts.ts';
import type { LinesPage } from '../lines-page.ts';
import { CounterForm } from './counter-form.tsx';
import { CounterMore } from './counter-more.tsx';
import { SetupFrame } from './setup-frame.tsx';

interface Has {
  readonly page: LinesPage;
}

const isAdding = signal(false);

/** One counter on the plan: its number large, whose it is, its lines, and whether it is open. */
function Tile({ page, counter }: Has & { readonly counter: Counter }): JSX.Element {
  const { desk } = page;
  const { id, number, agencyId, queueIds } = counter;
  const now = page.counterDay(id);
  const isNew = desk.was(`counters/${id}`) === null;
  const agency = desk.row('agencies', agencyId);
  const series = queueIds.flatMap(queueId => desk.row('queues', queueId)?.series ?? []);
  const state = isNew ? c('isNew') : c(`state:${now?.state ?? 'closed'}`);
  return (
    <li>
      <button
        type="button"
        class={`plan-tile is-${isNew ? 'new' : (now?.state ?? 'closed')}`}
        data-testid={`counter-${id}`}
        aria-pressed={!isAdding.value && page.shownId.value === id}
        onClick={() => {
          isAdding.value = false;
          page.choose(id);
        }}
      >
        <b>{number}</b>
        <span class="plan-lines">{series.join(' ')}</span>
        <span class="plan-agency">{agency?.short ?? ''}</span>
        <small>{now?.label ? c('serving', { state, label: now.label }) : state}</small>
      </button>
    </li>
  );
}

function ZonePlan(props: Has & { readonly zone: Zone | null; readonly counters: Counter[] }) {
  const { page, zone, counters } = props;
  const rows = counters.toSorted((one, other) => one.number - other.number);
  return (
    <section class="plan-zone" data-colour={zone?.colour}>
      <h2>
        {zone === null ? c('noZone') : pick(zone.word)}
        <small>
          {zone === null ? '' : `${pick(zone.floor)}, `}
          {c('inZone', { count: rows.length })}
        </small>
      </h2>
      <ul>
        {rows.map(counter => (
          <Tile key={counter.id} page={page} counter={counter} />
        ))}
      </ul>
    </section>
  );
}

function Plan({ page }: Has): JSX.Element {
  const { desk } = page;
  const counters = desk.rows('counters');
  const zones = desk.rows('zones');
  const open = page.day.value?.counters.filter(({ state }) => state === 'open').length ?? 0;
  const known = new Set(zones.map(({ id }) => id));
  const astray = counters.filter(({ zoneId }) => !known.has(zoneId));
  return (
    <section class="plan" aria-label={c('count', { counters: counters.length })}>
      <header>
        <p>
          {c('count', { counters: counters.length })}, {c('openNow', { open })}
        </p>
        {page.ownAgencies.value.length > 0 ? (
          <button
            type="button"
            class="edit-add"
            data-testid="add-counters"
            aria-label={c('addCounters')}
            aria-expanded={isAdding.value}
            onClick={() => (isAdding.value = !isAdding.value)}
          >
            <Icon of={Plus} size={16} />
            {c('add')}
          </button>
        ) : null}
      </header>
      <div class="plan-zones" tabIndex={0} role="group" aria-label={c('zone')}>
        {counters.length === 0 ? <p class="printing-note">{c('none')}</p> : null}
        {zones.map(zone => {
          const own = counters.filter(({ zoneId }) => zoneId === zone.id);
          if (own.length === 0) return null;
          return <ZonePlan key={zone.id} page={page} zone={zone} counters={own} />;
        })}
        {astray.length > 0 ? <ZonePlan page={page} zone={null} counters={astray} /> : null}
      </div>
    </section>
  );
}

/** The counters as they stand in the building, and how each takes part in its lines. */
export function CountersApp({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} testId="counters" section="counters">
      {() => {
        const id = page.shownId.value;
        return (
          <div class="plan-main">
            <Plan page={page} />
            {isAdding.value ? (
              <CounterMore page={page} onDone={() => (isAdding.value = false)} />
            ) : id === null ? (
              <div class="line-form" />
            ) : (
              <CounterForm key={id} page={page} id={id} />
            )}
          </div>
        );
      }}
    </SetupFrame>
  );
}
