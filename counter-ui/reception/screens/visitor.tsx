import { X } from 'lucide';
import type { JSX } from 'preact';
import type { PersonField } from '../../../contract/people.ts';
import type { Language, Need } from '../../../contract/values.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { needWord } from '../../sentences.ts';
import { serviceOf } from '../find-service.ts';
import { errandsMax, type ReceptionPage } from '../model.ts';
import { r } from '../texts.ts';

type Shows = { readonly page: ReceptionPage };

const needs: readonly (Need | null)[] = [
  null,
  'elderly',
  'pregnant',
  'nursing',
  'disability',
  'with-child',
];

function Errands({ page }: Shows): JSX.Element {
  const ids = page.errands.value;
  return (
    <section class="errands" aria-live="polite">
      <h2>
        {r('visitor')}
        <button
          type="button"
          class="quiet"
          data-testid="clear"
          onClick={() => {
            page.next();
            document.getElementById('service-search')?.focus();
          }}
        >
          {r('clear')}
        </button>
      </h2>
      {ids.length === 0 && <p class="quiet-text">{r('noErrand', { max: errandsMax })}</p>}
      <ol>
        {ids.map((id, place) => {
          const found = serviceOf(page.catalogue.value, id);
          const name = found ? pick(found.service.name) : id;
          return (
            <li key={id} data-testid={`errand-${id}`}>
              <i>{place + 1}</i>
              <span class="cut">
                <b>{name}</b> {found?.agency.short}
              </span>
              <button
                type="button"
                class="quiet"
                aria-label={r('remove', { name })}
                onClick={() => page.remove(id)}
              >
                <Icon of={X} size={18} />
              </button>
            </li>
          );
        })}
      </ol>
      {ids.length === errandsMax && <p class="quiet-text">{r('full', { max: errandsMax })}</p>}
    </section>
  );
}

/** One stop of Tab, and the arrows choose. */
function Choice<Value extends string>(props: {
  readonly title: string;
  readonly name: string;
  readonly rows: readonly { readonly value: Value | null; readonly words: string }[];
  readonly value: Value | null;
  readonly onChoose: (value: Value | null) => void;
}): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>{props.title}</legend>
      <div>
        {props.rows.map(({ value, words }) => (
          <label key={words} class={props.value === value ? 'chosen' : ''}>
            <input
              type="radio"
              name={props.name}
              checked={props.value === value}
              data-testid={`${props.name}-${value ?? 'none'}`}
              onChange={() => props.onChoose(value)}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const speaking: readonly Language[] = ['id', 'en'];

const inputKinds: Readonly<Record<PersonField, 'text' | 'numeric' | 'tel'>> = {
  name: 'text',
  nik: 'numeric',
  phone: 'tel',
};

/** Only what the chosen services ask for; nothing of it is kept on this computer. */
function PersonFields({ page }: Shows): JSX.Element | null {
  const fields = page.asks.value;
  if (fields.length === 0) return null;
  return (
    <fieldset class="person" data-testid="person">
      <legend>
        {r('person')} <span>{r('personHint')}</span>
      </legend>
      {fields.map(field => (
        <label key={field}>
          <span>{r(field)}</span>
          <input
            type="text"
            inputMode={inputKinds[field]}
            autoComplete="off"
            maxLength={field === 'name' ? 100 : 30}
            placeholder={r('optional')}
            value={page.person.value[field]}
            data-testid={`person-${field}`}
            onInput={event => {
              page.person.value = { ...page.person.value, [field]: event.currentTarget.value };
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}

function PrinterChoice({ page }: Shows): JSX.Element {
  const printers = page.reception.value?.printers ?? [];
  return (
    <label class="printer-choice">
      <span>{r('printAt')}</span>
      <select
        value={page.printerId.value ?? ''}
        data-testid="printer"
        onChange={event => page.choosePrinter(event.currentTarget.value || null)}
      >
        {printers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="">{r('noPrinter')}</option>
      </select>
    </label>
  );
}

/** What is needed of the visitor who stands here, in the order in which it is asked. */
export function VisitorForm({ page }: Shows): JSX.Element {
  return (
    <div class="visitor-form">
      <Errands page={page} />
      <Choice
        title={r('need')}
        name="need"
        rows={needs.map(value => ({ value, words: value ? needWord(value) : r('needNone') }))}
        value={page.need.value}
        onChoose={value => (page.need.value = value)}
      />
      <PersonFields page={page} />
      <label class="note">
        <span>
          {r('note')} <small>{r('noteHint')}</small>
        </span>
        <textarea
          rows={2}
          maxLength={500}
          value={page.note.value}
          data-testid="note"
          onInput={event => (page.note.value = event.currentTarget.value)}
        />
      </label>
      <div class="two">
        <Choice
          title={r('speaks')}
          name="speaks"
          rows={speaking.map(value => ({
            value,
            words: r(value === 'id' ? 'speaksId' : 'speaksEn'),
          }))}
          value={page.speaks.value}
          onChoose={value => (page.speaks.value = value ?? 'id')}
        />
        <PrinterChoice page={page} />
      </div>
    </div>
  );
}
