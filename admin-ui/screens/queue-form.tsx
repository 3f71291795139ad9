import { CalendarCheck, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { Queue } from '../../contract/setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { placeAt } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import type { LinesPage } from '../lines-page.ts';
import { numberRange } from '../number-range.ts';
import {
  countersOf,
  removeQueue,
  seriesIn,
  servicesOf,
  takenSeries,
  whatKeeps,
} from '../queue-rows.ts';
import { queueText as q } from '../queues-texts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import { EditChoice, EditFrame, EditNumber, EditSwitch, EditTexts } from './edit-fields.tsx';
import { QueuePolicyFields } from './queue-policy.tsx';
import { dayAfter } from '../opening-days.ts';

interface Has {
  readonly desk: SetupDesk;
  readonly id: string;
  readonly isLocked: boolean;
}

/** Numbers on paper keep their series all day: whoever changes it is shown the way from tomorrow on. */
function Series({ desk, id, isLocked, numbers }: Has & { readonly numbers: number }): JSX.Element {
  const place = placeAt<string>(desk, `queues/${id}/series`);
  const taken = takenSeries(desk, id).join(', ');
  const other = desk.rows('queues').find(row => row.id !== id && row.series === place.value);
  const wrong =
    place.value === ''
      ? e('empty')
      : other
        ? q('seriesOf', { series: place.value, name: pick(other.name) })
        : null;
  const isHeld = numbers > 0 && place.isChanged && desk.from.value === null;
  return (
    <div class="line-series-field">
      <EditFrame desk={desk} place={place} label={q('series')} wrong={wrong}>
        {aria => (
          <input
            {...aria}
            data-testid={place.elementId}
            disabled={isLocked}
            autocapitalize="characters"
            autocomplete="off"
            value={place.value}
            onInput={event => {
              const series = seriesIn(event.currentTarget.value);
              event.currentTarget.value = series;
              place.change(series);
            }}
          />
        )}
      </EditFrame>
      <div class="line-said">
        <p>{q('seriesNever')}</p>
        {taken === '' ? null : <p>{q('seriesTaken', { series: taken })}</p>}
        {numbers > 0 && !isLocked ? (
          <p class={isHeld ? 'is-held' : undefined} data-testid="series-today">
            {q('seriesToday', { numbers })}{' '}
            {isHeld ? (
              <button
                type="button"
                data-testid="series-tomorrow"
                onClick={() => desk.startFrom(dayAfter(desk.seen.value!.today, 1))}
              >
                {q('seriesTomorrow')}
              </button>
            ) : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Used({ desk, queue }: { readonly desk: SetupDesk; readonly queue: Queue }): JSX.Element {
  const services = servicesOf(desk, queue.id);
  const counters = countersOf(desk, queue.id);
  const { booking } = queue;
  return (
    <dl class="line-used">
      <div>
        <dt>{q('servicesHere')}</dt>
        <dd>
          {services.length === 0 ? q('servicesNone') : null}
          {services.map(service => (
            <span key={service.id} class="line-service">
              <b>{service.code}</b> {pick(service.name)}
            </span>
          ))}
          <a href="/admin/setup/agencies">{q('servicesWay')}</a>
        </dd>
      </div>
      <div>
        <dt>{q('countersHere')}</dt>
        <dd>
          {counters.length === 0
            ? q('countersNone')
            : q('counters', { counters: numberRange(counters.map(({ number }) => number)) })}
          <a href="/admin/setup/counters">{q('countersWay')}</a>
        </dd>
      </div>
      <div>
        <dt>{q('booking')}</dt>
        <dd>
          {booking === null
            ? q('bookingOff')
            : q('bookingOn', { minutes: booking.slotMinutes, days: booking.daysAhead })}
          <a href="/admin/booking">
            <Icon of={CalendarCheck} size={16} /> {q('bookingWay')}
          </a>
        </dd>
      </div>
    </dl>
  );
}

function Remove({ desk, id }: { readonly desk: SetupDesk; readonly id: string }): JSX.Element {
  const { services, counters } = whatKeeps(desk, id);
  const keeps =
    services.length > 0
      ? q('keepsServices', {
          count: services.length,
          codes: services.map(({ code }) => code).join(', '),
        })
      : counters.length > 0
        ? q('keepsCounters', { counters: numberRange(counters.map(({ number }) => number)) })
        : null;
  return (
    <div class="line-remove">
      <button
        type="button"
        data-testid="remove-queue"
        disabled={keeps !== null}
        onClick={() => removeQueue(desk, id)}
      >
        <Icon of={Trash2} size={16} />
        {q('remove')}
      </button>
      {keeps === null ? null : <p>{keeps}</p>}
    </div>
  );
}

export function QueueForm(props: { readonly page: LinesPage; readonly id: string }): JSX.Element {
  const { page, id } = props;
  const { desk } = page;
  const queue = desk.row('queues', id)!;
  const isLocked = !page.mayEdit(queue.agencyId);
  const own = { desk, isLocked };
  const at = (field: string): string => `queues/${id}/${field}`;
  // Nobody gives a line to an agency that is not theirs.
  const agencies = isLocked ? desk.rows('agencies') : page.ownAgencies.value;
  return (
    <section class="line-form" aria-labelledby="queue-title" data-testid="queue-form">
      <h2 id="queue-title">
        {queue.series} <span>{pick(queue.name) || q('unnamed')}</span>
      </h2>
      <EditTexts {...own} at={at('name')} label={q('name')} />
      <EditChoice
        {...own}
        at={at('agencyId')}
        label={q('agency')}
        options={agencies.map(agency => ({ value: agency.id, words: pick(agency.name) }))}
      />
      <Series {...own} id={id} numbers={page.queueDay(id)?.numbers ?? 0} />
      <div class="edit-pair">
        <EditNumber
          {...own}
          at={at('quotaPerDay')}
          label={q('quota')}
          min={0}
          max={10_000}
          unit={queue.quotaPerDay === null ? '' : q('perDay')}
          placeholder={q('unlimited')}
          isOptional
        />
        <EditNumber
          {...own}
          at={at('maxWaitMinutes')}
          label={q('maxWait')}
          min={1}
          max={600}
          unit={q('minutes')}
        />
      </div>
      <QueuePolicyFields {...own} queue={queue} />
      <fieldset class="line-switches">
        <legend class="edit-label">{q('rules')}</legend>
        <EditSwitch {...own} at={at('outcomeRequired')} label={q('outcomeRequired')} />
        <EditSwitch {...own} at={at('deliveredRequired')} label={q('deliveredRequired')} />
        <EditSwitch {...own} at={at('choiceReasonRequired')} label={q('choiceReasonRequired')} />
      </fieldset>
      <Used desk={desk} queue={queue} />
      {isLocked ? null : <Remove desk={desk} id={id} />}
    </section>
  );
}
