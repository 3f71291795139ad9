import { Search, Unplug } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { t } from '../texts.ts';
import type { TowerPage } from '../tower-page.ts';
import {
  isOfFloor,
  litSection,
  officeWayFor,
  searchPath,
  sectionPath,
  towerSections,
  towerSectionWords,
} from '../tower-sections.ts';
import type { TowerSectionId } from '../tower-sections.ts';
import { towerText as w } from '../tower-texts.ts';
import { AccountKey } from './account-key.tsx';
import { Gate } from './gate.tsx';
import { isTyping } from './typing.ts';

/** What a page of the tower calls itself; what is left out is said as on the board. */
export interface TowerWords {
  readonly title: string;
  readonly signInLead?: string;
  readonly loading?: string;
}

interface Props {
  readonly page: TowerPage;
  readonly testId: string;
  readonly section: TowerSectionId;
  readonly words: TowerWords;
  readonly isLoaded: boolean;
  readonly children: (building: BuildingView) => ComponentChildren;
}

function SignInGate({ page, words }: Pick<Props, 'page' | 'words'>): JSX.Element {
  const isAdmin = location.pathname === '/admin';
  const username = isAdmin ? 'admin' : 'supervisor';
  const building = page.building.value;
  return (
    <Gate building={building}>
      <h1>{t(isAdmin ? 'signInAdmin' : 'signInSupervisor')}</h1>
      <p class="lead">{words.signInLead ?? t('signInLead')}</p>
      <SignIn session={page.session} />
      {building?.demo && !page.session.newcomer.value && (
        <p class="demo-hint" data-testid="demo-sign-in">
          {t('demo')} <b>{username}</b> {t('demoPassword')} <b>demo-{username}</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole(props: Pick<Props, 'page'> & { readonly user: StaffUser }): JSX.Element {
  const { page, user } = props;
  const isOffice = user.role === 'agency-administrator';
  return (
    <Gate building={page.building.value}>
      <h1>{t(isOffice ? 'wrongRoleOffice' : 'wrongRole')}</h1>
      <p class="lead">
        {t(isOffice ? 'wrongRoleOfficeLead' : 'wrongRoleLead', { name: user.name })}
      </p>
      <p class="gate-ways">
        {isOffice ? (
          <>
            <a href="/reports/survey">{towerSectionWords('reports')}</a>
            <a href="/admin/setup/agencies">{t('toOffice')}</a>
          </>
        ) : (
          <a href="/counter">{t('toCounter')}</a>
        )}
        <button type="button" data-testid="sign-out" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

/** From anywhere in the tower to the story of a number; `/` leads here. */
function SearchBox(): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key !== '/' || !isPlain || isTyping(event.target)) return;
      if (document.querySelector('dialog:modal')) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <form
      class="tower-search"
      role="search"
      onSubmit={event => {
        event.preventDefault();
        const label = box.current?.value.trim() ?? '';
        if (label !== '') location.assign(searchPath(label));
      }}
    >
      <Icon of={Search} size={17} />
      <input
        ref={box}
        type="search"
        maxLength={40}
        autocomplete="off"
        spellcheck={false}
        placeholder={w('search')}
        aria-label={w('search')}
        data-testid="tower-search"
      />
      <kbd>/</kbd>
    </form>
  );
}

function TowerNav(props: { readonly lit: TowerSectionId; readonly user: StaffUser }): JSX.Element {
  const { lit, user } = props;
  return (
    <nav class="tower-nav" aria-label={w('sections')}>
      {towerSections
        .filter(({ roles }) => roles.includes(user.role))
        .map(section => (
          <a
            key={section.id}
            href={sectionPath(section, user.role)}
            aria-current={section.id === litSection(lit) ? 'page' : undefined}
            data-testid={`tower-${section.id}`}
          >
            {towerSectionWords(section.id)}
          </a>
        ))}
      <a href={officeWayFor(user.role)} data-testid="to-office">
        {w('office')}
      </a>
    </nav>
  );
}

function TowerTop(props: {
  readonly page: TowerPage;
  readonly building: BuildingView;
  readonly user: StaffUser;
  readonly section: TowerSectionId;
}): JSX.Element {
  const { page, building, user, section } = props;
  const { timeZone } = building;
  const now = page.shownAt;
  const isLive = isOfFloor(user.role);
  return (
    <header class="tower-top">
      <BuildingMark size={30} />
      <p class="tower-name">{building.short}</p>
      <TowerNav lit={section} user={user} />
      <DemoMark demo={building.demo} />
      {isLive ? <SearchBox /> : null}
      <AccountKey user={user} onOpen={() => (page.isAccountOpen.value = true)} />
      <button
        type="button"
        class="quiet"
        lang={language.value === 'id' ? 'en' : 'id'}
        data-testid="other-language"
        onClick={() => (language.value = language.value === 'id' ? 'en' : 'id')}
      >
        {w('otherLanguage')}
      </button>
      {isLive ? (
        <p class="tower-clock">
          <b>{timeOfDay(now, timeZone, language.value)}</b> {building.zoneName}
          <span>, {dateLong(now, timeZone, language.value)}</span>
        </p>
      ) : null}
    </header>
  );
}

/** Seconds too: how old a page is matters most while it cannot be renewed. */
function timeWithSeconds(ms: number, timeZone: string): string {
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  const point = language.value === 'id' ? '.' : ':';
  return `${timeOfDay(ms, timeZone, language.value)}${point}${seconds}`;
}

/** The line under the top bar: what the page is, and what can be done with all of it. */
export function TowerHead(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="tower-head">
      <h1>{props.title}</h1>
      {props.children}
    </div>
  );
}

/** A page of the tower: for whom it is, its top bar, and what it holds; grey while it is not true. */
export function TowerFrame(props: Props): JSX.Element {
  const { page, testId, section, words, isLoaded, children } = props;
  const user = page.session.user.value;
  const building = page.overview.value?.building ?? page.building.value;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} words={words} />;
  if (user && !page.maySee.value) return <WrongRole page={page} user={user} />;
  const isLost = page.link.value === 'lost';
  if (user === null || building === null || !isLoaded) {
    const isSilent = page.session.problem.value !== null || isLost;
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{isSilent ? t('silent') : (words.loading ?? w('loading'))}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  return (
    <div
      class={`tower${isLost ? ' lost' : ''}${page.maySteer.value ? '' : ' is-reading'}`}
      data-testid={testId}
      data-link={page.link.value}
    >
      {isLost && (
        <p class="board-lost" role="status" data-testid="board-lost">
          <Icon of={Unplug} size={18} />
          {w('lostSince', { time: timeWithSeconds(page.lostAt, building.timeZone) })}
        </p>
      )}
      <TowerTop page={page} building={building} user={user} section={section} />
      {children(building)}
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
