import type { JSX } from 'preact';
import type { Delivery, PartnerWebhook } from '../../contract/webhook-admin.ts';
import { instantWords } from '../instant-words.ts';
import type { DeliveryState, PartnerWebhookList } from '../partner-webhooks.ts';
import { eventWords, partnersText as p } from '../partners-texts.ts';
import { SmallKey } from './small-key.tsx';

interface Props {
  readonly webhooks: PartnerWebhookList;
  readonly row: PartnerWebhook;
  readonly timeZone: string;
  readonly now: number;
}

const states: readonly (DeliveryState | null)[] = [null, 'pending', 'dead', 'delivered'];
const stateKeys = {
  pending: 'statePending',
  dead: 'stateDead',
  delivered: 'stateDelivered',
} as const;
const stateWords = (state: DeliveryState | null): string =>
  state === null ? p('stateAll') : p(stateKeys[state]);

function DeliveryRow(props: {
  readonly webhooks: PartnerWebhookList;
  readonly delivery: Delivery;
  readonly timeZone: string;
  readonly now: number;
}): JSX.Element {
  const { webhooks, delivery, timeZone, now } = props;
  const { id, type, state, attempts, lastStatus, nextAt, madeAt } = delivery;
  const event = eventWords(type);
  return (
    <tr data-testid={`delivery-${id}`}>
      <td>{event}</td>
      <td class={state === 'dead' ? 'printing-wrong' : ''}>
        {stateWords(state)}
        {nextAt === null || attempts === 0 ? null : (
          <small>{p('next', { when: instantWords(nextAt, now, timeZone) })}</small>
        )}
      </td>
      <td class="partners-figure">{attempts}</td>
      <td class="partners-figure">{attempts === 0 ? '–' : (lastStatus ?? p('noAnswer'))}</td>
      <td>{instantWords(madeAt, now, timeZone)}</td>
      <td>
        {state === 'pending' ? null : (
          <SmallKey
            testId={`replay-${id}`}
            label={p('replayOf', { event })}
            isDisabled={webhooks.isBusy.value}
            onClick={() => void webhooks.replay(id)}
          >
            {p('replay')}
          </SmallKey>
        )}
      </td>
    </tr>
  );
}

function Table({ webhooks, timeZone, now }: Omit<Props, 'row'>): JSX.Element {
  const { rows = [], hasMore = false } = webhooks.deliveries.value ?? {};
  if (rows.length === 0) return <p class="printing-note">{p('noDeliveries')}</p>;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{p('event')}</th>
            <th scope="col">{p('state')}</th>
            <th scope="col" class="partners-figure">
              {p('attempts')}
            </th>
            <th scope="col" class="partners-figure">
              {p('answer')}
            </th>
            <th scope="col">{p('when')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(delivery => (
            <DeliveryRow
              key={delivery.id}
              webhooks={webhooks}
              delivery={delivery}
              timeZone={timeZone}
              now={now}
            />
          ))}
        </tbody>
      </table>
      {hasMore ? <p class="printing-note">{p('moreDeliveries', { count: rows.length })}</p> : null}
    </>
  );
}

/** What became of what a webhook was told; what failed can be sent again, one or all. */
export function PartnerDeliveries({ webhooks, row, timeZone, now }: Props): JSX.Element {
  const state = webhooks.deliveries.value?.state ?? null;
  const replayed = webhooks.replayed.value;
  return (
    <div class="partners-history" data-testid="deliveries">
      <div class="partners-history-top">
        <div class="printing-switch">
          {states.map(one => (
            <button
              key={one ?? 'all'}
              type="button"
              data-testid={`deliveries-${one ?? 'all'}`}
              aria-pressed={one === state}
              onClick={() => void webhooks.look(row.id, one)}
            >
              {stateWords(one)}
            </button>
          ))}
        </div>
        {row.dead > 0 ? (
          <button
            type="button"
            class="printing-second"
            data-testid="replay-dead"
            disabled={webhooks.isBusy.value}
            onClick={() => void webhooks.replayDead(row.id)}
          >
            {p('replayDead')}
          </button>
        ) : null}
        <p role="status" class="printing-note">
          {replayed === null ? '' : p('replayed', { count: replayed })}
        </p>
      </div>
      <Table webhooks={webhooks} timeZone={timeZone} now={now} />
    </div>
  );
}
