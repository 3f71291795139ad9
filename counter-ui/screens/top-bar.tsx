import { ChevronDown, Keyboard, Unplug, User } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import type { CounterPage } from '../model.ts';
import { t } from '../texts.ts';

export function LinkState(props: { readonly desk: Desk }): JSX.Element {
  const link = props.desk.link.value;
  if (link === 'lost') {
    return (
      <span class="link lost" data-testid="link" data-link={link}>
        <Icon of={Unplug} size={16} />
        {t('lost')}
      </span>
    );
  }
  return (
    <span class="link" data-testid="link" data-link={link}>
      <i class="dot" />
      {t(link === 'live' ? 'connected' : 'connecting')}
    </span>
  );
}

function Clock(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { timeZone, zoneName } = props.view.building;
  return (
    <span class="clock">
      {timeOfDay(props.desk.clock.second.value, timeZone, language.value)} <small>{zoneName}</small>
    </span>
  );
}

function OfficerMenu(props: { readonly page: CounterPage }): JSX.Element {
  const { page } = props;
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const closeOutside = (event: Event) => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target);
      if (menu.current && !inside) menu.current.open = false;
    };
    document.addEventListener('click', closeOutside);
    return () => document.removeEventListener('click', closeOutside);
  }, []);
  const user = page.session.user.value;
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  return (
    <details class="menu" ref={menu}>
      <summary aria-label={`${t('menu')}: ${user?.name ?? ''}`} data-testid="menu">
        <Icon of={User} size={16} />
        <span class="user-name cut">{user?.name}</span>
        <Icon of={ChevronDown} size={14} />
      </summary>
      <div class="menu-list" onClick={close}>
        <button
          type="button"
          data-testid="other-language"
          onClick={() => (language.value = language.value === 'id' ? 'en' : 'id')}
        >
          {t('otherLanguage')}
        </button>
        <button
          type="button"
          aria-pressed={page.letterKeysOn.value}
          onClick={() => page.setLetterKeys(!page.letterKeysOn.value)}
        >
          {t(page.letterKeysOn.value ? 'letterKeys' : 'letterKeysOff')}
        </button>
        {(user?.counterIds.length ?? 0) > 1 && (
          <button type="button" data-testid="change-counter" onClick={() => page.leaveCounter()}>
            {t('changeCounter')}
          </button>
        )}
        <button type="button" data-testid="sign-out" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </div>
    </details>
  );
}

export function TopBar(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element {
  const { page, desk, view } = props;
  const { counter } = view;
  return (
    <header class="top">
      <span class="counter-sign" data-testid="counter">
        {t('counter', { number: counter.number })}
      </span>
      <span class="agency">
        <b class="cut">{pick(counter.agencyName)}</b>
        <span class="where">
          {pick(counter.zoneWord)}, {pick(counter.floor)}
        </span>
      </span>
      <span class="top-right">
        <DemoMark demo={view.building.demo} />
        <LinkState desk={desk} />
        <button type="button" class="quiet wide-only" onClick={() => desk.ask('keys')}>
          <Icon of={Keyboard} size={16} />
          {t('help')} <kbd>?</kbd>
        </button>
        <OfficerMenu page={page} />
        <Clock desk={desk} view={view} />
      </span>
    </header>
  );
}
