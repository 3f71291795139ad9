import { ChevronsUpDown, Plus, Settings2 } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { agenciesText as a } from '../agencies-texts.ts';
import type { AgenciesPage, ListedService } from '../agencies-page.ts';

type Has = { readonly page: AgenciesPage };

function marksOf({ isGone, isNew, isWrong }: ListedService): string | null {
  if (isWrong) return a('wrong');
  if (isGone) return a('gone');
  return isNew ? a('isNew') : null;
}

function Row({ page, row }: Has & { readonly row: ListedService }): JSX.Element {
  const { service, isGone, isChanged, isWrong } = row;
  const mark = marksOf(row);
  const look = [isGone ? 'is-gone' : '', isChanged ? 'is-changed' : '', isWrong ? 'is-wrong' : ''];
  return (
    <li class={look.join(' ')}>
      <button
        type="button"
        data-testid={`service-${service.id}`}
        aria-current={page.serviceId.value === service.id ? 'true' : undefined}
        onClick={() => page.chooseService(service.id)}
      >
        <span class="agencies-code">{service.code}</span>
        <span class="agencies-name">
          <span class="agencies-clamp">{pick(service.name) || a('unnamed')}</span>
          {mark === null ? null : <small>{mark}</small>}
        </span>
        <span class="agencies-minutes">{a('minutes', { minutes: service.minutes })}</span>
      </button>
    </li>
  );
}

function Chooser({ page }: Has): JSX.Element {
  const agency = page.agency.value;
  return (
    <div class="agencies-choose">
      <label class="agencies-chosen">
        <span class="spoken-only">{a('chooseAgency')}</span>
        <b aria-hidden="true">{agency?.code}</b>
        <span class="agencies-clamp" aria-hidden="true">
          {agency && (pick(agency.name) || a('unnamed'))}
        </span>
        <Icon of={ChevronsUpDown} size={16} />
        <select
          data-testid="choose-agency"
          value={agency?.id ?? ''}
          onChange={event => page.chooseAgency(event.currentTarget.value)}
        >
          {page.agencies.value.map(({ id, code, name }) => (
            <option key={id} value={id}>
              {code} {pick(name) || a('unnamed')}
            </option>
          ))}
        </select>
      </label>
      {page.mayEdit() ? (
        <button
          type="button"
          class="agencies-add"
          data-testid="add-agency"
          title={a('addAgency')}
          aria-label={a('addAgency')}
          onClick={() => page.addAgency()}
        >
          <Icon of={Plus} size={18} />
        </button>
      ) : null}
    </div>
  );
}

function Head({ page }: Has): JSX.Element {
  const agency = page.agency.value;
  const isAgency = page.serviceId.value === null;
  return (
    <header class="agencies-list-head">
      <Chooser page={page} />
      {agency === null ? null : (
        <>
          <div class="agencies-list-keys">
            <button
              type="button"
              class="agencies-of"
              data-testid="agency-data"
              aria-current={isAgency ? 'true' : undefined}
              onClick={() => page.chooseService(null)}
            >
              <Icon of={Settings2} size={16} />
              {a('ofAgency')}
            </button>
            {page.mayEdit(agency.id) ? (
              <button
                type="button"
                class="edit-add"
                data-testid="add-service"
                onClick={() => page.addService()}
              >
                <Icon of={Plus} size={16} />
                {a('addService')} <kbd>N</kbd>
              </button>
            ) : null}
          </div>
          <label class="edit-field">
            <span class="spoken-only">{a('search')}</span>
            <input
              type="search"
              data-testid="find-service"
              placeholder={a('searchOf', page.belongings.value)}
              maxLength={60}
              value={page.query.value}
              onInput={event => (page.query.value = event.currentTarget.value)}
            />
          </label>
        </>
      )}
    </header>
  );
}

/** An agency, and below it what it does. */
export function AgenciesList({ page }: Has): JSX.Element {
  const rows = page.services.value;
  const isSearching = page.query.value.trim() !== '';
  const isEmpty = page.agency.value !== null && rows.length === 0;
  return (
    <section class="agencies-list" aria-label={a('agency')}>
      <Head page={page} />
      {page.agency.value === null ? <p class="printing-note">{a('noAgencies')}</p> : null}
      {isEmpty ? (
        <p class="printing-note">{a(isSearching ? 'nothingFound' : 'noServices')}</p>
      ) : null}
      <ul data-testid="services">
        {rows.map(row => (
          <Row key={row.service.id} page={page} row={row} />
        ))}
      </ul>
    </section>
  );
}
