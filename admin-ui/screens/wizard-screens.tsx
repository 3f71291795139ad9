import { CircleCheck, CircleHelp, Monitor, Tablet, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import type { Setup } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { devicesText as d, refusedText } from '../devices-texts.ts';
import type { WizardPage } from '../wizard-page.ts';
import { trialRefused, trialText as t } from '../wizard-trial-texts.ts';
import { stopwatch } from '../../ui-kit/formats.ts';
import { wizardText as w } from '../wizard-texts.ts';
import { WizardField, WizardStep } from './wizard-step.tsx';

type Has = { readonly page: WizardPage; readonly setup: Setup };

function Kinds({ page }: Pick<Has, 'page'>): JSX.Element {
  const { devices } = page;
  return (
    <div class="wizard-tabs">
      {(['kiosk', 'display'] as const).map(kind => (
        <button
          key={kind}
          type="button"
          data-testid={`pair-${kind}`}
          aria-pressed={devices.kind.value === kind}
          onClick={() => (devices.kind.value = kind)}
        >
          <Icon of={kind === 'kiosk' ? Tablet : Monitor} size={18} />
          {t(kind === 'kiosk' ? 'pairKiosk' : 'pairDisplay')}
        </button>
      ))}
    </div>
  );
}

function MadeCode({ page }: Pick<Has, 'page'>): JSX.Element | null {
  const { devices } = page;
  const made = devices.code.value;
  if (made === null) return null;
  return (
    <div class="wizard-code" data-testid="made-code">
      <p>{d('codeFor', { name: made.name })}</p>
      <p class="wizard-code-signs figures" data-testid="code">
        {`${made.code.slice(0, 4)}-${made.code.slice(4)}`}
      </p>
      <p class="wizard-note">
        {d('codeEnds', { minutes: stopwatch(devices.secondsLeft.value) })}. {d('codeWaits')}
      </p>
    </div>
  );
}

/** A code for a kiosk, or the code that a screen shows. */
function Pair({ page, setup }: Has): JSX.Element {
  const { devices } = page;
  const isScreen = devices.kind.value === 'display';
  const address = `${location.origin}${isScreen ? '/display' : '/kiosk'}`;
  const count = (isScreen ? setup.displays : setup.kiosks).length + 1;
  const usual = isScreen ? `TV ${count}` : `Kiosk ${count}`;
  return (
    <>
      <Kinds page={page} />
      <p>{t(isScreen ? 'displayHow' : 'kioskHow', { address })}</p>
      <div class="wizard-row">
        <WizardField
          id="new-name"
          label={d('name')}
          placeholder={usual}
          value={devices.name.value}
          onInput={name => (devices.name.value = name)}
        />
        {isScreen ? (
          <WizardField
            id="screen-code"
            label={d('screenCode')}
            charactersMax={12}
            value={devices.screenCode.value}
            onInput={code => (devices.screenCode.value = code.toUpperCase())}
          />
        ) : null}
      </div>
      <MadeCode page={page} />
    </>
  );
}

function Paired({ page }: Pick<Has, 'page'>): JSX.Element {
  const rows = (page.devices.rows.value ?? []).filter(({ kind }) => kind !== 'agent');
  if (rows.length === 0) return <p class="wizard-note">{t('screensNone')}</p>;
  return (
    <ul class="wizard-list" data-testid="paired">
      {rows.map(({ id, name, kind, isHere }) => (
        <li key={id}>
          <b class="cut">{name}</b>
          <small>
            {d(`kind:${kind}`)}, {t(isHere ? 'here' : 'away')}
          </small>
        </li>
      ))}
    </ul>
  );
}

export function ScreensStep({ page, setup }: Has): JSX.Element {
  const { devices } = page;
  const isScreen = devices.kind.value === 'display';
  const { kiosks, displays } = page.screens;
  const isDone = kiosks > 0 && displays > 0;
  const isMade = devices.code.value !== null && !isScreen;
  const pair = () => {
    const count = (isScreen ? setup.displays : setup.kiosks).length + 1;
    if (devices.name.value.trim() === '') {
      devices.name.value = isScreen ? `TV ${count}` : `Kiosk ${count}`;
    }
    void (isScreen ? devices.takeIn() : devices.makeCode());
  };
  const isWhole = !isScreen || devices.screenCode.value.trim() !== '';
  const problem = devices.problem.value;
  // Where both are there already the key goes on, unless somebody pairs one more.
  const isNext = isDone && devices.name.value === '' && devices.screenCode.value === '';
  return (
    <WizardStep
      id="screens"
      title={t('screensTitle')}
      lead={t('screensLead')}
      main={isNext ? w('next') : d(isScreen ? 'takeIn' : 'makeCode')}
      isReady={isNext || (isWhole && !isMade && !devices.isBusy.value)}
      onMain={isNext ? () => page.goOn() : pair}
      onSkip={() => page.goOn()}
      trouble={problem && refusedText(problem.code)}
    >
      <Pair page={page} setup={setup} />
    </WizardStep>
  );
}

/** Who is there already, and whether the hall hears. */
export function ScreensSide({ page, setup }: Has): JSX.Element {
  const { value: tone } = page.tone;
  return (
    <>
      <h2>{t('screensHave')}</h2>
      <Paired page={page} />
      <h2>{t('sound')}</h2>
      <p class="wizard-note">{t('soundLead')}</p>
      <button
        type="button"
        class="wizard-second"
        data-testid="tone"
        disabled={setup.zones.length === 0}
        onClick={() => void page.sound()}
      >
        <Icon of={Volume2} size={18} />
        {t('soundKey')}
      </button>
      <p class="wizard-note" role="status" data-testid="tone-told">
        {tone === null ? null : t(`sound:${tone}`)}
      </p>
    </>
  );
}

/** A number that is printed, shown and heard, and then gone again. */
export function TrialStep({ page, setup }: Has): JSX.Element {
  const { trial } = page;
  const called = trial.called.value;
  const problem = trial.problem.value;
  const isBusy = trial.isBusy.value;
  if (called === null) {
    return (
      <WizardStep
        id="trial"
        title={t('trialTitle')}
        lead={t('trialLead')}
        main={t('trialBegin')}
        isReady={!isBusy}
        onMain={() => void trial.begin(setup)}
        onSkip={() => page.goOn()}
        trouble={problem && trialRefused(problem.code)}
      />
    );
  }
  const { label, counter, print } = called;
  const isPrinted = print?.state === 'printed';
  return (
    <WizardStep
      id="trial"
      title={t('trialCalled', { label, number: counter.number })}
      lead={t('trialLead')}
      main={t('trialYes')}
      isReady={!isBusy}
      question={t(print === null ? 'trialAskNoPaper' : 'trialAsk', { label })}
      onMain={() => void trial.end(true)}
      second={
        <>
          <button
            type="button"
            class="wizard-second"
            data-testid="trial-again"
            onClick={() => void trial.again()}
          >
            {t('trialAgain')}
          </button>
          <button
            type="button"
            class="wizard-second"
            data-testid="trial-no"
            onClick={() => void trial.end(false)}
          >
            {t('trialNo')}
          </button>
        </>
      }
    >
      <p class="wizard-number figures" data-testid="trial-label">
        {label}
      </p>
      <p class="wizard-proof" data-testid="trial-print">
        <Icon of={isPrinted ? CircleCheck : CircleHelp} size={17} />
        {print === null ? t('noPaper') : t(`print:${print.state}`)}
      </p>
    </WizardStep>
  );
}
