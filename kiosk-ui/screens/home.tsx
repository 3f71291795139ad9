import { ArrowRight, Clock, FileText, Store } from 'lucide';
import type { JSX } from 'preact';
import type { KioskView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { clockText, dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { opensDay, opensShort } from '../opening.ts';
import { Key } from '../press.tsx';
import { t } from '../texts.ts';
import { PhoneArt, TicketArt } from './art.tsx';
import { ClockFigures, Dock, Question } from './frame.tsx';
import type { Has } from './frame.tsx';
import { DraftMark } from './language-keys.tsx';

export function Home({ kiosk }: Has): JSX.Element | null {
  const view = kiosk.view.value;
  if (view === null) return null;
  const isBookedFirst = view.kiosk.firstWay === 'booked';
  return (
    <>
      <Hero kiosk={kiosk}>{[greeting(kiosk), t('askHelp')]}</Hero>
      <main class={isBookedFirst ? 'ways-booked-first' : ''}>
        {isBookedFirst ? <BookedKey kiosk={kiosk} /> : null}
        <TakeKey kiosk={kiosk} view={view} />
        {isBookedFirst ? null : <BookedKey kiosk={kiosk} />}
        <Key class="way-ask" testId="ask-bring" onPress={() => kiosk.lookUp()}>
          <Icon of={FileText} size={48} />
          {t('askBring')}
          <Icon of={ArrowRight} size={48} stroke={2.6} />
        </Key>
        <Info kiosk={kiosk} view={view} />
      </main>
      <Dock kiosk={kiosk} />
    </>
  );
}

/** The building, the question and the time; on the home screen and where all is lost. */
export function Hero({
  kiosk,
  children,
}: Has & { readonly children: readonly [string, string] }): JSX.Element | null {
  const building = kiosk.view.value?.building;
  if (building === undefined) return null;
  return (
    <header>
      <Cloth cloth="kawung" colour="deep" class="hero" ink={0.075} scale={1.5}>
        <div class="hero-building">
          <BuildingMark size={76} />
          <p>
            {building.line1}
            <b>{building.line2}</b>
          </p>
          <div class="marks">
            <DemoMark demo={building.demo} />
            <DraftMark />
          </div>
        </div>
        <div class="hero-question">
          <Question>
            {children[0]}
            <br />
            {children[1]}
          </Question>
          <div class="hero-time">
            <ClockFigures kiosk={kiosk} />
            <p>
              <b>{building.zoneName}</b>
              {dateLong(kiosk.clock.second.value, building.timeZone, language.value)}
            </p>
          </div>
        </div>
      </Cloth>
    </header>
  );
}

function greeting({ view, clock }: Has['kiosk']): string {
  const zone = view.value?.building.timeZone ?? 'Asia/Jakarta';
  const hour = Number(timeOfDay(clock.second.value, zone, 'en').slice(0, 2));
  if (hour >= 4 && hour < 11) return t('greetMorning');
  if (hour >= 11 && hour < 15) return t('greetNoon');
  if (hour >= 15 && hour < 18) return t('greetAfternoon');
  return t('greetEvening');
}

function BookedKey({ kiosk }: Has): JSX.Element {
  return (
    <Key class="way way-booked" testId="booked" onPress={() => kiosk.checkIn.begin()}>
      <span class="way-text">
        <b>{t('bookedTitle')}</b>
        <span>{t('bookedText')}</span>
      </span>
      <span class="way-art">
        <PhoneArt />
      </span>
      <span class="way-go">
        <Icon of={ArrowRight} size={56} stroke={2.6} />
      </span>
    </Key>
  );
}

type Shows = Has & { readonly view: KioskView };

/** While every agency is closed the key says when the first one opens again. */
function TakeKey({ kiosk, view }: Shows): JSX.Element {
  const agencies = kiosk.agencies.value;
  const isOpen = agencies.some(agency => agency.availability.open);
  const first = agencies
    .map(agency => agency.availability)
    .filter(availability => availability.opensAt !== undefined)
    .sort((a, b) => Date.parse(a.opensAt ?? '') - Date.parse(b.opensAt ?? ''))[0];
  const place = {
    building: view.building,
    now: kiosk.clock.second.value,
    language: language.value,
  };
  const opens = first === undefined ? '' : opensShort(first, place);
  const closedTitle = opens === '' ? t('closedTitle') : opens[0]?.toUpperCase() + opens.slice(1);
  const hasPaper = !isOpen || view.printer.state === 'ready';
  const withPaper = { ready: 'takeText', fault: 'takeByPhone', none: 'takeWithoutPaper' } as const;
  const text = isOpen ? withPaper[view.printer.state] : 'closedText';
  return (
    <Key
      class={hasPaper ? 'way way-take' : 'way way-take no-paper'}
      testId="take"
      onPress={() => kiosk.takeNumber()}
    >
      <span class="way-text">
        <b>{isOpen ? t('takeTitle') : closedTitle}</b>
        <span data-testid="take-text">{t(text)}</span>
      </span>
      <span class="way-art">{hasPaper ? <TicketArt /> : <PhoneArt />}</span>
      <span class="way-go">
        <Icon of={ArrowRight} size={56} stroke={2.6} />
      </span>
    </Key>
  );
}

function Info({ kiosk, view }: Shows): JSX.Element {
  const [open, openText] = hoursOf(view);
  const [agencies, agenciesText] = agenciesOf(kiosk, view);
  return (
    <div class="info">
      <div>
        <Icon of={Clock} size={44} />
        <p>
          <b>{open}</b>
          {openText}
        </p>
      </div>
      <div>
        <Icon of={Store} size={44} />
        <p>
          <b>{agencies}</b>
          {agenciesText}
        </p>
      </div>
    </div>
  );
}

function hoursOf({ building }: KioskView): readonly [string, string] {
  const { today } = building;
  if (building.alwaysOpen) return [t('openAlways'), t('openAlwaysText')];
  if (today === null) return [t('closedToday'), t('closedTodayText')];
  const opens = clockText(today.opens, language.value);
  const closes = clockText(today.closes, language.value);
  const time = clockText(today.lastTicket, language.value);
  return [t('openToday', { opens, closes }), t('lastTicket', { time })];
}

function agenciesOf({ agencies, clock }: Has['kiosk'], view: KioskView): readonly [string, string] {
  const all = agencies.value.length;
  const closed = agencies.value.filter(agency => !agency.availability.open);
  const only = closed[0];
  if (only === undefined) return [t('agenciesAllOpen', { all }), t('agenciesAllOpenText')];
  const head = t('agenciesOpen', { open: all - closed.length, all });
  const now = clock.second.value;
  const place = { building: view.building, now, language: language.value };
  const opens = opensDay(only.availability, place);
  if (closed.length > 1 || opens === null) {
    return [head, t('agenciesClosed', { count: closed.length })];
  }
  return [head, `${shortest(only.short, pick(only.name))} ${opens}`];
}

/** A name that fits one line of half the screen, or its short form. */
function shortest(short: string, name: string): string {
  return name.length <= 16 ? name : short;
}
