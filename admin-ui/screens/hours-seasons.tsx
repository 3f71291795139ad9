import { Plus, Trash2, X } from 'lucide';
import type { JSX } from 'preact';
import type { Season } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { dayOfYear } from '../date-words.ts';
import { placeAt } from '../edit-place.ts';
import type { HoursPage } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';
import { faultWords } from '../setup-fault-texts.ts';
import { hoursWords } from '../week-words.ts';
import { DateInput } from './date-input.tsx';
import { EditNumber, EditTexts } from './edit-fields.tsx';
import { WeekFields } from './week-fields.tsx';

type Has = { readonly page: HoursPage };
type OfSeason = Has & { readonly season: Season };

const daysOf = ({ from, until }: Season): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;

function stateWords({ from, until }: Season, today: string): string {
  if (until < today) return h('seasonOver');
  return from <= today ? h('seasonNow') : '';
}

function List({ page }: Has): JSX.Element {
  const seasons = page.seasons.value;
  return (
    <section class="house-list" aria-label={h('seasons')}>
      {page.mayEdit() ? (
        <button
          type="button"
          class="edit-add"
          data-testid="add-season"
          onClick={() => page.addSeason({ id: 'Ramadan', en: 'Ramadan' })}
        >
          <Icon of={Plus} size={16} />
          {h('addSeason')}
        </button>
      ) : null}
      {seasons.length === 0 ? <p class="house-note">{h('noSeasons')}</p> : null}
      <ul>
        {seasons.map(season => (
          <li key={season.id}>
            <button
              type="button"
              data-testid={`season-${season.id}`}
              aria-current={season.id === page.seasonId.value ? 'true' : undefined}
              onClick={() => (page.seasonId.value = season.id)}
            >
              <b />
              <span>
                {pick(season.name)}
                <small>
                  {dayOfYear(season.from)} – {dayOfYear(season.until)}
                </small>
                <small>{stateWords(season, page.today)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Dates({ page, season }: OfSeason): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit();
  return (
    <div class="edit-pair">
      {(['from', 'until'] as const).map(name => {
        const place = placeAt<string>(desk, `seasons/${season.id}/${name}`);
        return (
          <DateInput
            key={name}
            id={`season-${name}`}
            label={h(name)}
            value={place.value}
            isLocked={isLocked}
            isChanged={place.isChanged}
            wrong={place.faults.map(fault => faultWords(fault, desk))}
            onChange={date => place.change(date)}
          />
        );
      })}
    </div>
  );
}

function LastTicket({ page, at }: Has & { readonly at: string }): JSX.Element {
  return (
    <div class="week-last">
      <EditNumber
        desk={page.desk}
        at={at}
        label={h('lastTicket')}
        min={0}
        max={600}
        unit={h('beforeClosing')}
        isLocked={!page.mayEdit()}
      />
    </div>
  );
}

function Differing({ page, season }: OfSeason): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit();
  const agencies = desk.rows('agencies');
  const named = new Set(season.agencies.map(({ agencyId }) => agencyId));
  return (
    <section class="season-others">
      <h3>{h('differing')}</h3>
      {season.agencies.length === 0 ? <p class="house-note">{h('noDiffering')}</p> : null}
      {season.agencies.map(row => (
        <DifferingRow key={row.agencyId} page={page} season={season} row={row} />
      ))}
      {isLocked ? null : (
        <select
          class="season-add"
          data-testid="add-differing"
          aria-label={h('addDiffering')}
          value=""
          onChange={event => {
            page.letDiffer(event.currentTarget.value, null);
            event.currentTarget.value = '';
          }}
        >
          <option value="">{h('addDiffering')}</option>
          {agencies
            .filter(({ id }) => !named.has(id))
            .map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} {pick(name)}
              </option>
            ))}
        </select>
      )}
    </section>
  );
}

function DifferingRow(props: OfSeason & { readonly row: Season['agencies'][number] }): JSX.Element {
  const { page, season, row } = props;
  const { desk } = page;
  const { agencyId, hours } = row;
  const agency = desk.row('agencies', agencyId);
  const name = agency === null ? agencyId : pick(agency.name);
  const isLocked = !page.mayEdit();
  const usual = agency?.hours ?? desk.field('building', 'hours');
  const at = season.agencies.findIndex(other => other.agencyId === agencyId);
  return (
    <div class="season-other" data-testid={`differs-${agencyId}`}>
      <div class="season-other-head">
        <b>{name}</b>
        <select
          data-testid={`differs-${agencyId}-how`}
          aria-label={name}
          disabled={isLocked}
          value={hours === null ? 'keeps' : 'differs'}
          onChange={event =>
            page.letDiffer(
              agencyId,
              event.currentTarget.value === 'keeps' ? null : structuredClone(season.hours),
            )
          }
        >
          <option value="keeps">{h('keeps')}</option>
          <option value="differs">{h('differs')}</option>
        </select>
        {isLocked ? null : (
          <button
            type="button"
            class="edit-bin"
            aria-label={h('removeDiffering', { agency: name })}
            onClick={() => page.letDiffer(agencyId, undefined)}
          >
            <Icon of={X} size={16} />
          </button>
        )}
      </div>
      {hours === null ? (
        <p class="house-note">{hoursWords(usual)}</p>
      ) : (
        <>
          <WeekFields
            desk={desk}
            id={`own-${agencyId}`}
            path={`seasons/${season.id}/agencies/${agencyId}`}
            hours={hours}
            saved={null}
            isLocked={isLocked}
            onChange={next => page.letDiffer(agencyId, next)}
          />
          <LastTicket
            page={page}
            at={`seasons/${season.id}/agencies/${at}/hours/lastTicketMinutes`}
          />
        </>
      )}
    </div>
  );
}

function Fields({ page, season }: OfSeason): JSX.Element {
  const { desk } = page;
  const isLocked = !page.mayEdit();
  const path = `seasons/${season.id}`;
  const was = desk.was(path) as Season | null;
  return (
    <section>
      <div class="edit-lines-head">
        <h2>{pick(season.name)}</h2>
        {isLocked ? null : (
          <button
            type="button"
            class="edit-add house-out"
            data-testid="remove-season"
            onClick={() => page.removeSeason(season.id)}
          >
            <Icon of={Trash2} size={16} />
            {h('removeSeason')}
          </button>
        )}
      </div>
      <p class="house-note">{h('seasonLead')}</p>
      <div class="edit-pair">
        <EditTexts desk={desk} at={`${path}/name`} label={h('seasonName')} isLocked={isLocked} />
      </div>
      <Dates page={page} season={season} />
      {daysOf(season) > 0 ? <p class="house-note">{h('days', { count: daysOf(season) })}</p> : null}
      <WeekFields
        desk={desk}
        id="season-hours"
        path={`${path}/hours`}
        hours={season.hours}
        saved={was?.hours ?? null}
        isLocked={isLocked}
        onChange={hours => desk.merge('seasons', season.id, { hours })}
      />
      <LastTicket page={page} at={`${path}/hours/lastTicketMinutes`} />
      <Differing page={page} season={season} />
    </section>
  );
}

/** Hours that hold from one day to another, and who keeps others. */
export function HoursSeasons({ page }: Has): JSX.Element {
  const season = page.season.value;
  return (
    <>
      <List page={page} />
      <div class="house-form" tabIndex={-1}>
        {season === null ? (
          <p class="house-note">
            {h(page.seasons.value.length === 0 ? 'noSeasons' : 'chooseSeason')}
          </p>
        ) : (
          <Fields key={season.id} page={page} season={season} />
        )}
      </div>
    </>
  );
}
