import { useEffect, useMemo } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { CounterRow } from '../../contract/desk-views.ts';
import type { BuildingView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { RunningClock } from '../../ui-kit/clock.ts';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { clockText, dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { Languages } from '../../ui-kit/languages.tsx';
import { forgottenWords, SignIn } from '../../ui-kit/sign-in.tsx';
import { entryText } from '../entry-texts.ts';
import type { CounterPage } from '../model.ts';
import type { MachineCounter } from '../own-counter.ts';
import { t } from '../texts.ts';

/** What every page of the staff has before somebody is signed in. */
type EntryPage = Pick<CounterPage, 'session' | 'building'> & {
  /** Where the machine stands at a counter. */
  readonly machine?: MachineCounter;
};

function openingWords(building: BuildingView): string {
  if (building.alwaysOpen) return entryText('openAlways');
  if (!building.today) return entryText('closedToday');
  const opens = clockText(building.today.opens, language.value);
  const closes = clockText(building.today.closes, language.value);
  return entryText('openToday', { opens, closes });
}

/** The wall beside the form: the building's cloth, its name and the time of day. */
function Wall(props: {
  readonly building: BuildingView | null;
  readonly now: number;
}): JSX.Element {
  const { building, now } = props;
  return (
    <Cloth cloth="kawung" colour="none" class="wall" ink={1} scale={1.75}>
      {building && (
        <div class="wall-foot">
          <p class="wall-time">
            <b>{timeOfDay(now, building.timeZone, language.value)}</b>
            <span>
              {building.zoneName}
              <br />
              {dateLong(now, building.timeZone, language.value)}
            </span>
          </p>
          <p class="wall-name">
            <b>
              {building.line1} {building.line2}
            </b>
            <span>{openingWords(building)}</span>
            <DemoMark demo={building.demo} />
          </p>
        </div>
      )}
    </Cloth>
  );
}

function Entry(props: {
  readonly page: EntryPage;
  readonly now: number;
  readonly children: ComponentChildren;
}): JSX.Element {
  const building = props.page.building.value;
  return (
    <div class="entry">
      <main class="entry-form">
        <header>
          <BuildingMark size={32} />
          <b>MPP Antrean</b>
          <Languages />
        </header>
        <div class="entry-middle">{props.children}</div>
        <footer>
          {props.page.session.state.value === 'signed-out' && building && (
            <p data-testid="forgotten">{forgottenWords(building.contact)}</p>
          )}
          <p class="entry-link">
            <i class={building ? 'dot' : 'dot silent'} />
            {entryText(building ? 'serverConnected' : 'serverSilent')}
          </p>
        </footer>
      </main>
      <aside class="wall-side">
        <Wall building={building} now={props.now} />
      </aside>
    </div>
  );
}

/** The greeting follows the hour in the building. */
function greeting(now: number, timeZone: string): string {
  const hour = Number(timeOfDay(now, timeZone, 'id').slice(0, 2));
  if (hour >= 4 && hour < 11) return entryText('hello4');
  if (hour >= 11 && hour < 15) return entryText('hello11');
  return hour >= 15 && hour < 18 ? entryText('hello15') : entryText('hello18');
}

/** Before the server's time is known the machine's own has to do for the greeting. */
function useOwnClock(): number {
  const clock = useMemo(() => new RunningClock(), []);
  useEffect(() => () => clock.close(), [clock]);
  return clock.second.value;
}

/** The counter that this machine stands at, as its sign says it. */
function MachineRow({ machine }: { readonly machine: MachineCounter }): JSX.Element | null {
  const own = machine.now.value;
  if (own === null) return null;
  return (
    <div class="entry-machine" data-testid="machine-counter">
      <b>{pick(own.name)}</b>
      <span>
        <b>{pick(own.agencyName)}</b>
        <small>{entryText('onThisMachine')}</small>
      </span>
      <button type="button" data-testid="other-counter" onClick={() => machine.forget()}>
        {entryText('otherCounter')}
      </button>
    </div>
  );
}

export function SignInScreen(props: { readonly page: EntryPage }): JSX.Element {
  const { page } = props;
  const now = useOwnClock();
  const building = page.building.value;
  const isNew = page.session.newcomer.value !== null;
  return (
    <Entry page={page} now={now}>
      <h1>{greeting(now, building?.timeZone ?? 'Asia/Jakarta')}</h1>
      <p class="lead">{entryText('signInLead')}</p>
      {page.machine && !isNew && <MachineRow machine={page.machine} />}
      <SignIn session={page.session} />
      {!isNew && <p class="after">{entryText('staysClosed')}</p>}
      {building?.demo && !isNew && (
        <p class="demo-sign-in" data-testid="demo-sign-in">
          {entryText('demoSignIn')} <b>petugas-1</b> {entryText('demoPassword')}{' '}
          <b>demo-petugas-1</b>. {!page.machine?.now.value && entryText('demoMore')}
        </p>
      )}
    </Entry>
  );
}

function choiceState({ state, officer }: CounterRow): string {
  const word = state === 'open' ? 'stateOpen' : state === 'paused' ? 'statePaused' : 'stateClosed';
  return officer ? `${entryText(word)}, ${officer.name}` : entryText(word);
}

/** Many counters stand in columns under their agency; a few are large keys. */
export function ChooseCounterScreen(props: { readonly page: CounterPage }): JSX.Element {
  const { page } = props;
  const now = useOwnClock();
  const choices = page.choices.value;
  const none = choices?.length === 0;
  return (
    <Entry page={page} now={now}>
      <h1>{entryText(none ? 'noCounters' : 'chooseCounter')}</h1>
      <p class="lead">{entryText(none ? 'noCountersLead' : 'chooseLead')}</p>
      <ul class="choices">
        {choices?.map(counter => (
          <li key={counter.id}>
            <button
              type="button"
              data-testid={`choose-${counter.number}`}
              data-counter={counter.id}
              data-state={counter.state}
              onClick={() => page.choose(counter.id)}
            >
              <span class="choice-line">
                <b>{pick(counter.name)}</b>
                <span>{counter.agencyShort}</span>
              </span>
              <span class="cut">{choiceState(counter)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet" onClick={() => void page.session.signOut()}>
        {t('signOut')}
      </button>
    </Entry>
  );
}
