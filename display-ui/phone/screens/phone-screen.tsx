import { Languages, WifiOff } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import type { BuildingView } from '../../../contract/views.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import type { PhoneModel } from '../model.ts';
import type { PhoneActions } from '../phone-actions.ts';
import { spokenWords } from '../spoken.ts';
import { t } from '../texts.ts';
import { CalledScreen } from './called-screen.tsx';
import { EndScreen } from './end-screen.tsx';
import { HeldBackScreen, LoadingScreen, PastScreen, UnknownScreen } from './no-ticket.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { WaitingScreen } from './waiting-screen.tsx';

export interface PhoneScreenProps {
  readonly model: PhoneModel;
  readonly actions: PhoneActions;
}

export function PhoneScreen({ model, actions }: PhoneScreenProps): JSX.Element {
  const phase = model.phase.value;
  const view = model.view.value;
  const staleMs = model.staleSinceMs.value;
  const building = view?.building ?? model.survey.value?.building ?? null;
  return (
    <div
      class={`phone ${phase.kind} ${staleMs === null ? '' : 'stale'}`}
      data-testid="phone"
      data-phase={phase.kind}
    >
      <PhoneHead building={building} />
      {staleMs === null || building === null ? null : (
        <Band icon={<Icon of={WifiOff} size={20} />}>
          {t('stale', { time: timeOfDay(staleMs, building.timeZone, language.value) })}
        </Band>
      )}
      <main>
        <Now model={model} actions={actions} />
      </main>
      <Aloud model={model} />
      {view === null ? null : <QuestionDialog model={model} view={view} actions={actions} />}
    </div>
  );
}

function Now({ model, actions }: PhoneScreenProps): JSX.Element {
  const phase = model.phase.value;
  const view = model.view.value;
  const isOld = model.staleSinceMs.value !== null;
  if (phase.kind === 'unknown') return <UnknownScreen />;
  if (phase.kind === 'held-back') return <HeldBackScreen />;
  if (phase.kind === 'past') {
    return <PastScreen model={model} past={phase.past} actions={actions} />;
  }
  if (view === null || phase.kind === 'loading') return <LoadingScreen lost={isOld} />;
  if (phase.kind === 'waiting') {
    return <WaitingScreen model={model} view={view} phase={phase} actions={actions} />;
  }
  if (phase.kind === 'called') {
    return <CalledScreen view={view} leg={phase.leg} isOld={isOld} actions={actions} />;
  }
  return <EndScreen model={model} view={view} phase={phase} actions={actions} />;
}

/** Two regions that are always there: the place is said when it is quiet, the call at once. */
function Aloud({ model }: { readonly model: PhoneModel }): JSX.Element {
  const said = model.said.value;
  const words = spokenWords(model.view.value, said);
  const isCall = said?.kind === 'called';
  return (
    <>
      <p class="spoken-only" role="status" data-testid="phone-said">
        {isCall ? '' : words}
      </p>
      <p class="spoken-only" role="alert" data-testid="phone-said-call">
        {isCall ? words : ''}
      </p>
    </>
  );
}

export function PhoneHead({ building }: { readonly building: BuildingView | null }): JSX.Element {
  const toggle = () => {
    language.value = language.value === 'id' ? 'en' : 'id';
  };
  return (
    <header class="head">
      <BuildingMark size={28} />
      <span class="building">
        {building?.short ?? 'MPP'}
        <DemoMark demo={building?.demo ?? false} />
      </span>
      {building !== null && building.languages.length < 2 ? null : (
        <button
          type="button"
          class="language"
          lang={language.value === 'id' ? 'en' : 'id'}
          onClick={toggle}
          data-testid="phone-language"
        >
          <Icon of={Languages} size={20} />
          {t('otherLanguage')}
        </button>
      )}
    </header>
  );
}

function Band(props: {
  readonly icon: JSX.Element;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <p class="band" role="status" data-testid="phone-band">
      {props.icon}
      <span>{props.children}</span>
    </p>
  );
}
