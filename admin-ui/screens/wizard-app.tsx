import { Check } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Setup } from '../../contract/setup.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import { wrongAdministrator } from '../first-run.ts';
import type { WizardPage } from '../wizard-page.ts';
import { isDone, screensOf, stepIds, type StepId } from '../wizard-steps.ts';
import { wizardRefused, wizardText as w } from '../wizard-texts.ts';
import { trialText as t } from '../wizard-trial-texts.ts';
import { timeZoneName } from '../wizard-words.ts';
import { AgenciesSide, AgenciesStep, CountersSide, CountersStep } from './wizard-agencies.tsx';
import {
  AdministratorFields,
  AdministratorStep,
  BuildingStep,
  CodeStep,
} from './wizard-building.tsx';
import { PrinterSide, PrinterStep } from './wizard-printer.tsx';
import { ScreensSide, ScreensStep, TrialStep } from './wizard-screens.tsx';
import { WizardField, WizardStep } from './wizard-step.tsx';

type Has = { readonly page: WizardPage };

/** What a step has come to, below its name. */
function noteOf(page: WizardPage, step: StepId): string {
  const facts = page.facts.value;
  const { setup, name } = facts;
  if (setup === null || !isDone(step, facts)) return '';
  const { building, agencies, services, counters, zones, printers } = setup;
  switch (step) {
    case 'building':
      return `${building.short}, ${timeZoneName(building.timeZone)}`;
    case 'administrator':
      return name ?? '';
    case 'agencies':
      return w('note:agencies', { agencies: agencies.length, services: services.length });
    case 'counters':
      return w('note:counters', { counters: counters.length, zones: zones.length });
    case 'printer':
      return w('note:printer', { printers: printers.length });
    case 'screens':
      return w('note:screens', screensOf(facts));
    case 'trial':
      return w('note:trial');
  }
}

function RailStep({ page, step, at }: Has & { readonly step: StepId; readonly at: number }) {
  const done = isDone(step, page.facts.value);
  const isNow = page.step.value === step;
  const mayGo = page.setup.value !== null;
  return (
    <li class={`${done ? 'is-done' : ''} ${isNow ? 'is-now' : ''}`}>
      <button
        type="button"
        data-testid={`go-${step}`}
        disabled={!mayGo}
        aria-current={isNow ? 'step' : undefined}
        onClick={() => page.goTo(step)}
      >
        <span class="wizard-mark">{done && !isNow ? <Icon of={Check} size={15} /> : at + 1}</span>
        <span class="wizard-name">
          <b>{w(`step:${step}`)}</b>
          <small>{noteOf(page, step)}</small>
        </span>
      </button>
    </li>
  );
}

function Rail({ page }: Has): JSX.Element {
  return (
    <nav class="wizard-rail" aria-label={w('steps')}>
      <header>
        <BuildingMark size={28} />
        <b>MPP Antrean</b>
      </header>
      <ol>
        {stepIds.map((step, at) => (
          <RailStep key={step} page={page} step={step} at={at} />
        ))}
      </ol>
      <footer>
        <Languages />
        <p>{w('foot')}</p>
        {page.setup.value === null ? null : <a href="/admin">{w('toOffice')}</a>}
      </footer>
    </nav>
  );
}

/** Where nobody is signed in: the usual way, and the one for whoever lost the password. */
function SignInStep({ page }: Has): JSX.Element {
  const { first, session } = page;
  const [isAsked, setAsked] = useState(false);
  const user = session.user.value;
  const problem = first.problem.value;
  return (
    <div class="wizard-signin" data-testid="step-sign-in">
      <h1>{w('signInTitle')}</h1>
      {user === null ? (
        <>
          <p class="wizard-lead">{w('signInLead')}</p>
          <SignIn session={session} />
        </>
      ) : (
        <>
          <p class="wizard-lead">{w('wrongRole', { name: user.name })}</p>
          <button
            type="button"
            class="wizard-second"
            data-testid="sign-out"
            onClick={() => void session.signOut()}
          >
            {w('signOut')}
          </button>
        </>
      )}
      <details data-testid="way-in" open={first.state.value?.hasCode === true}>
        <summary>{w('wayIn')}</summary>
        <WizardStep
          id="way-in"
          title={w('wayIn')}
          lead={w('wayInLead')}
          main={w('wayInKey')}
          isReady={!first.isBusy.value}
          trouble={problem && wizardRefused(problem.code)}
          onMain={() => {
            setAsked(true);
            const isWhole = wrongAdministrator(first.administrator.value) === null;
            if (isWhole) void page.takeAdministration();
          }}
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
          <AdministratorFields page={page} isAsked={isAsked} />
        </WizardStep>
      </details>
    </div>
  );
}

const links = [
  ['staff', '/admin/staff'],
  ['agencies', '/admin/setup/agencies'],
  ['hours', '/admin/setup/hours'],
  ['voice', '/admin/voice'],
  ['ticket', '/admin/ticket'],
  ['board', '/admin'],
] as const;

function End({ page }: Has): JSX.Element {
  const isWhole = stepIds.every(step => isDone(step, page.facts.value));
  return (
    <div class="wizard-end" data-testid="step-end">
      <h1>{t('endTitle')}</h1>
      <p class="wizard-lead">{t('endLead')}</p>
      {isWhole ? null : <p>{t('endLeft')}</p>}
      <p>{t('endServe')}</p>
      <ul>
        {links.map(([name, href]) => (
          <li key={name}>
            <a href={href}>{t(`link:${name}`)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Step({ page, setup }: Has & { readonly setup: Setup | null }): JSX.Element {
  const step = page.step.value;
  if (step === 'building') return <BuildingStep page={page} />;
  if (step === 'administrator' || setup === null) return <AdministratorStep page={page} />;
  switch (step) {
    case 'agencies':
      return <AgenciesStep page={page} setup={setup} />;
    case 'counters':
      return <CountersStep page={page} setup={setup} />;
    case 'printer':
      return <PrinterStep page={page} setup={setup} />;
    case 'screens':
      return <ScreensStep page={page} setup={setup} />;
    case 'trial':
      return <TrialStep page={page} setup={setup} />;
    case null:
      return <End page={page} />;
  }
}

function Side({ page, setup }: Has & { readonly setup: Setup | null }): JSX.Element | null {
  const step = page.step.value;
  if (page.first.isNeeded.value) {
    return (
      <>
        <h2>{w('codeSide')}</h2>
        <p class="wizard-note">{w('codeSideLead')}</p>
      </>
    );
  }
  if (setup === null) return null;
  if (step === 'agencies') return <AgenciesSide />;
  if (step === 'counters') return <CountersSide />;
  if (step === 'printer') return <PrinterSide page={page} setup={setup} />;
  return step === 'screens' || step === 'trial' ? <ScreensSide page={page} setup={setup} /> : null;
}

function Loading({ words }: { readonly words: string }): JSX.Element {
  return (
    <p class="wizard-lead" aria-busy="true" data-testid="loading">
      {words}
    </p>
  );
}

function Middle({ page }: Has): JSX.Element {
  const { first, session } = page;
  const setup = page.setup.value;
  const state = first.state.value?.state ?? null;
  if (state === null) return <Loading words={w('loading')} />;
  if (first.isNeeded.value) {
    return first.isCodeRight.value ? <Step page={page} setup={null} /> : <CodeStep page={page} />;
  }
  if (state === 'making') return <Loading words={w('making')} />;
  const isOut = session.state.value === 'signed-out';
  if (isOut || (session.user.value && !page.maySee.value)) return <SignInStep page={page} />;
  return setup === null ? <Loading words={w('making')} /> : <Step page={page} setup={setup} />;
}

export function WizardApp({ page }: Has): JSX.Element {
  return (
    <div class="wizard" data-testid="wizard">
      <Rail page={page} />
      <main class="wizard-main">
        <Middle page={page} />
      </main>
      <aside class="wizard-side">
        <Side page={page} setup={page.setup.value} />
      </aside>
    </div>
  );
}
