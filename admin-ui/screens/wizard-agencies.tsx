import { FileInput, Library, Plus, X } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { Setup } from '../../contract/setup.ts';
import {
  counterRows,
  countersMax,
  emptyAgency,
  emptyLine,
  servicesMax,
  usualZones,
  wrongAgency,
  type AgencyField,
  type AgencyForm,
} from '../first-agencies.ts';
import { faultSentence } from '../setup-fault-texts.ts';
import type { WizardPage } from '../wizard-page.ts';
import { wizardRefused, wizardText as w } from '../wizard-texts.ts';
import { runsOf } from '../wizard-words.ts';
import { WizardField, WizardStep } from './wizard-step.tsx';

type Has = { readonly page: WizardPage; readonly setup: Setup };
type HasForm = Has & { readonly form: AgencyForm; readonly wrong: AgencyField | null };

/** The first thing that speaks against what was to be saved. */
function troubleOf({ desk }: WizardPage): string | null {
  const problem = desk.problem.value;
  if (problem === null) return null;
  const [fault] = desk.check.value?.faults ?? [];
  return fault ? faultSentence(fault, desk) : wizardRefused(problem.code);
}

function Ways({ page }: Pick<Has, 'page'>): JSX.Element {
  const isBusy = page.isBeginning.value;
  return (
    <div class="wizard-ways">
      <button
        type="button"
        data-testid="example"
        disabled={isBusy}
        onClick={() => void page.beginWithExample()}
      >
        <Icon of={Library} size={20} />
        <b>{w(isBusy ? 'exampleBusy' : 'example')}</b>
        <small>{w('exampleLead')}</small>
      </button>
      <a href="/admin/setup/files">
        <Icon of={FileInput} size={20} />
        <b>{w('import')}</b>
        <small>{w('importLead')}</small>
      </a>
    </div>
  );
}

function ServiceLines({ page, form, wrong }: HasForm): JSX.Element {
  const change = (at: number, fields: Partial<AgencyForm['services'][number]>) =>
    page.changeAgency({
      services: form.services.map((line, index) => (index === at ? { ...line, ...fields } : line)),
    });
  return (
    <fieldset class="wizard-lines">
      <legend>{w('services')}</legend>
      {form.services.map((line, at) => (
        <div key={at} class="wizard-line">
          <input
            data-testid={`service-${at + 1}`}
            aria-label={w('service', { number: at + 1 })}
            placeholder={w('service', { number: at + 1 })}
            maxLength={200}
            value={line.name}
            onInput={event => change(at, { name: event.currentTarget.value })}
          />
          <input
            class="is-minutes figures"
            data-testid={`minutes-${at + 1}`}
            aria-label={w('minutesOf', { number: at + 1 })}
            inputMode="decimal"
            maxLength={5}
            value={line.minutes}
            onInput={event => change(at, { minutes: event.currentTarget.value })}
          />
          <span class="wizard-unit">{w('minutes')}</span>
          <button
            type="button"
            class="quiet"
            aria-label={w('removeService', { number: at + 1 })}
            disabled={form.services.length === 1}
            onClick={() =>
              page.changeAgency({ services: form.services.filter((_line, index) => index !== at) })
            }
          >
            <Icon of={X} size={16} />
          </button>
        </div>
      ))}
      <button
        type="button"
        class="wizard-link"
        data-testid="add-service"
        disabled={form.services.length >= servicesMax}
        onClick={() => page.changeAgency({ services: [...form.services, emptyLine] })}
      >
        <Icon of={Plus} size={16} />
        {w('addService')}
      </button>
      <small class="wizard-wrong">
        {wrong === 'services' || wrong === 'minutes' ? w(`agency:${wrong}`) : null}
      </small>
    </fieldset>
  );
}

function AgencyFields(props: HasForm): JSX.Element {
  const { page, form, wrong } = props;
  const isLetter = wrong === 'letter' || wrong === 'letterTaken';
  return (
    <>
      <WizardField
        id="agency-name"
        label={w('agencyName')}
        charactersMax={200}
        value={form.name}
        wrong={wrong === 'name' ? w('agency:name') : null}
        onInput={name => page.changeAgency({ name })}
      />
      <div class="wizard-row">
        <WizardField
          id="agency-short"
          label={w('agencyShort')}
          charactersMax={14}
          value={form.short}
          wrong={wrong === 'short' ? w('agency:short') : null}
          onInput={short => page.changeAgency({ short })}
        />
        <WizardField
          id="agency-letter"
          label={w('letter')}
          look="is-narrow"
          charactersMax={2}
          value={form.letter}
          wrong={isLetter ? w(`agency:${wrong}`) : null}
          onInput={letter => page.changeAgency({ letter: letter.toUpperCase() })}
        />
        <div class="wizard-field is-narrow">
          <label for="agency-zone">{w('zone')}</label>
          <select
            id="agency-zone"
            data-testid="agency-zone"
            value={form.zone}
            onChange={event => {
              const zone = usualZones.find(({ colour }) => colour === event.currentTarget.value);
              if (zone) page.changeAgency({ zone: zone.colour });
            }}
          >
            {usualZones.map(zone => (
              <option key={zone.colour} value={zone.colour}>
                {pick(zone.word)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <ServiceLines {...props} />
    </>
  );
}

function AgencyList({ setup }: Pick<Has, 'setup'>): JSX.Element | null {
  if (setup.agencies.length === 0) return null;
  return (
    <ul class="wizard-list" data-testid="agencies-have">
      {setup.agencies.map(({ id, code, name }) => (
        <li key={id}>
          <b class="cut">{pick(name)}</b>
          <small>
            {w('agencyServices', {
              letter: code,
              services: setup.services.filter(row => row.agencyId === id).length,
            })}
          </small>
        </li>
      ))}
    </ul>
  );
}

/** The example, a file, or agencies entered one by one. */
export function AgenciesStep({ page, setup }: Has): JSX.Element {
  const [isAsked, setAsked] = useState(false);
  const isFirst = setup.agencies.length === 0;
  const entered = page.agency.value;
  const form = entered ?? (isFirst ? emptyAgency(setup) : null);
  const wrong = isAsked && form ? wrongAgency(form, setup) : null;
  const save = () => {
    if (form === null) return page.goOn();
    page.changeAgency(form);
    setAsked(true);
    if (wrongAgency(form, setup) !== null) return undefined;
    setAsked(false);
    return void page.addAgency();
  };
  return (
    <WizardStep
      id="agencies"
      title={w('agenciesTitle')}
      lead={w('agenciesLead')}
      main={w(form === null ? 'next' : 'saveAgency')}
      isReady={!page.desk.isBusy.value && !page.isBeginning.value}
      onMain={save}
      trouble={troubleOf(page)}
      second={
        form === null ? (
          <button
            type="button"
            class="wizard-second"
            data-testid="add-agency"
            onClick={() => page.changeAgency({})}
          >
            {w('addAgency')}
          </button>
        ) : isFirst ? undefined : (
          <button
            type="button"
            class="wizard-second"
            data-testid="next"
            onClick={() => {
              page.agency.value = null;
              page.goOn();
            }}
          >
            {w('next')}
          </button>
        )
      }
    >
      {isFirst ? <Ways page={page} /> : <AgencyList setup={setup} />}
      {form === null ? null : <AgencyFields page={page} setup={setup} form={form} wrong={wrong} />}
    </WizardStep>
  );
}

function CounterLine({ page, setup, id }: Has & { readonly id: string }): JSX.Element {
  const agency = setup.agencies.find(row => row.id === id)!;
  const numbers = setup.counters.filter(row => row.agencyId === id).map(({ number }) => number);
  const name = pick(agency.name);
  const wished = page.wished.value.get(id) ?? Math.max(1, numbers.length);
  return (
    <li>
      <b class="cut">{name}</b>
      <small>
        {numbers.length === 0 ? w('noCounters') : w('counterNumbers', { numbers: runsOf(numbers) })}
      </small>
      <input
        type="number"
        class="figures"
        data-testid={`counters-${agency.code}`}
        aria-label={w('countersOf', { agency: name })}
        min={numbers.length}
        max={countersMax}
        value={wished}
        onInput={event => {
          const count = Math.trunc(Number(event.currentTarget.value));
          page.wish(id, Math.min(countersMax, Math.max(numbers.length, count || 0)));
        }}
      />
    </li>
  );
}

/** So many counters for each agency. */
export function CountersStep({ page, setup }: Has): JSX.Element {
  const count = counterRows(setup, page.wished.value, () => 'new').length;
  const isDone = setup.counters.length > 0;
  return (
    <WizardStep
      id="counters"
      title={w('countersTitle')}
      lead={w('countersLead')}
      main={count > 0 ? w('addCounters', { count }) : w('next')}
      isReady={(isDone || count > 0) && !page.desk.isBusy.value}
      onMain={() => void page.addCounters()}
      {...(isDone ? {} : { onSkip: () => page.goOn() })}
      trouble={troubleOf(page)}
    >
      <ul class="wizard-list is-counters">
        {setup.agencies.map(({ id }) => (
          <CounterLine key={id} page={page} setup={setup} id={id} />
        ))}
      </ul>
    </WizardStep>
  );
}

/** What comes later, and where. */
export function AgenciesSide(): JSX.Element {
  return (
    <>
      <h2>{w('later')}</h2>
      <p class="wizard-note">{w('editLater')}</p>
      <a href="/admin/setup/agencies">{w('agenciesPage')}</a>
    </>
  );
}

export function CountersSide(): JSX.Element {
  return (
    <>
      <h2>{w('frontDeskHead')}</h2>
      <p class="wizard-note">{w('frontDesk')}</p>
      <a href="/admin/setup/counters">{w('countersPage')}</a>
    </>
  );
}
