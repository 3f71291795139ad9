import { Plus } from 'lucide';
import type { JSX } from 'preact';
import type { Queue } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { numberRange } from '../number-range.ts';
import { addQueue, countersOf, servicesOf } from '../queue-rows.ts';
import { queueText as q } from '../queues-texts.ts';
import type { LinesPage } from '../lines-page.ts';
import { QueueExample } from './queue-example.tsx';
import { QueueForm } from './queue-form.tsx';
import { SetupFrame } from './setup-frame.tsx';

interface Has {
  readonly page: LinesPage;
}

function Row({ page, queue }: Has & { readonly queue: Queue }): JSX.Element {
  const { desk } = page;
  const { id, series, name } = queue;
  const waiting = page.queueDay(id)?.waiting ?? 0;
  const counters = numberRange(countersOf(desk, id).map(({ number }) => number));
  const isNew = desk.was(`queues/${id}`) === null;
  const facts = [
    q('services', { count: servicesOf(desk, id).length }),
    counters === '' ? q('noCounter') : q('counters', { counters }),
  ];
  return (
    <li>
      <button
        type="button"
        data-testid={`queue-${id}`}
        aria-pressed={page.shownId.value === id}
        onClick={() => page.choose(id)}
      >
        <b class="line-series">{series}</b>
        <span>
          <span class="line-name">{pick(name) || q('unnamed')}</span>
          <small>{facts.join(', ')}</small>
        </span>
        <small class={waiting > 0 ? 'line-now is-some' : 'line-now'}>
          {isNew ? q('isNew') : waiting > 0 ? q('waiting', { count: waiting }) : ''}
        </small>
      </button>
    </li>
  );
}

function List({ page }: Has): JSX.Element {
  const { desk } = page;
  const queues = desk.rows('queues');
  const agencies = desk.rows('agencies');
  return (
    <section class="line-list" aria-label={q('lead')}>
      <header>
        <p>{q('count', { queues: queues.length })}</p>
        {page.ownAgencies.value.length > 0 ? (
          <button
            type="button"
            class="edit-add"
            data-testid="add-queue"
            aria-label={q('addQueue')}
            onClick={() => addQueue(page)}
          >
            <Icon of={Plus} size={16} />
            {q('add')}
          </button>
        ) : null}
      </header>
      <div class="line-groups" tabIndex={0} role="group" aria-label={q('lead')}>
        {queues.length === 0 ? <p class="printing-note">{q('none')}</p> : null}
        {agencies.map(agency => {
          const own = queues.filter(queue => queue.agencyId === agency.id);
          if (own.length === 0) return null;
          return (
            <section key={agency.id} aria-label={pick(agency.name)}>
              <h2>
                <span>{agency.code}</span> {pick(agency.name)}
              </h2>
              <ul>
                {own.map(queue => (
                  <Row key={queue.id} page={page} queue={queue} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}

/** Lines of the building, how each is called, and what that means for six people who wait. */
export function QueuesApp({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} testId="queues" section="queues">
      {() => {
        const id = page.shownId.value;
        return (
          <div class="line-main">
            <List page={page} />
            {id === null ? <div class="line-form" /> : <QueueForm key={id} page={page} id={id} />}
            {id === null ? <div /> : <QueueExample page={page} id={id} />}
          </div>
        );
      }}
    </SetupFrame>
  );
}
