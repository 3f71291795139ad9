import { FileDown, Plus, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Holiday } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { dayOfYear, dayShort, weekdayShort } from '../date-words.ts';
import type { HoursPage } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';
import { neverCloses } from '../opening-days.ts';
import { DateInput } from './date-input.tsx';
import { EditChoice, EditTexts } from './edit-fields.tsx';
import { HolidayImportPanel } from './holiday-import-panel.tsx';

type Has = { readonly page: HoursPage };

function Row({ page, holiday }: Has & { readonly holiday: Holiday }): JSX.Element {
  const { date, name, kind, exceptAgencyIds } = holiday;
  const isEdited = page.desk.isEdited(`holidays/${date}`);
  return (
    <li class={isEdited ? 'is-changed' : ''}>
      <button
        type="button"
        data-testid={`holiday-${date}`}
        aria-current={date === page.holidayDate.value ? 'true' : undefined}
        onClick={() => {
          page.endImport();
          page.holidayDate.value = date;
        }}
      >
        <time dateTime={date}>
          <b>{dayShort(date)}</b>
          <small>{weekdayShort(date)}</small>
        </time>
        <span>
          {pick(name)}
          <small>
            {h(kind)}
            {exceptAgencyIds.length === 0
              ? ''
              : `, ${h('exceptedCount', { count: exceptAgencyIds.length })}`}
          </small>
        </span>
      </button>
    </li>
  );
}

function byYear(holidays: readonly Holiday[]): [year: string, rows: Holiday[]][] {
  const years = new Map<string, Holiday[]>();
  for (const row of holidays) {
    const year = row.date.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), row]);
  }
  return [...years];
}

function Years(props: Has & { readonly holidays: readonly Holiday[] }): JSX.Element {
  const { page, holidays } = props;
  return (
    <>
      {byYear(holidays).map(([year, rows]) => (
        <section key={year}>
          <h3>{h('holidaysOf', { year, count: rows.length })}</h3>
          <ul>
            {rows.map(row => (
              <Row key={row.date} page={page} holiday={row} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function List({ page }: Has): JSX.Element {
  const holidays = page.holidays.value;
  const past = holidays.filter(({ date }) => date < page.today);
  const ahead = holidays.filter(({ date }) => date >= page.today);
  return (
    <section class="house-list holiday-list" aria-label={h('holidays')}>
      {page.mayEdit() ? (
        <div class="house-list-keys">
          <button
            type="button"
            class="edit-add"
            data-testid="add-holiday"
            onClick={() => {
              page.endImport();
              page.addHoliday({ id: 'Hari libur', en: 'Holiday' });
            }}
          >
            <Icon of={Plus} size={16} />
            {h('addHoliday')}
          </button>
          <button
            type="button"
            class="edit-add"
            data-testid="import-holidays"
            onClick={() => (page.isImporting.value = true)}
          >
            <Icon of={FileDown} size={16} />
            {h('importHolidays')}
          </button>
        </div>
      ) : null}
      {holidays.length === 0 ? <p class="house-note">{h('noHolidays')}</p> : null}
      {neverCloses(page.desk.field('building', 'hours')) ? (
        <p class="house-note">{h('knowsNone')}</p>
      ) : null}
      <div class="house-scroll" tabIndex={-1}>
        <Years page={page} holidays={ahead} />
        {past.length === 0 ? null : (
          <button
            type="button"
            class="edit-add"
            data-testid="past-holidays"
            aria-expanded={page.isPastShown.value}
            onClick={() => (page.isPastShown.value = !page.isPastShown.value)}
          >
            {h('past', { count: past.length })}
          </button>
        )}
        {page.isPastShown.value ? <Years page={page} holidays={past} /> : null}
      </div>
    </section>
  );
}

/** Who opens on it as on any other day. */
function Excepted({ page, holiday }: Has & { readonly holiday: Holiday }): JSX.Element {
  const { date, exceptAgencyIds } = holiday;
  const toggle = (id: string): void => {
    const isIn = exceptAgencyIds.includes(id);
    const ids = isIn ? exceptAgencyIds.filter(one => one !== id) : [...exceptAgencyIds, id];
    page.desk.merge('holidays', date, { exceptAgencyIds: ids });
  };
  return (
    <fieldset class="holiday-open" disabled={!page.mayEdit()}>
      <legend>{h('excepted')}</legend>
      <p class="house-note">{h('exceptedNote')}</p>
      <div>
        {page.desk.rows('agencies').map(({ id, code, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              data-testid={`open-on-${id}`}
              checked={exceptAgencyIds.includes(id)}
              onChange={() => toggle(id)}
            />
            <span>
              {code} {pick(name)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Fields({ page, holiday }: Has & { readonly holiday: Holiday }): JSX.Element {
  const { desk } = page;
  const { date } = holiday;
  const [taken, setTaken] = useState<string | null>(null);
  const isLocked = !page.mayEdit();
  const path = `holidays/${date}`;
  return (
    <section>
      <div class="edit-lines-head">
        <h2>{dayOfYear(date)}</h2>
        {isLocked ? null : (
          <button
            type="button"
            class="edit-add house-out"
            data-testid="remove-holiday"
            onClick={() => page.removeHoliday(date)}
          >
            <Icon of={Trash2} size={16} />
            {h('removeHoliday')}
          </button>
        )}
      </div>
      <div class="edit-pair">
        <DateInput
          id="holiday-date"
          label={h('date')}
          value={date}
          isLocked={isLocked}
          isChanged={desk.was(path) === null}
          wrong={taken === null ? [] : [h('dateTaken', { date: dayOfYear(taken) })]}
          onChange={to => setTaken(page.moveHoliday(date, to) ? null : to)}
        />
        <EditChoice
          desk={desk}
          at={`${path}/kind`}
          label={h('kind')}
          isLocked={isLocked}
          options={(['holiday', 'collective-leave'] as const).map(value => ({
            value,
            words: h(value),
          }))}
        />
        <EditTexts desk={desk} at={`${path}/name`} label={h('holidayName')} isLocked={isLocked} />
      </div>
      <Excepted page={page} holiday={holiday} />
    </section>
  );
}

/** The holidays of the building by year; one of them, or a list that brings more. */
export function HoursHolidays({ page }: Has): JSX.Element {
  const holiday = page.holiday.value;
  return (
    <>
      <List page={page} />
      <div class="house-form" tabIndex={-1}>
        {page.isImporting.value ? (
          <HolidayImportPanel page={page} />
        ) : holiday === null ? (
          <p class="house-note">{h('chooseHoliday')}</p>
        ) : (
          <Fields key={holiday.date} page={page} holiday={holiday} />
        )}
      </div>
    </>
  );
}
