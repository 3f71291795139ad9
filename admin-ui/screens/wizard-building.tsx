import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { timeZoneName, weekdayShort } from '../wizard-words.ts';
import { wrongAdministrator, wrongBuilding, type BuildingField } from '../first-run.ts';
import type { WizardPage } from '../wizard-page.ts';
import { wizardRefused, wizardText as w } from '../wizard-texts.ts';
import { TimeField } from './time-field.tsx';
import { WizardField, WizardStep } from './wizard-step.tsx';

type Has = { readonly page: WizardPage };

const timeZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** The code of the terminal, before anything else. */
export function CodeStep({ page }: Has): JSX.Element {
  const { first } = page;
  const problem = first.problem.value;
  return (
    <WizardStep
      id="code"
      title={w('codeTitle')}
      lead={w('codeLead')}
      main={w('next')}
      isReady={first.code.value.trim() !== '' && !first.isBusy.value}
      onMain={() => void page.checkCode()}
      trouble={problem && wizardRefused(problem.code)}
    >
      <WizardField
        id="setup-code"
        label={w('code')}
        look="is-code"
        charactersMax={12}
        value={first.code.value}
        onInput={code => {
          first.code.value = code.toUpperCase();
        }}
      />
    </WizardStep>
  );
}

function Days({ page, wrong }: Has & { readonly wrong: BuildingField | null }): JSX.Element {
  const { days } = page.first.building.value;
  const toggle = (day: number) =>
    days.includes(day) ? days.filter(one => one !== day) : [...days, day];
  return (
    <div class="wizard-days" role="group" aria-label={w('hours')}>
      {weekdays.map(day => (
        <label key={day}>
          <input
            type="checkbox"
            data-testid={`day-${day}`}
            checked={days.includes(day)}
            onChange={() =>
              page.first.changeBuilding({ days: toggle(day).toSorted((a, b) => a - b) })
            }
          />
          <span>{weekdayShort(day)}</span>
        </label>
      ))}
      {wrong === 'days' ? <small class="wizard-wrong">{w('wrong:days')}</small> : null}
    </div>
  );
}

function Hours({ page, wrong }: Has & { readonly wrong: BuildingField | null }): JSX.Element {
  const form = page.first.building.value;
  if ((page.setup.value?.building.hours.periods.length ?? 1) > 1) {
    return <p class="wizard-note">{w('hoursElsewhere')}</p>;
  }
  return (
    <fieldset class="wizard-hours">
      <legend>{w('hours')}</legend>
      <Days page={page} wrong={wrong} />
      <div class="wizard-row">
        <TimeField
          label={w('from')}
          testId="opens"
          value={form.opens}
          onChange={opens => page.first.changeBuilding({ opens })}
        />
        <TimeField
          label={w('until')}
          testId="closes"
          value={form.closes}
          onChange={closes => page.first.changeBuilding({ closes })}
        />
      </div>
      {wrong === 'closes' ? <small class="wizard-wrong">{w('wrong:closes')}</small> : null}
      <p class="wizard-note">{w('hoursMore')}</p>
    </fieldset>
  );
}

function Choices({ page }: Has): JSX.Element {
  const { first } = page;
  const form = first.building.value;
  return (
    <div class="wizard-row">
      <fieldset class="wizard-choices">
        <legend>{w('timeZone')}</legend>
        {timeZones.map(timeZone => (
          <label key={timeZone}>
            <input
              type="radio"
              name="timeZone"
              data-testid={timeZone}
              checked={form.timeZone === timeZone}
              onChange={() => first.changeBuilding({ timeZone })}
            />
            <span>{timeZoneName(timeZone)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset class="wizard-choices">
        <legend>{w('languages')}</legend>
        {(['id', 'both'] as const).map(which => (
          <label key={which}>
            <input
              type="radio"
              name="languages"
              data-testid={`languages-${which}`}
              checked={which === 'both' ? form.languages.length > 1 : form.languages.length === 1}
              onChange={() =>
                first.changeBuilding({ languages: which === 'both' ? ['id', 'en'] : ['id'] })
              }
            />
            <span>{w(`languages:${which}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

export function BuildingStep({ page }: Has): JSX.Element {
  const { first, desk } = page;
  const form = first.building.value;
  const [isAsked, setAsked] = useState(false);
  const wrong = isAsked ? wrongBuilding(form) : null;
  const problem = desk.problem.value;
  return (
    <WizardStep
      id="building"
      title={w('buildingTitle')}
      lead={w('buildingLead')}
      main={w('next')}
      isReady={!desk.isBusy.value}
      trouble={problem && wizardRefused(problem.code)}
      onMain={() => {
        setAsked(true);
        if (wrongBuilding(form) === null) void page.saveBuilding();
      }}
    >
      <WizardField
        id="line1"
        label={w('line1')}
        value={form.line1}
        wrong={wrong === 'line1' ? w('wrong:line1') : null}
        onInput={line1 => first.changeBuilding({ line1 })}
      />
      <WizardField
        id="line2"
        label={w('line2')}
        placeholder={w('line2Example')}
        value={form.line2}
        onInput={line2 => first.changeBuilding({ line2 })}
      />
      <WizardField
        id="short"
        label={w('short')}
        placeholder={w('shortExample')}
        charactersMax={40}
        value={form.short}
        wrong={wrong === 'short' ? w('wrong:short') : null}
        onInput={short => first.changeBuilding({ short })}
      />
      <Choices page={page} />
      <Hours page={page} wrong={wrong} />
    </WizardStep>
  );
}

/** Name, user name and password of an administrator. */
export function AdministratorFields({ page, isAsked }: Has & { readonly isAsked: boolean }) {
  const { first } = page;
  const form = first.administrator.value;
  const [isShown, setShown] = useState(false);
  const wrong = isAsked ? wrongAdministrator(form) : null;
  return (
    <>
      <WizardField
        id="admin-name"
        label={w('name')}
        value={form.name}
        wrong={wrong === 'name' ? w('wrong:name') : null}
        onInput={name => first.changeAdministrator({ name })}
      />
      <WizardField
        id="admin-username"
        label={w('username')}
        hint={w('usernameHint')}
        charactersMax={40}
        value={form.username}
        wrong={wrong === 'username' ? w('wrong:username') : null}
        onInput={username => first.changeAdministrator({ username: username.toLowerCase() })}
      />
      <div class="wizard-password">
        <WizardField
          id="admin-password"
          label={w('password')}
          hint={w('passwordHint')}
          charactersMax={256}
          type={isShown ? 'text' : 'password'}
          value={form.password}
          wrong={wrong === 'password' ? w('wrong:password') : null}
          onInput={password => first.changeAdministrator({ password })}
        />
        <button
          type="button"
          class="quiet"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {w(isShown ? 'hide' : 'show')}
        </button>
      </div>
    </>
  );
}

export function AdministratorStep({ page }: Has): JSX.Element {
  const { first } = page;
  const [isAsked, setAsked] = useState(false);
  const problem = first.problem.value;
  const name = page.session.user.value?.name;
  if (name !== undefined) {
    return (
      <WizardStep
        id="administrator"
        title={w('administratorTitle')}
        lead={w('administratorLead')}
        main={w('next')}
        onMain={() => page.goOn()}
      >
        <p>{w('administratorDone', { name })}</p>
        <p>
          <a href="/admin/staff">{w('staffPage')}</a>
        </p>
      </WizardStep>
    );
  }
  return (
    <WizardStep
      id="administrator"
      title={w('administratorTitle')}
      lead={w('administratorLead')}
      main={w('make')}
      isReady={!first.isBusy.value}
      trouble={problem && wizardRefused(problem.code)}
      onMain={() => {
        setAsked(true);
        if (wrongAdministrator(first.administrator.value) === null) void page.makeBuilding();
      }}
    >
      <AdministratorFields page={page} isAsked={isAsked} />
    </WizardStep>
  );
}
