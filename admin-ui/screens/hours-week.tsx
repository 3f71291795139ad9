import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Agency, Hours } from '../../contract/setup.ts';
import { pick } from '../../ui-kit/language.ts';
import type { HoursPage } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';
import { hoursWords } from '../week-words.ts';
import { EditNumber } from './edit-fields.tsx';
import { WeekFields } from './week-fields.tsx';

type Has = { readonly page: HoursPage };

function Choice(props: { readonly page: HoursPage; readonly agency: Agency | null }): JSX.Element {
  const { page, agency } = props;
  const { desk } = page;
  const hours = agency === null ? desk.field('building', 'hours') : agency.hours;
  const isChosen = page.agencyId.value === (agency?.id ?? null);
  return (
    <li>
      <button
        type="button"
        data-testid={`whose-${agency?.id ?? 'building'}`}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => (page.agencyId.value = agency?.id ?? null)}
      >
        <b>{agency?.code ?? ''}</b>
        <span>
          {agency === null ? h('building') : pick(agency.name)}
          <small>{hours === null ? h('likeBuilding') : hoursWords(hours)}</small>
        </span>
      </button>
    </li>
  );
}

function Whose({ page }: Has): JSX.Element {
  const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const agencies = page.desk.rows('agencies').filter(({ code, name, short }) => {
    const text = `${code} ${name.id} ${name.en} ${short}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
  return (
    <section class="house-list" aria-label={h('whose')}>
      <label class="edit-field house-find">
        <span class="spoken-only">{h('findAgency')}</span>
        <input
          type="search"
          data-testid="find-agency"
          placeholder={h('findAgency')}
          value={query}
          onInput={event => setQuery(event.currentTarget.value)}
        />
      </label>
      <ul>
        {words.length === 0 ? <Choice page={page} agency={null} /> : null}
        {agencies.map(agency => (
          <Choice key={agency.id} page={page} agency={agency} />
        ))}
      </ul>
    </section>
  );
}

function OfBuilding({ page }: Has): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit();
  return (
    <section>
      <h2>{h('building')}</h2>
      <p class="house-note">{h('buildingLead')}</p>
      <WeekFields
        desk={desk}
        id="hours"
        path="building/hours"
        hours={desk.field('building', 'hours')}
        saved={desk.was('building/hours') as Hours | null}
        isLocked={isLocked}
        onChange={hours => desk.change('building/hours', hours)}
      />
      <LastTicket page={page} at="building/hours/lastTicketMinutes" isLocked={isLocked} />
    </section>
  );
}

function LastTicket(props: Has & { readonly at: string; readonly isLocked: boolean }): JSX.Element {
  const { page, at, isLocked } = props;
  return (
    <div class="week-last">
      <EditNumber
        desk={page.desk}
        at={at}
        label={h('lastTicket')}
        min={0}
        max={600}
        unit={h('beforeClosing')}
        isLocked={isLocked}
      />
      <p class="house-note">{h('breakHint')}</p>
    </div>
  );
}

function OfAgency({ page, agency }: Has & { readonly agency: Agency }): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit(agency.id);
  const was = desk.was(`agencies/${agency.id}`) as Agency | null;
  const path = `agencies/${agency.id}/hours`;
  return (
    <section>
      <h2>{pick(agency.name)}</h2>
      <div class="edit-switch">
        <label>
          <input
            type="checkbox"
            role="switch"
            data-testid="own-hours"
            disabled={isLocked}
            checked={agency.hours !== null}
            onChange={event => page.giveOwnHours(agency.id, event.currentTarget.checked)}
          />
          <span>{h('ownHours')}</span>
        </label>
        <small>{h('ownLead', { hours: hoursWords(desk.field('building', 'hours')) })}</small>
      </div>
      {agency.hours === null ? null : (
        <>
          <WeekFields
            desk={desk}
            id="hours"
            path={path}
            hours={agency.hours}
            saved={was?.hours ?? null}
            isLocked={isLocked}
            onChange={hours => desk.merge('agencies', agency.id, { hours })}
          />
          <LastTicket page={page} at={`${path}/lastTicketMinutes`} isLocked={isLocked} />
        </>
      )}
    </section>
  );
}

/** The building's week, or an agency's own. */
export function HoursWeek({ page }: Has): JSX.Element {
  const agency = page.agency.value;
  return (
    <>
      <Whose page={page} />
      <div class="house-form" tabIndex={-1}>
        {agency === null ? (
          <OfBuilding page={page} />
        ) : (
          <OfAgency key={agency.id} page={page} agency={agency} />
        )}
      </div>
    </>
  );
}
