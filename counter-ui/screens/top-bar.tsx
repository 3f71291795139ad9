import { ChevronDown, CirclePause, Unplug, User } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { deskWindow } from '../desk-window.ts';
import { frontDeskText } from '../front-desk-texts.ts';
import { ask, switchAutoCall } from '../key-actions.ts';
import { keysText } from '../keys-texts.ts';
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

/** The menu closes when anything outside of it is pressed. */
function useClosesOutside(menu: { readonly current: HTMLDetailsElement | null }): void {
  const host = deskWindow.host.value;
  useEffect(() => {
    const closeOutside = (event: Event) => {
      const inside = menu.current?.contains(event.target as Node | null) ?? false;
      if (menu.current && !inside) menu.current.open = false;
    };
    host.document.addEventListener('click', closeOutside);
    return () => host.document.removeEventListener('click', closeOutside);
  }, [host]);
}

function MenuItem(props: {
  readonly testId: string;
  readonly words: string;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button type="button" data-testid={props.testId} onClick={props.onPress}>
      {props.words}
    </button>
  );
}

/** Out of the page into a small window on top of the others, or back. */
function toggleSmallWindow(): void {
  const screen = document.getElementById('screen');
  if (deskWindow.isAway) deskWindow.comeBack();
  else if (screen) void deskWindow.leave(screen);
}

/** What the narrow bar has no room for. */
function CounterItems(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  const isOn = desk.view.value?.counter.autoCall ?? false;
  return (
    <>
      {desk.mayDo('pause') && (
        <MenuItem testId="action-pause" words={t('pause')} onPress={() => ask(desk, 'pause')} />
      )}
      {desk.mayDo('auto-call') && (
        <MenuItem
          testId="auto-call"
          words={`${t('autoCall')}: ${t(isOn ? 'autoCallOn' : 'autoCallOff')}`}
          onPress={() => switchAutoCall(desk)}
        />
      )}
    </>
  );
}

function MenuItems(props: { readonly page: CounterPage; readonly desk: Desk }): JSX.Element {
  const { page, desk } = props;
  const isAlertOn = page.alertIsOn.value;
  return (
    <>
      {deskWindow.isNarrow.value && <CounterItems desk={desk} />}
      <MenuItem
        testId="account"
        words={t('account')}
        onPress={() => (desk.asking.value = 'account')}
      />
      <MenuItem
        testId="other-language"
        words={t('otherLanguage')}
        onPress={() => (language.value = language.value === 'id' ? 'en' : 'id')}
      />
      <MenuItem
        testId="idle-alert-switch"
        words={t(isAlertOn ? 'alertOn' : 'alertOff')}
        onPress={() => page.setAlert(!isAlertOn)}
      />
      <MenuItem
        testId="small-window"
        words={keysText(deskWindow.isAway ? 'smallWindowBack' : 'smallWindow')}
        onPress={toggleSmallWindow}
      />
      {desk.view.value?.frontDesk && (
        <MenuItem
          testId="reception"
          words={frontDeskText('reception')}
          onPress={() => window.open('/reception', '_blank', 'noopener')}
        />
      )}
      <MenuItem testId="keys" words={t('help')} onPress={() => ask(desk, 'keys')} />
      {page.mayChangeCounter.value && (
        <MenuItem
          testId="change-counter"
          words={t('changeCounter')}
          onPress={() => page.leaveCounter()}
        />
      )}
      {desk.mayDo('close') && (
        <MenuItem testId="shift-end" words={t('shiftEnd')} onPress={() => ask(desk, 'shift-end')} />
      )}
      <MenuItem
        testId="sign-out"
        words={t('signOut')}
        onPress={() => void page.session.signOut()}
      />
    </>
  );
}

function OfficerMenu(props: { readonly page: CounterPage; readonly desk: Desk }): JSX.Element {
  const { page, desk } = props;
  const menu = useRef<HTMLDetailsElement>(null);
  useClosesOutside(menu);
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
        <MenuItems page={page} desk={desk} />
      </div>
    </details>
  );
}

/** Whether the next visitor is called without a press. */
function AutoCallSwitch(props: {
  readonly desk: Desk;
  readonly isOn: boolean;
}): JSX.Element | null {
  const { desk, isOn } = props;
  const offer = desk.offers.value.get('auto-call');
  if (!offer) return null;
  return (
    <button
      type="button"
      class={offer.waits ? 'quiet switch waits' : 'quiet switch'}
      role="switch"
      aria-checked={isOn}
      aria-disabled={offer.waits !== null}
      data-testid="auto-call"
      onClick={() => switchAutoCall(desk)}
    >
      <i aria-hidden="true" />
      <span>{t('autoCall')}</span> <kbd>O</kbd>
    </button>
  );
}

function PauseKey(props: { readonly desk: Desk }): JSX.Element | null {
  const { desk } = props;
  const offer = desk.offers.value.get('pause');
  if (!offer) return null;
  return (
    <button
      type="button"
      class={offer.waits ? 'quiet waits' : 'quiet'}
      aria-disabled={offer.waits !== null}
      data-testid="action-pause"
      onClick={() => ask(desk, 'pause')}
    >
      <Icon of={CirclePause} size={16} />
      <span>{t('pause')}</span> <kbd>I</kbd>
    </button>
  );
}

/** Whose counter it is, where a supervisor stands in. */
function Place(props: { readonly desk: Desk; readonly view: DeskView }): JSX.Element {
  const { counter } = props.view;
  const acting = props.desk.actingFor.value;
  const here = t('counter', { number: counter.number });
  return (
    <span class="agency">
      <b class="cut">{pick(counter.agencyName)}</b>
      {acting ? (
        <span class="where acting" data-testid="acting-for">
          {acting.name
            ? t('actingFor', { counter: here, name: acting.name })
            : t('actingAlone', { counter: here })}
        </span>
      ) : (
        <span class="where">
          {pick(counter.zoneWord)}, {pick(counter.floor)}
        </span>
      )}
    </span>
  );
}

export function TopBar(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element {
  const { page, desk, view } = props;
  const { counter } = view;
  const isNarrow = deskWindow.isNarrow.value;
  return (
    <header class="top">
      <span class="counter-sign" data-testid="counter">
        {t('counter', { number: counter.number })}
      </span>
      <Place desk={desk} view={view} />
      <span class="top-right">
        <DemoMark demo={view.building.demo} />
        <LinkState desk={desk} />
        {!isNarrow && <AutoCallSwitch desk={desk} isOn={counter.autoCall} />}
        {!isNarrow && <PauseKey desk={desk} />}
        <OfficerMenu page={page} desk={desk} />
        <Clock desk={desk} view={view} />
      </span>
    </header>
  );
}
