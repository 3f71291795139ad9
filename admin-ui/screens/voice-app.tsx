import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { t } from '../texts.ts';
import type { VoicePage } from '../voice-page.ts';
import { voiceText as v } from '../voice-texts.ts';
import { AccountKey } from './account-key.tsx';
import { Gate } from './gate.tsx';
import { VoiceChoicesForm } from './voice-choices.tsx';
import { VoicePacks } from './voice-packs.tsx';
import { VoiceRecording } from './voice-recording.tsx';
import { VoiceSample } from './voice-sample.tsx';

type Has = { readonly page: VoicePage };

function Top(props: Has & { readonly building: BuildingView; readonly user: StaffUser }) {
  const { page, building, user } = props;
  return (
    <header class="board-top printing-top">
      <BuildingMark size={30} />
      <h1>{v('title')}</h1>
      <DemoMark demo={building.demo} />
      <a class="printing-back" href="/admin">
        {v('board')}
      </a>
      <AccountKey user={user} onOpen={() => (page.isAccountOpen.value = true)} />
      <Languages />
    </header>
  );
}

function SignInGate({ page }: Has): JSX.Element {
  const building = page.building.value;
  return (
    <Gate building={building}>
      <h1>{v('signIn')}</h1>
      <p class="lead">{v('signInLead')}</p>
      <SignIn session={page.session} />
      {building?.demo && (
        <p class="demo-hint">
          {t('demo')} <b>admin</b> {t('demoPassword')} <b>demo-admin</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole({ page, name }: Has & { readonly name: string }): JSX.Element {
  return (
    <Gate building={page.building.value}>
      <h1>{v('wrongRole')}</h1>
      <p class="lead">{v('wrongRoleLead', { name })}</p>
      <p class="gate-ways">
        <a href="/counter">{t('toCounter')}</a>
        <button type="button" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

export function VoiceApp({ page }: Has): JSX.Element {
  const user = page.session.user.value;
  const building = page.building.value;
  const { studio } = page;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} />;
  if (user && !page.maySee.value) return <WrongRole page={page} name={user.name} />;
  if (user === null || building === null || studio.view.value === null) {
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{v(page.session.problem.value === null ? 'loading' : 'silent')}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  const mayChange = page.mayChange.value;
  return (
    <div class="printing" data-testid="voice">
      <Top page={page} building={building} user={user} />
      <main class="voice-main">
        <VoicePacks studio={studio} mayChange={mayChange} />
        <VoiceRecording studio={studio} mayChange={mayChange} />
        <div class="voice-right">
          <VoiceSample studio={studio} />
          <VoiceChoicesForm studio={studio} mayChange={mayChange} />
        </div>
      </main>
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
