import type { JSX } from 'preact';
import type { BookingSetupView } from '../../contract/booking-setup.ts';
import { pick } from '../../ui-kit/language.ts';
import type { BookingPage } from '../booking-page.ts';
import { bookingText as b } from '../booking-texts.ts';
import { BookingFields } from './booking-fields.tsx';
import { BookingLimit } from './booking-limit.tsx';
import { BookingPreviewPane } from './booking-preview.tsx';
import { Office } from './office.tsx';

type Has = { readonly page: BookingPage };

function Lines({ page }: Has): JSX.Element {
  const { form } = page;
  const chosen = form.draft.value?.queueId;
  const lines = form.lines.value;
  return (
    <section class="booking-lines">
      <label class="printing-field">
        <span class="spoken-only">{b('search')}</span>
        <input
          type="search"
          data-testid="find-line"
          placeholder={b('search')}
          value={form.query.value}
          onInput={event => (form.query.value = event.currentTarget.value)}
        />
      </label>
      {lines.length === 0 ? <p class="printing-note">{b('nothingFound')}</p> : null}
      <ul>
        {lines.map(({ queue, isFirst }) => (
          <li key={queue.id}>
            {isFirst ? <h2>{pick(queue.agency.name)}</h2> : null}
            <button
              type="button"
              data-testid={`line-${queue.id}`}
              aria-current={queue.id === chosen ? 'true' : undefined}
              onClick={() => form.choose(queue.id)}
            >
              <b class="booking-series">{queue.series}</b>
              <span class="booking-line-name">{pick(queue.name)}</span>
              <small>
                {queue.booking === null
                  ? b('off')
                  : b('ofToday', { taken: queue.pools.taken, places: queue.pools.places })}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Columns({ page, view }: Has & { readonly view: BookingSetupView }): JSX.Element {
  const { form } = page;
  const [draft, line] = [form.draft.value, form.line.value];
  return (
    <main class="booking-main">
      <div class="booking-left">
        <Lines page={page} />
        <BookingLimit form={form} view={view} mayChange={page.mayChange.value} />
      </div>
      {draft === null || line === null ? (
        <p class="printing-note booking-empty">{b('nothingFound')}</p>
      ) : (
        <>
          <BookingFields form={form} line={line} draft={draft} mayChange={page.mayChange.value} />
          <BookingPreviewPane page={page} line={line} />
        </>
      )}
    </main>
  );
}

/** Lines at the left, what can be booked in one of them, and the slots that it has then. */
export function BookingApp({ page }: Has): JSX.Element {
  const words = {
    title: b('title'),
    signInLead: b('signInLead'),
    wrongRoleLead: (name: string) => b('wrongRoleLead', { name }),
    loading: b('loading'),
  };
  const view = page.form.view.value;
  return (
    <Office
      page={page}
      nav="booking"
      testId="booking"
      words={words}
      isLoaded={view !== null}
      tabs={
        <nav class="booking-ways">
          <a href="/reception#bookings">{b('toDesk')}</a>
          {page.mayChange.value ? <a href="/admin/partners">{b('toPartners')}</a> : null}
        </nav>
      }
    >
      {() => (view === null ? null : <Columns page={page} view={view} />)}
    </Office>
  );
}
