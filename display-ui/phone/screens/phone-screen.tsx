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
import { t } from '../texts.ts';
import { CalledScreen } from './called-screen.tsx';
import { EndScreen, LoadingScreen, UnknownScreen } from './end-screen.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { WaitingScreen } from './waiting-screen.tsx';

export interface PhoneScreenProps {
  readonly model: PhoneModel;
  readonly actions: PhoneActions;
}

export function PhoneScreen({ model, actions }: PhoneScreenProps): JSX.Element {
  const phase = model.phase.value;
  const view = model.view.value;
  const staleMs = model.staleSinceMs.value;
  const building = view?.building ?? null;
  return (
    <div
      class={`phone ${phase.kind} ${staleMs === null ? '' : 'stale'}`}
      data-testid="phone"
      data-phase={phase.kind}
    >
      <Head building={building} />
      {staleMs === null || building === null ? null : (
        <Band icon={<Icon of={WifiOff} size={20} />}>
          {t('stale', { time: timeOfDay(staleMs, building.timeZone, language.value) })}
        </Band>
      )}
      <main>
        {phase.kind === 'loading' ? <LoadingScreen lost={staleMs !== null} /> : null}
        {phase.kind === 'unknown' ? <UnknownScreen /> : null}
        {view !== null && phase.kind === 'waiting' ? (
          <WaitingScreen model={model} view={view} phase={phase} actions={actions} />
        ) : null}
        {view !== null && phase.kind === 'called' ? (
          <CalledScreen view={view} leg={phase.leg} />
        ) : null}
        {view !== null && 'leg' in phase && phase.kind !== 'waiting' && phase.kind !== 'called' ? (
          <EndScreen view={view} kind={phase.kind} leg={phase.leg} />
        ) : null}
      </main>
      {view === null ? null : <LeaveDialog model={model} label={view.label} actions={actions} />}
    </div>
  );
}

function Head({ building }: { readonly building: BuildingView | null }): JSX.Element {
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
        <button type="button" class="language" onClick={toggle} data-testid="phone-language">
          <Icon of={Languages} size={20} />
          {t('otherLanguage')}
        </button>
      )}
    </header>
  );
}

export function Band(props: {
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
