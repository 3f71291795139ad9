import { Check, CornerDownLeft, Plus } from 'lucide';
import type { JSX } from 'preact';
import type { DeskLeg, DeskTicket } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import { visitText } from '../visit-texts.ts';

/** The left side never scrolls: what does not fit is counted. */
const legsShownMax = 3;
/** Legs beyond this number have no key of their own. */
const legKeysMax = 5;

const endWords: Partial<Record<DeskLeg['state'], TextKey>> = {
  done: 'legDone',
  cancelled: 'legCancelled',
  'no-show': 'legNoShow',
  expired: 'legExpired',
};

function legPlace(leg: DeskLeg, since: string | null): string {
  if (leg.here) return since ? t('legHereSince', { time: since }) : t('legHere');
  const ended = endWords[leg.state];
  if (ended) return t(ended);
  if (leg.state === 'parked') return visitText('legParked');
  if (leg.state !== 'waiting') return visitText('legAt', { counters: leg.counters });
  return visitText('legAhead', { zone: pick(leg.zoneWord), count: leg.waiting });
}

/** Whether a leg can be marked as given here: served along, or asked for with every finish. */
const canMark = (leg: DeskLeg, ticket: DeskTicket): boolean =>
  ticket.state === 'serving' && (leg.canServeAlong || (leg.here && ticket.deliveredRequired));

function MarkKey(props: {
  readonly desk: Desk;
  readonly leg: DeskLeg;
  readonly number: number;
}): JSX.Element {
  const { desk, leg, number } = props;
  const isMarked = desk.delivered.value.has(leg.serviceId);
  const words = leg.here
    ? visitText(isMarked ? 'delivered' : 'deliver')
    : visitText(isMarked ? 'servedAlong' : 'serveAlong');
  return (
    <button
      type="button"
      class={isMarked ? 'along on' : 'along'}
      aria-pressed={isMarked}
      data-testid={`along-${number}`}
      onClick={() => desk.deliver(leg.serviceId)}
    >
      {isMarked && <Icon of={Check} size={14} />}
      {words}
      {number <= legKeysMax && <kbd>{number}</kbd>}
    </button>
  );
}

function LegRow(props: {
  readonly desk: Desk;
  readonly ticket: DeskTicket;
  readonly leg: DeskLeg;
  readonly number: number;
  readonly since: string | null;
}): JSX.Element {
  const { desk, ticket, leg, number } = props;
  const isLive = desk.isLive.value;
  const place = isLive || leg.here ? legPlace(leg, props.since) : t('waitsForLink');
  return (
    <li class={leg.here ? 'here' : `leg-${leg.state}`}>
      <i class="step">{leg.state === 'done' ? <Icon of={Check} size={13} /> : number}</i>
      <span class="cut" title={pick(leg.serviceName)}>
        {pick(leg.serviceName)}
      </span>
      {isLive && canMark(leg, ticket) ? (
        <MarkKey desk={desk} leg={leg} number={number} />
      ) : (
        <span class="place cut">{place}</span>
      )}
    </li>
  );
}

/** One more errand under the same number. */
function AddKey(props: { readonly desk: Desk }): JSX.Element | null {
  const offer = props.desk.offers.value.get('add-service');
  if (!offer) return null;
  return (
    <button
      type="button"
      class={offer.waits ? 'quiet waits' : 'quiet'}
      data-testid="action-add-service"
      aria-disabled={offer.waits !== null}
      onClick={() => props.desk.openPanel('add-service')}
    >
      <Icon of={Plus} size={16} />
      {visitText('addService')} <kbd>L</kbd>
    </button>
  );
}

/** The errands of this number: which one is here, which end with it, where the others are. */
export function VisitLegs(props: {
  readonly desk: Desk;
  readonly ticket: DeskTicket;
  readonly timeZone: string;
}): JSX.Element {
  const { desk, ticket } = props;
  const { legs, startedAt, returnsTo } = ticket;
  const since = startedAt ? timeOfDay(Date.parse(startedAt), props.timeZone, language.value) : null;
  const here = Math.max(
    0,
    legs.findIndex(leg => leg.here),
  );
  // The way back takes the row of a leg.
  const most = returnsTo ? legsShownMax - 1 : legsShownMax;
  const first = Math.max(0, Math.min(here - 1, legs.length - most));
  const folded = legs.length - most;
  return (
    <section class="legs">
      <h2>
        {t('legs')} <span>{t('legOf', { place: here + 1, count: legs.length })}</span>
        {folded > 0 && <span class="folded">{t('legsFolded', { count: folded })}</span>}
        <AddKey desk={desk} />
      </h2>
      <ol>
        {legs.slice(first, first + most).map((leg, place) => (
          <LegRow
            key={leg.legId}
            desk={desk}
            ticket={ticket}
            leg={leg}
            number={first + place + 1}
            since={since}
          />
        ))}
      </ol>
      {returnsTo && (
        <p class="returns" data-testid="returns-to">
          <Icon of={CornerDownLeft} size={14} />
          <span class="cut">
            {visitText('returnsTo', {
              number: returnsTo.counterNumber,
              service: pick(returnsTo.serviceName),
            })}
          </span>
        </p>
      )}
    </section>
  );
}
