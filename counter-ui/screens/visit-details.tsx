import { Check, FileCheck2 } from 'lucide';
import type { JSX } from 'preact';
import type { DeskTicket, DeskView } from '../../contract/desk-views.ts';
import { stopwatch, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { reasonFacts } from '../call-reason.ts';
import { classWord, reasonSentence, waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';

export function Fact(props: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function Facts(props: { readonly ticket: DeskTicket; readonly timeZone: string }): JSX.Element {
  const { ticket } = props;
  const issued = timeOfDay(Date.parse(ticket.issuedAt), props.timeZone, language.value);
  const arrived = ticket.startedAt
    ? (Date.parse(ticket.startedAt) - Date.parse(ticket.calledAt)) / 1000
    : null;
  return (
    <dl class="facts">
      <Fact name={t('class')} value={classWord(ticket)} />
      <Fact name={t('issued')} value={issued} />
      <Fact name={t('waited')} value={waitText(ticket.waitedSeconds)} />
      {arrived !== null && <Fact name={t('arrived')} value={stopwatch(arrived)} />}
      <Fact name={t('language')} value={t(ticket.language === 'id' ? 'speaksId' : 'speaksEn')} />
    </dl>
  );
}

/** The left pane never scrolls: what does not fit is counted. */
const requirementsShownMax = 3;
const requirementsBesideLegsMax = 2;
const legsShownMax = 3;

function Errand(props: { readonly ticket: DeskTicket }): JSX.Element {
  const { ticket } = props;
  const most = ticket.legs.length > 2 ? requirementsBesideLegsMax : requirementsShownMax;
  const folded = ticket.requirements.length - most;
  return (
    <section class="errand">
      <h1 data-testid="errand">{pick(ticket.serviceName)}</h1>
      <ul>
        {ticket.requirements.slice(0, most).map((requirement, place) => (
          <li key={requirement.id}>
            <Icon of={FileCheck2} size={14} />
            <span class="cut" title={pick(requirement)}>
              {pick(requirement)}
            </span>
            {folded > 0 && place === most - 1 && <b>+{folded}</b>}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Leg = DeskTicket['legs'][number];

const endWords: Partial<Record<Leg['state'], TextKey>> = {
  done: 'legDone',
  cancelled: 'legCancelled',
  'no-show': 'legNoShow',
  expired: 'legExpired',
};

/** An ended leg of the same counter is behind, not here. */
const isHere = (leg: Leg): boolean =>
  leg.here && (leg.state === 'called' || leg.state === 'serving');

function legPlace(leg: Leg, since: string | null): string {
  if (isHere(leg)) return since ? t('legHereSince', { time: since }) : t('legHere');
  const ended = endWords[leg.state];
  if (ended) return t(ended);
  if (leg.state !== 'waiting') return t('legAtCounters', { counters: leg.counters });
  return t('legElsewhere', { zone: pick(leg.zoneWord), count: leg.waiting });
}

function Legs(props: { readonly ticket: DeskTicket; readonly timeZone: string }): JSX.Element {
  const { legs, startedAt } = props.ticket;
  const since = startedAt ? timeOfDay(Date.parse(startedAt), props.timeZone, language.value) : null;
  const here = Math.max(0, legs.findIndex(isHere));
  const first = Math.max(0, Math.min(here - 1, legs.length - legsShownMax));
  const folded = legs.length - legsShownMax;
  return (
    <section class="legs">
      <h2>
        {t('legs')} <span>{t('legOf', { place: here + 1, count: legs.length })}</span>
        {folded > 0 && <span class="folded">{t('legsFolded', { count: folded })}</span>}
      </h2>
      <ol>
        {legs.slice(first, first + legsShownMax).map((leg, place) => (
          <li key={leg.legId} class={isHere(leg) ? 'here' : `leg-${leg.state}`}>
            <i class="step">
              {leg.state === 'done' ? <Icon of={Check} size={13} /> : first + place + 1}
            </i>
            <span class="cut">{pick(leg.serviceName)}</span>
            <span class="place">{legPlace(leg, since)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** All that the desk knows of the visit in front of the officer. */
export function VisitDetails(props: {
  readonly view: DeskView;
  readonly ticket: DeskTicket;
}): JSX.Element {
  const { view, ticket } = props;
  const why = reasonSentence(reasonFacts(ticket.reason, view.queues), ticket);
  return (
    <>
      <Facts ticket={ticket} timeZone={view.building.timeZone} />
      <Errand ticket={ticket} />
      {ticket.legs.length > 1 && <Legs ticket={ticket} timeZone={view.building.timeZone} />}
      <p class="why" data-testid="why">
        <b>{t('why')}</b> {why}
      </p>
    </>
  );
}
