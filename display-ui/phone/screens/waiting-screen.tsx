import { CalendarClock, ChevronDown, FileText, Footprints, Hourglass } from 'lucide';
import type { JSX } from 'preact';
import type { TrackLeg, TrackView } from '../../../contract/views.ts';
import { Cloth } from '../../../ui-kit/cloth.tsx';
import { minuteRange, timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language, pick } from '../../../ui-kit/language.ts';
import { callRange, dotsMax, dotsOf } from '../model.ts';
import type { Phase, PhoneModel } from '../model.ts';
import { t } from '../texts.ts';
import { ErrandList } from './errand-list.tsx';
import type { PhoneActions } from '../phone-actions.ts';
import { AlertKeys } from './alert-keys.tsx';
import { ZonePlace } from './zone-place.tsx';

interface ActionsProps {
  readonly model: PhoneModel;
  readonly view: TrackView;
  readonly actions: PhoneActions;
}

export interface WaitingScreenProps {
  readonly model: PhoneModel;
  readonly view: TrackView;
  readonly phase: Extract<Phase, { kind: 'waiting' }>;
  readonly actions: PhoneActions;
}

export function WaitingScreen({ model, view, phase, actions }: WaitingScreenProps): JSX.Element {
  const { leg } = phase;
  return (
    <>
      <Cloth cloth="kawung" colour="deep" class="hero-ground" ink={0.08}>
        {null}
      </Cloth>
      <div class="identity">
        <h1 class="own">
          <small>{t('yourNumber')}</small>
          <b class="figures" data-testid="phone-number">
            {view.label}
          </b>
        </h1>
        <p class="errand">
          {leg.agencyShort}
          <b>{pick(leg.serviceName)}</b>
        </p>
      </div>
      <section class="card">
        <Place ahead={leg.ahead} />
        <hr class="cut" />
        <Range model={model} view={view} leg={leg} />
      </section>
      {phase.near ? (
        <p class="near" data-testid="phone-near">
          <Icon of={Footprints} size={22} />
          <span>{t('near', { zone: pick(leg.zone.word) })}</span>
        </p>
      ) : null}
      <ZonePlace zone={leg.zone} counters={leg.counters} />
      <Booked view={view} />
      <Requirements model={model} leg={leg} />
      <ErrandList view={view} />
      <Actions model={model} view={view} actions={actions} />
    </>
  );
}

function Place({ ahead }: { readonly ahead: number | null }): JSX.Element {
  if (ahead === null || ahead === 0) {
    return <p class="next-up">{t(ahead === 0 ? 'aheadNone' : 'aheadUnknown')}</p>;
  }
  const { dots, more } = dotsOf(ahead);
  return (
    <>
      <p class={`ahead digits-${String(ahead).length}`}>
        <b class="figures" data-testid="phone-ahead">
          {ahead}
        </b>
        <span>{t(ahead === 1 ? 'aheadOne' : 'ahead')}</span>
      </p>
      <div
        class={more > 0 ? 'line long' : 'line'}
        role="img"
        aria-label={t('lineSpoken', { ahead })}
      >
        <span>{t('counter')}</span>
        {more > 0 ? <span class="more">+{more}</span> : null}
        {Array.from({ length: dotsMax }, (_, at) => (
          <i key={at} class={at < dotsMax - dots ? 'gone' : ''} />
        ))}
        <span class="me">{t('you')}</span>
      </div>
    </>
  );
}

interface RangeProps {
  readonly model: PhoneModel;
  readonly view: TrackView;
  readonly leg: TrackLeg;
}

function Range({ model, view, leg }: RangeProps): JSX.Element {
  const { estimate } = leg;
  if (estimate === null) {
    return (
      <p class="range">
        <small>{t('wait')}</small>
        <b>{t('noEstimate')}</b>
      </p>
    );
  }
  const { fromMs, toMs } = callRange(estimate, model.toldMs.value);
  const { timeZone, zoneName } = view.building;
  const at = (ms: number) => timeOfDay(ms, timeZone, language.value);
  return (
    <p class="range">
      <small>{t('wait')}</small>
      <b data-testid="phone-range">{minuteRange(estimate, language.value)}</b>
      <span>{t('calledAround', { from: at(fromMs), to: at(toMs), zone: zoneName })}</span>
    </p>
  );
}

function Booked({ view }: { readonly view: TrackView }): JSX.Element | null {
  const { bookedFor, building } = view;
  if (bookedFor === null) return null;
  const { timeZone, zoneName } = building;
  const time = timeOfDay(Date.parse(bookedFor), timeZone, language.value);
  return (
    <p class="booked" data-testid="phone-booked">
      <Icon of={CalendarClock} size={22} />
      <b>{t('booked', { time, zone: zoneName })}</b>
    </p>
  );
}

function Requirements(props: {
  readonly model: PhoneModel;
  readonly leg: TrackLeg;
}): JSX.Element | null {
  const { model, leg } = props;
  const count = leg.requirements.length;
  if (count === 0) return null;
  const open = model.needsOpen.value;
  const toggle = () => {
    model.needsOpen.value = !open;
  };
  return (
    <section class="needs">
      <button type="button" aria-expanded={open} onClick={toggle} data-testid="phone-needs">
        <Icon of={FileText} size={22} />
        <b>{t(count === 1 ? 'requirement' : 'requirements', { count })}</b>
        <Icon of={ChevronDown} size={22} class={open ? 'turned' : ''} />
      </button>
      {open ? (
        <ul>
          {leg.requirements.map(requirement => (
            <li key={requirement.id}>{pick(requirement)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Actions({ model, view, actions }: ActionsProps): JSX.Element {
  const { minutes, allowed } = view.delay;
  return (
    <div class="actions">
      <AlertKeys actions={actions} />
      {allowed ? (
        <button
          type="button"
          class="outline-key"
          onClick={() => model.ask('delay')}
          data-testid="phone-delay"
        >
          <Icon of={Hourglass} size={20} />
          {t('delay', { minutes })}
        </button>
      ) : null}
      <button
        type="button"
        class="quiet-key"
        onClick={() => model.ask('leave')}
        data-testid="phone-leave"
      >
        {t('leave')}
      </button>
    </div>
  );
}
